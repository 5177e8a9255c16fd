import { Agent, get } from 'node:http';
import { networkInterfaces } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';

import type { FaultScript, SandboxCall, ScriptedFault } from '../../src/sandbox/kit/script.js';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/kit/server.js';
import type { Fault, SandboxRequest, SandboxVendor } from '../../src/sandbox/kit/vendor.js';

/** A vendor that stores what is posted to `/base/<customer>` and knows one password. */
interface TestVendor extends SandboxVendor {
  readonly stored: SandboxRequest[];
}

function testVendor(key: string, faults: Readonly<Record<string, Fault>> = {}): TestVendor {
  const stored: SandboxRequest[] = [];
  const authenticated = ({ headers }: SandboxRequest): boolean => headers.authorization !== 'wrong';
  return {
    key,
    basePath: '/base',
    faults,
    stored,
    authenticated,
    handle: (request) => {
      if (!authenticated(request)) return { status: 401, body: { refused: true } };
      if (request.method === 'POST') stored.push(request);
      return { status: 201, headers: { 'x-vendor': key }, body: { vendor: key, kept: 'räksmörgås' } };
    },
    subject: ({ method, path }) => {
      const customerId = /^\/base\/(.+)$/.exec(path)?.[1];
      return customerId === undefined ? undefined : { customerId, write: method === 'POST' };
    },
    faultReply: (fault) => (fault === 'MAINTENANCE' ? undefined : { status: 500, body: { fault } }),
    environment: (url) => ({ [`${key.toUpperCase()}_URL`]: url }),
  };
}

describe('sandbox server', () => {
  const running: Sandbox[] = [];

  async function start(options: SandboxOptions): Promise<Sandbox> {
    const sandbox = await startSandbox(options);
    running.push(sandbox);
    return sandbox;
  }

  async function startOne(faults: Readonly<Record<string, Fault>> = {}) {
    const vendor = testVendor('one', faults);
    const calls: SandboxCall[] = [];
    const sandbox = await start({ vendors: [vendor], script: { fault: (call) => void calls.push(call) } });
    const call = (path: string, init: RequestInit = {}): Promise<Response> =>
      fetch(`${sandbox.urls.one}${path}`, init);
    return { vendor, sandbox, calls, call };
  }

  const POST = { method: 'POST', body: 'x' };

  afterEach(async () => {
    await Promise.all(running.splice(0).map((sandbox) => sandbox.close()));
  });

  describe('without a fault', () => {
    it('serves each vendor at its own URL and names the variables that point there', async () => {
      const { urls, environment } = await start({ vendors: [testVendor('one'), testVendor('two')] });

      expect(urls).toEqual({
        one: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/base$/),
        two: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/base$/),
      });
      expect(environment).toEqual({ ONE_URL: urls.one, TWO_URL: urls.two });
      for (const key of ['one', 'two']) {
        const response = await fetch(`${urls[key]}/acme`);
        expect(response.headers.get('x-vendor')).toBe(key);
        expect(await response.json()).toEqual({ vendor: key, kept: 'räksmörgås' });
      }
    });

    it('passes on the request unchanged', async () => {
      const { vendor, call } = await startOne();
      await call('/a%2Fb%20c?x=1&y=%26', {
        method: 'POST',
        body: 'smörgås',
        headers: { 'content-type': 'text/plain' },
      });

      const [request] = vendor.stored;
      expect(request).toMatchObject({ method: 'POST', path: '/base/a%2Fb%20c', body: 'smörgås' });
      expect([...(request?.query ?? [])]).toEqual([
        ['x', '1'],
        ['y', '&'],
      ]);
      expect(request?.headers['content-type']).toBe('text/plain');
    });

    it('shows calls to its script in order', async () => {
      const { calls, call } = await startOne();
      await call('/acme', POST);
      await call('/acme');
      await call('');

      expect(calls).toEqual([
        { vendor: 'one', method: 'POST', path: '/base/acme', write: true, customerId: 'acme' },
        { vendor: 'one', method: 'GET', path: '/base/acme', write: false, customerId: 'acme' },
        { vendor: 'one', method: 'GET', path: '/base', write: false, customerId: undefined },
      ]);
    });

    it('keeps a connection open for the next call', async () => {
      const { sandbox } = await startOne();
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const ports: (number | undefined)[] = [];
      for (let index = 0; index < 2; index++) {
        await new Promise<void>((resolve, reject) => {
          get(`${sandbox.urls.one}/acme`, { agent }, (response) => {
            ports.push(response.socket.localPort);
            response.resume().on('end', resolve);
          }).on('error', reject);
        });
      }
      agent.destroy();
      expect(ports[0]).toBe(ports[1]);
    });

    it('rejects a body of more than 1 MiB and continues', async () => {
      const { vendor, call } = await startOne();
      const response = await call('/acme', { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) });

      expect(response.status).toBe(413);
      expect(vendor.stored).toHaveLength(0);
      expect((await call('/acme', POST)).status).toBe(201);
    });

    it('answers for a vendor that throws, and continues', async () => {
      const { call } = await startOne({ broken: 'MAINTENANCE' });
      const response = await call('/broken');

      expect(response.status).toBe(500);
      expect(await response.text()).toMatch(
        /^The sandbox is broken: Error: one has a customer for MAINTENANCE/,
      );
      expect((await call('/acme')).status).toBe(201);
    });
  });

  describe('ports', () => {
    it('takes consecutive ports in the order of the vendors', async () => {
      const vendors = [testVendor('one'), testVendor('two'), testVendor('three')];
      const sandbox = await startOnFreePorts(vendors);
      const ports = Object.values(sandbox.urls).map((url) => Number(new URL(url).port));
      expect(ports).toEqual([ports[0], Number(ports[0]) + 1, Number(ports[0]) + 2]);
      expect(Object.keys(sandbox.urls)).toEqual(['one', 'two', 'three']);
    });

    it('rejects when a port is taken, and frees the earlier ones', async () => {
      const { sandbox } = await startOne();
      const taken = Number(new URL(sandbox.urls.one ?? '').port);
      const vendors = [testVendor('one'), testVendor('two')];

      await expect(startSandbox({ vendors, port: taken - 1 })).rejects.toMatchObject({ code: 'EADDRINUSE' });
      // The port may belong to another server by now, but not to the first of the two.
      await fetch(`http://127.0.0.1:${taken - 1}/base/acme`, POST).catch(() => undefined);
      expect(vendors[0]?.stored).toHaveLength(0);
    });

    const hasIPv6 = Object.values(networkInterfaces()).some((all) =>
      all?.some(({ address }) => address === '::1'),
    );
    (hasIPv6 ? it : it.skip)('serves on IPv6 loopback', async () => {
      const { urls } = await start({ vendors: [testVendor('one')], host: '::1' });
      expect(urls.one).toMatch(/^http:\/\/\[::1\]:\d+\/base$/);
      expect((await fetch(`${urls.one}/acme`)).status).toBe(201);
    });

    /** Another process may hold a port of the row, so another row is tried. */
    async function startOnFreePorts(vendors: readonly SandboxVendor[]): Promise<Sandbox> {
      for (let attempt = 0; attempt < 20; attempt++) {
        const port = 20_000 + Math.floor(Math.random() * 10_000);
        try {
          return await start({ vendors, port });
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
        }
      }
      throw new Error('no free row of ports');
    }
  });

  describe('faults', () => {
    it("answers a vendor's fault in its words, for reads too, and stores nothing", async () => {
      const { vendor, call } = await startOne({ limited: 'RATE_LIMITED' });
      for (const init of [POST, {}]) {
        const response = await call('/limited', init);
        expect(response.status).toBe(500);
        expect(await response.json()).toEqual({ fault: 'RATE_LIMITED' });
      }
      expect(vendor.stored).toHaveLength(0);
    });

    it.each([
      ['CUT_BEFORE_COMMIT', 0],
      ['CUT_AFTER_COMMIT', 1],
    ] as const)(
      '%s resets the connection with %i contacts stored, and does not affect reads',
      async (fault, count) => {
        const { vendor, call } = await startOne({ cut: fault });
        await expect(call('/cut', POST)).rejects.toMatchObject({
          cause: expect.objectContaining({ code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) }),
        });
        expect(vendor.stored).toHaveLength(count);
        expect((await call('/cut')).status).toBe(201);
      },
    );

    it('SERVER_ERROR_AFTER_COMMIT stores, then answers the vendor’s 500', async () => {
      const { vendor, call } = await startOne({ late: 'SERVER_ERROR_AFTER_COMMIT' });
      const response = await call('/late', POST);
      expect(await response.json()).toEqual({ fault: 'SERVER_ERROR' });
      expect(vendor.stored).toHaveLength(1);
      expect((await call('/late')).status).toBe(201);
    });

    it('SLOW answers normally after two seconds', async () => {
      const { vendor, call } = await startOne({ slow: 'SLOW' });
      const start = performance.now();
      const response = await call('/slow', POST);
      expect(response.status).toBe(201);
      expect(performance.now() - start).toBeGreaterThan(1_900);
      expect(vendor.stored).toHaveLength(1);
    });

    it('HTML_REPLY stores, then answers a page with status 200', async () => {
      const { vendor, call } = await startOne({ page: 'HTML_REPLY' });
      const response = await call('/page', POST);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toMatch(/^text\/html/);
      expect(await response.text()).toMatch(/^<!doctype html>/);
      expect(vendor.stored).toHaveLength(1);
    });

    it('TRUNCATED_REPLY stores, then ends halfway through the promised length', async () => {
      const { vendor, call } = await startOne({ half: 'TRUNCATED_REPLY' });
      const response = await call('/half', POST);
      expect(response.status).toBe(201);
      expect(Number(response.headers.get('content-length'))).toBeGreaterThan(30);
      await expect(response.text()).rejects.toThrow('terminated');
      expect(vendor.stored).toHaveLength(1);
    });

    it.each(['HANG', 'SLOW'] as const)('ends a call in %s on close', async (fault) => {
      const { vendor, sandbox, calls, call } = await startOne({ waiting: fault });
      const answer = call('/waiting', POST).catch((error: unknown) => error);
      while (calls.length === 0) await new Promise(setImmediate);

      await sandbox.close();
      expect(await answer).toMatchObject({ message: 'fetch failed' });
      expect(vendor.stored).toHaveLength(1);
      await sandbox.close();
    });

    it('hides faults from callers with wrong credentials', async () => {
      const { call } = await startOne({ limited: 'RATE_LIMITED', cut: 'CUT_BEFORE_COMMIT' });
      for (const path of ['/limited', '/cut']) {
        const response = await call(path, { ...POST, headers: { authorization: 'wrong' } });
        expect(response.status).toBe(401);
        expect(await response.json()).toEqual({ refused: true });
      }
    });

    it('finds no fault at a customer named like a property of every object', async () => {
      const { call } = await startOne();
      expect((await call('/constructor', POST)).status).toBe(201);
    });
  });

  describe('a fault script', () => {
    async function startScript(script: FaultScript) {
      const vendor = testVendor('one', { limited: 'RATE_LIMITED' });
      const { urls } = await start({ vendors: [vendor], script });
      return { vendor, post: (path: string) => fetch(`${urls.one}${path}`, POST) };
    }

    it('decides the fault of a call, and leaves other calls to the fault of their customer', async () => {
      const scripted: ScriptedFault[] = [{ reply: { status: 418, body: 'short' } }, 'SERVER_ERROR'];
      const { vendor, post } = await startScript({ fault: () => scripted.shift() });
      expect([(await post('/acme')).status, (await post('/acme')).status]).toEqual([418, 500]);
      expect(vendor.stored).toHaveLength(0);
      expect(await (await post('/limited')).json()).toEqual({ fault: 'RATE_LIMITED' });
      expect((await post('/acme')).status).toBe(201);
    });

    it('delays a reply, which waits for the hook that runs on a commit', async () => {
      const carriedOut: string[] = [];
      const { vendor, post } = await startScript({
        fault: () => ({ delayMs: 50 }),
        async carriedOut({ customerId = '' }) {
          await new Promise(setImmediate);
          carriedOut.push(`${customerId}, ${vendor.stored.length} stored`);
        },
      });
      const startedAt = performance.now();
      expect((await post('/acme')).status).toBe(201);
      expect(performance.now() - startedAt).toBeGreaterThan(45);
      expect(carriedOut).toEqual(['acme, 1 stored']);
    });

    it('waits for a promise of any kind, also one of Node itself', async () => {
      const { post } = await startScript({
        fault: () => delay(20, { delayMs: 20 }),
        carriedOut: () => delay(20),
      });
      const startedAt = performance.now();
      expect((await post('/acme')).status).toBe(201);
      expect(performance.now() - startedAt).toBeGreaterThan(55);
    });

    it('cuts a connection and carries out the request later', async () => {
      const done = Promise.withResolvers<void>();
      const { vendor, post } = await startScript({
        fault: () => ({ commitAfterMs: 30 }),
        carriedOut: () => done.resolve(),
      });
      await expect(post('/acme')).rejects.toThrow('fetch failed');
      expect(vendor.stored).toHaveLength(0);
      await done.promise;
      expect(vendor.stored).toHaveLength(1);
    });

    it('loses the request of a connection that it breaks', async () => {
      const { vendor, post } = await startScript({ connected: (socket) => void socket.resetAndDestroy() });
      await expect(post('/acme')).rejects.toThrow('fetch failed');
      expect(vendor.stored).toHaveLength(0);
    });
  });
});
