/** Requests to servers, with checks of their answers: a fast error must not look like a fast server. */
import { randomUUID } from 'node:crypto';
import { chargebeeCustomers, chartMogulCustomers, DATA_SOURCE } from '../vendors/customers.ts';

export type OperationName =
  | 'add'
  | 'add-keyed'
  | 'add-at-chargebee'
  | 'add-at-chargebee-keyed'
  | 'invalid'
  | 'add-at-hive'
  | 'alive';

export interface Operation {
  /** The nth request's body. */
  body(n: number): string;
  isRight(answer: string, n: number): boolean;
}

/** Every field has a value, so that no null makes one cheaper. */
const TEN_FIELDS = [
  'id',
  'externalId',
  'customerId',
  'name',
  'firstName',
  'lastName',
  'email',
  'jobTitle',
  'notes',
  'position',
] as const;

const ADD_CONTACT = `mutation AddContact(
  $customerId: ID!
  $provider: ContactProvider!
  $input: AddContactInput!
  $options: AddContactOptions
) {
  addContact(customerId: $customerId, provider: $provider, input: $input, options: $options) {
    __typename
    ... on AddContactSuccess { contact { ${TEN_FIELDS.join(' ')} } }
    ... on ContactError { code message }
  }
}`;

const INPUT = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  jobTitle: 'Analyst',
  emails: [{ address: 'ada@example.com' }],
  notes: 'Asks for the bill in writing.',
  position: 3,
};

/** `customers` is the number of customers, used in rotation. */
export function operation(name: OperationName, customers: number): Operation {
  switch (name) {
    case 'add':
      return addContact(CHARTMOGUL, customers, false);
    case 'add-keyed':
      return addContact(CHARTMOGUL, customers, true);
    case 'add-at-chargebee':
      return addContact(CHARGEBEE, customers, false);
    case 'add-at-chargebee-keyed':
      return addContact(CHARGEBEE, customers, true);
    case 'invalid':
      return invalid(chartMogulCustomers(customers));
    case 'add-at-hive':
      return addAtHive(chartMogulCustomers(customers));
    case 'alive':
      return { body: () => '{"query":"{ alive }"}', isRight: (answer) => answer.includes('"alive":true') };
  }
}

interface Vendor {
  readonly provider: string;
  readonly input: object;
  /** The fields that it returns. */
  readonly fields: readonly string[];
  readonly customers: (count: number) => readonly string[];
}

const CHARTMOGUL: Vendor = {
  provider: 'CHARTMOGUL',
  input: INPUT,
  fields: TEN_FIELDS,
  customers: chartMogulCustomers,
};

/** It has no job title, notes or position. */
const CHARGEBEE: Vendor = {
  provider: 'CHARGEBEE',
  input: { firstName: INPUT.firstName, lastName: INPUT.lastName, emails: INPUT.emails },
  fields: TEN_FIELDS.slice(0, -3),
  customers: chargebeeCustomers,
};

function addContact(
  { provider, input, fields, customers: list }: Vendor,
  count: number,
  keyed: boolean,
): Operation {
  const customers = list(count);
  const bodyOf = (customerId: string, options?: object) =>
    JSON.stringify({ query: ADD_CONTACT, variables: { customerId, provider, input, options } });
  const bodies = customers.map((customerId) => bodyOf(customerId));
  const run = randomUUID();
  return {
    body: (n) => (keyed ? bodyOf(at(customers, n), { idempotencyKey: `${run}-${n}` }) : at(bodies, n)),
    isRight(answer, n) {
      const { data, errors } = JSON.parse(answer) as AddContactAnswer;
      const result = data?.addContact;
      return (
        errors === undefined &&
        result?.__typename === 'AddContactSuccess' &&
        result.contact?.customerId === at(customers, n) &&
        result.contact.name === 'Ada Lovelace' &&
        fields.every((field) => (result.contact?.[field] ?? null) !== null)
      );
    },
  };
}

interface AddContactAnswer {
  readonly data?: {
    readonly addContact?: {
      readonly __typename: string;
      readonly contact?: Readonly<Record<string, unknown>>;
      readonly code?: string;
    };
  };
  readonly errors?: unknown;
}

/** ChartMogul has no label, so the input is invalid before any call. */
function invalid(customers: readonly string[]): Operation {
  const bodies = customers.map((customerId) =>
    JSON.stringify({
      query: ADD_CONTACT,
      variables: { customerId, provider: 'CHARTMOGUL', input: { ...INPUT, label: 'Accounts payable' } },
    }),
  );
  return {
    body: (n) => at(bodies, n),
    isRight(answer) {
      const { data, errors } = JSON.parse(answer) as AddContactAnswer;
      return errors === undefined && data?.addContact?.__typename === 'ContactInputInvalidError';
    },
  };
}

/** The vendor's own names, the only ones in a generated schema. */
const HIVE_FIELDS = [
  'uuid',
  'customer_uuid',
  'customer_external_id',
  'data_source_uuid',
  'first_name',
  'last_name',
  'email',
  'title',
  'notes',
  'position',
] as const;

const HIVE_ADD = `mutation AddContact($customer: String!, $input: NewContact_Input!) {
  addContact(customer: $customer, input: $input) { __typename ${HIVE_FIELDS.join(' ')} }
}`;

function addAtHive(customers: readonly string[]): Operation {
  const input = {
    data_source_uuid: DATA_SOURCE,
    first_name: INPUT.firstName,
    last_name: INPUT.lastName,
    title: INPUT.jobTitle,
    email: INPUT.emails[0]?.address,
    notes: INPUT.notes,
    position: INPUT.position,
  };
  const bodies = customers.map((customer) =>
    JSON.stringify({ query: HIVE_ADD, variables: { customer, input } }),
  );
  return {
    body: (n) => at(bodies, n),
    isRight(answer, n) {
      const { data, errors } = JSON.parse(answer) as {
        data?: { addContact?: Readonly<Record<string, unknown>> };
        errors?: unknown;
      };
      const contact = data?.addContact;
      return (
        errors === undefined &&
        contact?.__typename === 'Contact' &&
        contact.customer_uuid === at(customers, n) &&
        HIVE_FIELDS.every((field) => (contact[field] ?? null) !== null)
      );
    },
  };
}

function at<T>(list: readonly T[], n: number): T {
  return list[n % list.length] as T;
}
