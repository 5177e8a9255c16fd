/**
 * Requests through an HTTP proxy, on real sockets with TLS inside the tunnel: above all, whether one was
 * sent.
 */
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { openAccounts } from '../../src/accounts/accounts.js';
import { Env, type Environment } from '../../src/config/env.js';
import type { ProxySettings } from '../../src/config/proxy.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import { providers } from '../../src/providers/registry.js';
import { HttpClient, type HttpClientOptions, type HttpRequest } from '../../src/vendor-http/client.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { type ConnectProxy, type ProxyScript, startConnectProxy } from '../support/connect-proxy.js';
import { encodeAnswer, type RawScript, type RawServer, startRawServer } from '../support/raw-vendor.js';
import { SkippingClock } from '../support/skipping-clock.js';
import { startTlsFront, trustVendorCertificate, VENDOR_HOST } from '../support/tls-front.js';

const ORIGIN = `https://${VENDOR_HOST}`;
const POST: HttpRequest = {
  method: 'POST',
  path: '/contacts',
  headers: { 'content-type': 'application/json', authorization: 'Bearer the-vendors-token' },
  body: '{"email":"ada@example.com"}',
};
const OK = encodeAnswer({ status: 200, body: '{"id":1}' });
const PAGE = '<html><body>Access denied. Ask the administrator.</body></html>';

/** Never reached by a test that passes. */
const soon = () => new Deadline(10_000);

const closing: (() => Promise<unknown>)[] = [];
let distrust = () => {};

beforeAll(() => {
  distrust = trustVendorCertificate();
});

afterAll(() => distrust());

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function closeLater<Opened extends { close(): Promise<unknown> }>(opened: Opened): Opened {
  closing.push(() => opened.close());
  return opened;
}

/** A vendor that speaks TLS, and a proxy whose tunnels all lead to it. */
async function start(
  script: ProxyScript = {},
  answer: RawScript['request'] = (_request, socket) => socket.write(OK),
): Promise<{ vendor: RawServer; proxy: ConnectProxy }> {
  const vendor = closeLater(await startRawServer({ request: answer }));
  const front = closeLater(await startTlsFront(vendor.port));
  const proxy = closeLater(await startConnectProxy(front.port, script));
  return { vendor, proxy };
}

function open(proxy: ProxySettings, options: Partial<HttpClientOptions> = {}): HttpClient {
  const client = new HttpClient({ origin: ORIGIN, connections: 2, proxy, ...options });
  closing.push(() => client.destroy());
  return client;
}

describe('a request through a proxy', () => {
  it('reaches the vendor in a tunnel that shows the proxy only the address', async () => {
    const { vendor, proxy } = await start();
    const result = await open({ https: proxy.url }).send(POST, soon());
    expect(result).toMatchObject({ kind: 'reply', status: 200, body: '{"id":1}' });
    expect(proxy.requests.map(({ target }) => target)).toEqual([`${VENDOR_HOST}:443`]);
    expect(proxy.requests[0]?.head).toMatch(/\r\nuser-agent: contacts-subgraph\/\d+\.\d+\.\d+\r\n/);
    expect(proxy.requests[0]?.head).not.toMatch(/authorization/i);
    for (const hidden of ['ada@', 'the-vendors-token', '/contacts']) {
      expect(proxy.sentUp().includes(hidden)).toBe(false);
    }
    expect(vendor.requests).toMatchObject([
      { method: 'POST', path: '/contacts', headers: { host: VENDOR_HOST }, body: POST.body },
    ]);
  });

  it("exposes the proxy's credentials to the proxy only", async () => {
    const { vendor, proxy } = await start();
    const url = proxy.url.replace('//', '//user:p%40ss@');
    expect(await open({ https: url }).send(POST, soon())).toMatchObject({ kind: 'reply' });
    const basic = Buffer.from('user:p@ss').toString('base64');
    expect(proxy.requests[0]?.head).toContain(`\r\nproxy-authorization: Basic ${basic}\r\n`);
    expect(JSON.stringify(vendor.requests)).not.toContain(basic);
    expect(Object.keys(vendor.requests[0]?.headers ?? {})).not.toContain('proxy-authorization');
  });

  it('reaches a proxy that speaks TLS itself', async () => {
    const { vendor, proxy } = await start();
    const front = closeLater(await startTlsFront(proxy.port));
    const client = open({ https: `https://localhost:${front.port}` });
    expect(await client.send(POST, soon())).toMatchObject({ kind: 'reply', status: 200 });
    expect(vendor.requests).toHaveLength(1);
    const misnamed = open({ https: `https://127.0.0.1:${front.port}` });
    expect(await misnamed.send(POST, soon())).toMatchObject({ kind: 'fault', sent: false });
    expect(proxy.requests).toHaveLength(1);
  });

  it('uses the proxy of HTTP_PROXY if HTTPS_PROXY is not set', async () => {
    const { proxy } = await start();
    expect(await open({ http: proxy.url }).send(POST, soon())).toMatchObject({ kind: 'reply' });
    expect(proxy.requests).toHaveLength(1);
  });

  it('shares its tunnel with later requests', async () => {
    const { vendor, proxy } = await start();
    const client = open({ https: proxy.url }, { connections: 1 });
    for (let count = 0; count < 3; count += 1) await client.send(POST, soon());
    expect(vendor.requests).toHaveLength(3);
    expect(proxy.requests).toHaveLength(1);
  });

  it('waits for its turn while the allowed number of tunnels is open', async () => {
    const { vendor, proxy } = await start();
    const client = open({ https: proxy.url }, { connections: 3 });
    const results = await Promise.all(Array.from({ length: 30 }, () => client.send(POST, soon())));
    expect(results.every(({ kind }) => kind === 'reply')).toBe(true);
    expect(vendor.requests).toHaveLength(30);
    expect(proxy.requests).toHaveLength(3);
  });

  it('opens a new tunnel after the vendor closed the kept one', async () => {
    let closed: Promise<void> = Promise.resolve();
    const { proxy } = await start(
      {
        connected: (socket) => {
          closed = new Promise((resolve) => socket.on('close', () => resolve()));
        },
      },
      (_request, socket) => socket.end(OK),
    );
    const client = open({ https: proxy.url });
    for (const count of [1, 2, 3]) {
      expect(await client.send(POST, soon())).toMatchObject({ kind: 'reply', status: 200 });
      await closed;
      expect(proxy.requests).toHaveLength(count);
    }
  });

  it('accepts an answer that begins with an unrequested 100 Continue', async () => {
    const { proxy } = await start({}, (_request, socket) =>
      socket.write(Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'), OK])),
    );
    expect(await open({ https: proxy.url }).send(POST, soon())).toMatchObject({ kind: 'reply', status: 200 });
  });

  it.each(['vendor.test', '.test', '*', 'other.example.com,vendor.test:443'])(
    'is sent directly if NO_PROXY is %s',
    async (noProxy) => {
      const { proxy } = await start();
      // No resolver knows the name, which reveals a direct connection.
      expect(await open({ https: proxy.url, noProxy }).send(POST, soon())).toMatchObject({
        sent: false,
        reason: 'the host name could not be resolved',
      });
      expect(proxy.connections()).toBe(0);
    },
  );

  it.each(['127.0.0.1', 'localhost'])(
    'never goes to %s: emulators on this machine are reached directly',
    async (host) => {
      const { vendor, proxy } = await start();
      const settings = { https: proxy.url, http: proxy.url };
      const client = open(settings, { origin: `http://${host}:${vendor.port}` });
      expect(await client.send(POST, soon())).toMatchObject({ kind: 'reply', status: 200 });
      expect(proxy.connections()).toBe(0);
    },
  );

  it('is not affected by variables that only the process has', async () => {
    const { proxy } = await start();
    const before = process.env.HTTPS_PROXY;
    process.env.HTTPS_PROXY = 'http://127.0.0.1:1';
    try {
      expect(await open({ http: proxy.url }).send(POST, soon())).toMatchObject({ kind: 'reply' });
    } finally {
      if (before === undefined) delete process.env.HTTPS_PROXY;
      else process.env.HTTPS_PROXY = before;
    }
  });
});

/** Answers the CONNECT with bytes, then leaves the connection open or ends it. */
const answering =
  (bytes: string, end: 'stay' | 'fin' | 'rst' = 'stay'): NonNullable<ProxyScript['connect']> =>
  (_request, socket) => {
    if (end === 'fin') socket.end(bytes);
    else if (end === 'rst') socket.write(bytes, () => socket.resetAndDestroy());
    else socket.write(bytes);
  };

const head = (status: string, body = '') =>
  `HTTP/1.1 ${status}\r\ncontent-type: text/html\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

const ESTABLISHED = 'HTTP/1.1 200 Connection established\r\n\r\n';

/** What a proxy does before the TLS connection to the vendor is up. */
const BEFORE_TLS: readonly [title: string, script: ProxyScript, reason: RegExp][] = [
  ['answers 403 with a page', { connect: answering(head('403 Forbidden', PAGE)) }, /proxy .*\(403\)$/],
  ['answers 403 and closes', { connect: answering(head('403 Forbidden', PAGE), 'fin') }, /proxy .*\(403\)$/],
  ['answers 407', { connect: answering(head('407 Authenticate')) }, /^the proxy rejected our credentials/],
  ['answers 502', { connect: answering(head('502 Bad Gateway', PAGE)) }, /proxy .*\(502\)$/],
  ['answers 503 and closes', { connect: answering(head('503 No'), 'fin') }, /proxy .*\(503\)$/],
  ['answers 504', { connect: answering(head('504 Gateway Timeout', PAGE)) }, /proxy .*\(504\)$/],
  ['answers a redirect', { connect: answering(head('302 Found', PAGE)) }, /proxy .*\(302\)$/],
  ['answers 200 with a page', { connect: answering(head('200 OK', PAGE)) }, /./],
  ['answers 200 with a page and closes', { connect: answering(head('200 OK', PAGE), 'fin') }, /./],
  ['answers a page without HTTP', { connect: answering(PAGE) }, /./],
  ['answers half a status line', { connect: answering('HTTP/1.1 20', 'fin') }, /./],
  ['answers half a head', { connect: answering('HTTP/1.1 200 OK\r\nx-proxy:', 'rst') }, /./],
  ['hangs up immediately', { connected: (socket) => socket.end() }, /./],
  ['resets immediately', { connected: (socket) => socket.resetAndDestroy() }, /./],
  ['hangs up during the CONNECT', { connect: (_request, socket) => socket.end() }, /./],
  ['resets during the CONNECT', { connect: (_request, socket) => socket.resetAndDestroy() }, /./],
  ['hangs up right after the tunnel is open', { connect: answering(ESTABLISHED, 'fin') }, /./],
  ['resets right after the tunnel is open', { connect: answering(ESTABLISHED, 'rst') }, /./],
  ['opens a tunnel that leads nowhere', { connect: answering(ESTABLISHED) }, /timed out$/],
  ['does not answer the CONNECT', { connect: () => {} }, /timed out$/],
  ['hangs up within the TLS handshake', { passes: (_way, _bytes, client) => !client.end() }, /./],
  ['resets within the TLS handshake', { passes: (_way, _bytes, client) => !client.resetAndDestroy() }, /./],
  ['keeps the vendor from answering the handshake', { passes: (way) => way === 'up' }, /timed out$/],
];

describe('nothing was sent when the proxy', () => {
  it.each(BEFORE_TLS)('%s', async (_title, script, reason) => {
    const broken = await start(script);
    const client = open({ https: broken.proxy.url }, { connectTimeoutMs: 200 });
    const results = await Promise.all([client.send(POST, soon()), client.send(POST, soon())]);
    for (const result of results) {
      expect(result).toMatchObject({ kind: 'fault', sent: false, reason: expect.stringMatching(reason) });
      expect(JSON.stringify(result)).not.toContain('Ask the administrator');
    }
    expect(broken.vendor.requests).toEqual([]);
  });

  it.each(BEFORE_TLS)('%s, and the next request gets through when it works again', async (_title, script) => {
    let isBroken = true;
    const { vendor, proxy } = await start({
      connected: (socket, index) => isBroken && script.connected?.(socket, index),
      connect: (request, socket, openTunnel) => {
        if (isBroken && script.connect) script.connect(request, socket, openTunnel);
        else openTunnel();
      },
      passes: (way, bytes, client) => !isBroken || (script.passes?.(way, bytes, client) ?? true),
    });
    const client = open({ https: proxy.url }, { connectTimeoutMs: 300 });
    expect(await client.send(POST, soon())).toMatchObject({ kind: 'fault', sent: false });
    isBroken = false;
    expect(await client.send(POST, soon())).toMatchObject({ kind: 'reply', status: 200 });
    expect(vendor.requests).toHaveLength(1);
  });

  it.each([
    [
      'listens on no port',
      'http://127.0.0.1:1',
      'the proxy did not accept the connection',
      /^PROXY_ECONNREFUSED$/,
    ],
    [
      'has an unknown host name',
      'http://proxy.invalid:3128',
      'the host name of the proxy could not be resolved',
      /^PROXY_(ENOTFOUND|EAI_AGAIN)$/,
    ],
  ])('%s, as its code and reason report', async (_title, https, reason, code) => {
    const result = await open({ https }).send(POST, soon());
    expect(result).toMatchObject({ kind: 'fault', sent: false, reason, code: expect.stringMatching(code) });
  });

  it.each([407, 502])('answers %i, as the code reports', async (status) => {
    const { proxy } = await start({ connect: answering(head(`${status} No`)) });
    const result = await open({ https: proxy.url }).send(POST, soon());
    expect(result).toMatchObject({ kind: 'fault', sent: false, code: `PROXY_${status}` });
  });

  it('does not answer the CONNECT, as the code reports', async () => {
    const { proxy } = await start({ connect: () => {} });
    const client = open({ https: proxy.url }, { connectTimeoutMs: 200 });
    expect(await client.send(POST, soon())).toMatchObject({ sent: false, code: 'PROXY_TIMEOUT' });
  });

  it.each(['https://other.example.com', 'https://127.0.0.1.example.com'])(
    "leads to a vendor with another host's certificate than %s",
    async (origin) => {
      const { vendor, proxy } = await start();
      expect(await open({ https: proxy.url }, { origin }).send(POST, soon())).toMatchObject({
        kind: 'fault',
        sent: false,
        code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      });
      expect(vendor.requests).toEqual([]);
    },
  );

  it('leads to a vendor with an untrusted certificate', async () => {
    const { vendor, proxy } = await start();
    distrust();
    try {
      expect(await open({ https: proxy.url }).send(POST, soon())).toMatchObject({
        kind: 'fault',
        sent: false,
        code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      });
    } finally {
      distrust = trustVendorCertificate();
    }
    expect(vendor.requests).toEqual([]);
  });

  it('does not answer before the deadline', async () => {
    const clock = new SkippingClock();
    const { vendor, proxy } = await start({ connect: () => clock.advance(1000) });
    expect(await open({ https: proxy.url }).send(POST, new Deadline(1000, clock))).toMatchObject({
      kind: 'fault',
      sent: false,
      code: 'DEADLINE',
    });
    expect(vendor.requests).toEqual([]);
  });

  it('does not answer before the client is closed', async () => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { proxy } = await start({ connect: () => arrive() });
    const client = open({ https: proxy.url });
    const sent = client.send(POST, soon());
    await arrived;
    await client.destroy();
    expect(await sent).toMatchObject({ kind: 'fault', sent: false, code: 'UND_ERR_DESTROYED' });
  });
});

describe('a request may have been sent when the proxy', () => {
  /** Cuts the connection once the vendor got the request, or began to answer it. */
  const cut = (socket: Socket | undefined, how: 'fin' | 'rst') =>
    how === 'fin' ? socket?.end() : socket?.resetAndDestroy();

  it.each(['fin', 'rst'] as const)('cuts after the request was read: %s', async (how) => {
    let tunnel: Socket | undefined;
    const { vendor, proxy } = await start(
      {
        connected: (socket) => {
          tunnel = socket;
        },
      },
      () => cut(tunnel, how),
    );
    expect(await open({ https: proxy.url }).send(POST, soon())).toMatchObject({ kind: 'fault', sent: true });
    expect(vendor.requests).toHaveLength(1);
    expect(proxy.requests).toHaveLength(1);
  });

  it.each(['fin', 'rst'] as const)('withholds the request and cuts: %s', async (how) => {
    let isHandshakeOver = false;
    const { vendor, proxy } = await start(
      {
        passes: (way, _bytes, client) => {
          if (way === 'down' || !isHandshakeOver) return true;
          cut(client, how);
          return false;
        },
      },
      (_request, socket) => {
        isHandshakeOver = true;
        socket.write(OK);
      },
    );
    const client = open({ https: proxy.url }, { connections: 1 });
    expect(await client.send(POST, soon())).toMatchObject({ kind: 'reply' });
    expect(await client.send(POST, soon())).toMatchObject({ kind: 'fault', sent: true });
    expect(vendor.requests).toHaveLength(1);
  });

  it.each(['fin', 'rst'] as const)('cuts within the answer: %s', async (how) => {
    let hasAnswer = false;
    const { vendor, proxy } = await start(
      {
        passes: (way, bytes, client) => {
          if (way === 'up' || !hasAnswer) return true;
          client.write(bytes.subarray(0, 10));
          cut(client, how);
          return false;
        },
      },
      (_request, socket) => {
        hasAnswer = true;
        socket.write(OK);
      },
    );
    expect(await open({ https: proxy.url }).send(POST, soon())).toMatchObject({ kind: 'fault', sent: true });
    expect(vendor.requests).toHaveLength(1);
  });

  it('withholds the answer until the deadline', async () => {
    const clock = new SkippingClock();
    const { vendor, proxy } = await start({}, () => clock.advance(1000));
    expect(await open({ https: proxy.url }).send(POST, new Deadline(1000, clock))).toMatchObject({
      kind: 'fault',
      sent: true,
      code: 'DEADLINE',
    });
    expect(vendor.requests).toHaveLength(1);
  });
});

describe('an account behind a proxy', () => {
  const CRO = {
    CRO_URL: ORIGIN,
    CRO_TENANT_ID: '7',
    CRO_REFRESH_TOKEN: 'refresh',
    CRO_CLIENT_ID: 'id',
    CRO_CLIENT_SECRET: 'secret',
    CRO_TOKEN_URL: `https://accounts.${VENDOR_HOST}/oauth/token`,
  };

  function openCro(proxy: ProxySettings, variables: Environment = CRO) {
    const env = new Env(variables);
    const accounts = openAccounts(providers, { live: readProviderSettings(providers, env), proxy });
    expect(env.problems).toEqual([]);
    closing.push(() => accounts.destroy());
    const contacts = new ContactService(accounts, 10_000);
    return () =>
      contacts.add({
        provider: 'CRO',
        customerId: '1',
        input: { firstName: 'Ada' },
        options: {},
        requestId: 'test',
      });
  }

  it('requests its token and adds a contact through it', async () => {
    const { vendor, proxy } = await start({}, ({ path }, socket) => {
      const body = path === '/oauth/token' ? '{"access_token":"t","expires_in":3600}' : '{"id":107589}';
      socket.write(encodeAnswer({ status: 200, body }));
    });
    expect(await openCro({ https: proxy.url })()).toMatchObject({ ok: true });
    expect(proxy.requests.map(({ target }) => target)).toEqual([
      'accounts.vendor.test:443',
      'vendor.test:443',
    ]);
    expect(vendor.requests.map(({ path }) => path)).toEqual(['/oauth/token', '/customers/1/contacts']);
  });

  it('is unavailable and NOT_APPLIED when the proxy rejects the token endpoint', async () => {
    const { vendor, proxy } = await start({ connect: answering(head('403 Forbidden', PAGE)) });
    expect(await openCro({ https: proxy.url })()).toMatchObject({
      ok: false,
      failure: { kind: 'unavailable', reason: 'the proxy did not connect to the vendor (403)' },
    });
    expect(vendor.requests).toEqual([]);
  });

  it('exposes no proxy credentials that a vendor repeats', async () => {
    const basic = Buffer.from('user:canary-secret').toString('base64');
    const { proxy } = await start({}, (_request, socket) =>
      socket.write(
        encodeAnswer({
          status: 400,
          body: JSON.stringify({ title: 'Bad', detail: `Via canary-secret, Basic ${basic}`, status: 400 }),
        }),
      ),
    );
    const { CRO_URL, CRO_TENANT_ID } = CRO;
    const url = proxy.url.replace('//', '//user:canary-secret@');
    const outcome = await openCro({ https: url }, { CRO_URL, CRO_TENANT_ID, CRO_ACCESS_TOKEN: 'a.b.c' })();
    expect(JSON.stringify(outcome)).toContain('Via [value]');
    expect(JSON.stringify(outcome)).not.toMatch(new RegExp(`canary|${basic}`));
  });
});
