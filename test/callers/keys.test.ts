/** An idempotency key belongs to the caller that used it first; to all others it is unused. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { supports } from '../../src/providers/driver.js';
import { ask } from '../support/ask.js';
import { describedAs } from '../support/facts.js';
import { bearer } from '../support/issuer.js';
import { startTestSubgraph } from '../support/subgraph.js';
import { ALL_SCOPES, type CallerStage, CUSTOMERS_CLAIM, startCallerStage } from './stage.js';
import { requestOf, WRITE_VERBS, type WriteRequest, type WriteVerb } from './writes.js';

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
const ATTEMPT_OF_ANY = `query ($provider: ContactProvider!, $key: ID!) {
  answer: contactAttempt(provider: $provider, idempotencyKey: $key) { operation state result { __typename } }
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
const ZUORA = { provider: 'ZUORA', customerId: 'A00000001' };
const requests = [
  { provider: 'CHARGEBEE', customerId: 'cus_acme', input: INPUT },
  { ...ZUORA, input: INPUT },
  { provider: 'RPM', customerId: '2001', input: INPUT },
];
const writes = WRITE_VERBS.flatMap((write) =>
  requests
    .filter(({ provider }) => supports(describedAs(provider).provider, write.verb))
    .map((request) => ({ ...write, request })),
);

beforeAll(async () => {
  stage = await startCallerStage();
  for (const { provider, customerId } of requests) stage.vendors.at(provider).openCustomer(customerId);
  stage.vendors.at('CHARGEBEE').openCustomer('cus_globex');
});
afterAll(() => stage.close());

/** A write about its own contact. Returns each caller's answer and vendor calls by key. */
async function startWrite(write: WriteVerb, request: WriteRequest) {
  const own = await requestOf(write, request, (query, given) => stage.ask(ADA, query, given));
  const { provider } = own;
  return {
    own,
    send: async (claims: object, key: string, more: object = {}) => {
      const before = stage.calls.length;
      const variables = { ...own, ...more, options: { idempotencyKey: key } };
      const { answer } = (await stage.ask(claims, write.query, variables)).data;
      return { ...answer, calls: stage.calls.length - before };
    },
    look: async (claims: object, key: string) =>
      (await stage.ask(claims, ATTEMPT_OF_ANY, { provider, key })).data.answer,
  };
}

describe.each(writes)('a key of $verb at $request.provider', ({ request, ...write }) => {
  const { verb } = write;
  const success = {
    ADD: 'AddContactSuccess',
    UPDATE: 'UpdateContactSuccess',
    REMOVE: 'RemoveContactSuccess',
  };
  const succeeded = { operation: verb, state: 'SUCCEEDED', result: { __typename: success[verb] } };

  it('replays to its caller, and is fresh for another with the very same request', async () => {
    const key = freshKey();
    const { send, look } = await startWrite(write, request);
    const first = await send(ADA, key);
    expect(first).toMatchObject({ __typename: success[verb], replayed: false });
    expect(await send(ADA, key)).toEqual({ ...first, replayed: true, calls: 0 });

    expect(await look(BOB, key)).toBeNull();
    const other = await send(BOB, key);
    // A removed contact is gone under a fresh key too.
    if (verb === 'REMOVE') expect(other.__typename).toBe('ContactNotFoundError');
    else expect(other).toMatchObject({ __typename: success[verb], replayed: false });
    expect(other.calls).toBeGreaterThan(0);
    if (verb === 'ADD') expect(other.contact.id).not.toBe(first.contact.id);
    // From then on, both have theirs.
    expect(await look(ADA, key)).toEqual(succeeded);
    if (verb !== 'REMOVE') expect(await look(BOB, key)).toEqual(succeeded);
    expect(await send(ADA, key)).toEqual({ ...first, replayed: true, calls: 0 });
  });

  it('does not conflict for another caller with another request', async () => {
    const key = freshKey();
    const { send } = await startWrite(write, request);
    await send(ADA, key);
    const { own } = await startWrite(write, request);
    const different = verb === 'REMOVE' ? own : { input: { ...INPUT, firstName: 'Nora' } };
    expect(await send(BOB, key, different)).toMatchObject({ __typename: success[verb], replayed: false });
    expect(await send(ADA, key, different)).toEqual({
      __typename: 'ContactIdempotencyConflictError',
      conflict: 'DIFFERENT_REQUEST',
      calls: 0,
    });
  });
});

describe.each(WRITE_VERBS)('a $verb of a customer that the token no longer reaches', (write) => {
  const [acme] = requests as [(typeof requests)[0]];
  const onlyGlobex = { ...ADA, [CUSTOMERS_CLAIM]: ['CHARGEBEE:cus_globex'] };

  it('looks as if its key were unused, to a lookup and to a write', async () => {
    const key = freshKey();
    const { send, look } = await startWrite(write, acme);
    await send(ADA, key);
    expect(await look(onlyGlobex, key)).toBeNull();
    const globex = await startWrite(write, { ...acme, customerId: 'cus_globex' });
    const written = await globex.send(onlyGlobex, key);
    expect(written).toMatchObject({ replayed: false });
    expect(await look(onlyGlobex, key)).toMatchObject({ operation: write.verb, state: 'SUCCEEDED' });
    expect(await globex.send(onlyGlobex, key)).toEqual({ ...written, replayed: true, calls: 0 });
  });

  it('is found by the id in the claim, even if that is a Zuora account number', async () => {
    const byNumber = { ...ADA, [CUSTOMERS_CLAIM]: ['ZUORA:A00000001'] };
    const key = freshKey();
    const { own, send, look } = await startWrite(write, { ...acme, ...ZUORA });
    const id = `ZUORA:A00000001:${own.id?.split(':')[2]}`;
    expect(await send(byNumber, key, { id })).toMatchObject({ replayed: false });
    expect((await look(byNumber, key)).state).toBe('SUCCEEDED');
  });
});

it('a key of one verb conflicts for its caller under another, and is fresh for others', async () => {
  const [acme] = requests as [(typeof requests)[0]];
  const [, update, remove] = WRITE_VERBS as [WriteVerb, WriteVerb, WriteVerb];
  const key = freshKey();
  const { own, send, look } = await startWrite(update, acme);
  await send(ADA, key);
  const removal = { ...own, options: { idempotencyKey: key } };
  expect((await stage.ask(ADA, remove.query, removal)).data.answer.conflict).toBe('DIFFERENT_REQUEST');
  expect((await stage.ask(BOB, remove.query, removal)).data.answer.__typename).toBe('RemoveContactSuccess');
  expect([(await look(ADA, key)).operation, (await look(BOB, key)).operation]).toEqual(['UPDATE', 'REMOVE']);
});

it('a key from before authentication is adopted by the first caller, where that is allowed', async () => {
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
  // A lookup adopts too: the result it showed belongs to the caller.
  expect((await as(adopting.url, 'bob', ATTEMPT, looked)).addContactAttempt.state).toBe('SUCCEEDED');
  expect((await as(adopting.url, 'ada', ATTEMPT, looked)).addContactAttempt).toBeNull();
  await adopting.close();
});
