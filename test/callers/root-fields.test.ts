/** Every root field with every kind of token: as designed, and without a vendor call when forbidden. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rootRules } from '../../src/graphql/access.js';
import { buildFederatedSchema } from '../../src/graphql/schema.js';
import { providers } from '../../src/providers/registry.js';
import { ask } from '../support/ask.js';
import { bearer, type Issuer, startIssuer } from '../support/issuer.js';
import { allows, CUSTOMER_CLAIMS, OPERATIONS, SCOPE_CLAIMS } from './operations.js';
import { ALL_SCOPES, type CallerStage, CUSTOMERS_CLAIM, startCallerStage } from './stage.js';

const { schema } = buildFederatedSchema(providers);
const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  Object.keys(type?.getFields() ?? {}),
);

let stage: CallerStage;
/** Signs with its own key under the known key's name. */
let stranger: Issuer;
beforeAll(async () => {
  stage = await startCallerStage();
  stranger = await startIssuer();
  stage.vendors.at('CHARGEBEE').openCustomer('cus_acme');
});
afterAll(async () => {
  await stage.close();
  await stranger.close();
});

describe('the table of rules', () => {
  it('has a row for every root field', () => {
    expect(roots.filter((name) => !Object.hasOwn(rootRules, name))).toEqual([]);
  });

  it('is tested with an operation for every root field', () => {
    expect(new Set(OPERATIONS.map(({ field }) => field))).toEqual(new Set(roots));
  });
});

const titled = OPERATIONS.map((operation) => ({ title: operation.field, ...operation }));

describe.each(titled)('$title', (operation) => {
  const { field, query, isOfCustomer, calls, isOfNobody } = operation;
  it('requires a valid token', async () => {
    const before = stage.calls.length;
    const answers = [
      await ask(stage.subgraph.url, query),
      await stage.ask({ exp: 1 }, query),
      await stage.ask({ aud: 'orders' }, query),
      await ask(stage.subgraph.url, query, {}, bearer(await stranger.token({ scope: ALL_SCOPES }))),
    ];
    for (const { status, errors, data } of answers) {
      expect([status, errors[0]?.extensions.code, data]).toEqual([401, 'UNAUTHENTICATED', undefined]);
    }
    expect(stage.calls).toHaveLength(before);
  });

  it.each(SCOPE_CLAIMS)('with the scopes "%s" reaches the customers of each claim', async (scopes) => {
    for (const [claim, reaches] of CUSTOMER_CLAIMS) {
      const before = stage.calls.length;
      const { status, data, errors } = await stage.ask({ scope: scopes, [CUSTOMERS_CLAIM]: claim }, query);
      const isAllowed = allows(operation, scopes) && (!isOfCustomer || reaches);
      const value = field === '_entities' ? data._entities[0] : data[field];
      expect(status).toBe(200);
      if (isAllowed) {
        expect([claim, errors]).toEqual([claim, []]);
        if (!isOfNobody) expect(value).not.toBeNull();
        expect(stage.calls.length > before).toBe(calls);
      } else {
        expect([claim, value]).toEqual([claim, null]);
        expect(errors).toEqual([
          expect.objectContaining({
            path: field === '_entities' ? [field, 0] : [field],
            extensions: expect.objectContaining({ code: 'FORBIDDEN', outcome: 'NOT_APPLIED' }),
          }),
        ]);
        expect(stage.calls).toHaveLength(before);
      }
    }
  });
});

const ADD = `mutation (
  $customerId: ID!, $provider: ContactProvider!, $input: AddContactInput!, $options: AddContactOptions
) {
  addContact(customerId: $customerId, provider: $provider, input: $input, options: $options) {
    __typename
    ... on AddContactSuccess {
      contact { id firstName customer { contacts { nodes { id } } } }
      customer { contacts { nodes { id } } }
    }
    ... on ContactDuplicateError { existing { id } matches { id } }
    ... on ContactOutcomeUnknownError { possibleMatches { id } }
  }
}`;
const add = (externalId: string, customerId = 'cus_acme') => ({
  provider: 'CHARGEBEE',
  customerId,
  input: { externalId, firstName: 'Mara', emails: [{ address: 'mara@example.com' }] },
});

describe('a caller that may write and not read', () => {
  const writer = { scope: 'contacts:write', [CUSTOMERS_CLAIM]: '*' };

  it('sees the contact that it created, and no other of the customer', async () => {
    const { data, errors } = await stage.ask(writer, ADD, add('made-by-the-writer'));
    expect(data.addContact).toEqual({
      __typename: 'AddContactSuccess',
      contact: {
        id: 'CHARGEBEE:cus_acme:made-by-the-writer',
        firstName: 'Mara',
        customer: { contacts: null },
      },
      customer: { contacts: null },
    });
    expect(errors.map(({ path, extensions: { code } }) => [path?.join('.'), code])).toEqual([
      ['addContact.contact.customer.contacts', 'FORBIDDEN'],
      ['addContact.customer.contacts', 'FORBIDDEN'],
    ]);
  });

  it('learns of a duplicate without seeing it', async () => {
    await stage.ask(writer, ADD, add('twice'));
    const hidden = await stage.ask(writer, ADD, add('twice'));
    expect(hidden.data.addContact).toEqual({
      __typename: 'ContactDuplicateError',
      existing: null,
      matches: [],
    });
    const reader = { scope: 'contacts:write contacts:read', [CUSTOMERS_CLAIM]: '*' };
    const shown = await stage.ask(reader, ADD, add('twice'));
    expect(shown.data.addContact.existing).toEqual({ id: 'CHARGEBEE:cus_acme:twice' });
    expect(shown.data.addContact.matches).toEqual([{ id: 'CHARGEBEE:cus_acme:twice' }]);
  });

  it('may have a match rejected, not returned', async () => {
    const input = add('matched');
    await stage.ask(writer, ADD, input);
    const policy = (ifExists: string) => ({ ...input, options: { ifExists, matchBy: ['EXTERNAL_ID'] } });
    const rejected = await stage.ask(writer, ADD, policy('REJECT'));
    expect(rejected.data.addContact).toMatchObject({ existing: null, matches: [] });
    for (const shown of ['RETURN_EXISTING', 'UPDATE_EXISTING']) {
      const { data, errors } = await stage.ask(writer, ADD, policy(shown));
      expect(data.addContact).toBeNull();
      expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', outcome: 'NOT_APPLIED' });
    }
    const reader = { scope: 'contacts:write contacts:read', [CUSTOMERS_CLAIM]: '*' };
    const returned = await stage.ask(reader, ADD, policy('RETURN_EXISTING'));
    expect(returned.data.addContact.contact.id).toBe('CHARGEBEE:cus_acme:matched');
  });
});

const CONTACT = `contact { id externalId name firstName lastName email emails { address } phones { number } label enabled
  providerRecord customFields { name } customer { id } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateContactInput!, $options: UpdateContactOptions) {
  updateContact(id: $id, input: $input, options: $options) { __typename ... on UpdateContactSuccess { ${CONTACT} } }
}`;
const ATTEMPT = `query ($key: ID!) { contactAttempt(provider: CHARGEBEE, idempotencyKey: $key) { result {
  ... on UpdateContactSuccess { ${CONTACT} } ... on AddContactSuccess { created ${CONTACT} } } } }`;

describe('an existing contact', () => {
  const writer = { sub: 'ada', scope: 'contacts:write', [CUSTOMERS_CLAIM]: '*' };
  const reader = { ...writer, scope: 'contacts:write contacts:read' };
  const made = async (externalId: string) => {
    const { input, ...of } = add(externalId);
    await stage.ask(reader, ADD, {
      ...of,
      input: { ...input, lastName: 'Lindqvist', phones: [{ number: '1' }], label: 'old' },
    });
    return `CHARGEBEE:cus_acme:${externalId}`;
  };
  const all = {
    firstName: 'Mara',
    lastName: 'Lindqvist',
    email: 'mara@example.com',
    phones: [{ number: '1' }],
    label: 'new',
  };
  const own = (id: string) => ({
    ...{ id, externalId: id.split(':')[2], customer: { id: 'CHARGEBEE:cus_acme' } },
    ...{ name: null, firstName: null, lastName: null, email: null, emails: [], phones: [], enabled: null },
    ...{ providerRecord: null, customFields: [] },
  });

  it('shows a caller that may not read only the values its own update wrote, then and in the attempt', async () => {
    const id = await made('updated');
    const request = { id, input: { label: 'new' }, options: { idempotencyKey: 'an-update-of-the-writer' } };
    const expected = { ...own(id), label: 'new' };
    expect((await stage.ask(writer, UPDATE, request)).data.updateContact.contact).toEqual(expected);
    const look = async (claims: object) =>
      (await stage.ask(claims, ATTEMPT, { key: 'an-update-of-the-writer' })).data.contactAttempt.result
        .contact;
    expect(await look(writer)).toEqual(expected);
    expect(await look(reader)).toMatchObject(all);
    expect((await stage.ask(reader, UPDATE, request)).data.updateContact.contact).toMatchObject(all);
  });

  it('shows the name when the update wrote both parts, and nothing that it cleared', async () => {
    const id = await made('renamed');
    const both = { id, input: { firstName: 'Nora', lastName: 'Berg', clear: ['PHONES'] } };
    const { data } = await stage.ask(writer, UPDATE, both);
    expect(data.updateContact.contact).toEqual({
      ...own(id),
      ...{ name: 'Nora Berg', firstName: 'Nora', lastName: 'Berg', label: null },
    });
  });

  it.each(['RETURN_EXISTING', 'UPDATE_EXISTING'])(
    'is not shown by the attempt of an add with %s',
    async (ifExists) => {
      const id = await made(`met-${ifExists.toLowerCase()}`);
      const { input, ...of } = add(id.split(':')[2] ?? '');
      const key = `a-key-of-the-reader-${ifExists}`;
      const options = { ifExists, matchBy: ['EXTERNAL_ID'], idempotencyKey: key };
      const change = {
        ...of,
        input: { externalId: input.externalId, emails: input.emails, label: 'new' },
        options,
      };
      expect((await stage.ask(reader, ADD, change)).data.addContact.contact.firstName).toBe('Mara');
      const { result } = (await stage.ask(writer, ATTEMPT, { key })).data.contactAttempt;
      const { emails, email } =
        ifExists === 'UPDATE_EXISTING' ? { emails: input.emails, email: 'mara@example.com' } : own(id);
      const label = ifExists === 'UPDATE_EXISTING' ? 'new' : null;
      expect(result).toEqual({ created: false, contact: { ...own(id), emails, email, label } });
    },
  );
});

describe('entities', () => {
  const representations = [
    { __typename: 'ContactCustomer', id: 'CHARGEBEE:cus_globex' },
    { __typename: 'ContactCustomer', id: 'CHARGEBEE:cus_acme' },
    { __typename: 'Contact', id: 'CHARGEBEE:cus_globex:contact_1' },
    { __typename: 'Contact', id: 'CHARGEBEE@eu:cus_acme:contact_1' },
    { __typename: 'Contact', id: 'nonsense' },
  ];
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on ContactCustomer { id } ... on Contact { id } }
  }`;

  it('of other customers are null, and their neighbors are returned', async () => {
    const reader = { scope: ALL_SCOPES, [CUSTOMERS_CLAIM]: 'CHARGEBEE:cus_acme' };
    const before = stage.calls.length;
    const { data, errors } = await stage.ask(reader, query, { representations });
    expect(data._entities).toEqual([null, { id: 'CHARGEBEE:cus_acme' }, null, null, null]);
    expect(errors.map(({ path, extensions: { code } }) => [path?.[1], code])).toEqual([
      [0, 'FORBIDDEN'],
      [2, 'FORBIDDEN'],
      [3, 'FORBIDDEN'],
      [4, 'CONTACT_ID_INVALID'],
    ]);
    expect(stage.calls).toHaveLength(before);
  });

  it('are unchanged for a caller that reaches every customer', async () => {
    const { data } = await ask(
      stage.subgraph.url,
      query,
      { representations },
      bearer(await stage.issuer.token({ scope: ALL_SCOPES, [CUSTOMERS_CLAIM]: '*' })),
    );
    expect(data._entities.slice(0, 2)).toEqual([
      { id: 'CHARGEBEE:cus_globex' },
      { id: 'CHARGEBEE:cus_acme' },
    ]);
  });
});
