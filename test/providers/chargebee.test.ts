/**
 * Chargebee's own rules: three flags that are off unless sent, and an answer that does not name the new
 * contact.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chargebee } from '../../src/providers/chargebee/index.js';
import { requestOf } from '../../src/providers/request-of.js';
import { bodyValues, type Stage } from '../conformance/stage.js';
import { openStage } from '../conformance/targets.js';

const EMAILS = [{ address: 'ada@example.com' }];

let stage: Stage;
beforeEach(async () => {
  stage = await openStage('CHARGEBEE');
});
afterEach(() => stage.close());

function sent(): Record<string, unknown> {
  const write = stage.writes.at(-1);
  return Object.fromEntries(write ? bodyValues(write.request) : []);
}

describe('the flags', () => {
  test('are always sent, and a contact is enabled by default', async () => {
    const { contact } = await stage.added({ emails: EMAILS });
    expect(sent()).toMatchObject({
      'contact[enabled]': 'true',
      'contact[send_account_email]': 'false',
      'contact[send_billing_email]': 'false',
    });
    expect(contact).toMatchObject({ enabled: true, notifications: [] });
  });

  test.each([
    [true, 'true'],
    [false, 'false'],
    [null, 'true'],
  ])('enabled: %s is sent as %s', async (enabled, text) => {
    const { contact } = await stage.added({ emails: EMAILS, enabled });
    expect(sent()['contact[enabled]']).toBe(text);
    expect(contact.enabled).toBe(text === 'true');
  });

  test('of notifications are on for those listed only', async () => {
    const { contact } = await stage.added({ emails: EMAILS, notifications: ['BILLING_EMAIL'] });
    expect(sent()).toMatchObject({
      'contact[send_account_email]': 'false',
      'contact[send_billing_email]': 'true',
    });
    expect(contact.notifications).toEqual(['BILLING_EMAIL']);
  });

  test('of other notifications are rejected with the existing ones', async () => {
    expect(await stage.violations({ emails: EMAILS, notifications: ['FAILED_REQUEST'] })).toMatchObject([
      {
        code: 'VALUE',
        path: ['input', 'notifications', '0'],
        allowedValues: ['ACCOUNT_EMAIL', 'BILLING_EMAIL'],
      },
    ]);
  });
});

test('a value that the answer omits was not kept: unset fields are left out', async () => {
  await stage.close();
  stage = await openStage('CHARGEBEE', {
    alter: (reply) => ({
      ...reply,
      body: JSON.parse(JSON.stringify(reply.body), (name, value) => (name === 'label' ? undefined : value)),
    }),
  });
  const { contact, fates } = await stage.added({ emails: EMAILS, firstName: 'Ada', label: 'Engines' });
  expect(fates.map(({ path, fate }) => [path[1], fate])).toEqual([
    ['firstName', 'SENT'],
    ['label', 'NOT_KEPT'],
    ['emails', 'SENT'],
  ]);
  expect(contact.label).toBeNull();
});

describe('the id', () => {
  test("is generated when the caller gives none, and finds the contact among the customer's", async () => {
    const first = await stage.added({ emails: EMAILS, firstName: 'First' }, { customerId: 'cus_globex' });
    const second = await stage.added({ emails: EMAILS, firstName: 'Second' }, { customerId: 'cus_globex' });
    expect(sent()['contact[id]']).toBe(second.contact.externalId);
    expect([first.contact.firstName, second.contact.firstName]).toEqual(['First', 'Second']);
    expect(first.contact.externalId).not.toBe(second.contact.externalId);
    expect(first.fates.map(({ path }) => path[1])).toEqual(['firstName', 'emails']);
  });

  test('is the caller’s when there is one', async () => {
    const { contact, fates } = await stage.added({ emails: EMAILS, externalId: 'c:1/ä' });
    expect(contact.externalId).toBe('c:1/ä');
    expect(contact.id).toBe('CHARGEBEE:cus_acme:c%3A1%2F%C3%A4');
    expect(fates[0]).toMatchObject({ path: ['input', 'externalId'], fate: 'SENT' });
  });

  describe.each([
    ['without a key', {}],
    ['under a key', { idempotencyKey: 'a-key-of-the-caller' }],
  ])('that is taken, %s,', (_how, said) => {
    const input = { emails: EMAILS, externalId: 'contact_globex_1' };
    const taken = {
      kind: 'invalid',
      violations: [
        {
          code: 'PROVIDER_RULE',
          path: ['input', 'externalId'],
          providerField: 'contact[id]',
          message:
            'Chargebee already has a contact with this value of input.externalId. Choose another value.',
          providerCode: 'duplicate_entry',
          providerMessage: expect.not.stringContaining('globex'),
        },
      ],
    };

    test('reports a duplicate with the contact if the customer owns it', async () => {
      const own = { ...said, customerId: 'cus_globex' };
      const failure = await stage.failure(input, own);
      expect(failure).toEqual({
        kind: 'duplicate',
        existing: expect.objectContaining({
          id: 'CHARGEBEE:cus_globex:contact_globex_1',
          externalId: 'contact_globex_1',
          providerRecord: expect.objectContaining({ id: 'contact_globex_1' }),
        }),
      });
      if ('idempotencyKey' in said) expect(await stage.failure(input, own)).toEqual(failure);
      expect(stage.timesStored('ada@example.com')).toBe(0);
    });

    test('is a violation of the id if another customer has the contact', async () => {
      expect(await stage.failure(input, said)).toEqual(taken);
      expect(stage.timesStored('ada@example.com')).toBe(0);
    });

    test.each([
      ['fails', { status: 500, body: {} }],
      ['is not a list', { status: 200, body: {} }],
      ['reports an unknown customer', { status: 404, body: { api_error_code: 'resource_not_found' } }],
    ])('is a violation of the id if the list %s, because the owner is unknown', async (_what, list) => {
      await stage.close();
      stage = await openStage('CHARGEBEE', { alterRead: () => list });
      expect(await stage.failure(input, { ...said, customerId: 'cus_globex' })).toEqual(taken);
    });
  });

  test('that is taken although we generated it leaves the outcome unknown: the request may have arrived twice', async () => {
    await stage.close();
    stage = await openStage('CHARGEBEE', {
      alter: () => ({ status: 400, body: { api_error_code: 'duplicate_entry', param: 'contact[id]' } }),
    });
    expect((await stage.failure({ emails: EMAILS })).kind).toBe('unknown');
  });

  test('that is not in the answer leaves the outcome unknown', async () => {
    await stage.close();
    stage = await openStage('CHARGEBEE', {
      alter: () => ({ status: 200, body: { customer: { id: 'cus_acme', contacts: [{ id: 'another' }] } } }),
    });
    expect((await stage.failure({ emails: EMAILS })).kind).toBe('unknown');
  });

  test('is derived from the idempotency key, and a repeat sends nothing', async () => {
    const idempotencyKey = 'a-key-of-the-caller';
    const first = await stage.added({ emails: EMAILS }, { idempotencyKey });
    const again = await stage.added({ emails: EMAILS }, { idempotencyKey });
    expect([first.replayed, again.replayed]).toEqual([false, true]);
    expect(again.contact.externalId).toBe(first.contact.externalId);
    expect(stage.writes).toHaveLength(1);
  });
});

test("the vendor's idempotency key is derived from the caller's, the customer and the run", () => {
  const call = {
    customerId: 'cus_acme',
    input: { emails: EMAILS },
    options: {},
    givenOptions: {},
    idempotencyKey: 'a-key-of-the-caller',
    hasCallerKey: true,
    requestId: 'test',
    wire: { email: 'ada@example.com' },
    decisions: [],
  };
  const keyOf = (changes: Partial<typeof call> & { run?: number }) =>
    requestOf(chargebee, { ...call, ...changes }).headers?.['chargebee-idempotency-key'];
  // The vendor accepts 100 characters, fewer than callers may send.
  for (const idempotencyKey of [call.idempotencyKey, 'k'.repeat(128)]) {
    expect(keyOf({ idempotencyKey })).toMatch(/^[\w-]{43}$/);
  }
  expect(keyOf({})).toBe(keyOf({ run: 1 }));
  // The vendor compares the payloads itself, and reports a difference.
  expect(keyOf({ wire: { email: 'grace@example.com' } })).toBe(keyOf({}));
  const others = [
    keyOf({ customerId: 'cus_globex' }),
    keyOf({ run: 2 }),
    keyOf({ idempotencyKey: 'another-key-of-it' }),
  ];
  expect(new Set([keyOf({}), ...others]).size).toBe(4);
});

test('an eleventh contact is rejected by the vendor', async () => {
  expect((await stage.failure({ emails: EMAILS }, { customerId: 'cus_full' })).kind).toBe('rejected');
});

test("a message does not contain an option's text that the vendor repeats", async () => {
  const originUser = 'Zoë Qzprivate';
  await stage.close();
  stage = await openStage('CHARGEBEE', {
    alter: () => ({ status: 409, body: { api_error_code: 'not_known', message: `No user ${originUser}.` } }),
  });
  const failure = await stage.failure({ emails: EMAILS }, { providers: { chargebee: { originUser } } });
  expect(failure).toEqual({
    kind: 'rejected',
    providerCode: 'not_known',
    providerMessage: 'No user [value].',
  });
});

test('a message does not contain our own key that the vendor repeats', async () => {
  const key = 'chargebee-sandbox-key';
  const header = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  await stage.close();
  stage = await openStage('CHARGEBEE', {
    alter: () => ({
      status: 409,
      body: { api_error_code: 'not_known', message: `Not with ${header}, the key ${key}.` },
    }),
  });
  const failure = await stage.failure({ emails: EMAILS });
  expect(failure).toEqual({
    kind: 'rejected',
    providerCode: 'not_known',
    providerMessage: 'Not with [value], the key [value].',
  });
});
