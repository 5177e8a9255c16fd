/** What reading costs in calls to the vendor, which limit and charge by the call. */
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

/** Ids of so many contacts at each of so many new customers, the customers mixed. */
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

  test('a hundred contacts over ten customers are ten lists', async () => {
    const ids = contactIds(provider, 10, 10);
    const found = await entities(ids);
    expect(found.errors).toEqual([]);
    expect(found.entities.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(found.calls).toEqual({ lists: 10, singles: 0, others: 0 });
  });

  test('a hundred contacts of which everything is requested are at most a hundred calls', async () => {
    const ids = contactIds(provider, 10, 10);
    const found = await entities(ids, 'id customFields { name } providerRecord');
    expect(found.errors).toEqual([]);
    expect(found.entities.map(({ id }: { id: string }) => id)).toEqual(ids);
    // Where a list cannot bring all custom fields, only single reads are full.
    expect(found.calls).toEqual(
      listsFullRecords ? { lists: 10, singles: 0, others: 0 } : { lists: 0, singles: 100, others: 0 },
    );
  });

  test('one contact at each of ten customers is one call each', async () => {
    const ids = contactIds(provider, 10, 1, 5);
    const found = await entities(ids);
    expect(found.entities.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(found.calls).toEqual(
      get === undefined ? { lists: 10, singles: 0, others: 0 } : { lists: 0, singles: 10, others: 0 },
    );
  });

  test('the same contact over and over costs nothing more', async () => {
    const [id = ''] = contactIds(provider, 1, 1, 3);
    const found = await entities(Array.from({ length: 100 }, () => id));
    expect(found.entities).toHaveLength(100);
    expect(new Set(found.entities.map((entity: { id: string }) => entity.id))).toEqual(new Set([id]));
    const { lists, singles } = found.calls;
    expect(lists + singles).toBe(1);
  });

  test('the same contact under two names with other selections is one call', async () => {
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

  test('the same page under two names is one list', async () => {
    const { customerId } = put(provider, 5);
    const page = (rest: string) =>
      `contacts(provider: ${provider}, customerId: "${customerId}", first: 3) { nodes { ${rest} } }`;
    stage.vendor.forget();
    const { data } = await stage.ask(`{ a: ${page('id')} b: ${page('id name')} }`);
    expect(data.b.nodes.map(({ id }: { id: string }) => ({ id }))).toEqual(data.a.nodes);
    expect(stage.vendor.calls()).toEqual({ lists: 1, singles: 0, others: 0 });
  });

  test('pages of ten customers as entities are ten lists', async () => {
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

  test('a customer without a field that is read asks nobody', async () => {
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

  test('what a page brought is there for single contacts that are requested after it', async () => {
    const { customerId, ids } = put(provider, 3);
    stage.vendor.forget();
    // The page of the page's own customer: asked for when the first one is there.
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
  'a customer of $provider.id with more contacts than one list brings',
  ({ provider: { id, read } }) => {
    const contactsOf = async (wanted: readonly string[], customerId: string) => {
      const ids = wanted.map((externalId) => contactEntityId({ provider: id, customerId, externalId }));
      const found = await entities(ids);
      expect(found.entities.map(({ externalId }: { externalId: string }) => externalId)).toEqual(wanted);
      return found.calls;
    };

    test('those that the list does not hold are read singly', async () => {
      const { customerId, ids } = put(id, read.pageSize + 50);
      const wanted = [...ids.slice(0, 5), ...ids.slice(-10, -5)];
      expect(await contactsOf(wanted, customerId)).toEqual({ lists: 1, singles: 5, others: 0 });
    });

    // The one case in which a customer costs a call more than it has contacts asked for: that the list holds
    // none of them is only known when it is there.
    test('when the list holds none of them', async () => {
      const { customerId, ids } = put(id, read.pageSize + 50);
      const wanted = ids.slice(read.pageSize + 10, read.pageSize + 20);
      expect(await contactsOf(wanted, customerId)).toEqual({ lists: 1, singles: 10, others: 0 });
    });
  },
);

test('a Zuora account by its number costs one look at the account more', async () => {
  const { customerId, ids } = put('ZUORA', 5);
  const byNumber = ids.map((id) =>
    contactEntityId({ provider: 'ZUORA', customerId: `NUM-${customerId}`, externalId: id }),
  );
  const found = await entities(byNumber);
  // One account has one identity, whichever way it was requested.
  expect(found.entities.map(({ id }: { id: string }) => id)).toEqual(
    ids.map((id) => contactEntityId({ provider: 'ZUORA', customerId, externalId: id })),
  );
  expect(found.calls).toEqual({ lists: 1, singles: 0, others: 1 });
  const one = await entities(byNumber.slice(0, 1));
  expect(one.calls).toEqual({ lists: 0, singles: 1, others: 0 });
});

test('a page of Zuora contacts with custom fields reads the contacts of the page, not those of the account', async () => {
  const { customerId } = put('ZUORA', 50);
  stage.vendor.forget();
  const query = `{ contacts(provider: ZUORA, customerId: "${customerId}", first: 7) { nodes { customFields { name value } } } }`;
  const { data } = await stage.ask(query);
  expect(data.contacts.nodes).toHaveLength(7);
  expect(data.contacts.nodes[0].customFields).toEqual([{ name: 'Department__c', value: 'TPS' }]);
  expect(stage.vendor.calls()).toEqual({ lists: 1, singles: 7, others: 0 });
  // Only ids are queried: the rest comes with the contacts.
  expect(JSON.parse(stage.vendor.requests[0]?.body ?? '').queryString).toMatch(
    /^select Id from Contact where /,
  );
});

test('the largest page of Zuora contacts with custom fields for which the calls of a request are enough', async () => {
  const { customerId, ids } = put('ZUORA', 99);
  stage.vendor.forget();
  const query = `{ contacts(provider: ZUORA, customerId: "${customerId}", first: 99) { nodes { externalId customFields { name } } } }`;
  const { data, errors } = await stage.ask(query);
  expect(errors).toEqual([]);
  expect(data.contacts.nodes.map(({ externalId }: { externalId: string }) => externalId)).toEqual(ids.sort());
  expect(stage.vendor.calls()).toEqual({ lists: 1, singles: 99, others: 0 });
});

test('what is selected in a fragment counts as selected', async () => {
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

test('a keyed add for a Zuora account with as many contacts as it can have lists their ids in one call', async () => {
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
