/** Unconfigured features are not even loaded: telemetry, the store's driver, authentication. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from '@jest/globals';
import { type Build, useBuild } from '../support/build.js';

let build: Build;
beforeAll(() => {
  build = useBuild();
});

async function loadedWith(settings: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
  const script = ['test/support/loaded-modules.mjs', `${build.url}app.js`];
  const { stdout } = await promisify(execFile)(process.execPath, script, {
    env: { PATH, NODE_COMPILE_CACHE, ...settings },
  });
  return JSON.parse(stdout) as string[];
}

const COLLECTOR = 'http://127.0.0.1:9';

it('loads no SDK and no exporter unless configured', async () => {
  expect(await loadedWith({})).toEqual(['@opentelemetry/api']);
  const disabled = {
    OTEL_SDK_DISABLED: 'true',
    OTEL_EXPORTER_OTLP_ENDPOINT: COLLECTOR,
    METRICS: 'prometheus',
  };
  expect(await loadedWith(disabled)).toEqual(['@opentelemetry/api']);
});

it('loads no more than the signals need', async () => {
  const prometheus = await loadedWith({ METRICS: 'prometheus' });
  expect(prometheus).toContain('@opentelemetry/exporter-prometheus');
  expect(prometheus.filter((name) => /trace|otlp/.test(name))).toEqual([]);
  const traces = await loadedWith({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: COLLECTOR });
  expect(traces).toContain('@opentelemetry/exporter-trace-otlp-proto');
  expect(traces.filter((name) => /prometheus|exporter-metrics/.test(name))).toEqual([]);
});

it('loads the PostgreSQL driver for PostgreSQL only', async () => {
  expect(await loadedWith({})).not.toContain('pg');
  expect(await loadedWith({ SANDBOX: 'off', STORE_URL: 'postgresql://127.0.0.1:1/contacts' })).toContain(
    'pg',
  );
});

it('loads the token library only for authenticated callers', async () => {
  expect(await loadedWith({})).not.toContain('jose');
  const settings = {
    AUTH_JWKS_URL: 'http://127.0.0.1:9/keys',
    AUTH_ISSUER: 'https://issuer',
    AUTH_AUDIENCE: 'us',
  };
  expect(await loadedWith({ SANDBOX: 'off', ...settings })).toContain('jose');
});
