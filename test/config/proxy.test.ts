import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Env, type Environment } from '../../src/config/env.js';
import { proxySecrets, readProxy } from '../../src/config/proxy.js';

function read(variables: Environment) {
  const env = new Env(variables);
  return { value: readProxy(env), problems: env.problems };
}

const URL_TEXT = 'http://proxy.example.com:3128';
const HREF = `${URL_TEXT}/`;

describe('the proxy', () => {
  it.each<[string, Environment, unknown]>([
    ['absent', {}, undefined],
    ['absent when its variables are empty', { HTTPS_PROXY: '', https_proxy: '' }, undefined],
    ['absent when only NO_PROXY is set', { NO_PROXY: '*' }, undefined],
    ['that of HTTPS_PROXY', { HTTPS_PROXY: URL_TEXT }, { https: HREF }],
    ['that of https_proxy', { https_proxy: URL_TEXT }, { https: HREF }],
    ['that of HTTP_PROXY', { HTTP_PROXY: URL_TEXT }, { http: HREF }],
    ['that of http_proxy', { http_proxy: URL_TEXT }, { http: HREF }],
    [
      'that in lower case where both are set',
      { https_proxy: URL_TEXT, HTTPS_PROXY: 'http://b' },
      { https: HREF },
    ],
    [
      'that in upper case where lower case is empty',
      { https_proxy: '', HTTPS_PROXY: URL_TEXT },
      { https: HREF },
    ],
    ['one without a scheme', { HTTPS_PROXY: 'proxy.example.com:3128' }, { https: HREF }],
    [
      'one that speaks TLS',
      { HTTPS_PROXY: 'https://proxy.example.com' },
      { https: 'https://proxy.example.com/' },
    ],
    ['with exceptions', { HTTPS_PROXY: URL_TEXT, NO_PROXY: 'a,b' }, { https: HREF, noProxy: 'a,b' }],
    [
      'with exceptions in lower case',
      { HTTPS_PROXY: URL_TEXT, no_proxy: 'a', NO_PROXY: 'b' },
      { https: HREF, noProxy: 'a' },
    ],
  ])('is %s', (_title, variables, value) => {
    expect(read(variables)).toEqual({ value, problems: [] });
  });

  it('comes from a file, like every secret', () => {
    const folder = mkdtempSync(join(tmpdir(), 'proxy-'));
    try {
      const path = join(folder, 'proxy');
      writeFileSync(path, 'http://user:secret@proxy.example.com:3128\n');
      expect(read({ HTTPS_PROXY_FILE: path })).toEqual({
        value: { https: 'http://user:secret@proxy.example.com:3128/' },
        problems: [],
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    'socks5://canary@proxy.example.com',
    'ftp://canary',
    'http://',
    'http://canary:canary:canary',
    'http://user:canary%@proxy.example.com',
  ])('%s is a problem, reported without its value', (HTTPS_PROXY) => {
    const { value, problems } = read({ HTTPS_PROXY });
    expect(value).toBeUndefined();
    expect(problems).toEqual(['HTTPS_PROXY must be a URL such as http://proxy.example.com:3128']);
  });

  it.each<[string, readonly string[]]>([
    ['http://proxy.example.com/', []],
    ['http://user@proxy.example.com/', [Buffer.from('user:').toString('base64')]],
    [
      'http://user:p%40ss@proxy.example.com/',
      ['p%40ss', 'p@ss', Buffer.from('user:p@ss').toString('base64')],
    ],
  ])('%s keeps its password secret in each of its forms', (https, secrets) => {
    expect(proxySecrets({ https })).toEqual(secrets);
  });
});
