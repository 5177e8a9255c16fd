/** How a driver's table classifies a vendor's errors. */
import { expect, test } from '@jest/globals';
import type { ProviderCall } from '../../src/providers/call.js';
import { type ErrorTable, errorsBy } from '../../src/providers/error-table.js';

const reply = (status: number) => ({ status, headers: {}, json: undefined });
const kindsOf = (table: ErrorTable, complaint: object, status = 400, call?: ProviderCall) =>
  errorsBy(table)([complaint], reply(status), call).map(({ kind }) => kind);

const call: ProviderCall = {
  customerId: '1',
  input: {},
  options: {},
  givenOptions: { source: 'a' },
  idempotencyKey: 'a-key',
  hasCallerKey: true,
  requestId: 'test',
  wire: {},
  decisions: [],
};

const table: ErrorTable = {
  rules: [
    { status: 422, codes: ['repeated'], kind: 'KEY_OF_OTHER_REQUEST' },
    { codes: ['wrong'], field: 'id', ofChange: true, kind: 'CUSTOMER_NOT_FOUND' },
    { field: 'source', option: 'source', about: 'options.x.source', kind: 'FIELD_REJECTED' },
    { field: 'source', kind: 'NOT_CONFIGURED' },
    { codes: ['wrong'], field: true, kind: 'FIELD_REJECTED' },
    { text: /^needs (\w+)$/, kind: 'FIELD_REQUIRED' },
    { text: /^full$/, kind: 'RATE_LIMITED', waitSeconds: () => 7 },
  ],
  codes: { CUSTOMER_NOT_FOUND: ['gone'], DUPLICATE: ['repeated'] },
};

test('the first rule that matches entirely counts, then the code', () => {
  expect(kindsOf(table, { code: 'repeated' }, 422)).toEqual(['KEY_OF_OTHER_REQUEST']);
  expect(kindsOf(table, { code: 'repeated' })).toEqual(['DUPLICATE']);
  expect(kindsOf(table, { code: 'gone' })).toEqual(['CUSTOMER_NOT_FOUND']);
  expect(kindsOf(table, { code: 'a-gone', type: 'gone' })).toEqual(['CUSTOMER_NOT_FOUND']);
});

test('a rule may apply to changes only, or to an option that the caller gave', () => {
  const wrongId = { code: 'wrong', field: 'id' };
  expect(kindsOf(table, wrongId, 400, call)).toEqual(['FIELD_REJECTED']);
  expect(kindsOf(table, wrongId, 400, { ...call, externalId: '2' })).toEqual(['CUSTOMER_NOT_FOUND']);
  expect(errorsBy(table)([{ field: 'source' }], reply(400), call)).toMatchObject([
    { kind: 'FIELD_REJECTED', field: 'options.x.source' },
  ]);
  expect(kindsOf(table, { field: 'source' }, 400, { ...call, givenOptions: {} })).toEqual(['NOT_CONFIGURED']);
});

test('a rejected field without a value is a required one', () => {
  expect(kindsOf(table, { code: 'wrong', field: 'email', isMissing: true })).toEqual(['FIELD_REQUIRED']);
});

test('a text names the field, and a rule the time to wait', () => {
  expect(errorsBy(table)([{ message: 'needs email' }, { message: 'full' }], reply(200), undefined)).toEqual([
    { kind: 'FIELD_REQUIRED', field: 'email', message: 'needs email' },
    { kind: 'RATE_LIMITED', message: 'full', field: undefined, retryAfterSeconds: 7 },
  ]);
});

test('an unknown error is left to the status, and is a rejection inside a success', () => {
  expect(kindsOf(table, { code: 'new' })).toEqual([undefined]);
  expect(kindsOf(table, { code: 'constructor' })).toEqual([undefined]);
  expect(kindsOf(table, { code: 'new' }, 200)).toEqual(['REJECTED']);
  expect(kindsOf({ ...table, others: 'UNKNOWN' }, { code: 'new' }, 200)).toEqual(['UNKNOWN']);
});

test("a status that is not in a table of statuses has no error of the vendor's", () => {
  const ofStatuses: ErrorTable = { statuses: { CUSTOMER_NOT_FOUND: [404] } };
  expect(kindsOf(ofStatuses, { message: 'gone' }, 404)).toEqual(['CUSTOMER_NOT_FOUND']);
  expect(kindsOf(ofStatuses, { message: 'other' }, 409)).toEqual([]);
});
