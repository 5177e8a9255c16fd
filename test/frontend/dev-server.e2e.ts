/**
 * The page in development: Vite's server with a proxy to the subgraph, and with a gateway of another origin.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Demo, startDemo } from '../../examples/supergraph/demo.js';
import { browserNote, browserTest, openBrowser } from '../support/browser.js';
import { freePort } from '../support/free-port.js';
import { startTestSubgraph } from '../support/subgraph.js';

const TIMEOUT = 180_000;
const visit = openBrowser();
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
});

/** `npm run page:dev` on the port, without npm. */
async function startDevServer(variables: Record<string, string>, onPort?: number): Promise<string> {
  const port = onPort ?? (await freePort());
  const config = ['--config', 'examples/frontend/vite.config.ts', '--port', String(port), '--strictPort'];
  const child = spawn(process.execPath, ['node_modules/vite/bin/vite.js', ...config], {
    env: { ...process.env, NODE_ENV: 'development', ...variables },
    stdio: 'ignore',
  });
  started.push(child);
  const url = `http://127.0.0.1:${port}`;
  for (let wait = 0; wait < 1200; wait += 1) {
    const answer = await fetch(url, { headers: { accept: 'text/html' } }).catch(() => undefined);
    if (answer?.ok) return url;
    if (child.exitCode !== null) throw new Error(`Vite ended with ${child.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Vite does not answer.');
}

async function addsContact(url: string): Promise<{ elsewhere: string[] }> {
  const { page, complaints } = await visit();
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  page.setDefaultTimeout(120_000);
  await page.goto(url);
  await page.locator('.status[data-current="true"]').waitFor();
  await page.getByRole('button', { name: 'Fill in examples' }).click();
  await page.getByText('Ready to send.').waitFor();
  await page.getByRole('button', { name: 'Add contact' }).click();
  await page.locator('.card.success').waitFor();
  await page.locator('.contacts .changed').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
  return { elsewhere: requested.filter((each) => each.startsWith('http') && !each.startsWith(`${url}/`)) };
}

describe('with a proxy to the subgraph', () => {
  let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
  beforeAll(async () => {
    subgraph = await startTestSubgraph();
  });
  afterAll(() => subgraph.close());

  browserTest(
    `adds a contact from the page's own origin${browserNote}`,
    async () => {
      const url = await startDevServer({ SUBGRAPH_URL: new URL(subgraph.url).origin });
      expect(await addsContact(url)).toEqual({ elsewhere: [] });
    },
    TIMEOUT,
  );
});

describe('with the gateway of the demo', () => {
  let port: number;
  let allowedOrigin: string;
  let demo: Demo;
  beforeAll(async () => {
    port = await freePort();
    allowedOrigin = `http://127.0.0.1:${port}`;
    const ports = { GATEWAY_PORT: '0', CONTACTS_PORT: '0', CUSTOMERS_PORT: '0' };
    demo = await startDemo({ ...ports, GATEWAY_ORIGIN: allowedOrigin, LOG_LEVEL: 'silent' });
  });
  afterAll(() => demo.stop());

  browserTest(
    `adds a contact from an origin that the gateway allows${browserNote}`,
    async () => {
      const url = await startDevServer({ VITE_GRAPHQL_URL: demo.gateway }, port);
      const { elsewhere } = await addsContact(url);
      expect(new Set(elsewhere)).toEqual(new Set([demo.gateway]));
    },
    TIMEOUT,
  );

  test('allows no other origin', async () => {
    for (const [origin, allowed] of [
      [allowedOrigin, allowedOrigin],
      [`http://127.0.0.1:${port + 1}`, null],
    ] as const) {
      const headers = { origin, 'access-control-request-method': 'POST' };
      const preflight = await fetch(demo.gateway, { method: 'OPTIONS', headers });
      expect(preflight.headers.get('access-control-allow-origin')).toBe(allowed);
      expect(preflight.status).toBe(allowed ? 204 : 404);
    }
  });
});
