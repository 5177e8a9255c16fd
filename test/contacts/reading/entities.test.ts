/** Entity resolution: order, nulls, and which representation gets which error. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { contactEntityId, type ProviderId } from '../../../src/model/contact.js';
import { emulatedFacts } from '../../support/emulated-vendors.js';
import { openReadingStage, type ReadingStage } from '../../support/reading-stage.js';
import { customerOf, PROVIDERS } from '../../support/reading-vendor.js';

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Contact { id name }
    ... on ContactCustomer { id contacts(first: 1) { nodes { id } } }
  }
}`;

/** Well-formed ids that name nothing. */
const absentContact = (provider: ProviderId) => emulatedFacts(provider).absentContact;

let stage: ReadingStage;
beforeAll(async () => {
  stage = await openReadingStage({ PROVIDER_DEADLINE_MS: '2000' });
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
  const ids = stage.vendor.put(provider, customerId, contacts);
  return { customerId, ids: ids.map((id) => contactEntityId({ provider, customerId, externalId: id })) };
}

const contact = (id: unknown) => ({ __typename: 'Contact', id });
const resolve = (representations: readonly unknown[]) => stage.ask(ENTITIES, { representations });
/** The ids of a list of entities; null for an entity that does not exist. */
const idsOf = (data: { _entities: readonly ({ id: string } | null)[] }) =>
  data._entities.map((entity) => entity?.id ?? null);

/** Fails the vendor's answers for one customer. */
function failFor(customerId: string, status: number): void {
  stage.vendor.instead = ({ path, body }) => {
    const isTheirs = path.includes(`/${customerId}/`) || new RegExp(`\\b${customerId}\\b`).test(body);
    return isTheirs ? { status, body: '{}' } : undefined;
  };
}

test('returns entities of all providers and both types in the requested order', async () => {
  const lists = PROVIDERS.map((provider) => put(provider, 3));
  const contacts = [0, 2, 1].flatMap((index) => lists.map(({ ids }) => ids[index] ?? ''));
  const wanted = contacts.flatMap((id) => [
    contact(id),
    { __typename: 'ContactCustomer', id: id.split(':').slice(0, 2).join(':') },
  ]);
  const { data, errors } = await resolve(wanted);
  expect(errors).toEqual([]);
  expect(data._entities.map(({ __typename, id }: Record<string, unknown>) => ({ __typename, id }))).toEqual(
    wanted,
  );
});

describe.each(PROVIDERS)('%s', (provider) => {
  test('resolves an unknown contact to null without an error, alone and among others', async () => {
    const { customerId, ids } = put(provider, 3);
    const nobody = contactEntityId({ provider, customerId, externalId: absentContact(provider) });
    const [first = '', second = ''] = ids;
    for (const wanted of [[nobody], [first, nobody, second], [nobody, nobody, first]]) {
      const { data, errors } = await resolve(wanted.map(contact));
      expect(errors).toEqual([]);
      expect(idsOf(data)).toEqual(wanted.map((id) => (id === nobody ? null : id)));
    }
    const { data, errors } = await stage.ask('query ($id: ID!) { contact(id: $id) { id } }', { id: nobody });
    expect({ data, errors }).toEqual({ data: { contact: null }, errors: [] });
  });

  test('resolves a contact of another customer to null', async () => {
    const theirs = put(provider, 1);
    const ours = put(provider, 1);
    const externalId = theirs.ids[0]?.split(':')[2] ?? '';
    const { data, errors } = await resolve([
      contact(contactEntityId({ provider, customerId: ours.customerId, externalId })),
    ]);
    expect(errors).toEqual([]);
    expect(data._entities).toEqual([null]);
  });

  test('resolves contacts of an unknown customer to null', async () => {
    const nobody = customerOf(provider, 999_999);
    const { ids } = put(provider, 1);
    const wanted = [
      contactEntityId({ provider, customerId: nobody, externalId: absentContact(provider) }),
      ids[0],
      contactEntityId({
        provider,
        customerId: nobody,
        externalId: absentContact(provider).replace('9', '8').replace('nobody', 'noone'),
      }),
    ];
    const { data, errors } = await resolve(wanted.map(contact));
    expect(errors).toEqual([]);
    expect(idsOf(data)).toEqual([null, ids[0], null]);
  });

  test('resolves a contact to null with an error when its read fails, and still returns its neighbors', async () => {
    const good = put(provider, 3);
    const bad = put(provider, 3);
    const fine = put('RPM', 1);
    failFor(bad.customerId, 403);
    const wanted = [good.ids[0], bad.ids[0], good.ids[1], bad.ids[1], fine.ids[0]];
    const { data, errors } = await resolve(wanted.map(contact));
    expect(idsOf(data)).toEqual([good.ids[0], null, good.ids[1], null, fine.ids[0]]);
    expect(errors).toMatchObject([
      { path: ['_entities', 1], extensions: { code: 'PROVIDER_ACCESS' } },
      { path: ['_entities', 3], extensions: { code: 'PROVIDER_ACCESS' } },
    ]);
  });

  test('returns a customer without contacts when its contacts cannot be read', async () => {
    const good = put(provider, 2);
    const bad = put(provider, 2);
    failFor(bad.customerId, 403);
    const { data, errors } = await resolve(
      [good, bad].map(({ customerId }) => ({
        __typename: 'ContactCustomer',
        id: `${provider}:${customerId}`,
      })),
    );
    expect(data._entities).toMatchObject([
      { contacts: { nodes: [{}] } },
      { id: `${provider}:${bad.customerId}`, contacts: null },
    ]);
    expect(errors).toMatchObject([
      { path: ['_entities', 1, 'contacts'], extensions: { code: 'PROVIDER_ACCESS' } },
    ]);
  });
});

test('fails only the contact whose single read fails', async () => {
  const { ids } = put('ZUORA', 3);
  const bad = ids[1]?.split(':')[2] ?? '';
  stage.vendor.instead = ({ path }) => (path.endsWith(bad) ? { status: 403, body: '{}' } : undefined);
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Contact { id providerRecord } }
  }`;
  const { data, errors } = await stage.ask(query, { representations: ids.map(contact) });
  expect(idsOf(data)).toEqual([ids[0], null, ids[2]]);
  expect(errors).toMatchObject([{ path: ['_entities', 1], extensions: { code: 'PROVIDER_ACCESS' } }]);
});

describe('invalid representations', () => {
  const malformed: readonly (readonly [string, unknown])[] = [
    ['without an id', { __typename: 'Contact' }],
    ['with null', contact(null)],
    ['with a number', contact(5)],
    ['with a list', contact(['CHARGEBEE:a:b'])],
    ['with an object', contact({ id: 'CHARGEBEE:a:b' })],
    ['with an empty id', contact('')],
    ['of a customer', contact('CHARGEBEE:cus_acme')],
    ['of no provider', contact('STRIPE:a:b')],
  ];

  test.each(malformed)('resolve the contact %s to null with an error', async (_name, representation) => {
    const { ids } = put('RPM', 1);
    const { status, data, errors } = await resolve([representation, contact(ids[0])]);
    expect(status).toBe(200);
    expect(idsOf(data)).toEqual([null, ids[0]]);
    expect(errors).toMatchObject([{ path: ['_entities', 0], extensions: { code: 'CONTACT_ID_INVALID' } }]);
  });

  test.each([[{}], [{ id: null }], [{ id: 'CHARGEBEE' }], [{ id: 'CHARGEBEE:a:b' }], [{ id: 7 }]])(
    'resolve the customer id %j to null with an error',
    async (fields) => {
      const { data, errors } = await resolve([{ __typename: 'ContactCustomer', ...fields }]);
      expect(data).toEqual({ _entities: [null] });
      expect(errors).toMatchObject([{ extensions: { code: 'CUSTOMER_ID_INVALID' } }]);
    },
  );

  test.each([
    [{ __typename: 'Invoice', id: '1' }],
    [{ __typename: 'Query' }],
    [{ __typename: 'ContactConnection' }],
    [{ __typename: 'toString' }],
    [{ __typename: '__proto__' }],
    [{ __typename: '' }],
    [{ __typename: 5 }],
    [{ id: 'RPM:1:1' }],
    [{}],
    ['Contact'],
    [5],
    [[]],
  ])('reject %j without a call', async (representation) => {
    const { ids } = put('RPM', 1);
    stage.vendor.forget();
    const { status, data, errors } = await resolve([contact(ids[0]), representation]);
    expect(status).toBe(200);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['_entities'], extensions: { code: 'REPRESENTATION_INVALID' } }]);
    expect(stage.vendor.requests).toEqual([]);
  });

  test.each([[null], ['Contact, which is not a list'], [{ id: 'RPM:1:1' }]])(
    'reject %j in place of the list',
    async (representations) => {
      const { data, errors } = await stage.ask(ENTITIES, { representations });
      expect(data ?? null).toBeNull();
      expect(['BAD_USER_INPUT', 'REPRESENTATION_INVALID']).toContain(errors[0]?.extensions.code);
    },
  );

  test('accept a hundred, and reject one more without a call', async () => {
    const { ids } = put('RPM', 1);
    const representations = Array.from({ length: 100 }, () => contact(ids[0]));
    const taken = await resolve(representations);
    expect(taken.errors).toEqual([]);
    expect(taken.data._entities).toHaveLength(100);
    stage.vendor.forget();
    const refused = await resolve([...representations, contact(ids[0])]);
    expect(refused.data).toBeNull();
    expect(refused.errors).toMatchObject([{ extensions: { code: 'TOO_MANY_REPRESENTATIONS' } }]);
    expect(stage.vendor.requests).toEqual([]);
  });

  test('return an empty list for an empty list', async () => {
    expect(await resolve([])).toMatchObject({ data: { _entities: [] }, errors: [] });
  });
});
