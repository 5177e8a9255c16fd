/** The input value at which a vendor's error is reported, if the vendor names the field. */
import { afterEach, expect, test } from '@jest/globals';
import type { ContactInput } from '../../src/model/contact.js';
import type { SandboxReply } from '../../src/sandbox/kit/vendor.js';
import type { Stage } from '../conformance/stage.js';
import { openStage } from '../conformance/targets.js';

let stage: Stage | undefined;
afterEach(() => stage?.close());

/** The paths of the violations, joined with dots; the failure's kind if there are none. */
async function pathsOf(provider: string, input: ContactInput, body: unknown): Promise<unknown> {
  const status = provider === 'RPM' || provider === 'ZUORA' ? 200 : 400;
  stage = await openStage(provider, { alter: () => ({ status, body }) as SandboxReply });
  const failure = await stage.failure(input);
  return failure.kind === 'invalid' ? failure.violations.map(({ path }) => path.join('.')) : failure.kind;
}

const EMAILS = [{ address: 'ada@example.com' }];

/** The documented form of a parameter error: `<param> : <text>`. */
const chargebeeError = (message: string, param?: string) => ({
  message,
  type: 'invalid_request',
  api_error_code: 'param_wrong_value',
  error_code: 'param_wrong_value',
  error_msg: 'is too long',
  http_status_code: 400,
  ...(param !== undefined && { param }),
});

test.each([
  ['the message alone', chargebeeError('contact[phone] : is too long'), ['input.phones.0.number']],
  ['the message without spaces', chargebeeError('contact[phone]: is too long'), ['input.phones.0.number']],
  ['a bare parameter', chargebeeError('phone : is too long', 'phone'), ['input.phones.0.number']],
  ['a bare name in the message', chargebeeError('email : is not valid'), ['input.emails.0.address']],
  [
    'a parameter beside another message',
    chargebeeError('is too long', 'contact[phone]'),
    ['input.phones.0.number'],
  ],
  ['another parameter than the contact has', chargebeeError('customer_id : not valid'), 'rejected'],
  ['a sentence that begins with a word', chargebeeError('phone numbers are not kept here'), 'rejected'],
])('Chargebee: %s', async (_title, body, expected) => {
  const input = { emails: EMAILS, phones: [{ number: '12345' }] };
  expect(await pathsOf('CHARGEBEE', input, body)).toEqual(expected);
});

const TWO_CUSTOM = [
  { name: 'Toggle', value: true },
  { name: 'Seats', value: 'many' },
];
const chartmogulError = (
  param: string | null,
  message = `Parameter "${param}" does not have a valid value`,
) => ({
  code: 400,
  message,
  param,
});

// The vendor is known to name the wrong position, so several custom fields are reported as the list.
test.each(['custom[0][value]', 'custom[1][value]', 'custom[5][type]', 'custom'])(
  'ChartMogul: %s of two custom fields is the list',
  async (param) => {
    expect(await pathsOf('CHARTMOGUL', { customFields: TWO_CUSTOM }, chartmogulError(param))).toEqual([
      'input.customFields',
    ]);
  },
);

test('ChartMogul: the only custom field is reported as itself', async () => {
  const customFields = TWO_CUSTOM.slice(1);
  for (const param of ['custom[0][value]', 'custom[3][key]']) {
    expect(await pathsOf('CHARTMOGUL', { customFields }, chartmogulError(param))).toEqual([
      'input.customFields.0',
    ]);
    await stage?.close();
  }
});

test.each([
  ['Parameter "email" does not have a valid value', ['input.emails.0.address']],
  ['Parameter "first_name" is missing', ['input.firstName']],
  ['Parameter "custom[1][value]" does not have a valid value', ['input.customFields']],
  ['The email is wrong', 'rejected'],
])('ChartMogul names the field in its message alone: %s', async (message, expected) => {
  const input = { firstName: 'Ada', emails: EMAILS, customFields: TWO_CUSTOM };
  expect(await pathsOf('CHARTMOGUL', input, chartmogulError(null, message))).toEqual(expected);
});

test('ChartMogul: a data source that only the message names is not a field of the contact', async () => {
  const body = chartmogulError(null, 'Parameter "data_source_uuid" is missing');
  expect(await pathsOf('CHARTMOGUL', { firstName: 'Ada' }, body)).toBe('access');
});

test.each([
  ['the field', { field: 'CreateCustomerContactModel.email', detail: 'Not valid.' }],
  ['the detail alone', { detail: 'CreateCustomerContactModel.email: Not valid.' }],
  ['the explanation alone', { explanation: 'CreateCustomerContactModel.email: Not valid.' }],
])('CRO names the field in %s', async (_title, body) => {
  expect(await pathsOf('CRO', { emails: EMAILS }, body)).toEqual(['input.emails.0.address']);
  await stage?.close();
  // Several addresses are one text to the vendor.
  const emails = [...EMAILS, { address: 'grace@example.com' }];
  expect(await pathsOf('CRO', { emails }, body)).toEqual(['input.emails']);
});

const rpmError = (Message: string) => ({ Result: { Error: { Message } } });

test('RPM: a phone type is reported at the number that has it, or at the list', async () => {
  const body = rpmError('Unrecognized type for phone number: 6');
  const other = { number: '2', kind: 'OTHER' } as const;
  for (const [phones, expected] of [
    [[other], ['input.phones.0.kind']],
    [[{ number: '1' }], 'rejected'],
    [[{ number: '1' }, other], ['input.phones']],
    [[{ number: '1', kind: 'HOME' }, other], ['input.phones']],
  ] as const) {
    expect(await pathsOf('RPM', { phones }, body)).toEqual(expected);
    await stage?.close();
  }
});

test('RPM: a missing parameter is reported where it would go', async () => {
  const body = rpmError('Call requires parameter: "IsPrimary" which was not found');
  expect(await pathsOf('RPM', { firstName: 'Ada' }, body)).toEqual(['input.primary']);
  await stage?.close();
  const customer = rpmError('Call requires parameter: "CustomerID" which was not found');
  expect(await pathsOf('RPM', { firstName: 'Ada' }, customer)).toBe('rejected');
});

test('Zuora names a field in its message alone', async () => {
  const reasons = [{ code: 58730020, message: "The value of field 'Department__c' is too long." }];
  const input = {
    firstName: 'Ada',
    lastName: 'Lovelace',
    customFields: [
      { name: 'Team__c', value: 'Engines' },
      { name: 'Department__c', value: 'Analysis' },
    ],
  };
  expect(await pathsOf('ZUORA', input, { success: false, processId: '3F', reasons })).toEqual([
    'input.customFields.1.value',
  ]);
});
