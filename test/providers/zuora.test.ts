/** Zuora's own rules: a second number of a kind, and an account with two names. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ContactInput, Phone } from '../../src/model/contact.js';
import { requestOf } from '../../src/providers/request-of.js';
import { zuora } from '../../src/providers/zuora/index.js';
import { bodyValues, type Stage } from '../conformance/stage.js';
import { openStage } from '../conformance/targets.js';

const ACCOUNT_ID = '2c92c0f86a8dd422016a9e7a70116b01';
/** An account without contacts. */
const EMPTY_ACCOUNT_ID = '2c92c0f86a8dd422016a9e7a70116b02';
const PERSON = { firstName: 'Kuhi', lastName: 'Das' };

let stage: Stage;
beforeEach(async () => {
  stage = await openStage('ZUORA');
});
afterEach(() => stage.close());

function phonesSent(): Record<string, unknown> {
  const [write] = stage.writes;
  const sent = write ? bodyValues(write.request) : [];
  return Object.fromEntries(sent.filter(([name]) => /phone|fax/i.test(name)));
}

const withPhones = (...phones: Phone[]): ContactInput => ({ ...PERSON, phones });

describe('a second number of a kind', () => {
  test.each([
    ['WORK', 'workPhone', 'Work'],
    ['HOME', 'homePhone', 'Home'],
    ['MOBILE', 'mobilePhone', 'Mobile'],
  ] as const)('%s goes to otherPhone and keeps its kind', async (kind, wire, otherPhoneType) => {
    const { contact, fates } = await stage.added(withPhones({ number: '1', kind }, { number: '2', kind }));
    expect(phonesSent()).toEqual({ [wire]: '1', otherPhone: '2', otherPhoneType });
    expect(contact.phones).toEqual([
      { number: '1', kind },
      { number: '2', kind },
    ]);
    expect(fates.slice(2).map(({ path, providerField }) => [path.at(-1), providerField])).toEqual([
      ['number', wire],
      ['kind', wire],
      ['number', 'otherPhone'],
      ['kind', 'otherPhoneType'],
    ]);
  });

  test('without a kind is a second work number', async () => {
    const { contact } = await stage.added(withPhones({ number: '1' }, { number: '2' }));
    expect(phonesSent()).toEqual({ workPhone: '1', otherPhone: '2', otherPhoneType: 'Work' });
    expect(contact.phones.map(({ kind }) => kind)).toEqual(['WORK', 'WORK']);
  });

  test('has the limit of the field it goes to', async () => {
    const long = 'x'.repeat(41);
    const kind = 'MOBILE';
    expect(await stage.violations(withPhones({ number: long, kind }, { number: long, kind }))).toMatchObject([
      {
        code: 'TOO_LONG',
        path: ['input', 'phones', '1', 'number'],
        maxLength: 40,
        providerField: 'otherPhone',
      },
    ]);
  });

  test('leaves otherPhone to a number of the kind OTHER, in any order', async () => {
    const violations = await stage.violations(
      withPhones({ number: '1' }, { number: '2' }, { number: '3', kind: 'OTHER' }),
    );
    expect(violations).toMatchObject([
      { code: 'TOO_MANY', path: ['input', 'phones', '1'], maxItems: 1, items: 2, providerField: 'workPhone' },
    ]);
  });

  test.each([
    ['a second fax number', 'FAX', 1],
    ['a second number of the kind OTHER', 'OTHER', 1],
    ['a third work number', 'WORK', 2],
  ] as const)('has no field: %s', async (_what, kind, index) => {
    const phones = Array.from({ length: index + 1 }, (_, number) => ({ number: String(number), kind }));
    expect(await stage.violations(withPhones(...phones))).toMatchObject([
      { code: 'TOO_MANY', path: ['input', 'phones', String(index)], maxItems: index, items: index + 1 },
    ]);
    const { fates } = stage.preview(withPhones(...phones), { unsupportedFields: 'OMIT' });
    expect(fates.filter(({ fate }) => fate === 'OMITTED').map(({ path }) => path.slice(2))).toEqual([
      [String(index), 'number'],
      [String(index), 'kind'],
    ]);
  });

  test('a second address of a kind has no field', async () => {
    const emails = [{ address: 'a@example.com' }, { address: 'b@example.com', kind: 'WORK' as const }];
    expect(await stage.violations({ ...PERSON, emails })).toMatchObject([
      { code: 'TOO_MANY', path: ['input', 'emails', '1'], maxItems: 1, items: 2, providerField: 'workEmail' },
    ]);
  });
});

describe('the account', () => {
  test('has one identity under either name', async () => {
    const byNumber = await stage.added(PERSON);
    const byId = await stage.added(PERSON, { customerId: ACCOUNT_ID });
    expect([byNumber.contact.customerId, byId.contact.customerId]).toEqual([ACCOUNT_ID, ACCOUNT_ID]);
    expect(byNumber.contact.id).toBe(`ZUORA:${ACCOUNT_ID}:${byNumber.contact.externalId}`);
    const named = stage.writes.map(({ request }) => bodyValues(request)[0]);
    expect(named).toEqual([
      ['accountNumber', 'A00000001'],
      ['accountId', ACCOUNT_ID],
    ]);
  });

  test('is named by id from 32 hex digits on', async () => {
    for (const customerId of ['f'.repeat(31), 'f'.repeat(32), 'F'.repeat(40), `${'f'.repeat(32)}g`]) {
      await stage.failure(PERSON, { customerId });
    }
    expect(stage.writes.map(({ request }) => bodyValues(request)[0]?.[0])).toEqual([
      'accountNumber',
      'accountId',
      'accountId',
      'accountNumber',
    ]);
  });

  const contradiction = ['options', 'zuora', 'accountNumber'];

  test('is invalid with two different numbers', async () => {
    const providers = { zuora: { accountNumber: 'A00000002' } };
    expect(await stage.violations(PERSON, { providers })).toMatchObject([
      { code: 'FORMAT', path: contradiction },
    ]);
  });

  test('is valid with the same number twice', async () => {
    await stage.added(PERSON, { providers: { zuora: { accountNumber: 'A00000001' } } });
    expect(stage.writes).toHaveLength(1);
  });

  test('is compared by the vendor if both an id and a number are given', async () => {
    const said = (accountNumber: string) => ({
      customerId: ACCOUNT_ID,
      providers: { zuora: { accountNumber } },
    });
    expect((await stage.added(PERSON, said('A00000001'))).contact.customerId).toBe(ACCOUNT_ID);
    expect(await stage.failure(PERSON, said('A00000002'))).toMatchObject({
      kind: 'invalid',
      violations: [{ code: 'PROVIDER_RULE', path: contradiction }],
    });
  });
});

test('custom fields are top-level and end in __c', async () => {
  const customFields = [{ name: 'Team', value: 'x' }];
  expect(await stage.violations({ ...PERSON, customFields })).toMatchObject([
    { code: 'FORMAT', path: ['input', 'customFields', '0', 'name'] },
  ]);
  const { contact } = await stage.added({ ...PERSON, customFields: [{ name: 'Team_1__c', value: false }] });
  expect(contact.customFields).toEqual([{ name: 'Team_1__c', value: false }]);
});

test("the vendor's idempotency key is derived from the caller's, the body and the run", () => {
  const call = {
    customerId: 'A00000001',
    input: PERSON,
    options: {},
    givenOptions: {},
    idempotencyKey: 'a-key-of-the-caller',
    hasCallerKey: true,
    requestId: 'test',
    wire: { firstName: 'K' },
    decisions: [],
  };
  const keyOf = (changes: Partial<typeof call> & { run?: number }) =>
    requestOf(zuora, { ...call, ...changes }).headers?.['idempotency-key'];
  expect(keyOf({})).toMatch(/^[\w-]{43}$/);
  expect(keyOf({})).toBe(keyOf({ run: 1 }));
  const others = [
    keyOf({ wire: { firstName: 'L' } }),
    keyOf({ run: 2 }),
    keyOf({ idempotencyKey: 'another-key-of-it' }),
  ];
  expect(new Set([keyOf({}), ...others]).size).toBe(4);
});

test('a list names the account by its id, under either name', async () => {
  const accounts = [
    ['A00000001', ACCOUNT_ID, 1],
    ['A00000002', EMPTY_ACCOUNT_ID, 0],
  ] as const;
  for (const [number, customerId, contacts] of accounts) {
    for (const asked of [number, customerId]) {
      for (const fullRecord of [true, false]) {
        const list = await stage.list(asked, { first: 100, fullRecord });
        expect(list).toMatchObject({ ok: true, value: { customerId } });
        expect(list.ok && list.value?.contacts).toHaveLength(contacts);
      }
    }
  }
});

test('an empty custom value is cleared when the same update clears another field', async () => {
  const customFields = [{ name: 'Department__c', value: 'TPS' }];
  const { contact } = await stage.added({ ...PERSON, nickname: 'K', customFields });
  const empty = [{ name: 'Department__c', value: '' }];
  const { fates } = await stage.updated(contact, { customFields: empty, clear: ['NICKNAME'] });
  expect(fates.map(({ fate }) => fate)).toEqual(['SENT', 'NOT_KEPT', 'CLEARED']);
  const read = await stage.readBack(contact);
  expect(read).toMatchObject({ value: { customFields: [{ name: 'Department__c', value: null }] } });
});
