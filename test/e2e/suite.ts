/** What a client may expect from the contacts subgraph through any gateway. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { print } from 'graphql';
import { customers } from '../../examples/supergraph/customers.js';
import { readExamples } from '../../src/server/explorer/examples.js';
import { AddContactDocument } from '../generated/operations.js';
import { type Answer, ask } from '../support/ask.js';
import { ROUTER_SECRET, type Supergraph } from '../support/supergraph.js';

/** The differences between gateways. Everything else is the same. */
export interface GatewayTraits {
  readonly name: string;
  readonly start: () => Promise<Supergraph>;
  /** Why it cannot be started here; its tests then count as skipped. */
  readonly whyNot?: string | undefined;
  /** The path of an item's error in a list that two subgraphs complete together. */
  readonly pathBelowAccounts: (index: number) => readonly (string | number)[];
  /** The codes when a reference points to nothing and a non-null field of it was selected. */
  readonly codesOfDanglingReference: readonly string[];
  /** HTTP status and code of an operation that does not fit the schema. */
  readonly invalidOperation: readonly [status: number, code: string];
}

const PERSON = {
  firstName: 'Mara',
  lastName: 'Lindqvist',
  emails: [{ address: 'mara.lindqvist@example.com' }],
};

/** Provider and customer id of each account of an example customer. */
function accountsOf(id: string): readonly (readonly [provider: string, customerId: string])[] {
  const { accounts } = customers.find((customer) => customer.id === id) ?? { accounts: [] };
  return accounts.map((account) => account.split(':') as [string, string]);
}

/** One way to each failure: the customer, changes to the usual input, and the content of its own fragment. */
const FAILURES = [
  {
    member: 'ContactInputInvalidError',
    shared: { code: 'INPUT_INVALID', retryable: false, outcome: 'NOT_APPLIED' },
    provider: 'ZUORA',
    customerId: 'A00000001',
    input: { lastName: null },
    own: {
      violations: [
        expect.objectContaining({ __typename: 'ContactFieldRequired', path: ['input', 'lastName'] }),
      ],
    },
  },
  {
    member: 'ContactCustomerNotFoundError',
    shared: { code: 'CUSTOMER_NOT_FOUND', retryable: false, outcome: 'NOT_APPLIED' },
    provider: 'CHARGEBEE',
    customerId: 'cus_nobody',
  },
  {
    member: 'ContactDuplicateError',
    shared: { code: 'DUPLICATE', retryable: false, outcome: 'NOT_APPLIED' },
    provider: 'CHARGEBEE',
    customerId: 'cus_globex',
    input: { externalId: 'contact_globex_1' },
  },
  {
    member: 'ContactProviderAccessError',
    shared: { code: 'PROVIDER_ACCESS', retryable: false, outcome: 'NOT_APPLIED' },
    provider: 'CHARTMOGUL',
    customerId: 'cus_fa017000-0000-4000-8000-000009000403',
    own: { accessProblem: 'PERMISSION_DENIED' },
  },
  {
    member: 'ContactProviderRateLimitedError',
    shared: { code: 'RATE_LIMITED', retryable: true, outcome: 'NOT_APPLIED' },
    provider: 'CHARTMOGUL',
    customerId: 'cus_fa017000-0000-4000-8000-000009001429',
    own: { retryAfterSeconds: 30 },
  },
  {
    member: 'ContactProviderUnavailableError',
    shared: { code: 'PROVIDER_UNAVAILABLE', retryable: true, outcome: 'NOT_APPLIED' },
    provider: 'CHARGEBEE',
    customerId: 'fault_maintenance',
  },
  {
    member: 'ContactProviderRejectedError',
    shared: { code: 'PROVIDER_REJECTED', retryable: false, outcome: 'NOT_APPLIED' },
    provider: 'RPM',
    customerId: '9000200',
    own: { providerMessage: 'The contact could not be saved' },
  },
  {
    member: 'ContactOutcomeUnknownError',
    shared: { code: 'OUTCOME_UNKNOWN', retryable: false, outcome: 'UNKNOWN' },
    provider: 'ZUORA',
    customerId: 'FAULT-SERVER-ERROR',
    own: { uncertainty: expect.any(String) },
  },
] as const;

const BY_INTERFACE = `
  mutation ($customerId: ID!, $provider: ContactProvider!, $input: AddContactInput!) {
    addContact(customerId: $customerId, provider: $provider, input: $input) {
      __typename
      ... on ContactError { code message retryable outcome provider requestId }
    }
  }`;

const EVERYTHING = print(AddContactDocument);

const JOIN = `
  query ($id: ID!, $first: Int, $after: String) {
    customer(id: $id) {
      name
      accounts {
        id provider customerId
        contacts(first: $first, after: $after) {
          nodes { id name provider }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }`;

const CONTACTS = `
  query ($provider: ContactProvider!, $customerId: ID!, $first: Int) {
    contacts(provider: $provider, customerId: $customerId, first: $first) { nodes { id name provider } }
  }`;

const hasTwoContacts = ({ contacts }: { contacts: { nodes: readonly unknown[] } }) =>
  contacts.nodes.length === 2;

export function describeGateway(traits: GatewayTraits): void {
  const describeHere = traits.whyNot === undefined ? describe : describe.skip;
  const why = traits.whyNot === undefined ? '' : ` (${traits.whyNot})`;
  describeHere(`the contacts subgraph behind ${traits.name}${why}`, () => {
    let supergraph: Supergraph;
    beforeAll(async () => {
      supergraph = await traits.start();
    });
    afterAll(() => supergraph.close());

    const query = (text: string, variables?: Record<string, unknown>, headers?: Record<string, string>) =>
      ask(supergraph.url, text, variables, headers);

    describe('adding a contact', () => {
      test.each(accountsOf('acme'))(
        'at %s succeeds, and the join then includes it',
        async (provider, customerId) => {
          const added = await query(EVERYTHING, { provider, customerId, input: PERSON });
          expect(added.errors).toEqual([]);
          const result = added.data.addContact;
          expect(result).toMatchObject({
            __typename: 'AddContactSuccess',
            contact: { provider, name: 'Mara Lindqvist', email: 'mara.lindqvist@example.com' },
            replayed: false,
          });
          expect(result.fields.map(({ fate }: { fate: string }) => fate)).not.toContain('OMITTED');

          const read = await query(JOIN, { id: 'acme' });
          expect(read.errors).toEqual([]);
          const account = read.data.customer.accounts.find((each: { id: string }) =>
            each.id.startsWith(`${provider}:`),
          );
          expect(account.contacts.nodes).toContainEqual({
            id: result.contact.id,
            name: 'Mara Lindqvist',
            provider,
          });
        },
      );

      test('follows fields from the new contact', async () => {
        const { data, errors } = await query(
          `mutation ($input: AddContactInput!) {
            addContact(customerId: "2003", provider: RPM, input: $input) {
              ... on AddContactSuccess { contact { name customer { id contacts(first: 2) { nodes { name } } } } }
            }
          }`,
          { input: PERSON },
        );
        expect(errors).toEqual([]);
        expect(data.addContact.contact.customer).toMatchObject({
          id: 'RPM:2003',
          contacts: { nodes: [{ name: expect.any(String) }, { name: expect.any(String) }] },
        });
      });

      test('accepts several, in order, and one that fails does not affect another', async () => {
        const { data, errors } = await query(
          `mutation ($input: AddContactInput!) {
            first: addContact(customerId: "cus_globex", provider: CHARGEBEE, input: $input) { ...What }
            second: addContact(customerId: "cus_nobody", provider: CHARGEBEE, input: $input) { ...What }
            third: addContact(customerId: "2001", provider: RPM, input: $input) { ...What }
          }
          fragment What on AddContactResult {
            type: __typename
            ... on AddContactSuccess { contact { who: name } }
            ... on ContactError { why: code }
          }`,
          { input: PERSON },
        );
        expect(errors).toEqual([]);
        expect(Object.entries(data)).toEqual([
          ['first', { type: 'AddContactSuccess', contact: { who: 'Mara Lindqvist' } }],
          ['second', { type: 'ContactCustomerNotFoundError', why: 'CUSTOMER_NOT_FOUND' }],
          ['third', { type: 'AddContactSuccess', contact: { who: 'Mara Lindqvist' } }],
        ]);
      });
    });

    describe('a failure to add', () => {
      test.each(FAILURES)('$member is readable by its interface and by its own fragment', async (failure) => {
        const { member, shared, provider, customerId } = failure;
        const variables = {
          provider,
          customerId,
          input: { ...PERSON, ...('input' in failure && failure.input) },
        };
        const byInterface = await query(BY_INTERFACE, variables);
        expect(byInterface.errors).toEqual([]);
        expect(byInterface.data.addContact).toEqual({
          __typename: member,
          ...shared,
          provider,
          message: expect.any(String),
          requestId: expect.any(String),
        });

        const whole = await query(EVERYTHING, variables);
        expect(whole.errors).toEqual([]);
        expect(whole.data.addContact).toMatchObject({
          __typename: member,
          ...shared,
          ...('own' in failure && failure.own),
        });
      });

      test('is ContactIdempotencyConflictError for a key that was used for another request', async () => {
        const key = randomUUID();
        const variables = (lastName: string) => ({
          customerId: 'cus_acme',
          provider: 'CHARGEBEE',
          input: { ...PERSON, lastName },
          options: { idempotencyKey: key },
        });
        const first = await query(EVERYTHING, variables('Lindqvist'));
        expect(first.data.addContact.__typename).toBe('AddContactSuccess');
        const other = await query(EVERYTHING, variables('Borg'));
        expect(other.errors).toEqual([]);
        expect(other.data.addContact).toMatchObject({
          __typename: 'ContactIdempotencyConflictError',
          code: 'IDEMPOTENCY_CONFLICT',
          conflict: 'DIFFERENT_REQUEST',
        });
      });

      test('an operation that does not fit the schema reaches no subgraph', async () => {
        const answer = await query('mutation { addContact(customerId: "1", provider: FAX) { __typename } }');
        const [status, code] = traits.invalidOperation;
        expect(answer.status).toBe(status);
        expect(codes(answer)).toContain(code);
        expect(answer.data ?? null).toBeNull();
      });
    });

    describe('a join', () => {
      test('returns the contacts of one customer at every vendor', async () => {
        const { data, errors } = await query(JOIN, { id: 'globex', first: 2 });
        expect(errors).toEqual([]);
        expect(data.customer.name).toBe('Globex');
        const direct = accountsOf('globex').map(async ([provider, customerId]) => {
          const read = await query(CONTACTS, { provider, customerId, first: 2 });
          return { provider, nodes: read.data.contacts.nodes };
        });
        const joined = data.customer.accounts.map((account: { provider: string; contacts: object }) => ({
          provider: account.provider,
          ...account.contacts,
        }));
        expect(joined).toMatchObject(await Promise.all(direct));
        expect(data.customer.accounts.some(hasTwoContacts)).toBe(true);
      });

      test('pages', async () => {
        const text = `query ($after: String) {
          contacts(customerId: "1003", provider: CRO, first: 50, after: $after) {
            nodes { id }
            pageInfo { hasNextPage endCursor }
          }
        }`;
        const ids: string[] = [];
        let after: string | null = null;
        do {
          const { data, errors }: Answer = await query(text, { after });
          expect(errors).toEqual([]);
          ids.push(...data.contacts.nodes.map(({ id }: { id: string }) => id));
          after = data.contacts.pageInfo.hasNextPage ? data.contacts.pageInfo.endCursor : null;
        } while (after !== null);
        expect(new Set(ids).size).toBe(120);
      });

      test("keeps one vendor's answer when others fail, with their codes", async () => {
        const answer = await query(JOIN, { id: 'umbrella', first: 1 }, { 'x-request-id': 'umbrella-1' });
        expect(answer.status).toBe(200);
        const [fine, limited, refused] = answer.data.customer.accounts;
        expect([limited.contacts, refused.contacts]).toEqual([null, null]);
        expect(limited.customerId).toBe('fault_rate_limited_retry_after');
        expect(fine.contacts.nodes).toHaveLength(1);
        expect(answer.errors.map(({ path, extensions }) => ({ path, ...extensions }))).toEqual([
          expect.objectContaining({
            code: 'RATE_LIMITED',
            retryAfterSeconds: 60,
            requestId: 'umbrella-1',
            path: traits.pathBelowAccounts(1),
          }),
          expect.objectContaining({
            code: 'PROVIDER_ACCESS',
            requestId: 'umbrella-1',
            path: traits.pathBelowAccounts(2),
          }),
        ]);
      });

      test('is empty for a customer that the other subgraph does not know', async () => {
        const { data, errors } = await query(JOIN, { id: 'nobody' });
        expect([data, errors]).toEqual([{ customer: null }, []]);
      });
    });

    describe('entities', () => {
      const ENTITIES = `query ($representations: [_Any!]!) {
        _entities(representations: $representations) {
          __typename
          ... on Contact { id name }
          ... on ContactCustomer { provider contacts(first: 1) { nodes { name } } }
        }
      }`;
      const representations = [
        { __typename: 'Contact', id: 'CHARGEBEE:cus_globex:contact_globex_1' },
        { __typename: 'ContactCustomer', id: 'CRO:1002' },
        { __typename: 'Contact', id: 'CHARGEBEE:cus_globex:contact_long_gone' },
        { __typename: 'Contact', id: 'nonsense' },
      ];

      test('are resolved by the subgraph for a caller with the secret', async () => {
        const { data, errors } = await ask(
          supergraph.contactsUrl,
          ENTITIES,
          { representations },
          { 'x-router-secret': ROUTER_SECRET },
        );
        expect(data._entities).toEqual([
          { __typename: 'Contact', id: 'CHARGEBEE:cus_globex:contact_globex_1', name: expect.any(String) },
          {
            __typename: 'ContactCustomer',
            provider: 'CRO',
            contacts: { nodes: [{ name: expect.any(String) }] },
          },
          null,
          null,
        ]);
        expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
          [['_entities', 3], 'CONTACT_ID_INVALID'],
        ]);
      });

      test('are resolved for no other caller, and are not a field of the supergraph', async () => {
        const direct = await ask(supergraph.contactsUrl, ENTITIES, { representations });
        expect([direct.status, direct.data]).toEqual([401, undefined]);
        const through = await query(ENTITIES, { representations });
        expect(codes(through)).toContain(traits.invalidOperation[1]);
      });

      test('complete an id from another subgraph', async () => {
        const { data, errors } = await query(
          '{ customer(id: "globex") { mainContact { id email provider } } }',
        );
        expect(errors).toEqual([]);
        expect(data.customer.mainContact).toEqual({
          id: 'CHARGEBEE:cus_globex:contact_globex_1',
          email: 'contact_globex_1@example.com',
          provider: 'CHARGEBEE',
        });
      });

      test("that are gone keep the other subgraph's id, with null for the rest", async () => {
        const { data, errors } = await query('{ customer(id: "initech") { mainContact { id name } } }');
        expect(errors).toEqual([]);
        expect(data.customer.mainContact).toEqual({
          id: 'CHARGEBEE:cus_globex:contact_long_gone',
          name: null,
        });
      });

      test('that are gone are null as a whole if a non-null field is selected', async () => {
        const answer = await query('{ customer(id: "initech") { name mainContact { provider } } }');
        expect(answer.data).toEqual({ customer: { name: 'Initech', mainContact: null } });
        expect(codes(answer)).toEqual(traits.codesOfDanglingReference);
      });
    });

    test.each(readExamples().map((example) => [example.title, example] as const))(
      'the example %s is answered as by the subgraph itself',
      async (_, { query: text, variables }) => {
        const askItself = () =>
          ask(supergraph.contactsUrl, text, JSON.parse(variables), { 'x-router-secret': ROUTER_SECRET });
        // Some answers depend on the data: an added contact is found the next time.
        await askItself();
        const itself = await askItself();
        const through = await query(text, JSON.parse(variables));
        expect(itself.data).toEqual(expect.anything());
        expect([settled(through.data), through.errors]).toEqual([settled(itself.data), itself.errors]);
      },
    );

    test('an unknown contact is null, and an invalid id is an error', async () => {
      const text = 'query ($id: ID!) { contact(id: $id) { name } }';
      const unknown = await query(text, { id: 'CRO:1002:777777' });
      expect([unknown.data, unknown.errors]).toEqual([{ contact: null }, []]);
      const malformed = await query(text, { id: 'CRO/1002' });
      expect(malformed.data).toEqual({ contact: null });
      expect(codes(malformed)).toEqual(['CONTACT_ID_INVALID']);
    });

    test('the subgraph affects only its own part of an answer when it is down', async () => {
      const own = await traits.start();
      try {
        await own.stopContacts();
        const { data, errors } = await ask(
          own.url,
          `query ($input: AddContactInput!) {
            customer(id: "globex") { name }
            contactProviders { name }
            contactProvider(provider: RPM) { name }
            previewAddContact(customerId: "2001", provider: RPM, input: $input) { valid }
          }`,
          { input: PERSON },
        );
        // Grafbase omits all fields of a failed call but the first.
        const { contactProviders = null, contactProvider = null, previewAddContact = null } = data;
        expect({ customer: data.customer, contactProviders, contactProvider, previewAddContact }).toEqual({
          customer: { name: 'Globex' },
          contactProviders: null,
          contactProvider: null,
          previewAddContact: null,
        });
        expect(errors).not.toEqual([]);
      } finally {
        await own.close();
      }
    });
  });
}

/** Differences between repeats of a request: ids of added contacts, and of the request. */
const ANEW = new Set(['id', 'externalId', 'requestId', 'replayed']);

function settled(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data), (key, value) => (ANEW.has(key) ? typeof value : value));
}

function codes({ errors }: Answer): unknown[] {
  return errors.map(({ extensions }) => extensions.code);
}
