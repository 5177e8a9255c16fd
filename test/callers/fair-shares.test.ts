/** The share of one caller: requests per second and at once, over HTTP. */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callerId } from '../../src/server/auth/caller-of.js';
import { ask } from '../support/ask.js';
import { fastest } from '../support/fastest.js';
import { bearer, ISSUER, type Issuer, startIssuer } from '../support/issuer.js';
import {
  ask as askDatabase,
  describeWithPostgres,
  type PostgresServer,
  startPostgres,
} from '../support/postgres.js';
import { startTestSubgraph } from '../support/subgraph.js';

let issuer: Issuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.close());

const QUERY = '{ __typename }';

/** The statuses of as many requests at once, one after another over the urls. */
async function flood(urls: readonly string[], sub: string, count: number) {
  const headers = bearer(await issuer.token({ sub }));
  return Promise.all(
    Array.from({ length: count }, (_, index) => ask(urls[index % urls.length] ?? '', QUERY, {}, headers)),
  );
}

/** A request that is in flight until it is finished, or has an answer before: its body does not end. */
async function openRequest(url: string, sub: string) {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const body = new TextEncoder().encode(JSON.stringify({ query: QUERY }));
  const headers = { 'content-type': 'application/json', ...bearer(await issuer.token({ sub })) };
  const answer = fetch(url, { method: 'POST', headers, body: readable, duplex: 'half' });
  await writer.write(body.slice(0, 5));
  const request = {
    status: undefined as number | undefined,
    finish: async () => {
      await writer.write(body.slice(5)).catch(() => undefined);
      await writer.close().catch(() => undefined);
      return (await answer).status;
    },
  };
  void answer.then(({ status }) => {
    request.status = status;
  });
  return request;
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(10);
}

const allowed = (answers: readonly { readonly status: number }[]) =>
  answers.filter(({ status }) => status === 200).length;

/** More than one window may open during a flood on a busy machine: see that most is refused. */
const RATE = 5;
const FLOOD = 60;

describe('a caller over its share', () => {
  it('of requests per second is told when to come back, and another caller is served', async () => {
    const { url, close } = await startTestSubgraph({ ...issuer.settings, CALLER_RATE_PER_SECOND: `${RATE}` });
    const answers = await flood([url], 'one', FLOOD);
    expect(allowed(answers)).toBeGreaterThanOrEqual(RATE);
    expect(allowed(answers)).toBeLessThan(FLOOD / 2);
    const refused = answers.find(({ status }) => status !== 200);
    expect([refused?.status, refused?.headers.get('retry-after'), refused?.data]).toEqual([
      429,
      '1',
      undefined,
    ]);
    expect(refused?.errors).toEqual([
      {
        message: 'The caller has had its share of requests per second.',
        extensions: {
          code: 'CALLER_RATE_LIMITED',
          requestId: refused?.headers.get('x-request-id'),
          outcome: 'NOT_APPLIED',
          retryAfterSeconds: 1,
        },
      },
    ]);
    expect(allowed(await flood([url], 'other', 1))).toBe(1);
    await close();
  });

  it('of requests at once gets 429, and is served when they have ended', async () => {
    const { url, close } = await startTestSubgraph({ ...issuer.settings, CALLER_CONCURRENCY: '1' });
    const first = await openRequest(url, 'one');
    let [answer] = await flood([url], 'one', 1);
    // The first one may still be on its way.
    while (answer?.status === 200) [answer] = await flood([url], 'one', 1);
    expect([answer?.status, answer?.errors[0]?.extensions.code]).toEqual([429, 'CALLER_RATE_LIMITED']);
    expect(allowed(await flood([url], 'other', 1))).toBe(1);
    expect(await first.finish()).toBe(200);
    expect(allowed(await flood([url], 'one', 1))).toBe(1);
    await close();
  });
});

it('shares need caller checks', async () => {
  const started = startTestSubgraph({ CALLER_RATE_PER_SECOND: '5', CALLER_CONCURRENCY: '2' });
  await expect(started).rejects.toThrow(
    /CALLER_RATE_PER_SECOND needs caller checks.*\n.*CALLER_CONCURRENCY needs caller checks/,
  );
});

describeWithPostgres('two replicas on one PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it('count a caller together, and each for itself while the database is away', async () => {
    const settings = {
      ...issuer.settings,
      CALLER_RATE_PER_SECOND: '10',
      STORE_URL: await server.place(),
    };
    const replicas = await Promise.all([startTestSubgraph(settings), startTestSubgraph(settings)]);
    const urls = replicas.map(({ url }) => url);
    // Each replica alone would let all of them in. A second may end within a flood, but not within each.
    const count = await fastest(11, async () => allowed(await flood(urls, randomUUID(), 16)));
    expect(count).toBe(10);
    await server.away(async () => {
      expect(allowed(await flood(urls, 'other', 16))).toBe(16);
    });
    await Promise.all(replicas.map(({ close }) => close()));
  });

  it('let a caller have as many requests at once as one of them would, at either of them', async () => {
    const settings = { ...issuer.settings, CALLER_CONCURRENCY: '4', STORE_URL: await server.place() };
    const replicas = await Promise.all([startTestSubgraph(settings), startTestSubgraph(settings)]);
    const [first = '', second = ''] = replicas.map(({ url }) => url);
    const both = await Promise.all(
      Array.from({ length: 8 }, (_, index) => openRequest(index % 2 === 0 ? first : second, 'one')),
    );
    const refused = () => both.filter(({ status }) => status === 429).length;
    await until(() => refused() >= 4);
    const served = both.filter(({ status }) => status === undefined);
    expect(await Promise.all(served.map(({ finish }) => finish()))).toEqual([200, 200, 200, 200]);

    // What one of them has no use for is the other's.
    const atOne = await Promise.all(Array.from({ length: 4 }, () => openRequest(first, 'two')));
    const claims = `SELECT limits FROM add_contact_limits WHERE account = 'caller ${callerId(ISSUER, 'two')}'`;
    await until(async () =>
      JSON.stringify(await askDatabase(settings.STORE_URL, claims)).includes('{"held":4,"wanted":4}'),
    );
    const [fifth] = await flood([second], 'two', 1);
    expect(fifth?.errors[0]?.message).toBe('The caller has had its share of requests at once.');
    expect(allowed(await flood([second], 'other', 1))).toBe(1);
    expect(await Promise.all(atOne.map(({ finish }) => finish()))).toEqual([200, 200, 200, 200]);

    await server.away(async () => {
      const alone = await Promise.all([first, second].map((url) => openRequest(url, 'three')));
      expect(await Promise.all(alone.map(({ finish }) => finish()))).toEqual([200, 200]);
    });
    await Promise.all(replicas.map(({ close }) => close()));
  });

  it('name no caller to the database that could be tried without a key, once the store has keys', async () => {
    const url = await server.place();
    const [one, two] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    const start = (more: Readonly<Record<string, string>>) =>
      startTestSubgraph({
        ...{ ...issuer.settings, CALLER_RATE_PER_SECOND: '10', CALLER_CONCURRENCY: '60', STORE_URL: url },
        ...more,
      });
    const names = async () => {
      const rates = await askDatabase(url, 'SELECT key FROM add_contact_caller_rates');
      const limits = await askDatabase(
        url,
        "SELECT account FROM add_contact_limits WHERE account LIKE 'caller %'",
      );
      return JSON.stringify([rates, limits]);
    };
    const withoutKeys = await start({});
    await flood([withoutKeys.url], 'clear', 1);
    expect(await names()).toContain(callerId(ISSUER, 'clear'));
    await withoutKeys.close();

    const replicas = [
      await start({ STORE_KEYS: `${one},${two}` }),
      await start({ STORE_KEYS: `${two},${one}` }),
    ];
    const urls = replicas.map((replica) => replica.url);
    const subs: string[] = [];
    const count = await fastest(11, async () => {
      subs.push(randomUUID());
      return allowed(await flood(urls, subs.at(-1) ?? '', 16));
    });
    expect(count).toBe(10);
    const kept = await names();
    expect(kept).toContain('caller hmac:');
    expect(kept).toContain('caller:hmac:');
    for (const sub of subs) expect(kept).not.toContain(callerId(ISSUER, sub));
    await Promise.all(replicas.map(({ close }) => close()));
  });
});
