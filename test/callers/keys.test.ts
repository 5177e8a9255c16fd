/** An idempotency key belongs to the caller that used it first; to all others it looks like a fresh one. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../support/ask.js';
import { bearer } from '../support/issuer.js';
import { startTestSubgraph } from '../support/subgraph.js';
import { ALL_SCOPES, type CallerStage, CUSTOMERS_CLAIM, startCallerStage } from './stage.js';

const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $key: ID!) {
  addContact(provider: $provider, customerId: $customerId, input: $input, options: { idempotencyKey: $key }) {
    __typename
    ... on AddContactSuccess { replayed contact { id } }
    ... on ContactIdempotencyConflictError { conflict }
  }
}`;
const ATTEMPT = `query ($provider: ContactProvider!, $key: ID!) {
  addContactAttempt(provider: $provider, idempotencyKey: $key) {
    state
    result { ... on AddContactSuccess { contact { id } } }
  }
}`;
const INPUT = { firstName: 'Mara', lastName: 'Lindqvist', emails: [{ address: 'mara@example.com' }] };
const ADA = { sub: 'ada', scope: ALL_SCOPES, [CUSTOMERS_CLAIM]: '*' };
const BOB = { ...ADA, sub: 'bob' };

let stage: CallerStage;
let keys = 0;
const freshKey = () => {
  keys += 1;
  return `key-of-the-test-${String(keys).padStart(6, '0')}`;
};
const requests = [
  { provider: 'CHARGEBEE', customerId: 'cus_acme', input: INPUT },
  { provider: 'ZUORA', customerId: 'A00000001', input: INPUT },
  { provider: 'RPM', customerId: '2001', input: INPUT },
];

beforeAll(async () => {
  stage = await startCallerStage();
  for (const { provider, customerId } of requests) stage.vendors.at(provider).openCustomer(customerId);
});
afterAll(() => stage.close());

describe.each(requests)('a key at $provider', (request) => {
  it('replays to its caller, and is fresh to another with the very same request', async () => {
    const key = freshKey();
    const first = await stage.ask(ADA, ADD, { ...request, key });
    const again = await stage.ask(ADA, ADD, { ...request, key });
    const id = first.data.addContact.contact.id;
    expect(again.data.addContact).toMatchObject({ replayed: true, contact: { id } });

    expect((await stage.ask(BOB, ATTEMPT, { ...request, key })).data.addContactAttempt).toBeNull();
    const other = await stage.ask(BOB, ADD, { ...request, key });
    expect(other.data.addContact).toMatchObject({ __typename: 'AddContactSuccess', replayed: false });
    expect(other.data.addContact.contact.id).not.toBe(id);
    // And both have theirs from then on.
    for (const [caller, own] of [
      [ADA, id],
      [BOB, other.data.addContact.contact.id],
    ] as const) {
      const { data } = await stage.ask(caller, ATTEMPT, { ...request, key });
      expect(data.addContactAttempt).toMatchObject({ state: 'SUCCEEDED', result: { contact: { id: own } } });
    }
  });

  it('is no conflict for another caller with another request', async () => {
    const key = freshKey();
    await stage.ask(ADA, ADD, { ...request, key });
    const different = { ...request, input: { ...INPUT, firstName: 'Nora' }, key };
    expect((await stage.ask(BOB, ADD, different)).data.addContact).toMatchObject({ replayed: false });
    expect((await stage.ask(ADA, ADD, different)).data.addContact).toEqual({
      __typename: 'ContactIdempotencyConflictError',
      conflict: 'DIFFERENT_REQUEST',
    });
  });
});

describe('an attempt whose customer the token does not reach any more', () => {
  const [acme] = requests as [(typeof requests)[0]];
  const globex = { ...acme, customerId: 'cus_globex' };
  const onlyGlobex = { ...ADA, [CUSTOMERS_CLAIM]: ['CHARGEBEE:cus_globex'] };

  it('looks as if its key had never been used, to a look and to a write', async () => {
    stage.vendors.at('CHARGEBEE').openCustomer('cus_globex');
    const key = freshKey();
    await stage.ask(ADA, ADD, { ...acme, key });
    expect((await stage.ask(onlyGlobex, ATTEMPT, { ...acme, key })).data.addContactAttempt).toBeNull();
    const written = await stage.ask(onlyGlobex, ADD, { ...globex, key });
    expect(written.data.addContact).toMatchObject({ __typename: 'AddContactSuccess', replayed: false });
    const { data } = await stage.ask(onlyGlobex, ATTEMPT, { ...acme, key });
    expect(data.addContactAttempt.result.contact).toEqual(written.data.addContact.contact);
    expect((await stage.ask(onlyGlobex, ADD, { ...globex, key })).data.addContact.replayed).toBe(true);
  });

  it('is found by the id that the claim names, be it the number of an account at Zuora', async () => {
    const zuora = { provider: 'ZUORA', customerId: 'A00000001', input: INPUT };
    const byNumber = { ...ADA, [CUSTOMERS_CLAIM]: ['ZUORA:A00000001'] };
    const key = freshKey();
    await stage.ask(byNumber, ADD, { ...zuora, key });
    const { data } = await stage.ask(byNumber, ATTEMPT, { ...zuora, key });
    expect(data.addContactAttempt.state).toBe('SUCCEEDED');
  });
});

it('a key of the time before caller checks is adopted by the first caller, where that is allowed', async () => {
  const store = { STORE_URL: `sqlite:${process.env.TMPDIR ?? '/tmp'}/adopted-${process.pid}.db` };
  const [request] = requests as [(typeof requests)[0]];
  const [adopted, looked] = [freshKey(), freshKey()];
  const open = await startTestSubgraph({ ...stage.vendors.environment, ...store });
  const ids: string[] = [];
  for (const key of [adopted, looked]) {
    const { data } = await ask(open.url, ADD, { ...request, key });
    ids.push(data.addContact.contact.id);
  }
  await open.close();

  const checks = { ...stage.vendors.environment, ...stage.issuer.settings, ...store };
  const as = async (url: string, sub: string, query: string, key: string) =>
    (await ask(url, query, { ...request, key }, bearer(await stage.issuer.token({ ...ADA, sub })))).data;

  const orphaned = await startTestSubgraph(checks);
  expect((await as(orphaned.url, 'ada', ATTEMPT, adopted)).addContactAttempt).toBeNull();
  await orphaned.close();

  const adopting = await startTestSubgraph({ ...checks, AUTH_ADOPT_KEYS: '1' });
  const replayed = { replayed: true, contact: { id: ids[0] } };
  expect((await as(adopting.url, 'ada', ADD, adopted)).addContact).toMatchObject(replayed);
  expect((await as(adopting.url, 'bob', ATTEMPT, adopted)).addContactAttempt).toBeNull();
  expect((await as(adopting.url, 'bob', ADD, adopted)).addContact).toMatchObject({ replayed: false });
  expect((await as(adopting.url, 'ada', ADD, adopted)).addContact).toMatchObject(replayed);
  // A look adopts too: what it showed is the caller's.
  expect((await as(adopting.url, 'bob', ATTEMPT, looked)).addContactAttempt.state).toBe('SUCCEEDED');
  expect((await as(adopting.url, 'ada', ATTEMPT, looked)).addContactAttempt).toBeNull();
  await adopting.close();
});
