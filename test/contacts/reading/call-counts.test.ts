/** What reads cost in vendor calls, which vendors limit and charge for. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { contactEntityId, type ProviderId } from '../../../src/model/contact.js';
import { described, describedAs, wholeLists } from '../../support/facts.js';
import { openReadingStage, type ReadingStage } from '../../support/reading-stage.js';
import { customerOf, PROVIDERS } from '../../support/reading-vendor.js';

const ENTITIES = (selection: string) => `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Contact { ${selection} } }
}`;

let stage: ReadingStage;
beforeAll(async () => {
  stage = await openReadingStage();
});
afterAll(async () => {
  await stage.close();
});
afterEach(() => {
  stage.vendor.instead = undefined;
});

let customers = 0;
function put(provider: ProviderId, contacts: number): { customerId: string; ids: string[] } {
  customers += 1;
  const customerId = customerOf(provider, customers);
  return { customerId, ids: stage.vendor.put(provider, customerId, contacts) };
}

/** This many contact ids at each of this many new customers, interleaved. */
function contactIds(provider: ProviderId, atCustomers: number, each: number, among = each): string[] {
  const lists = Array.from({ length: atCustomers }, () => put(provider, among));
  return Array.from({ length: each }, (_, index) =>
    lists.map(({ customerId, ids }) =>
      contactEntityId({ provider, customerId, externalId: ids[index] ?? '' }),
    ),
  ).flat();
}

async function entities(ids: readonly string[], selection = 'id externalId name') {
  stage.vendor.forget();
  const representations = ids.map((id) => ({ __typename: 'Contact', id }));
  const { data, errors } = await stage.ask(ENTITIES(selection), { representations });
  return { entities: data._entities, errors, calls: stage.vendor.calls() };
}

describe.each(PROVIDERS)('%s', (provider) => {
  const { get, listsFullRecords } = describedAs(provider).provider.read;

  test('reads a hundred contacts of ten customers with ten lists', async () => {
    const ids = contactIds(provider, 10, 10);
    const found = await entities(ids);
    expect(found.errors).toEqual([]);
    expect(found.entities.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(found.calls).toEqual({ lists: 10, singles: 0, others: 0 });
  });

  test('reads a hundred contacts with all fields in at most a hundred calls', async () => {
    const ids = contactIds(provider, 10, 10);
    const found = await entities(ids, 'id customFields { name } providerRecord');
    expect(found.errors).toEqual([]);
    expect(found.entities.map(({ id }: { id: string }) => id)).toEqual(ids);
    // Where a list cannot return all custom fields, only single reads return full records.
    expect(found.calls).toEqual(
      listsFullRecords ? { lists: 10, singles: 0, others: 0 } : { lists: 0, singles: 100, others: 0 },
    );
  });

  test('reads one contact at each of ten customers with one call each', async () => {
    const ids = contactIds(provider, 10, 1, 5);
    const found = await entities(ids);
    expect(found.entities.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(found.calls).toEqual(
      get === undefined ? { lists: 10, singles: 0, others: 0 } : { lists: 0, singles: 10, others: 0 },
    );
  });

  test('reads a repeated contact once', async () => {
    const [id = ''] = contactIds(provider, 1, 1, 3);
    const found = await entities(Array.from({ length: 100 }, () => id));
    expect(found.entities).toHaveLength(100);
    expect(new Set(found.entities.map((entity: { id: string }) => entity.id))).toEqual(new Set([id]));
    const { lists, singles } = found.calls;
    expect(lists + singles).toBe(1);
  });

  test('reads a contact under two aliases with other selections once', async () => {
    const [id] = contactIds(provider, 1, 1, 3);
    stage.vendor.forget();
    const query = `query ($id: ID!) {
      a: contact(id: $id) { id name }
      b: contact(id: $id) { id name customFields { name } providerRecord }
    }`;
    const { data, errors } = await stage.ask(query, { id });
    expect(errors).toEqual([]);
    expect(data.a).toEqual({ id, name: data.b.name });
    const { lists, singles } = stage.vendor.calls();
    expect(lists + singles).toBe(1);
  });

  test('reads a page under two aliases once', async () => {
    const { customerId } = put(provider, 5);
    const page = (rest: string) =>
      `contacts(provider: ${provider}, customerId: "${customerId}", first: 3) { nodes { ${rest} } }`;
    stage.vendor.forget();
    const { data } = await stage.ask(`{ a: ${page('id')} b: ${page('id name')} }`);
    expect(data.b.nodes.map(({ id }: { id: string }) => ({ id }))).toEqual(data.a.nodes);
    expect(stage.vendor.calls()).toEqual({ lists: 1, singles: 0, others: 0 });
  });

  test('reads pages of ten customers as entities with ten lists', async () => {
    const at = Array.from({ length: 10 }, () => put(provider, 3));
    stage.vendor.forget();
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on ContactCustomer { contacts(first: 2) { nodes { externalId } } } }
    }`;
    const representations = at.map(({ customerId }) => ({
      __typename: 'ContactCustomer',
      id: `${provider}:${customerId}`,
    }));
    const { errors } = await stage.ask(query, { representations });
    expect(errors).toEqual([]);
    expect(stage.vendor.calls()).toEqual({ lists: 10, singles: 0, others: 0 });
  });

  test('calls no vendor for a customer without a selected field to read', async () => {
    const { customerId } = put(provider, 3);
    stage.vendor.forget();
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on ContactCustomer { id provider customerId } }
    }`;
    const id = `${provider}:${customerId}`;
    const { data } = await stage.ask(query, { representations: [{ __typename: 'ContactCustomer', id }] });
    expect(data._entities).toEqual([{ id, provider, customerId }]);
    expect(stage.vendor.requests).toEqual([]);
  });

  test('serves single contacts from a page that was read before', async () => {
    const { customerId, ids } = put(provider, 3);
    stage.vendor.forget();
    // The customer's own page, requested once the first one is there.
    const query = `{
      contacts(provider: ${provider}, customerId: "${customerId}", first: 3) {
        nodes { externalId customer { contacts(first: 3) { nodes { externalId } } } }
      }
    }`;
    const { data } = await stage.ask(query);
    const nodes = data.contacts.nodes;
    expect(nodes.map(({ externalId }: { externalId: string }) => externalId).sort()).toEqual([...ids].sort());
    expect(nodes[0].customer.contacts.nodes).toHaveLength(3);
    expect(stage.vendor.calls().lists).toBe(1);
  });
});

const paged = described.filter((subject) => subject.provider.read.get && !wholeLists.includes(subject));
describe.each(paged)(
  'a customer of $provider.id with more contacts than one list returns',
  ({ provider: { id, read } }) => {
    const contactsOf = async (wanted: readonly string[], customerId: string) => {
      const ids = wanted.map((externalId) => contactEntityId({ provider: id, customerId, externalId }));
      const found = await entities(ids);
      expect(found.entities.map(({ externalId }: { externalId: string }) => externalId)).toEqual(wanted);
      return found.calls;
    };

    test('costs a single read for each contact that the list lacks', async () => {
      const { customerId, ids } = put(id, read.pageSize + 50);
      const wanted = [...ids.slice(0, 5), ...ids.slice(-10, -5)];
      expect(await contactsOf(wanted, customerId)).toEqual({ lists: 1, singles: 5, others: 0 });
    });

    // The one case that costs a call more than the number of contacts: only the list shows that it has none
    // of them.
    test('costs one list and single reads when the list has none of them', async () => {
      const { customerId, ids } = put(id, read.pageSize + 50);
      const wanted = ids.slice(read.pageSize + 10, read.pageSize + 20);
      expect(await contactsOf(wanted, customerId)).toEqual({ lists: 1, singles: 10, others: 0 });
    });
  },
);

test('a Zuora account number costs one extra read of the account', async () => {
  const { customerId, ids } = put('ZUORA', 5);
  const byNumber = ids.map((id) =>
    contactEntityId({ provider: 'ZUORA', customerId: `NUM-${customerId}`, externalId: id }),
  );
  const found = await entities(byNumber);
  // An account has one identity, whichever way it was requested.
  expect(found.entities.map(({ id }: { id: string }) => id)).toEqual(
    ids.map((id) => contactEntityId({ provider: 'ZUORA', customerId, externalId: id })),
  );
  expect(found.calls).toEqual({ lists: 1, singles: 0, others: 1 });
  const one = await entities(byNumber.slice(0, 1));
  expect(one.calls).toEqual({ lists: 0, singles: 1, others: 0 });
});

test('a page of Zuora contacts with custom fields reads only the contacts of the page', async () => {
  const { customerId } = put('ZUORA', 50);
  stage.vendor.forget();
  const query = `{ contacts(provider: ZUORA, customerId: "${customerId}", first: 7) { nodes { customFields { name value } } } }`;
  const { data } = await stage.ask(query);
  expect(data.contacts.nodes).toHaveLength(7);
  expect(data.contacts.nodes[0].customFields).toEqual([{ name: 'Department__c', value: 'TPS' }]);
  expect(stage.vendor.calls()).toEqual({ lists: 1, singles: 7, others: 0 });
  // The query selects ids only: the rest is read with each contact.
  expect(JSON.parse(stage.vendor.requests[0]?.body ?? '').queryString).toMatch(
    /^select Id from Contact where /,
  );
});

test('a request has enough calls for the largest page of Zuora contacts with custom fields', async () => {
  const { customerId, ids } = put('ZUORA', 99);
  stage.vendor.forget();
  const query = `{ contacts(provider: ZUORA, customerId: "${customerId}", first: 99) { nodes { externalId customFields { name } } } }`;
  const { data, errors } = await stage.ask(query);
  expect(errors).toEqual([]);
  expect(data.contacts.nodes.map(({ externalId }: { externalId: string }) => externalId)).toEqual(ids.sort());
  expect(stage.vendor.calls()).toEqual({ lists: 1, singles: 99, others: 0 });
});

test('a selection inside a fragment counts as selected', async () => {
  const { customerId } = put('ZUORA', 2);
  const query = `{ contacts(provider: ZUORA, customerId: "${customerId}") { ...page } }
    fragment page on ContactConnection { edges { node { ... on Contact { ...custom } } } }
    fragment custom on Contact { customFields { name } }`;
  const { data } = await stage.ask(query);
  expect(data.contacts.edges[0].node.customFields).toEqual([{ name: 'Department__c' }]);
});

test('two requests share nothing', async () => {
  const [id] = contactIds('RPM', 1, 1);
  stage.vendor.forget();
  const query = 'query ($id: ID!) { contact(id: $id) { id } }';
  await stage.ask(query, { id });
  await stage.ask(query, { id });
  expect(stage.vendor.calls().lists).toBe(2);
});

test('a keyed add to a full Zuora account lists the ids of its contacts in one call', async () => {
  const { customerId } = put('ZUORA', 2000);
  stage.vendor.forget();
  stage.vendor.instead = ({ method, path }) =>
    method === 'POST' && path === '/v1/contacts'
      ? { status: 200, body: JSON.stringify({ id: 'f00', accountId: customerId, success: true }) }
      : undefined;
  const { data } = await stage.ask(`mutation {
    addContact(
      customerId: "${customerId}"
      provider: ZUORA
      input: { firstName: "Ada", lastName: "Lovelace" }
      options: { idempotencyKey: "call-counts-zuora-2000" }
    ) { __typename }
  }`);
  expect(data).toEqual({ addContact: { __typename: 'AddContactSuccess' } });
  expect(stage.vendor.requests.map(({ path }) => path)).toEqual(['/v1/action/query', '/v1/contacts']);
});
