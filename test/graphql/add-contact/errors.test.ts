/** Every error in the union that `addContact` returns. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../../src/sandbox/kit/server.js';
import { sandboxVendors } from '../../../src/sandbox/registry.js';
import {
  expectNoPersonIn,
  type Member,
  PERSON,
  schema,
  useAddContact,
  type Variables,
} from '../../support/add-contact-stage.js';
import { ask } from '../../support/ask.js';
import { SkippingClock } from '../../support/skipping-clock.js';
import { startTestSubgraph } from '../../support/subgraph.js';

const stage = useAddContact();

const ISO_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** The state of the key's attempt; undefined while there is none. */
async function stateOf(url: string, idempotencyKey: string): Promise<string | undefined> {
  const query = 'query ($key: ID!) { addContactAttempt(provider: ZUORA, idempotencyKey: $key) { state } }';
  const { data } = await ask(url, query, { key: idempotencyKey });
  return data.addContactAttempt?.state;
}

describe('errors', () => {
  const NOT_APPLIED = { outcome: 'NOT_APPLIED', retryable: false };
  const AGAIN = { outcome: 'NOT_APPLIED', retryable: true };
  const UNKNOWN = { outcome: 'UNKNOWN', retryable: false };
  const key = 'an-idempotency-key-of-';
  /** Member and circumstances, request, and the member's fields besides message, provider and request id. */
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
      'ContactProviderRateLimitedError with a Retry-After',
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
    expectError(await stage.add(variables), { __typename, provider: variables.provider, ...expected });
  });

  test('ContactIdempotencyConflictError for another request, and the first answer for the same', async () => {
    const options = { idempotencyKey: `${key}chargebee` };
    const request = { provider: 'CHARGEBEE', customerId: 'cus_globex', input: PERSON, options };
    const first = await stage.add(request);
    expect(first).toMatchObject({ __typename: 'AddContactSuccess', replayed: false });

    const second = await stage.add(request);
    expect(second).toMatchObject({ __typename: 'AddContactSuccess', replayed: true });
    expect([second.contact, second.fields]).toEqual([first.contact, first.fields]);

    const other = await stage.add({ ...request, input: { ...PERSON, label: 'Other' } });
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
    // Two processes on one store and at one vendor; the second has less time than the vendor takes.
    const vendor = await startSandbox({ vendors: await sandboxVendors({}), slowMs: 1000 });
    const both = { ...vendor.environment, STORE_URL };
    const patient = await startTestSubgraph(both);
    const hasty = await startTestSubgraph({ ...both, PROVIDER_DEADLINE_MS: '300' }, new SkippingClock());
    try {
      const options = { idempotencyKey: `${key}zuora` };
      const request = { provider: 'ZUORA', customerId: 'FAULT-SLOW', input: PERSON, options };
      const first = stage.add(request, patient.url);
      let attempt: unknown;
      while (!attempt) attempt = await stateOf(patient.url, options.idempotencyKey);
      expectError(await stage.add(request, hasty.url), {
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
      // As `retryable` promised, the same key now finds the contact instead of creating another.
      const again = await stage.add(request, hasty.url);
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
 * Checks the whole member, the interface's fields through the interface too, and that nothing names the
 * person.
 */
function expectError(member: Member, expected: Record<string, unknown>): void {
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
