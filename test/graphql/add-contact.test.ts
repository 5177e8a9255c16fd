/** `addContact` over HTTP with the sandbox behind it: every member of its union, every kind of violation. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import type { AddContactCommand } from '../../src/contacts/add-contact.js';
import { buildFederatedSchema } from '../../src/graphql/schema.js';
import { customerEntityId } from '../../src/model/contact.js';
import { providers } from '../../src/providers/registry.js';
import { startSandbox } from '../../src/sandbox/kit/server.js';
import { sandboxVendors } from '../../src/sandbox/registry.js';
import { type Answer, ask } from '../support/ask.js';
import { described } from '../support/facts.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { type RecordingVendor, startRecordingVendor } from '../support/recording-vendor.js';
import { selectAll } from '../support/select-all.js';
import { SkippingClock } from '../support/skipping-clock.js';
import { startTestSubgraph } from '../support/subgraph.js';

const { schema } = buildFederatedSchema(providers);

const ISO_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const PARAMETERS =
  '($customerId: ID!, $provider: ContactProvider!, $input: AddContactInput!, $options: AddContactOptions)';
const ARGUMENTS = '(customerId: $customerId, provider: $provider, input: $input, options: $options)';

/** All fields by the concrete type, and those of the interface once more under other names. */
const MUTATION = `mutation ${PARAMETERS} {
  addContact${ARGUMENTS} {
    ...Concrete
    ... on ContactError {
      shared_code: code
      shared_message: message
      shared_userMessage: userMessage
      shared_retryable: retryable
      shared_outcome: outcome
      shared_provider: provider
      shared_requestId: requestId
    }
  }
}
fragment Concrete on AddContactResult ${selectAll(schema, 'AddContactResult')}`;

interface Variables {
  readonly provider: string;
  readonly customerId: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>> | null;
}

/** Values that must not turn up in anything that is told of a failure. */
const PERSON = {
  firstName: 'Marakesh',
  lastName: 'Lindqvist',
  emails: [{ address: 'mara.lindqvist@example.com' }],
};

let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
beforeAll(async () => {
  subgraph = await startTestSubgraph();
});
afterAll(() => subgraph.close());

async function send(variables: Variables, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(subgraph.url, MUTATION, { ...variables }, headers);
}

/** The member, which has to come without a top-level error. */
// biome-ignore lint/suspicious/noExplicitAny: the tests compare whole members.
async function add(variables: Variables, url = subgraph.url): Promise<any> {
  const answer = await ask(url, MUTATION, { ...variables });
  expect(answer).toMatchObject({ status: 200, errors: [] });
  return answer.data.addContact;
}

/** How far the attempt with the key came; undefined while there is none. */
async function stateOf(url: string, idempotencyKey: string): Promise<string | undefined> {
  const query = 'query ($key: ID!) { addContactAttempt(provider: ZUORA, idempotencyKey: $key) { state } }';
  const { data } = await ask(url, query, { key: idempotencyKey });
  return data.addContactAttempt?.state;
}

const NOTHING_ELSE = {
  salutation: null,
  nickname: null,
  jobTitle: null,
  label: null,
  phones: [],
  address: null,
  notes: null,
  position: null,
  socialProfiles: null,
  primary: null,
  enabled: null,
  notifications: [],
  customFields: [],
};

describe('AddContactSuccess', () => {
  const successes: [string, Variables, Record<string, unknown>][] = [
    [
      'Chargebee',
      {
        provider: 'CHARGEBEE',
        customerId: 'cus_acme',
        input: {
          externalId: 'contact/ada 1',
          firstName: 'Ada',
          lastName: 'Lovelace',
          label: 'Payables',
          emails: [{ address: 'ada@example.com' }],
          phones: [{ number: '+44 20 7946 0000' }],
          enabled: false,
          notifications: ['BILLING_EMAIL'],
        },
      },
      {
        id: 'CHARGEBEE:cus_acme:contact%2Fada%201',
        customerId: 'cus_acme',
        externalId: 'contact/ada 1',
        customer: { id: 'CHARGEBEE:cus_acme', provider: 'CHARGEBEE', account: null, customerId: 'cus_acme' },
        name: 'Ada Lovelace',
        firstName: 'Ada',
        lastName: 'Lovelace',
        label: 'Payables',
        email: 'ada@example.com',
        emails: [{ address: 'ada@example.com', kind: null }],
        phones: [{ number: '+44 20 7946 0000', kind: null }],
        enabled: false,
        notifications: ['BILLING_EMAIL'],
      },
    ],
    [
      'ChartMogul',
      {
        provider: 'CHARTMOGUL',
        customerId: 'cus_00000000-0000-4000-8000-000000000001',
        input: {
          firstName: 'Ada',
          lastName: 'Lovelace',
          jobTitle: 'Countess',
          emails: [{ address: 'ada@example.com' }],
          phones: [{ number: '555 0100' }],
          notes: 'First line\nsecond line',
          position: 7,
          socialProfiles: { linkedIn: 'https://linkedin.com/in/ada', twitter: 'https://twitter.com/ada' },
          customFields: [{ name: 'Seats', value: 12 }],
        },
      },
      {
        customerId: 'cus_00000000-0000-4000-8000-000000000001',
        name: 'Ada Lovelace',
        firstName: 'Ada',
        lastName: 'Lovelace',
        jobTitle: 'Countess',
        email: 'ada@example.com',
        emails: [{ address: 'ada@example.com', kind: null }],
        phones: [{ number: '555 0100', kind: null }],
        notes: 'First line\nsecond line',
        position: 7,
        socialProfiles: { linkedIn: 'https://linkedin.com/in/ada', twitter: 'https://twitter.com/ada' },
        customFields: [{ name: 'Seats', value: 12 }],
      },
    ],
    [
      'CRO Software',
      {
        provider: 'CRO',
        customerId: '1001',
        input: {
          firstName: 'Ada',
          lastName: 'Lovelace',
          emails: [{ address: 'ada@example.com' }, { address: 'office@example.com' }],
          phones: [{ number: '555-0100' }, { number: '555-0101', kind: 'FAX' }],
          enabled: true,
          primary: false,
          notifications: ['NEW_REQUEST'],
        },
      },
      {
        customerId: '1001',
        name: 'Ada Lovelace',
        firstName: null,
        lastName: null,
        email: 'ada@example.com',
        emails: [
          { address: 'ada@example.com', kind: null },
          { address: 'office@example.com', kind: null },
        ],
        phones: [
          { number: '555-0100', kind: null },
          { number: '555-0101', kind: 'FAX' },
        ],
        notifications: ['NEW_REQUEST'],
      },
    ],
    [
      'RPM Software',
      {
        provider: 'RPM',
        customerId: '2001',
        input: {
          salutation: 'Ms.',
          firstName: 'Ada',
          lastName: 'Lovelace',
          jobTitle: 'Countess',
          emails: [{ address: 'ada@example.com' }],
          phones: [{ number: '555-0100' }, { number: '555-0101', kind: 'FAX' }],
          primary: true,
        },
      },
      {
        customerId: '2001',
        name: 'Ada Lovelace',
        salutation: 'Ms.',
        firstName: 'Ada',
        lastName: 'Lovelace',
        jobTitle: 'Countess',
        email: 'ada@example.com',
        emails: [{ address: 'ada@example.com', kind: null }],
        phones: [
          { number: '555-0100', kind: 'WORK' },
          { number: '555-0101', kind: 'FAX' },
        ],
        primary: true,
      },
    ],
    [
      'Zuora',
      {
        provider: 'ZUORA',
        customerId: 'A00000001',
        input: {
          firstName: 'Ada',
          lastName: 'Lovelace',
          nickname: 'Countess',
          emails: [
            { address: 'ada@example.com', kind: 'WORK' },
            { address: 'ada@home.example.com', kind: 'PERSONAL' },
          ],
          phones: [
            { number: '555-0100' },
            { number: '555-0101', kind: 'WORK' },
            { number: '555-0102', kind: 'MOBILE' },
          ],
          address: { line1: '12 St James Square', city: 'London', region: 'Greater London', country: 'GB' },
          notes: 'Likes numbers',
          customFields: [{ name: 'language__c', value: 'en' }],
        },
      },
      {
        // The account's id, although its number was given.
        customerId: '2c92c0f86a8dd422016a9e7a70116b01',
        name: 'Ada Lovelace',
        firstName: 'Ada',
        lastName: 'Lovelace',
        nickname: 'Countess',
        email: 'ada@example.com',
        emails: [
          { address: 'ada@example.com', kind: 'WORK' },
          { address: 'ada@home.example.com', kind: 'PERSONAL' },
        ],
        phones: expect.arrayContaining([
          { number: '555-0100', kind: 'WORK' },
          { number: '555-0101', kind: 'WORK' },
          { number: '555-0102', kind: 'MOBILE' },
        ]),
        address: expect.objectContaining({
          line1: '12 St James Square',
          city: 'London',
          region: 'Greater London',
          county: null,
        }),
        notes: 'Likes numbers',
        customFields: [{ name: 'language__c', value: 'en' }],
      },
    ],
  ];

  test.each(successes)('%s', async (_, variables, expected) => {
    const member = await add(variables);
    const { provider } = variables;
    const { contact } = member;
    expect(member).toEqual({
      __typename: 'AddContactSuccess',
      contact: {
        ...NOTHING_ELSE,
        id: `${provider}:${contact.customerId}:${contact.externalId}`,
        externalId: expect.stringMatching(/./),
        customer: {
          id: `${provider}:${contact.customerId}`,
          provider,
          account: null,
          customerId: contact.customerId,
        },
        provider,
        account: null,
        providerRecord: expect.any(Object),
        ...expected,
      },
      customer: {
        id: customerEntityId({ provider, customerId: variables.customerId }),
        provider,
        account: null,
        customerId: variables.customerId,
      },
      created: true,
      replayed: false,
      fields: expect.any(Array),
      requestId: expect.any(String),
    });
    const paths = member.fields.map(({ path }: { path: string[] }) => path.join('.'));
    expect(paths.sort()).toEqual(leaves(variables.input, 'input').sort());
    expect(JSON.stringify(contact.providerRecord)).toContain('ada@example.com');
  });

  test('tells every kind of fate', async () => {
    const member = await add({
      provider: 'CHARTMOGUL',
      customerId: 'cus_00000000-0000-4000-8000-000000000001',
      input: {
        firstName: 'Ada',
        nickname: 'Countess',
        enabled: true,
        customFields: [{ name: 'Shoe size', value: 38 }],
      },
      options: { unsupportedFields: 'OMIT' },
    });
    expect(member.fields).toEqual([
      { path: ['input', 'firstName'], fate: 'SENT', providerField: 'first_name', reason: null },
      { path: ['input', 'nickname'], fate: 'OMITTED', providerField: null, reason: expect.any(String) },
      { path: ['input', 'enabled'], fate: 'IMPLIED', providerField: null, reason: expect.any(String) },
      {
        path: ['input', 'customFields', '0', 'name'],
        fate: 'NOT_KEPT',
        providerField: 'custom',
        reason: expect.any(String),
      },
      {
        path: ['input', 'customFields', '0', 'value'],
        fate: 'NOT_KEPT',
        providerField: 'custom',
        reason: expect.any(String),
      },
    ]);
    const joined = await add({ provider: 'CRO', customerId: '1001', input: PERSON });
    expect(joined.fields[0]).toEqual({
      path: ['input', 'firstName'],
      fate: 'TRANSFORMED',
      providerField: 'name',
      reason: expect.any(String),
    });
  });
});

function leaves(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

describe('errors', () => {
  const NOT_APPLIED = { outcome: 'NOT_APPLIED', retryable: false };
  const AGAIN = { outcome: 'NOT_APPLIED', retryable: true };
  const UNKNOWN = { outcome: 'UNKNOWN', retryable: false };
  const key = 'an-idempotency-key-of-';
  /** Member and circumstances, request, what the member says beside its message, provider and request id. */
  const errors: [string, Variables, Record<string, unknown>][] = [
    [
      'ContactInputInvalidError found by us',
      { provider: 'CHARGEBEE', customerId: 'cus_acme', input: { ...PERSON, jobTitle: 'Queen' } },
      { ...NOT_APPLIED, code: 'INPUT_INVALID', violations: [expect.any(Object)] },
    ],
    [
      'ContactInputInvalidError found by the vendor',
      { provider: 'ZUORA', customerId: 'FAULT-FIELD-REFUSED', input: PERSON },
      { ...NOT_APPLIED, code: 'INPUT_INVALID', violations: [expect.any(Object)] },
    ],
    [
      'ContactCustomerNotFoundError',
      { provider: 'RPM', customerId: '404404', input: PERSON },
      { ...NOT_APPLIED, code: 'CUSTOMER_NOT_FOUND', customerId: '404404' },
    ],
    [
      'ContactDuplicateError',
      {
        provider: 'CHARGEBEE',
        customerId: 'cus_globex',
        input: { ...PERSON, externalId: 'contact_globex_1' },
      },
      {
        ...NOT_APPLIED,
        code: 'DUPLICATE',
        existing: expect.objectContaining({ id: 'CHARGEBEE:cus_globex:contact_globex_1' }),
        matches: [expect.objectContaining({ id: 'CHARGEBEE:cus_globex:contact_globex_1' })],
      },
    ],
    [
      'ContactProviderAccessError credentials',
      { provider: 'RPM', customerId: '9000401', input: PERSON },
      { ...NOT_APPLIED, code: 'PROVIDER_ACCESS', accessProblem: 'CREDENTIALS_REJECTED' },
    ],
    [
      'ContactProviderAccessError permission',
      { provider: 'CRO', customerId: '9000403', input: PERSON },
      { ...NOT_APPLIED, code: 'PROVIDER_ACCESS', accessProblem: 'PERMISSION_DENIED' },
    ],
    [
      'ContactProviderAccessError a wrong data source in the settings',
      { provider: 'CHARTMOGUL', customerId: 'cus_00000000-0000-4000-8000-000000000003', input: PERSON },
      { ...NOT_APPLIED, code: 'PROVIDER_ACCESS', accessProblem: 'NOT_CONFIGURED' },
    ],
    [
      'ContactProviderRateLimitedError for a time that is told',
      { provider: 'CRO', customerId: '9001429', input: PERSON },
      { ...AGAIN, code: 'RATE_LIMITED', retryAfterSeconds: 30 },
    ],
    [
      'ContactProviderRateLimitedError for a time that is not told',
      { provider: 'CHARGEBEE', customerId: 'fault_rate_limited', input: PERSON },
      { ...AGAIN, code: 'RATE_LIMITED', retryAfterSeconds: null },
    ],
    [
      'ContactProviderRateLimitedError until midnight UTC',
      { provider: 'RPM', customerId: '9000429', input: PERSON },
      { ...AGAIN, code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) },
    ],
    [
      'ContactProviderUnavailableError',
      { provider: 'CHARGEBEE', customerId: 'fault_lock_timeout', input: PERSON },
      { ...AGAIN, code: 'PROVIDER_UNAVAILABLE', retryAfterSeconds: null },
    ],
    [
      'ContactProviderRejectedError',
      { provider: 'RPM', customerId: '9000422', input: PERSON },
      {
        ...NOT_APPLIED,
        code: 'PROVIDER_REJECTED',
        providerCode: null,
        providerMessage: 'Policy 7731 does not allow this',
      },
    ],
    [
      'ContactProviderRejectedError with a conflict whose meaning is not documented',
      { provider: 'CRO', customerId: '9000409', input: PERSON },
      {
        ...NOT_APPLIED,
        code: 'PROVIDER_REJECTED',
        providerCode: '409',
        providerMessage: 'Already exists.',
      },
    ],
    [
      'ContactOutcomeUnknownError without a key',
      { provider: 'CHARGEBEE', customerId: 'fault_cut_after_commit', input: PERSON },
      {
        ...UNKNOWN,
        code: 'OUTCOME_UNKNOWN',
        uncertainty: expect.any(String),
        possibleMatches: [],
        retryAfterSeconds: null,
        retryAt: null,
        decidedBy: null,
      },
    ],
    [
      'ContactOutcomeUnknownError with a key',
      {
        provider: 'CHARGEBEE',
        customerId: 'fault_cut_before_commit',
        input: PERSON,
        options: { idempotencyKey: `${key}unknown` },
      },
      {
        ...UNKNOWN,
        retryable: true,
        code: 'OUTCOME_UNKNOWN',
        uncertainty: expect.any(String),
        possibleMatches: [],
        retryAfterSeconds: 2,
        retryAt: expect.stringMatching(ISO_TIME),
        decidedBy: expect.stringMatching(ISO_TIME),
      },
    ],
  ];

  test.each(errors)('%s', async (title, variables, expected) => {
    const [__typename] = title.split(' ');
    expectError(await add(variables), { __typename, provider: variables.provider, ...expected });
  });

  test('ContactIdempotencyConflictError for another request, and the first answer for the same', async () => {
    const options = { idempotencyKey: `${key}chargebee` };
    const request = { provider: 'CHARGEBEE', customerId: 'cus_globex', input: PERSON, options };
    const first = await add(request);
    expect(first).toMatchObject({ __typename: 'AddContactSuccess', replayed: false });

    const second = await add(request);
    expect(second).toMatchObject({ __typename: 'AddContactSuccess', replayed: true });
    expect([second.contact, second.fields]).toEqual([first.contact, first.fields]);

    const other = await add({ ...request, input: { ...PERSON, label: 'Other' } });
    expectError(other, {
      ...NOT_APPLIED,
      __typename: 'ContactIdempotencyConflictError',
      code: 'IDEMPOTENCY_CONFLICT',
      provider: 'CHARGEBEE',
      conflict: 'DIFFERENT_REQUEST',
      retryAfterSeconds: null,
    });
  });

  test('ContactIdempotencyConflictError while the first request is running', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'contacts-'));
    const STORE_URL = `sqlite:${join(folder, 'contacts.db')}`;
    // Two processes on one store and at one vendor, of which the second has less time than the vendor takes.
    const vendor = await startSandbox({ vendors: await sandboxVendors({}), slowMs: 1000 });
    const both = { ...vendor.environment, STORE_URL };
    const patient = await startTestSubgraph(both);
    const hasty = await startTestSubgraph({ ...both, PROVIDER_DEADLINE_MS: '300' }, new SkippingClock());
    try {
      const options = { idempotencyKey: `${key}zuora` };
      const request = { provider: 'ZUORA', customerId: 'FAULT-SLOW', input: PERSON, options };
      const first = add(request, patient.url);
      let attempt: unknown;
      while (!attempt) attempt = await stateOf(patient.url, options.idempotencyKey);
      expectError(await add(request, hasty.url), {
        ...UNKNOWN,
        retryable: true,
        __typename: 'ContactIdempotencyConflictError',
        code: 'IDEMPOTENCY_CONFLICT',
        provider: 'ZUORA',
        conflict: 'IN_PROGRESS',
        retryAfterSeconds: 1,
      });
      const success = await first;
      expect(success.__typename).toBe('AddContactSuccess');
      // What `retryable` promised: the same key now finds the contact instead of making another.
      const again = await add(request, hasty.url);
      expect(again.contact).toEqual(success.contact);
    } finally {
      await Promise.all([patient.close(), hasty.close()]);
      await vendor.close();
      rmSync(folder, { recursive: true });
    }
  });

  test('have one code for each member', () => {
    const codes = new Map(errors.map(([title, , { code }]) => [title.split(' ')[0], code]));
    codes.set('ContactIdempotencyConflictError', 'IDEMPOTENCY_CONFLICT');
    const result = schema.getType('ContactErrorCode');
    const known = result && 'getValues' in result ? result.getValues().map(({ name }) => name) : [];
    const ofChanges = ['CONTACT_NOT_FOUND', 'OPERATION_UNSUPPORTED'];
    expect([...codes.values(), ...ofChanges].sort()).toEqual(known.sort());
  });
});

/**
 * The whole member by itself, the interface's fields once more by the interface, and nothing of the person.
 */
// biome-ignore lint/suspicious/noExplicitAny: the tests compare whole members.
function expectError(member: any, expected: Record<string, unknown>): void {
  const { message, userMessage, requestId, code, retryable, outcome, provider } = member;
  expect(member).toEqual({
    ...expected,
    message: expect.stringMatching(/^[A-Z].*\.$/),
    userMessage: expect.stringMatching(/^[A-Z].*\.$/),
    requestId: expect.stringMatching(/^[\w-]{36}$/),
    shared_code: code,
    shared_message: message,
    shared_userMessage: userMessage,
    shared_retryable: retryable,
    shared_outcome: outcome,
    shared_provider: provider,
    shared_requestId: requestId,
  });
  expectNoPersonIn(member);
}

function expectNoPersonIn(member: unknown): void {
  const told = JSON.stringify(member);
  for (const value of ['Marakesh', 'Lindqvist', 'mara.lindqvist@example.com']) {
    expect(told).not.toContain(value);
  }
}

describe('violations', () => {
  /** Type, request, what it says beside message. */
  const violations: [string, Variables, Record<string, unknown>][] = [
    [
      'ContactFieldRequired',
      { provider: 'CHARGEBEE', customerId: 'cus_acme', input: { firstName: 'Marakesh' } },
      { path: ['input', 'emails'], code: 'REQUIRED', providerField: 'contact[email]' },
    ],
    [
      'ContactFieldUnsupported',
      { provider: 'ZUORA', customerId: 'A00000001', input: { ...PERSON, jobTitle: 'Queen' } },
      {
        path: ['input', 'jobTitle'],
        code: 'UNSUPPORTED',
        providerField: null,
        supportedBy: ['CHARTMOGUL', 'RPM'],
      },
    ],
    [
      'ContactFieldTooLong',
      // Code points, not code units: each of these is two of the latter.
      { provider: 'CHARGEBEE', customerId: 'cus_acme', input: { ...PERSON, label: '😀'.repeat(51) } },
      {
        path: ['input', 'label'],
        code: 'TOO_LONG',
        providerField: 'contact[label]',
        maxLength: 50,
        length: 51,
      },
    ],
    [
      'ContactFieldTooShort',
      {
        provider: 'CRO',
        customerId: '1001',
        input: { phones: [{ number: '555-0100' }, { number: '123456', kind: 'FAX' }] },
      },
      {
        path: ['input', 'phones', '1', 'number'],
        code: 'TOO_SHORT',
        providerField: 'fax',
        minLength: 7,
        length: 6,
      },
    ],
    [
      'ContactFieldTooMany',
      {
        provider: 'CHARTMOGUL',
        customerId: 'cus_00000000-0000-4000-8000-000000000001',
        input: { phones: [{ number: '1' }, { number: '2' }, { number: '3' }] },
      },
      { path: ['input', 'phones'], code: 'TOO_MANY', providerField: 'phone', maxItems: 1, items: 3 },
    ],
    [
      'ContactFieldOutOfRange',
      {
        provider: 'CHARTMOGUL',
        customerId: 'cus_00000000-0000-4000-8000-000000000001',
        input: { position: 0 },
      },
      {
        path: ['input', 'position'],
        code: 'RANGE',
        providerField: 'position',
        minimum: 1,
        maximum: null,
      },
    ],
    [
      'ContactFieldFormatInvalid',
      { provider: 'CRO', customerId: 'cus_acme', input: PERSON },
      {
        path: ['customerId'],
        code: 'FORMAT',
        providerField: null,
        expected: 'a positive 64-bit integer',
      },
    ],
    [
      'ContactFieldValueUnsupported',
      {
        provider: 'RPM',
        customerId: '2001',
        input: { ...PERSON, phones: [{ number: '555-0100', kind: 'MOBILE' }] },
      },
      {
        path: ['input', 'phones', '0', 'kind'],
        code: 'VALUE',
        providerField: null,
        allowedValues: ['WORK', 'HOME', 'FAX', 'OTHER'],
      },
    ],
    [
      'ContactFieldConflict',
      { provider: 'CRO', customerId: '1001', input: { name: 'Marakesh', lastName: 'Lindqvist' } },
      {
        path: ['input', 'name'],
        code: 'CONFLICT',
        providerField: 'name',
        conflictsWith: [['input', 'lastName']],
      },
    ],
    [
      'ContactFieldRefused',
      { provider: 'ZUORA', customerId: 'FAULT-FIELD-REFUSED', input: PERSON },
      {
        path: ['input', 'lastName'],
        code: 'PROVIDER_RULE',
        providerField: 'lastName',
        providerCode: '58130020',
        providerMessage: "'lastName' contains characters that are not allowed.",
      },
    ],
  ];

  test.each(violations)('%s', async (__typename, variables, expected) => {
    const member = await add(variables);
    expect(member.violations).toEqual([
      {
        __typename,
        message: expect.stringMatching(/^[A-Za-z].*\.$/),
        userMessage: expect.stringMatching(/^[A-Z].*\.$/),
        ...expected,
      },
    ]);
    expectNoPersonIn(member);
  });

  test('are all of their kinds', () => {
    const type = schema.getType('ContactFieldViolation');
    const names = type && 'resolveType' in type ? schema.getPossibleTypes(type) : [];
    // One is about who asks: test/callers/options.test.ts provokes it.
    const all = [...violations.map(([name]) => name), 'ContactFieldNotAllowed'];
    expect(all.sort()).toEqual(names.map(({ name }) => name).sort());
  });

  test('come all at once, in input order, the options behind the input', async () => {
    const { violations: found } = await add({
      provider: 'ZUORA',
      customerId: 'not an account',
      input: {
        phones: [{ number: '' }],
        notes: 'x'.repeat(101),
        emails: [{ address: 'no address' }],
        firstName: '',
        externalId: 'mine',
      },
      options: { idempotencyKey: 'short', cro: { tenantId: 1 }, zuora: { trackId: 'a:b' } },
    });
    expect(found.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
      'customerId',
      'input.externalId',
      'input.firstName',
      'input.lastName',
      'input.emails.0.address',
      'input.phones.0.number',
      'input.notes',
      'options.idempotencyKey',
      'options.cro',
      'options.zuora.trackId',
    ]);
  });
});

describe('what was given', () => {
  const absent = { provider: 'RPM', customerId: '2001', input: { firstName: 'Ada' } };

  test('null is the same as absent, also in lists and options', async () => {
    const fields = Object.keys(inputFields('AddContactInput')).filter((field) => field !== 'firstName');
    const nulls = Object.fromEntries(fields.map((field) => [field, null]));
    const options = Object.fromEntries(
      Object.keys(inputFields('AddContactOptions')).map((field) => [field, null]),
    );
    const given = await add({ ...absent, input: { ...nulls, firstName: 'Ada' }, options });
    const expected = await add(absent);
    expect(withoutIds(given)).toEqual(withoutIds(expected));
    expect(given.fields).toHaveLength(1);
    expect(withoutIds(await add({ ...absent, options: null }))).toEqual(withoutIds(expected));
  });

  test('null in the parts of an object is the same as an empty object', async () => {
    const address = Object.fromEntries(
      Object.keys(inputFields('ContactAddressInput')).map((field) => [field, null]),
    );
    const member = await add({ ...absent, input: { firstName: 'Ada', address, socialProfiles: {} } });
    expect(withoutIds(member)).toEqual(withoutIds(await add(absent)));
  });

  test('an empty list says nothing, of notifications that all are off', async () => {
    const request = { provider: 'CHARGEBEE', customerId: 'cus_acme', input: { emails: [] } };
    expect((await add(request)).violations).toMatchObject([{ __typename: 'ContactFieldRequired' }]);
    const input = { emails: PERSON.emails, phones: [], notifications: [] };
    expect(await add({ ...request, input })).toMatchObject({ contact: { notifications: [] } });
  });

  test('literals in the document are the same as variables', async () => {
    const variables = {
      provider: 'ZUORA',
      customerId: 'A00000002',
      input: {
        ...PERSON,
        phones: [{ number: '555-0100', kind: 'HOME' }],
        address: { city: 'London' },
        customFields: [{ name: 'a__c', value: 1.5 }],
      },
      options: { unsupportedFields: 'OMIT', zuora: { trackId: 'literal' } },
    };
    const literal = `mutation {
      addContact(
        customerId: "A00000002"
        provider: ZUORA
        input: {
          firstName: "Marakesh"
          lastName: "Lindqvist"
          emails: { address: "mara.lindqvist@example.com" }
          phones: [{ number: "555-0100", kind: HOME }]
          address: { city: "London" }
          customFields: [{ name: "a__c", value: 1.5 }]
        }
        options: { unsupportedFields: OMIT, zuora: { trackId: "literal" } }
      ) ${selectAll(schema, 'AddContactResult')}
    }`;
    const answer = await ask(subgraph.url, literal);
    expect(answer.errors).toEqual([]);
    expect(withoutIds(answer.data.addContact)).toEqual(withoutIds(await add(variables)));
  });

  test('variables may stand inside a literal, and one that is not given is absent', async () => {
    const answer = await ask(
      subgraph.url,
      `mutation ($first: String, $last: String, $value: JSON) {
        addContact(customerId: "A00000002", provider: ZUORA, input: {
          firstName: $first, lastName: $last, customFields: [{ name: "a__c", value: $value }]
        }) { ... on ContactInputInvalidError { violations { __typename path } } }
      }`,
      { first: 'Ada' },
    );
    expect(answer.data.addContact.violations).toEqual([
      { __typename: 'ContactFieldRequired', path: ['input', 'lastName'] },
      { __typename: 'ContactFieldRequired', path: ['input', 'customFields', '0', 'value'] },
    ]);
  });

  test('custom values keep their kind, null included', async () => {
    const values = {
      text__c: 'a "text"',
      empty__c: '',
      number__c: -12.5,
      zero__c: 0,
      yes__c: true,
      no__c: false,
    };
    const customFields = Object.entries({ ...values, null__c: null }).map(([name, value]) => ({
      name,
      value,
    }));
    const request = { provider: 'ZUORA', customerId: 'A00000002', input: { ...PERSON, customFields } };
    const member = await add(request);
    expect(member.contact.customFields).toEqual(expect.arrayContaining(customFields));
    const fates = member.fields.filter(({ path }: { path: string[] }) => path[1] === 'customFields');
    expect(fates).toHaveLength(2 * customFields.length);
    expect(new Set(fates.map(({ fate }: { fate: string }) => fate))).toEqual(new Set(['SENT']));

    const literals = customFields.map(
      ({ name, value }) => `{ name: "${name}", value: ${JSON.stringify(value)} }`,
    );
    const answer = await ask(
      subgraph.url,
      `mutation { addContact(customerId: "A00000002", provider: ZUORA, input: {
        firstName: "Ada", lastName: "Lovelace", customFields: [${literals.join(' ')}]
      }) { ... on AddContactSuccess { contact { customFields { name value } } } } }`,
    );
    expect(answer.data.addContact.contact.customFields).toEqual(expect.arrayContaining(customFields));
  });

  test.each([
    ['a list', [1]],
    ['an object', { a: 1 }],
    ['an empty object', {}],
  ])('%s is not a custom value', async (_, value) => {
    const input = { ...PERSON, customFields: [{ name: 'a__c', value }] };
    const member = await add({ provider: 'ZUORA', customerId: 'A00000002', input });
    expect(member.violations).toMatchObject([
      { __typename: 'ContactFieldFormatInvalid', path: ['input', 'customFields', '0', 'value'] },
    ]);
  });
});

function inputFields(name: string): object {
  const type = schema.getType(name);
  return type && 'getFields' in type ? type.getFields() : {};
}

/** The member without what differs from one contact to the next. */
// biome-ignore lint/suspicious/noExplicitAny: the tests compare whole members.
function withoutIds(member: any): unknown {
  const { contact, fields, replayed, __typename } = member;
  const { id, externalId, providerRecord, ...rest } = contact;
  return { __typename, fields, replayed, contact: rest };
}

describe('several in one request', () => {
  test('a failure leaves its siblings their results', async () => {
    const answer = await ask(
      subgraph.url,
      `mutation ($input: AddContactInput!) {
        first: addContact(customerId: "1001", provider: CRO, input: $input) { __typename }
        cut: addContact(customerId: "9000001", provider: CRO, input: $input) { __typename }
        refused: addContact(customerId: "x", provider: CRO, input: $input) { __typename }
        last: addContact(customerId: "2001", provider: RPM, input: $input) { __typename }
      }`,
      { input: PERSON },
    );
    expect(answer).toMatchObject({ status: 200, errors: [] });
    expect(answer.data).toEqual({
      first: { __typename: 'AddContactSuccess' },
      cut: { __typename: 'ContactOutcomeUnknownError' },
      refused: { __typename: 'ContactInputInvalidError' },
      last: { __typename: 'AddContactSuccess' },
    });
  });

  test('a bug in one nulls that one alone', async () => {
    const contacts = {
      accounts: subgraph.accounts,
      add: async ({ customerId }: AddContactCommand) => {
        if (customerId === 'bug') throw new Error('a bug');
        return { ok: false, failure: { kind: 'customer-not-found', customerId } };
      },
    };
    const result = await graphql({
      schema,
      source: `mutation {
        first: addContact(customerId: "1", provider: CRO, input: {}) { __typename }
        bug: addContact(customerId: "bug", provider: CRO, input: {}) { __typename }
        last: addContact(customerId: "2", provider: CRO, input: {}) { __typename }
      }`,
      contextValue: { contacts, loaders: { forget() {} }, requestId: 'test', writes: [] },
    });
    expect(result.data).toEqual({
      first: { __typename: 'ContactCustomerNotFoundError' },
      bug: null,
      last: { __typename: 'ContactCustomerNotFoundError' },
    });
    expect(result.errors?.map(({ path }) => path)).toEqual([['bug']]);
  });
});

describe('the request id', () => {
  const request = { provider: 'RPM', customerId: '9000500', input: PERSON };

  test('is that of the response header', async () => {
    for (const customerId of ['9000500', '2001']) {
      const { headers, data } = await send({ ...request, customerId });
      expect(data.addContact.requestId).toMatch(/^[\w-]{36}$/);
      expect(headers.get('x-request-id')).toBe(data.addContact.requestId);
    }
  });

  test("is the router's where it sent one, for every alias of the request", async () => {
    const answer = await send(request, { 'x-request-id': 'router-4711' });
    expect(answer.headers.get('x-request-id')).toBe('router-4711');
    expect(answer.data.addContact.requestId).toBe('router-4711');
  });

  test('is ours where the one that was sent is not fit for a log', async () => {
    const { headers, data } = await send(request, { 'x-request-id': 'a "quoted" id' });
    expect(data.addContact.requestId).toMatch(/^[\w-]{36}$/);
    expect(headers.get('x-request-id')).toBe(data.addContact.requestId);
  });
});

describe('without the sandbox', () => {
  let bare: Awaited<ReturnType<typeof startTestSubgraph>>;
  beforeAll(async () => {
    bare = await startTestSubgraph({
      SANDBOX: 'off',
      RPM_API_KEY: 'f3a1c9de-0000-4000-8000-000000000000',
      RPM_URL: `${await closedOrigin()}/rpm`,
    });
  });
  afterAll(() => bare.close());

  test('a provider that is not configured says so, and says so of itself', async () => {
    const variables = { provider: 'CHARGEBEE', customerId: 'cus_acme', input: PERSON };
    const { data, errors } = await ask(bare.url, MUTATION, variables);
    expect(errors).toEqual([]);
    expect(data.addContact).toMatchObject({
      __typename: 'ContactProviderAccessError',
      accessProblem: 'NOT_CONFIGURED',
      outcome: 'NOT_APPLIED',
      retryable: false,
    });
    const query = '{ contactProviders { provider mode } }';
    expect((await ask(bare.url, query)).data.contactProviders).toEqual(
      providers.map(({ id }) => ({ provider: id, mode: id === 'RPM' ? 'LIVE' : 'NOT_CONFIGURED' })),
    );
  });

  test('a vendor that cannot be reached has certainly not done it', async () => {
    const { data } = await ask(bare.url, MUTATION, { provider: 'RPM', customerId: '2001', input: PERSON });
    expect(data.addContact).toMatchObject({
      __typename: 'ContactProviderUnavailableError',
      outcome: 'NOT_APPLIED',
      retryable: true,
    });
  });
});

describe("a vendor's answer", () => {
  let vendor: RecordingVendor;
  let live: Awaited<ReturnType<typeof startTestSubgraph>>;
  beforeAll(async () => {
    vendor = await startRecordingVendor();
    live = await startTestSubgraph(fixtureEnvironment(vendor.origin));
  });
  afterAll(async () => {
    await live.close();
    await vendor.close();
  });

  const chartmogul = {
    provider: 'CHARTMOGUL',
    customerId: 'cus_00000000-0000-4000-8000-000000000001',
    input: { firstName: 'Ada' },
  };
  const cro = { provider: 'CRO', customerId: '1001', input: { name: 'Ada' } };
  const zuora = {
    provider: 'ZUORA',
    customerId: 'A00000001',
    input: { firstName: 'Ada', lastName: 'Lovelace' },
  };
  const added = { __typename: 'AddContactSuccess' };

  // Whatever a vendor answers is a member of the union: a top-level error would hide what became of the
  // write.
  test.each<
    [string, Variables, { status?: number; headers?: Record<string, string>; json: unknown }, object]
  >([
    [
      'with a position that is no whole number',
      chartmogul,
      { json: { uuid: 'con_1', position: 1.5 } },
      { ...added, contact: { position: null } },
    ],
    [
      'with a position that GraphQL has no Int for',
      chartmogul,
      { json: { uuid: 'con_1', position: 2 ** 31 } },
      { ...added, contact: { position: null } },
    ],
    [
      "with a contact's id that is no well-formed text",
      cro,
      { json: { id: 'a\ud800', name: 'Ada' } },
      { ...added, contact: { id: 'CRO:1001:a%EF%BF%BD' } },
    ],
    [
      "with a customer's id that is no well-formed text",
      zuora,
      { json: { success: true, id: 'a', accountId: '\udc00' } },
      { ...added, contact: { id: 'ZUORA:%EF%BF%BD:a', customer: { id: 'ZUORA:%EF%BF%BD' } } },
    ],
    [
      'with a wait until a day that nobody here will see',
      cro,
      { status: 429, headers: { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, json: {} },
      { __typename: 'ContactProviderRateLimitedError', retryAfterSeconds: null },
    ],
    ['that is a list', cro, { json: [] }, { __typename: 'ContactOutcomeUnknownError' }],
    ['that is null', chartmogul, { json: null }, { __typename: 'ContactOutcomeUnknownError' }],
    [
      'with everything of another type',
      zuora,
      {
        json: {
          success: 'true',
          id: 7,
          accountId: 8,
          firstName: [],
          lastName: { a: 1 },
          workEmail: true,
          fax: 5550100,
          a__c: [1],
        },
      },
      {
        ...added,
        contact: { externalId: '7', customerId: '8', phones: [{ number: '5550100', kind: 'FAX' }] },
      },
    ],
  ])('%s is reported as a member', async (_, variables, { status = 200, headers, json }, expected) => {
    vendor.reply = {
      status,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(json),
    };
    const { data, errors } = await ask(live.url, MUTATION, { ...variables });
    expect(errors).toEqual([]);
    expect(data.addContact).toMatchObject(expected);
  });
});

/** An address where nobody listens any more. */
async function closedOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

describe('contactProviders', () => {
  const everything = selectAll(schema, 'ContactProviderInfo');

  test('describes all of them, in the order of the enum, each the same as alone', async () => {
    const { data, errors } = await ask(subgraph.url, `{ contactProviders ${everything} }`);
    expect(errors).toEqual([]);
    const infos = data.contactProviders;
    expect(infos.map(({ provider }: { provider: string }) => provider)).toEqual(
      providers.map(({ id }) => id),
    );
    for (const info of infos) {
      const query = `query ($provider: ContactProvider!) { contactProvider(provider: $provider) ${everything} }`;
      const alone = await ask(subgraph.url, query, { provider: info.provider });
      expect(alone.data.contactProvider).toEqual(info);
    }
  });

  test.each(described)(
    'gives the committed schema of a form for $provider.id',
    async ({ provider: { id } }) => {
      const { data } = await ask(subgraph.url, `{ contactProvider(provider: ${id}) { jsonSchema } }`);
      const file = readFileSync(`schema/forms/${id.toLowerCase()}.add.json`, 'utf8');
      expect(data.contactProvider.jsonSchema).toEqual(JSON.parse(file));
    },
  );

  test.each(described)(
    'gives the committed schema of a form for a change at $provider.id',
    async ({ provider: { id } }) => {
      const query = `{ contactProvider(provider: ${id}) { jsonSchema(operation: UPDATE) } }`;
      const { data } = await ask(subgraph.url, query);
      const file = readFileSync(`schema/forms/${id.toLowerCase()}.update.json`, 'utf8');
      expect(data.contactProvider.jsonSchema).toEqual(JSON.parse(file));
    },
  );

  test.each(['GET', 'LIST', 'REMOVE'])('gives no schema of %s, which takes no input', async (operation) => {
    const query = `{ contactProvider(provider: CRO) { jsonSchema(operation: ${operation}) } }`;
    const { data, errors } = await ask(subgraph.url, query);
    expect(data.contactProvider).toEqual({ jsonSchema: null });
    expect(errors).toMatchObject([
      { path: ['contactProvider', 'jsonSchema'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test.each(described)(
    'tells what a form for $provider.id needs',
    async ({ provider: { id: provider, limits, idempotency }, facts }) => {
      const query = `{ contactProvider(provider: ${provider}) ${everything} }`;
      const { contactProvider: info } = (await ask(subgraph.url, query)).data;
      expect(info).toMatchObject({
        mode: 'SANDBOX',
        documentationUrl: expect.stringMatching(/^https:\/\//),
        customerIdFormat: expect.stringMatching(/./),
        operations: expect.arrayContaining(['ADD']),
        nativeIdempotency: idempotency.vendorKey !== undefined,
        maxContactsPerCustomer: limits.maxContactsPerCustomer ?? null,
      });
      expect(info.fields.length).toBeGreaterThan(4);
      for (const { path, type, title, description, providerField } of info.fields) {
        expect([path, isInputPath(path)]).toEqual([path, type !== 'LIST']);
        expect([title, description, providerField]).not.toContain('');
      }

      // The example is of the form that the provider takes.
      const answer = await send({ provider, customerId: info.customerIdExample, input: { notes: '' } });
      const paths = (answer.data.addContact.violations ?? []).map(({ path }: { path: string[] }) => path[0]);
      expect(paths).not.toContain('customerId');

      // A form that asks for what is required and nothing else gets through.
      const required = info.fields.filter(
        (field: { required: boolean; inList: boolean }) => field.required && !field.inList,
      );
      const input: Record<string, unknown> = {};
      for (const { path, example } of required) input[path[1]] = example;
      // Where nothing is required of every contact, one that the provider takes will do; none will not.
      if (required.length === 0) Object.assign(input, facts.sample.input);
      const added = await add({ provider, customerId: info.customerIdExample, input });
      expect(added.__typename).toBe('AddContactSuccess');
    },
  );
});

/** Whether a path, list positions left out, leads to a leaf of AddContactInput. */
function isInputPath(path: readonly string[]): boolean {
  const [argument, ...parts] = path;
  let type = schema.getType('AddContactInput');
  for (const part of parts) {
    const fields = type && 'getFields' in type ? type.getFields() : {};
    const field = fields[part];
    if (!field) return false;
    type = schema.getType(String(field.type).replace(/[[\]!]/g, ''));
  }
  return argument === 'input' && type !== undefined && !('getFields' in type);
}

describe('_entities', () => {
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { __typename }
  }`;

  test.each([
    ['a contact', { __typename: 'Contact', id: 'CRO:1001:1' }],
    ['a customer', { __typename: 'ContactCustomer', id: 'CRO:1001' }],
    ['a type that is not an entity', { __typename: 'AddContactSuccess', id: '1' }],
    ['a type that does not exist', { __typename: 'Nothing', id: '1' }],
    ['nothing', {}],
  ])('is answered for %s', async (_, representation) => {
    const answer = await ask(subgraph.url, query, { representations: [representation] });
    expect(answer.status).toBe(200);
    // A router sends what another subgraph gave it: that cannot be a fault of ours.
    for (const { extensions } of answer.errors) expect(extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
    expect((await ask(subgraph.url, '{ __typename }')).data).toEqual({ __typename: 'Query' });
  });
});
