/** One operation for each root field, about one customer, and what it requires. */

export const CUSTOMER = { provider: 'CHARGEBEE', customerId: 'cus_acme' };
export const CUSTOMER_ID = 'CHARGEBEE:cus_acme';

export interface RootOperation {
  readonly field: string;
  readonly query: string;
  /** The required scopes, as a token names them. */
  readonly scope: 'contacts:read' | 'contacts:write' | 'contacts:read contacts:write' | undefined;
  /** Set only if several operations share the field. */
  readonly title?: string;
  /** Whether it names the customer. */
  readonly isOfCustomer: boolean;
  /** Whether it calls the vendor. */
  readonly calls: boolean;
  /** Null even when allowed: what it names does not exist. */
  readonly isOfNobody?: true;
  /** For routers, not for clients. */
  readonly onlyDirectly?: true;
}

const OF = 'provider: CHARGEBEE, customerId: "cus_acme"';
const INPUT = 'input: { firstName: "Mara", emails: [{ address: "mara@example.com" }] }';

export const OPERATIONS: readonly RootOperation[] = [
  {
    field: '_service',
    query: '{ _service { sdl } }',
    scope: undefined,
    isOfCustomer: false,
    calls: false,
    onlyDirectly: true,
  },
  {
    field: '_entities',
    query: `{ _entities(representations: [{ __typename: "ContactCustomer", id: "${CUSTOMER_ID}" }]) {
      ... on ContactCustomer { contacts { nodes { id } } } } }`,
    scope: 'contacts:read',
    isOfCustomer: true,
    calls: true,
    onlyDirectly: true,
  },
  {
    field: '_entities',
    title: '_entities with a contact',
    query: `{ _entities(representations: [{ __typename: "Contact", id: "${CUSTOMER_ID}:contact_1" }]) {
      ... on Contact { firstName } } }`,
    scope: 'contacts:read',
    isOfCustomer: true,
    calls: true,
    isOfNobody: true,
    onlyDirectly: true,
  },
  {
    field: 'contactProviders',
    query: '{ contactProviders { provider options { path } } }',
    scope: undefined,
    isOfCustomer: false,
    calls: false,
  },
  {
    field: 'contactProvider',
    query: '{ contactProvider(provider: CHARGEBEE) { name jsonSchema } }',
    scope: undefined,
    isOfCustomer: false,
    calls: false,
  },
  {
    field: 'contact',
    query: `{ contact(id: "${CUSTOMER_ID}:contact_1") { id } }`,
    scope: 'contacts:read',
    isOfCustomer: true,
    calls: true,
    isOfNobody: true,
  },
  {
    field: 'contacts',
    query: `{ contacts(${OF}) { nodes { id } } }`,
    scope: 'contacts:read',
    isOfCustomer: true,
    calls: true,
  },
  {
    field: 'contactCustomer',
    query: `{ contactCustomer(${OF}) { contacts { nodes { id } } } }`,
    scope: 'contacts:read',
    isOfCustomer: true,
    calls: true,
  },
  {
    field: 'previewAddContact',
    query: `{ previewAddContact(${OF}, ${INPUT}) { valid } }`,
    scope: 'contacts:write',
    isOfCustomer: true,
    calls: false,
  },
  {
    field: 'addContact',
    query: `mutation { addContact(${OF}, ${INPUT}) { __typename } }`,
    scope: 'contacts:write',
    isOfCustomer: true,
    calls: true,
  },
  ...['RETURN_EXISTING', 'UPDATE_EXISTING'].map(
    (ifExists): RootOperation => ({
      field: 'addContact',
      title: `addContact with ${ifExists}`,
      query: `mutation { addContact(${OF}, ${INPUT}, options: { ifExists: ${ifExists} }) { __typename } }`,
      scope: 'contacts:read contacts:write',
      isOfCustomer: true,
      calls: true,
    }),
  ),
  {
    field: 'addContactAttempt',
    query: '{ addContactAttempt(provider: CHARGEBEE, idempotencyKey: "a-key-that-nobody-used") { state } }',
    scope: 'contacts:write',
    isOfCustomer: false,
    calls: false,
    isOfNobody: true,
  },
  {
    field: 'contactAttempt',
    query: '{ contactAttempt(provider: CHARGEBEE, idempotencyKey: "a-key-that-nobody-used") { state } }',
    scope: 'contacts:write',
    isOfCustomer: false,
    calls: false,
    isOfNobody: true,
  },
  {
    field: 'previewUpdateContact',
    query: `{ previewUpdateContact(id: "${CUSTOMER_ID}:contact_1", input: { firstName: "Nora" }) { valid } }`,
    scope: 'contacts:write',
    isOfCustomer: true,
    calls: false,
  },
  {
    field: 'updateContact',
    query: `mutation { updateContact(id: "${CUSTOMER_ID}:contact_1", input: { firstName: "Nora" }) { __typename } }`,
    scope: 'contacts:write',
    isOfCustomer: true,
    calls: true,
  },
  {
    field: 'removeContact',
    query: `mutation { removeContact(id: "${CUSTOMER_ID}:contact_1") { __typename } }`,
    scope: 'contacts:write',
    isOfCustomer: true,
    calls: true,
  },
];

/** Whether a token with these scopes may run the operation. */
export function allows({ scope }: RootOperation, scopes: string): boolean {
  return (scope?.split(' ') ?? []).every((each) => scopes.split(' ').includes(each));
}

/** Claims of customers, and whether they reach the customer above. */
export const CUSTOMER_CLAIMS: readonly [claim: unknown, reaches: boolean][] = [
  [undefined, false],
  [[], false],
  ['*', true],
  [['CHARGEBEE:*'], true],
  [['CHARGEBEE:cus_acme'], true],
  [['ZUORA:*', 'CHARGEBEE:cus_globex'], false],
  [['CHARGEBEE@eu:*'], false],
];

export const SCOPE_CLAIMS = [
  '',
  'contacts:read',
  'contacts:write',
  'contacts:options',
  'contacts:read contacts:write',
];
