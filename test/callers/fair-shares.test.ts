/** The share of one caller: requests per second and concurrent requests, over HTTP. */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { callerId } from '../../src/server/auth/caller-of.js';
import { type Answer, ask } from '../support/ask.js';
import { fastest } from '../support/fastest.js';
import { bearer, ISSUER, type Issuer, startIssuer } from '../support/issuer.js';
import {
  ask as askDatabase,
  describeWithPostgres,
  type PostgresServer,
  startPostgres,
} from '../support/postgres.js';
import { startTestSubgraph } from '../support/subgraph.js';
import { until } from '../support/until.js';
import { type OpenRequest, openRequest } from './open-request.js';

let issuer: Issuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.close());

const QUERY = '{ __typename }';

/** The statuses of this many concurrent requests, spread over the urls. */
async function flood(urls: readonly string[], sub: string, count: number) {
  const headers = bearer(await issuer.token({ sub }));
  return Promise.all(
    Array.from({ length: count }, (_, index) => ask(urls[index % urls.length] ?? '', QUERY, {}, headers)),
  );
}

const opened = new Set<() => unknown>();
afterEach(async () => {
  await Promise.all([...opened].map((close) => close()));
});

async function start(settings: Readonly<Record<string, string>>) {
  const subgraph = await startTestSubgraph({ ...issuer.settings, ...settings });
  const close = () => {
    opened.delete(close);
    return subgraph.close();
  };
  opened.add(close);
  return { url: subgraph.url, close };
}

async function openAs(sub: string, url: string): Promise<OpenRequest> {
  const request = await openRequest(url, QUERY, bearer(await issuer.token({ sub })));
  opened.add(request.cancel);
  return request;
}

const finishAll = (requests: readonly OpenRequest[]) => Promise.all(requests.map(({ finish }) => finish()));

const allowed = (answers: readonly { readonly status: number }[]) =>
  answers.filter(({ status }) => status === 200).length;

/** On a busy machine a flood may span several windows: check that most requests are rejected. */
const RATE = 5;
const FLOOD = 60;

describe('a caller over its share', () => {
  it('of requests per second learns when to retry, and another caller is served', async () => {
    const { url } = await start({ CALLER_RATE_PER_SECOND: `${RATE}` });
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
        message: 'The caller has reached its limit of requests per second.',
        extensions: {
          code: 'CALLER_RATE_LIMITED',
          requestId: refused?.headers.get('x-request-id'),
          outcome: 'NOT_APPLIED',
          retryAfterSeconds: 1,
        },
      },
    ]);
    expect(allowed(await flood([url], 'other', 1))).toBe(1);
  });

  it('of concurrent requests gets 429, and is served when they have ended', async () => {
    const { url } = await start({ CALLER_CONCURRENCY: '1' });
    const first = await openAs('one', url);
    let answer: Answer | undefined;
    // The first one may still be on its way.
    await until(async () => {
      [answer] = await flood([url], 'one', 1);
      return answer?.status !== 200;
    }, 20_000);
    expect([answer?.status, answer?.errors[0]?.extensions.code]).toEqual([429, 'CALLER_RATE_LIMITED']);
    expect(allowed(await flood([url], 'other', 1))).toBe(1);
    expect(await first.finish()).toBe(200);
    expect(allowed(await flood([url], 'one', 1))).toBe(1);
  });
});

it('shares require authenticated callers', async () => {
  const started = startTestSubgraph({ CALLER_RATE_PER_SECOND: '5', CALLER_CONCURRENCY: '2' });
  await expect(started).rejects.toThrow(
    /CALLER_RATE_PER_SECOND requires authentication.*\n.*CALLER_CONCURRENCY requires authentication/,
  );
});

describeWithPostgres('two replicas on one PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it('count a caller together, and separately while the database is away', async () => {
    const settings = { CALLER_RATE_PER_SECOND: '10', STORE_URL: await server.place() };
    const replicas = await Promise.all([start(settings), start(settings)]);
    const urls = replicas.map(({ url }) => url);
    // Each replica alone would admit all of them. A second may end within a flood, but not within each.
    const count = await fastest(11, async () => allowed(await flood(urls, randomUUID(), 16)));
    expect(count).toBe(10);
    await server.away(async () => {
      expect(allowed(await flood(urls, 'other', 16))).toBe(16);
    });
  });

  it('allow a caller as many concurrent requests as one of them would, at either of them', async () => {
    const settings = { CALLER_CONCURRENCY: '4', STORE_URL: await server.place() };
    const replicas = await Promise.all([start(settings), start(settings)]);
    const [first = '', second = ''] = replicas.map(({ url }) => url);
    // A replica that waits half a second for the database, as on a busy machine, counts alone.
    const served = await fastest(5, async () => {
      const sub = randomUUID();
      const both = await Promise.all(
        Array.from({ length: 8 }, (_, index) => openAs(sub, index % 2 === 0 ? first : second)),
      );
      await until(() => both.filter(({ status }) => status === 429).length >= 4, 5000);
      return (await finishAll(both)).filter((status) => status === 200).length;
    });
    expect(served).toBe(4);

    // One replica's unused share goes to the other.
    const servedBeside = await fastest(1, async () => {
      const sub = randomUUID();
      const atOne = await Promise.all(Array.from({ length: 4 }, () => openAs(sub, first)));
      const claims = `SELECT limits FROM add_contact_limits WHERE account = 'caller ${callerId(ISSUER, sub)}'`;
      await until(async () =>
        JSON.stringify(await askDatabase(settings.STORE_URL, claims)).includes('{"held":4,"wanted":4}'),
      );
      const [fifth] = await flood([second], sub, 1);
      expect(allowed(await flood([second], 'other', 1))).toBe(1);
      expect(await finishAll(atOne)).toEqual([200, 200, 200, 200]);
      if (fifth?.status === 200) return 1;
      expect(fifth?.errors[0]?.message).toBe('The caller has reached its limit of concurrent requests.');
      return 0;
    });
    expect(servedBeside).toBe(0);

    await server.away(async () => {
      const alone = await Promise.all([first, second].map((url) => openAs('three', url)));
      expect(await finishAll(alone)).toEqual([200, 200]);
    });
  });

  it('store no caller name that could be guessed without a key, once the store has keys', async () => {
    const url = await server.place();
    const [one, two] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    const shares = { CALLER_RATE_PER_SECOND: '10', CALLER_CONCURRENCY: '60', STORE_URL: url };
    const names = async () => {
      const rates = await askDatabase(url, 'SELECT key FROM add_contact_caller_rates');
      const limits = await askDatabase(
        url,
        "SELECT account FROM add_contact_limits WHERE account LIKE 'caller %'",
      );
      return JSON.stringify([rates, limits]);
    };
    const withoutKeys = await start(shares);
    await flood([withoutKeys.url], 'clear', 1);
    expect(await names()).toContain(callerId(ISSUER, 'clear'));
    await withoutKeys.close();

    const replicas = [
      await start({ ...shares, STORE_KEYS: `${one},${two}` }),
      await start({ ...shares, STORE_KEYS: `${two},${one}` }),
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
  });
});
