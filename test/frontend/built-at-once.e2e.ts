import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createStartPage } from '../../src/server/start/index.js';
import { PAGE_BUILD } from '../support/start-page.js';

const folder = mkdtempSync(join(tmpdir(), 'contacts-page-'));
// Each request finds the files as they are at that time, as a new server's first request does.
const server = createServer((request, response) => {
  createStartPage(join(folder, 'page'))(request, response);
});

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

test('a page that is rebuilt while a server runs is complete or absent', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const build = spawn(process.execPath, PAGE_BUILD, {
    env: { ...process.env, PAGE_FOLDER: join(folder, 'page') },
    stdio: 'ignore',
  });
  const ended = once(build, 'exit');
  const seen = new Set<number>();
  while (build.exitCode === null) {
    const response = await fetch(url, { headers: { accept: 'text/html', 'accept-encoding': 'br' } });
    await response.arrayBuffer();
    seen.add(response.status);
  }
  const [code] = await ended;
  const last = await fetch(url, { headers: { accept: 'text/html' } });
  expect(code).toBe(0);
  expect([...seen].filter((status) => status !== 200 && status !== 404)).toEqual([]);
  expect(last.status).toBe(200);
  expect(await last.text()).toContain('<script');
}, 60_000);
