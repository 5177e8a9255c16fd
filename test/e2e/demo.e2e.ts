/** `npm run demo` as is: built, started, queried, stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { ask } from '../support/ask.js';

const script: string = JSON.parse(readFileSync('package.json', 'utf8')).scripts.demo;
/** Without its build, which one test covers. */
const built = script.split(' && ').at(-1) ?? '';
const ANY_PORTS = { GATEWAY_PORT: '0', CONTACTS_PORT: '0', CUSTOMERS_PORT: '0' };

let demo: ChildProcess | undefined;
afterEach(() => {
  demo?.kill('SIGKILL');
});

/** As npm runs it, without npm. */
function start(variables: Record<string, string>, command = script) {
  const child = spawn('sh', ['-c', command], {
    env: { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}`, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  demo = child;
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said.text += chunk;
    });
  }
  return { child, said };
}

describe('npm run demo', () => {
  test("prints the gateway's address, joins, and ends on a signal", async () => {
    const { child, said } = start(ANY_PORTS);
    const ended = once(child, 'exit');
    while (!said.text.includes('Ctrl+C')) {
      await Promise.race([
        once(child.stdout, 'data'),
        ended.then(() => Promise.reject(new Error(`It ended: ${said.text}`))),
      ]);
    }
    const [gateway = '', contacts = ''] = said.text.match(/http:\S+/g) ?? [];
    const { data, errors } = await ask(gateway, '{ customer(id: "globex") { mainContact { email } } }');
    expect(errors).toEqual([]);
    expect(data.customer.mainContact.email).toBe('contact_globex_1@example.com');
    expect((await ask(contacts, '{ __typename }')).status).toBe(401);

    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  test('prints a token if the contacts subgraph authenticates callers', async () => {
    const { child, said } = start(ANY_PORTS, `${built} --secured`);
    const ended = once(child, 'exit');
    while (!said.text.includes('Ctrl+C')) {
      await Promise.race([
        once(child.stdout, 'data'),
        ended.then(() => Promise.reject(new Error(`It ended: ${said.text}`))),
      ]);
    }
    const [gateway = ''] = said.text.match(/http:\S+/g) ?? [];
    const headers = JSON.parse(/^\{ "authorization".*\}$/m.exec(said.text)?.[0] ?? '{}');
    const query = '{ customer(id: "globex") { mainContact { email } } }';
    const allowed = await ask(gateway, query, {}, headers);
    expect(allowed.errors).toEqual([]);
    expect(allowed.data.customer.mainContact.email).toBe('contact_globex_1@example.com');
    const rejected = await ask(gateway, query);
    expect(rejected.data?.customer?.mainContact?.email ?? null).toBeNull();
    expect(rejected.errors).not.toEqual([]);

    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  test('names the variables for other ports when one is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    try {
      const { port } = taken.address() as { port: number };
      const { child, said } = start({ ...ANY_PORTS, GATEWAY_PORT: String(port) }, built);
      expect(await once(child, 'close')).toEqual([1, null]);
      expect(said.text).toContain('EADDRINUSE');
      expect(said.text).toContain('GATEWAY_PORT');
    } finally {
      taken.close();
    }
  });
});
