/** The account that a request names: an unconfigured name reaches no vendor. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import { ask } from '../support/ask.js';
import { described } from '../support/facts.js';
import { startTestSubgraph } from '../support/subgraph.js';

const ARGUMENTS = '$provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $account: ID';
const GIVEN = 'provider: $provider, customerId: $customerId, input: $input, options: { account: $account }';
const ADD = `mutation (${ARGUMENTS}) {
  addContact(${GIVEN}) {
    ... on ContactInputInvalidError { violations { path code message userMessage } outcome }
    ... on AddContactSuccess { contact { id account } customer { id account } }
  }
}`;
const PREVIEW = `query (${ARGUMENTS}) {
  previewAddContact(${GIVEN}) { valid violations { path code message userMessage } }
}`;
const READS = `query ($provider: ContactProvider!, $customerId: ID!, $account: ID) {
  contacts(provider: $provider, customerId: $customerId, account: $account) { nodes { id } }
  contactCustomer(provider: $provider, customerId: $customerId, account: $account) { id account }
  addContactAttempt(provider: $provider, account: $account, idempotencyKey: "a-key-that-nobody-used") { state }
}`;

const requests = described.map(({ provider, facts: { sample } }) => ({
  ...sample,
  provider: provider.id,
  customerId: provider.info.customerId.example,
}));

describe('an unconfigured account', () => {
  let subgraph: Subgraph & { close(): Promise<void> };
  beforeAll(async () => {
    // Outside production, errors say most.
    subgraph = await startTestSubgraph();
  });
  afterAll(() => subgraph.close());

  const violation = {
    path: ['options', 'account'],
    code: 'FORMAT',
    message: expect.stringContaining('options.account must be the name of a configured account'),
    userMessage: expect.any(String),
  };

  it.each(requests)('is a violation of a write at $provider, and of its preview', async (request) => {
    for (const account of ['eu', '', 'EU', '__proto__']) {
      const { data } = await ask(subgraph.url, ADD, { ...request, account });
      expect(data.addContact).toEqual({ violations: [violation], outcome: 'NOT_APPLIED' });
      const previewed = await ask(subgraph.url, PREVIEW, { ...request, account });
      expect(previewed.data.previewAddContact).toEqual({ valid: false, violations: [violation] });
    }
  });

  it('does not include null or absent, which mean the default account', async () => {
    for (const request of requests) {
      const { data } = await ask(subgraph.url, ADD, { ...request, account: null });
      expect(data.addContact).toMatchObject({ contact: { account: null }, customer: { account: null } });
      const read = await ask(subgraph.url, READS, request);
      expect(read.data.contactCustomer).toMatchObject({ account: null });
      expect(read.data.contacts.nodes).not.toHaveLength(0);
      expect(read.errors).toEqual([]);
    }
  });

  it('is BAD_USER_INPUT for reads, reported for each one', async () => {
    for (const request of requests) {
      const { data, errors } = await ask(subgraph.url, READS, { ...request, account: 'eu' });
      const fields = ['contacts', 'contactCustomer', 'addContactAttempt'];
      expect(data).toEqual(Object.fromEntries(fields.map((field) => [field, null])));
      expect(errors.map(({ path }) => path?.[0]).sort()).toEqual([...fields].sort());
      for (const { message, extensions } of errors) {
        expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', outcome: 'NOT_APPLIED' });
        expect(message).toContain('no account with this name');
      }
    }
  });
});

describe('in production', () => {
  let subgraph: Subgraph & { close(): Promise<void> };
  beforeAll(async () => {
    subgraph = await startTestSubgraph({
      NODE_ENV: 'production',
      CHARGEBEE_SITE: 'a',
      CHARGEBEE_API_KEY: 'key',
    });
  });
  afterAll(() => subgraph.close());

  it('reports the same for every read that names an unknown account', async () => {
    const request = { provider: 'CHARGEBEE', customerId: 'cus_acme', account: 'eu' };
    const { errors } = await ask(subgraph.url, READS, request);
    expect(errors).toHaveLength(3);
    for (const { message } of errors) expect(message).toContain('no account with this name');
  });
});

describe('a named account', () => {
  let subgraph: Subgraph & { close(): Promise<void> };
  beforeAll(async () => {
    const lists = described.map(({ provider: { id } }) => [`${id}_ACCOUNTS`, 'eu,apac']);
    subgraph = await startTestSubgraph({ SANDBOX: 'on', ...Object.fromEntries(lists) });
  });
  afterAll(() => subgraph.close());

  const KEYED = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $options: AddContactOptions!) {
    addContact(provider: $provider, customerId: $customerId, input: $input, options: $options) {
      ... on AddContactSuccess { replayed contact { id account externalId } customer { id account } }
      ... on ContactError { code message outcome }
    }
  }`;
  const LIST = `query ($provider: ContactProvider!, $customerId: ID!, $account: ID, $after: String) {
    contacts(provider: $provider, customerId: $customerId, account: $account, first: 1, after: $after) {
      nodes { id account customer { id contacts(first: 50) { nodes { id } } } } pageInfo { endCursor hasNextPage }
    }
  }`;
  const GET = 'query ($id: ID!) { contact(id: $id) { id account customer { id account } } }';
  const ENTITIES = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on Contact { id account } ... on ContactCustomer { id account contacts { nodes { id } } }
    }
  }`;
  const ATTEMPT = `query ($provider: ContactProvider!, $account: ID, $key: ID!) {
    addContactAttempt(provider: $provider, account: $account, idempotencyKey: $key) {
      state result { ... on AddContactSuccess { contact { id account } customer { id account } } }
    }
  }`;

  const idsOf = async (request: { provider: string; customerId: string }, account: string | null) => {
    const { data } = await ask(subgraph.url, LIST, { ...request, account });
    return data.contacts.nodes[0].customer.contacts.nodes.map(({ id }: { id: string }) => id);
  };

  it.each(requests)('holds contacts added to it at $provider, and no other account does', async (request) => {
    const { provider, customerId } = request;
    const options = { account: 'eu' };
    const { data } = await ask(subgraph.url, KEYED, { ...request, options });
    const { contact, customer } = data.addContact;
    expect(contact).toMatchObject({
      account: 'eu',
      id: expect.stringMatching(`^${provider}@eu:[^:]+:[^:]+$`),
    });
    expect(customer).toEqual({ id: `${provider}@eu:${encodeURIComponent(customerId)}`, account: 'eu' });

    const found = await ask(subgraph.url, GET, { id: contact.id });
    expect(found.data.contact).toMatchObject({ id: contact.id, account: 'eu', customer: { account: 'eu' } });
    expect(await idsOf(request, 'eu')).toContain(contact.id);
    for (const account of ['apac', null]) {
      const ids = await idsOf(request, account).catch(() => []);
      expect(ids).not.toContain(contact.id);
      const first = account ? `${provider}@${account}:` : `${provider}:`;
      expect(ids.every((id: string) => id.startsWith(first))).toBe(true);
      const elsewhere = contact.id.replace(`${provider}@eu:`, first);
      expect((await ask(subgraph.url, GET, { id: elsewhere })).data.contact).toBeNull();
    }
  });

  it.each(requests)('has its own keys and attempts at $provider', async (request) => {
    const { provider } = request;
    // The sample's contact already exists.
    const { externalId: _, ...input } = request.input;
    const key = `one-key-for-all-accounts-of-${provider}`;
    const ids = new Set<string>();
    for (const account of ['eu', 'apac', null]) {
      const asked = { ...request, input, options: { account, idempotencyKey: key } };
      const never = await ask(subgraph.url, ATTEMPT, { provider, account, key });
      expect(never.data.addContactAttempt).toBeNull();
      const { data } = await ask(subgraph.url, KEYED, asked);
      expect(data.addContact).toMatchObject({ replayed: false, contact: { account } });
      const again = await ask(subgraph.url, KEYED, asked);
      expect(again.data.addContact).toEqual({ ...data.addContact, replayed: true });
      const { contact, customer } = data.addContact;
      const attempt = await ask(subgraph.url, ATTEMPT, { provider, account, key });
      expect(attempt.data.addContactAttempt).toEqual({
        state: 'SUCCEEDED',
        result: { contact: { id: contact.id, account }, customer },
      });
      ids.add(contact.id);
    }
    expect(ids.size).toBe(3);
  });

  it('has its own cursors', async () => {
    const request = { provider: 'CHARGEBEE', customerId: 'cus_globex' };
    const { data } = await ask(subgraph.url, LIST, { ...request, account: 'eu' });
    const { endCursor: after, hasNextPage } = data.contacts.pageInfo;
    expect(hasNextPage).toBe(true);
    const next = await ask(subgraph.url, LIST, { ...request, account: 'eu', after });
    expect(next.data.contacts.nodes).toHaveLength(1);
    for (const account of ['apac', null]) {
      const { errors } = await ask(subgraph.url, LIST, { ...request, account, after });
      expect(errors).toMatchObject([{ extensions: { code: 'CURSOR_INVALID' } }]);
    }
  });

  it('resolves entities, each from its own account', async () => {
    const parts = ['CHARGEBEE', 'CHARGEBEE@eu', 'CHARGEBEE@apac'];
    const representations = parts.flatMap((part) => [
      { __typename: 'ContactCustomer', id: `${part}:cus_globex` },
      { __typename: 'Contact', id: `${part}:cus_globex:contact_globex_1` },
    ]);
    const unknown = { __typename: 'Contact', id: 'CHARGEBEE@us:cus_globex:contact_globex_1' };
    const { data, errors } = await ask(subgraph.url, ENTITIES, {
      representations: [...representations, unknown],
    });
    expect(data._entities).toEqual([
      ...parts.flatMap((part) => {
        const account = part.split('@')[1] ?? null;
        const ids = [1, 2].map((number) => ({ id: `${part}:cus_globex:contact_globex_${number}` }));
        return [
          { id: `${part}:cus_globex`, account, contacts: { nodes: ids } },
          { id: ids[0]?.id, account },
        ];
      }),
      null,
    ]);
    expect(errors).toMatchObject([{ path: ['_entities', 6], extensions: { code: 'CONTACT_ID_INVALID' } }]);
  });
});
