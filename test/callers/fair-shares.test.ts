/** The share of one caller: requests per second and at once, over HTTP. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../support/ask.js';
import { fastest } from '../support/fastest.js';
import { bearer, type Issuer, startIssuer } from '../support/issuer.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
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
    // A body that does not end keeps its request in flight.
    const half = new TransformStream<Uint8Array, Uint8Array>();
    const writer = half.writable.getWriter();
    const body = new TextEncoder().encode(JSON.stringify({ query: QUERY }));
    const headers = { 'content-type': 'application/json', ...bearer(await issuer.token({ sub: 'one' })) };
    const first = fetch(url, { method: 'POST', headers, body: half.readable, duplex: 'half' });
    await writer.write(body.slice(0, 5));
    let answer = await ask(url, QUERY, {}, headers);
    for (let tries = 1; answer.status === 200 && tries < 200; tries += 1) {
      answer = await ask(url, QUERY, {}, headers);
    }
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([429, 'CALLER_RATE_LIMITED']);
    expect(allowed(await flood([url], 'other', 1))).toBe(1);
    await writer.write(body.slice(5));
    await writer.close();
    expect((await first).status).toBe(200);
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
});
