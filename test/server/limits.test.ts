/** What one operation may request: its cost, aliases, depth and the bytes of its answer. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import type { Subgraph } from '../../src/app.js';
import { ask } from '../support/ask.js';
import { fastest } from '../support/fastest.js';
import { processorMs } from '../support/processor-time.js';
import { startTestSubgraph } from '../support/subgraph.js';

type Running = Subgraph & { close(): Promise<void> };

let subgraph: Running;
beforeAll(async () => {
  subgraph = await startTestSubgraph();
});
afterAll(() => subgraph.close());

async function withSubgraph(
  variables: Readonly<Record<string, string>>,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const other = await startTestSubgraph(variables);
  try {
    await use(other.url);
  } finally {
    await other.close();
  }
}

const aliases = (count: number, field: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field(index)}`).join(' ');

/** Fragments that each spread the next one under several aliases. */
function aliasBomb(width: number): string {
  return `{ ${aliases(width, () => 'contactProviders { ...A }')} }
    fragment A on ContactProviderInfo { ${aliases(width, () => 'fields { ...B }')} }
    fragment B on ContactFieldCapability { ${aliases(width, () => 'description')} ${aliases(width, () => 'path').replaceAll('a', 'p')} }`;
}

const TOO_LARGE = [{ extensions: { code: 'OPERATION_TOO_LARGE' } }];

describe('an operation', () => {
  it.each([
    ['fragments spread under aliases', aliasBomb(20)],
    ['more such fragments', aliasBomb(45)],
    [
      'fragments without an alias at the root',
      `{ contactProviders { ...A } } fragment A on ContactProviderInfo { ${aliases(66, () => 'fields { ...B }')} }
       fragment B on ContactFieldCapability { path title description providerField }`,
    ],
    [
      'fragments that spread the next one twice',
      `{ contactProviders { ...F0 } }
       ${Array.from({ length: 60 }, (_, level) => `fragment F${level} on ContactProviderInfo { ...F${level + 1} ... { ...F${level + 1} } }`).join(' ')}
       fragment F60 on ContactProviderInfo { fields { path } }`,
    ],
    [
      'pages of pages',
      '{ contact(id: "RPM:1:1") { customer { contacts(first: 100) { nodes { customer { contacts(first: 100) { nodes { id } } } } } } } }',
    ],
    [
      'the schema many times',
      `{ ${aliases(90, () => '__schema { types { fields { name type { name ofType { name } } } } }')} }`,
    ],
    [
      'the types of the schema many times',
      `{ __schema { ${aliases(90, () => 'types { name fields { name args { name } } }')} } }`,
    ],
  ])('is rejected before it runs when it requests %s', async (_what, query) => {
    const tookMs = await fastest(1000, async () => {
      const startedAt = processorMs();
      const { status, data, errors, text } = await ask(subgraph.url, query);
      expect([status, data]).toEqual([400, undefined]);
      expect(errors).toMatchObject(TOO_LARGE);
      expect(text.length).toBeLessThan(1000);
      return processorMs() - startedAt;
    });
    expect(tookMs).toBeLessThan(1000);
  });

  it.each([
    ['the standard query of tools', getIntrospectionQuery()],
    [
      'everything about all providers',
      `{ contactProviders { provider name documentationUrl mode customerIdFormat customerIdExample operations
        nativeIdempotency maxContactsPerCustomer fields { path title description required minLength maxLength maxItems
        allowedValues format providerField } } }`,
    ],
    [
      'a full page of contacts',
      `{ contacts(customerId: "2002", provider: RPM, first: 100) { pageInfo { hasNextPage endCursor } edges { cursor node {
        id provider customerId externalId name firstName lastName jobTitle email emails { address kind } phones { number kind }
        customFields { name value } providerRecord } } } }`,
    ],
  ])('is answered when it requests %s', async (_what, query) => {
    const { status, errors } = await ask(subgraph.url, query);
    expect([status, errors]).toEqual([200, []]);
  });

  const PAGES = `query ($id: ID!, $first: Int = 100) { contact(id: $id) { customer { contacts(first: $first) {
    nodes { customer { contacts(first: $first) { nodes { id email } } } } } } } }`;

  it.each([
    ['few', { first: 3 }, 200],
    ['many', { first: 100 }, 400],
    ['as many as a variable says by default', {}, 400],
  ])('costs what its variables request: %s contacts', async (_what, variables, status) => {
    const answer = await ask(subgraph.url, PAGES, { id: 'RPM:2002:1', ...variables });
    expect(answer.status).toBe(status);
  });

  const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on ContactCustomer { contacts(first: 100) { nodes { id email } } } } }`;
  const customers = (count: number) => ({
    representations: Array(count).fill({ __typename: 'ContactCustomer', id: 'RPM:2002' }),
  });

  it('costs as much as its representations', async () => {
    expect((await ask(subgraph.url, ENTITIES, customers(20))).errors).toEqual([]);
    expect((await ask(subgraph.url, ENTITIES, customers(100))).errors).toMatchObject(TOO_LARGE);
  });

  it('may have 200 aliases, counted at every spread of a fragment', async () => {
    const query = (count: number) =>
      `{ x: contactProvider(provider: RPM) { ...A } y: contactProvider(provider: RPM) { ...A } }
       fragment A on ContactProviderInfo { ${aliases(count, () => 'name')} }`;
    expect((await ask(subgraph.url, query(99))).errors).toEqual([]);
    expect((await ask(subgraph.url, query(100))).errors).toMatchObject([
      { message: 'An operation can have at most 200 aliases.', ...TOO_LARGE[0] },
    ]);
  });

  it('may nest fields 12 deep, without counting fragments', async () => {
    const inner = '... on ContactCustomer { contacts { edges { node { customer {';
    const asked = (leaf: string) => `{ contact(id: "RPM:2002:1") { customer { ${inner} ${leaf} }}}}} } } }`;
    expect((await ask(subgraph.url, asked('id'))).errors).toEqual([]);
    const deep = asked('contacts { edges { node { customer { id { a { b } } } } } }');
    expect((await ask(subgraph.url, deep)).errors).toMatchObject([
      { message: 'Fields can be nested at most 12 deep.', ...TOO_LARGE[0] },
    ]);
  });

  it.each([
    ['plainly', `{ ${'contact(id: "1") { id } '.repeat(390)} }`],
    [
      'in fragments',
      `{ ${Array.from({ length: 150 }, (_, index) => `...F${index}`).join(' ')} }
       ${Array.from({ length: 150 }, (_, index) => `fragment F${index} on Query { contact(id: "1") { id } }`).join(' ')}`,
    ],
  ])('is rejected immediately when it repeats a field too often, %s', async (_how, query) => {
    const tookMs = await fastest(100, async () => {
      const startedAt = processorMs();
      const { errors } = await ask(subgraph.url, query);
      expect(errors).toMatchObject([
        { message: 'A document can select one field at most 100 times in one place.', ...TOO_LARGE[0] },
      ]);
      return processorMs() - startedAt;
    });
    expect(tookMs).toBeLessThan(100);
  });

  it('reports the limit in production too', async () => {
    await withSubgraph({ NODE_ENV: 'production', MAX_OPERATION_COST: '100' }, async (url) => {
      const { errors } = await ask(url, '{ contactProviders { name fields { path title } } }');
      expect(errors).toMatchObject([
        {
          message: 'The operation can return more than 100 values. Request fewer fields or smaller pages.',
          ...TOO_LARGE[0],
        },
      ]);
    });
  });

  it('has the limits set in the environment', async () => {
    await withSubgraph({ MAX_OPERATION_ALIASES: '1', MAX_OPERATION_DEPTH: '5' }, async (url) => {
      expect((await ask(url, '{ a: contactProvider(provider: RPM) { name } }')).errors).toEqual([]);
      const two = '{ a: contactProvider(provider: RPM) { b: name } }';
      expect((await ask(url, two)).errors).toMatchObject(TOO_LARGE);
      const deep = '{ contact(id: "RPM:2002:1") { customer { contacts { nodes { customer { id } } } } } }';
      expect((await ask(url, deep)).errors).toMatchObject(TOO_LARGE);
    });
  });
});

describe('an answer', () => {
  const SMALL = { MAX_RESPONSE_BYTES: '10000' };
  const tooLarge = (outcome?: string) => [
    {
      message: 'The response exceeds 10000 bytes. Request fewer fields or smaller pages.',
      extensions: {
        code: 'RESPONSE_TOO_LARGE',
        requestId: expect.any(String),
        ...(outcome && { outcome }),
      },
    },
  ];

  it('that is too large is an error without data', async () => {
    await withSubgraph(SMALL, async (url) => {
      const { status, data, errors, text } = await ask(
        url,
        `{ contactProviders { fields { ${aliases(10, () => 'description')} } } }`,
      );
      expect([status, data]).toEqual([200, null]);
      expect(errors).toEqual(tooLarge());
      expect(text.length).toBeLessThan(1000);
    });
  });

  it.each([
    ['UNKNOWN', 'was carried out', 150],
    ['NOT_APPLIED', 'was invalid', 151],
  ])('of a write reports %s when the write %s', async (outcome, _how, length) => {
    await withSubgraph(SMALL, async (url) => {
      const name = 'x'.repeat(length);
      const query = `mutation ($name: String) {
        addContact(customerId: "cus_acme", provider: CHARGEBEE, input: {
          firstName: $name, lastName: $name, emails: [{ address: "a@example.com" }]
        }) {
          ... on AddContactSuccess { contact { ${aliases(90, () => 'lastName')} } }
          ... on ContactInputInvalidError { violations { ${aliases(100, () => 'message')} } }
        } }`;
      const { data, errors } = await ask(url, query, { name });
      expect(data).toBeNull();
      expect(errors).toEqual(tooLarge(outcome));
    });
  });

  it('counts bytes, not characters', async () => {
    await withSubgraph(SMALL, async (url) => {
      const query = (count: number) => `mutation ($note: String) {
        addContact(customerId: "cus_acme", provider: CHARGEBEE, input: { lastName: $note, emails: [{ address: "a@example.com" }] }) {
          ... on AddContactSuccess { contact { ${aliases(count, () => 'lastName')} } } } }`;
      expect((await ask(url, query(40), { note: 'x'.repeat(150) })).errors).toEqual([]);
      expect((await ask(url, query(40), { note: '\u20ac'.repeat(150) })).errors).toEqual(tooLarge('UNKNOWN'));
    });
  });
});
