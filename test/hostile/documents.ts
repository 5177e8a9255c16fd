/** GraphQL requests whose work or answer grows faster than their text. Each is the body of a POST. */

function body(query: string, variables?: unknown): string {
  return JSON.stringify({ query, ...(variables !== undefined && { variables }) });
}

function times(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join(' ');
}

/** Each fragment spreads the next one under two aliases, so the answer doubles with each level. */
function doubling(levels: number): string {
  return times(levels, (at) => {
    const next = (alias: string) => `${alias}: customer { contacts(first: 1) { nodes { ...F${at + 1} } } }`;
    return `fragment F${at} on Contact { ${at === levels - 1 ? CONTACT : `${next('a')} ${next('b')}`} }`;
  });
}

function nested(levels: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < levels; level += 1) value = [value];
  return value;
}

const PROVIDER_FIELDS =
  'provider name documentationUrl mode customerIdFormat customerIdExample operations fields { path title description required minLength maxLength maxItems allowedValues format providerField }';
const CONTACT = 'id name emails { address kind } phones { number kind } providerRecord';
const LIST = (args: string) => `contacts(provider: CHARGEBEE, customerId: "cus_acme"${args})`;

export const hostileDocuments: Readonly<Record<string, string>> = {
  'aliases of contactProviders': body(
    `{ ${times(300, (i) => `p${i}: contactProviders { ${PROVIDER_FIELDS} }`)} }`,
  ),
  'aliases of a list inside contactProviders': body(
    `{ contactProviders { ${times(300, (i) => `f${i}: fields { path title description }`)} } }`,
  ),
  'fragments times aliases on contactProviders': body(
    `{ ${times(20, (i) => `p${i}: contactProviders { ...A }`)} } fragment A on ContactProviderInfo { ${times(20, (i) => `f${i}: fields { ...B }`)} } fragment B on ContactFieldCapability { ${times(20, (i) => `d${i}: description`)} }`,
  ),
  'fragments spread in each other sixteen times': body(
    `{ contactProviders { ...F0 } } ${times(16, (i) => `fragment F${i} on ContactProviderInfo { ${i === 15 ? PROVIDER_FIELDS : `...F${i + 1} ...F${i + 1}`} }`)}`,
  ),
  'fragments that double by customer': body(`{ ${LIST('')} { nodes { ...F0 } } } ${doubling(12)}`),
  'deep selections': body(`{ ${LIST('')} ${'{ nodes { customer { contacts '.repeat(200)}`),
  'deep selections that are closed': body(
    `{ ${LIST('')} ${'{ nodes { customer { contacts '.repeat(150)}{ nodes { id } }${' } } }'.repeat(150)} }`,
  ),
  'a cycle of fragments': body(
    '{ contactProviders { ...A } } fragment A on ContactProviderInfo { ...B } fragment B on ContactProviderInfo { ...A }',
  ),
  'thousands of fields': body(`{ contactProviders { ${'name '.repeat(30_000)} } }`),
  'thousands of different aliases': body(`{ ${times(9000, (i) => `a${i}: __typename`)} }`),
  'aliases that merge': body(`{ ${times(2000, () => 'contactProviders { name fields { path } }')} }`),
  'overlapping inline fragments': body(
    `{ contactProviders { ${times(2000, () => '... on ContactProviderInfo { name }')} } }`,
  ),
  'overlapping fragments of a union': body(
    `mutation { addContact(provider: CHARGEBEE, customerId: "cus_acme", input: {}) { ${times(1000, (i) => `... on ContactError { m${i}: message }`)} } }`,
  ),
  'aliases of a vendor call': body(
    `{ ${times(200, (i) => `c${i}: ${LIST(', first: 1')} { nodes { id } }`)} }`,
  ),
  'aliases of single contacts': body(
    `{ ${times(900, (i) => `c${i}: contact(id: "CHARGEBEE:cus_acme:c${i}") { id name }`)} }`,
  ),
  'aliases of a mutation': body(
    `mutation { ${times(500, (i) => `m${i}: addContact(provider: CHARGEBEE, customerId: "cus_acme", input: { emails: [{ address: "a@example.com" }] }) { __typename }`)} }`,
  ),
  'thousands of entities': body(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Contact { id name customer { contacts { nodes { id name } } } } } }',
    {
      r: Array.from({ length: 3000 }, (_, i) => ({ __typename: 'Contact', id: `CHARGEBEE:cus_${i}:c${i}` })),
    },
  ),
  'thousands of equal entities': body(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on ContactCustomer { id contacts { nodes { id name providerRecord } } } } }',
    {
      r: Array.from({ length: 4000 }, () => ({ __typename: 'ContactCustomer', id: 'CHARGEBEE:cus_acme' })),
    },
  ),
  'aliases of entities': body(
    `query ($r: [_Any!]!) { ${times(500, (i) => `e${i}: _entities(representations: $r) { ... on ContactCustomer { id } }`)} }`,
    { r: Array.from({ length: 500 }, () => ({ __typename: 'ContactCustomer', id: 'CHARGEBEE:cus_acme' })) },
  ),
  'deep introspection': body(
    `{ __schema { types { ${'fields { type { '.repeat(20)}name${' } }'.repeat(20)} } } }`,
  ),
  'aliases of introspection': body(
    `{ ${times(100, (i) => `s${i}: __schema { types { name description fields { name description args { name description } } } }`)} }`,
  ),
  'aliases of the schema text': body(`{ ${times(500, (i) => `s${i}: _service { sdl }`)} }`),
  'a list of ten thousand emails': body(
    'query ($i: AddContactInput!) { previewAddContact(provider: CHARGEBEE, customerId: "cus_acme", input: $i) { violations { path message } } }',
    {
      i: { emails: Array.from({ length: 5000 }, () => ({ address: 'x y' })) },
    },
  ),
  'ten thousand broken custom fields': body(
    'query ($i: AddContactInput!) { previewAddContact(provider: ZUORA, customerId: "A00000001", input: $i) { violations { path message } fields { path reason } } }',
    {
      i: { customFields: Array.from({ length: 9000 }, () => ({ name: ' ', value: [] })) },
    },
  ),
  'a custom value five thousand levels deep': body(
    'query ($i: AddContactInput!, $o: AddContactOptions) { previewAddContact(provider: ZUORA, customerId: "A00000001", input: $i, options: $o) { violations { path } fields { path } } }',
    {
      i: { firstName: 'A', lastName: 'B', customFields: [{ name: 'a__c', value: nested(5000) }] },
      o: { unsupportedFields: 'OMIT' },
    },
  ),
  'a literal five thousand levels deep': body(
    `{ previewAddContact(provider: ZUORA, customerId: "A00000001", input: { customFields: [{ name: "a__c", value: ${'['.repeat(5000)}${']'.repeat(5000)} }] }) { valid } }`,
  ),
  'unknown fields': body(
    'query ($i: AddContactInput!) { previewAddContact(provider: RPM, customerId: "1", input: $i) { valid } }',
    {
      i: Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`unknown${i}`, i])),
    },
  ),
  'unknown fields in the document': body(`{ ${times(3000, (i) => `field${i}`)} }`),
  'thousands of variables': body(`query (${times(3000, (i) => `$v${i}: String`)}) { __typename }`),
  'thousands of operations': body(times(3000, (i) => `query Q${i} { __typename }`)),
  'thousands of directives': body(`{ __typename ${'@skip(if: false) '.repeat(9000)} }`),
  'thousands of fragments': body(
    `{ __typename } ${times(5000, (i) => `fragment F${i} on Query { __typename }`)}`,
  ),
  'a name of 200,000 letters': body(`{ ${'a'.repeat(200_000)} }`),
  'a comment of 200,000 letters': body(`{ __typename } #${'a'.repeat(200_000)}`),
  'a string of 200,000 escapes': body(`{ contact(id: "${'\\u0041'.repeat(30_000)}") { id } }`),
  'an array of requests': `[${times(500, () => body('{ __typename }')).replaceAll('} {', '},{')}]`,
  'JSON a hundred thousand levels deep': `{"query":"{ __typename }","variables":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  'a key a hundred thousand times': `{${times(15_000, () => '"query":"{__typename}",')}"query":"{__typename}"}`,
  'prototype members':
    '{"query":"{ __typename }","__proto__":{"a":1},"constructor":{"prototype":{"a":1}},"variables":{"__proto__":{"a":1}}}',
};
