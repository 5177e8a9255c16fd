/** A subgraph whose store goes away, or is changed by a newer release. */
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import { STEPS } from '../../src/idempotency/store/migrations.js';
import { askToAdd, type GraphqlCaller, openGraphqlCaller } from '../support/graphql-caller.js';
import { ask, describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { startTestSubgraph } from '../support/subgraph.js';

const PATIENT_MS = 120_000;

describeWithPostgres('a subgraph on PostgreSQL', () => {
  let server: PostgresServer;
  const subgraphs: Subgraph[] = [];
  const callers: GraphqlCaller[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  }, PATIENT_MS);
  afterAll(() => server.stop(), PATIENT_MS);
  afterEach(async () => {
    for (const caller of callers.splice(0)) await caller.close();
    for (const subgraph of subgraphs.splice(0)) await subgraph.stop();
  });

  async function start(storeUrl: string, variables = {}): Promise<{ url: string; caller: GraphqlCaller }> {
    const subgraph = await startTestSubgraph({ STORE_URL: storeUrl, ...variables });
    subgraphs.push(subgraph);
    const caller = openGraphqlCaller(subgraph.url, 4);
    callers.push(caller);
    return { url: subgraph.url, caller };
  }

  const readyz = async (url: string) => {
    const response = await fetch(new URL('/readyz', url));
    return { status: response.status, body: await response.json() };
  };
  /** Its answer once it has checked again. */
  async function expectReadyz(url: string, expected: object): Promise<void> {
    const patience = AbortSignal.timeout(60_000);
    let found = await readyz(url);
    while (!patience.aborted && JSON.stringify(found.body) !== JSON.stringify(expected))
      found = await readyz(url);
    expect(found.body).toEqual(expected);
  }

  const add = (caller: GraphqlCaller, key: string | null) =>
    askToAdd(caller, {
      provider: 'CHARGEBEE',
      customerId: 'cus_acme',
      input: { lastName: 'Okafor', emails: [{ address: `${key ?? 'nokey'}@example.com` }] },
      key,
    });

  it('reports it and stays ready while the server is away, and adds without a key', async () => {
    const place = await server.place();
    const { url, caller } = await start(place);
    const strict = await start(place, { READYZ_STORE: 'required' });
    await expectReadyz(url, { status: 'ok', store: 'ok' });
    await server.away(async () => {
      await expectReadyz(url, { status: 'ok', store: 'unreachable' });
      expect((await readyz(url)).status).toBe(200);
      await expectReadyz(strict.url, { status: 'the store cannot be reached', store: 'unreachable' });
      expect((await readyz(strict.url)).status).toBe(503);
      expect(await add(caller, 'key-while-it-is-away')).toMatchObject({
        __typename: 'ContactProviderUnavailableError',
        outcome: 'NOT_APPLIED',
      });
      expect(await add(caller, null)).toMatchObject({ __typename: 'AddContactSuccess' });
    });
    for (const one of [url, strict.url]) await expectReadyz(one, { status: 'ok', store: 'ok' });
    expect(await add(caller, 'key-while-it-is-away')).toMatchObject({
      __typename: 'AddContactSuccess',
      replayed: false,
    });
  });

  it('is not ready once a newer release removed what it needs', async () => {
    const place = await server.place();
    const { url } = await start(place);
    await ask(place, `UPDATE add_contact_store SET version = ${STEPS.length + 1}`);
    await expectReadyz(url, {
      status: 'this version cannot use the tables of the store',
      store: 'incompatible',
    });
    expect((await readyz(url)).status).toBe(503);
  });
});
