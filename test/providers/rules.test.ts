/** Rules across providers: what each one rejects, and how, by the rows of the vendors' documents. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ContactInput, EmailKind, Notification, PhoneKind } from '../../src/model/contact.js';
import type { ProviderFacts } from '../../src/providers/facts.js';
import type { Stage } from '../conformance/stage.js';
import { openStage } from '../conformance/targets.js';
import { described } from '../support/facts.js';

const IDS = described.map(({ provider }) => provider.id);
const required = Object.fromEntries(
  described.map(({ provider, facts }) => [provider.id, facts.sample.input]),
);

const stages = new Map<string, Stage>();
beforeAll(async () => {
  for (const id of IDS) stages.set(id, await openStage(id));
});
afterAll(() => Promise.all([...stages.values()].map((stage) => stage.close())));

/** Each provider's decision about the same input, in one word. */
function fates(input: ContactInput): Record<string, string> {
  return Object.fromEntries(
    IDS.map((id) => {
      const preview = stages.get(id)?.preview({ ...required[id], ...input });
      const given = Object.keys(input)[0];
      const fate = preview?.fates.find(({ path }) => path[1] === given)?.fate;
      return [id, preview?.violations.map(({ code }) => code).join(' ') || (fate ?? '')];
    }),
  );
}

/** The expected decision of each provider, by the rows of the vendor's documents. */
function expected(tell: (facts: ProviderFacts) => string): Record<string, string> {
  return Object.fromEntries(described.map(({ provider, facts }) => [provider.id, tell(facts)]));
}

function keeps({ fields }: ProviderFacts, path: string): boolean {
  return fields.some((row) => row.split(' ')[0]?.replace('!', '') === path);
}

/** The documented values of a list: one of them is sent, any other one is not allowed. */
function toldOf(path: string, value: string): (facts: ProviderFacts) => string {
  return ({ lists }) => {
    const values = lists
      .find((row) => row.startsWith(`${path} `))
      ?.split(' ')
      .slice(2);
    return !values ? 'UNSUPPORTED' : values.includes(value) ? 'SENT' : 'VALUE';
  };
}

test('enabled and primary: a value that holds anyway is implied, others need a field', () => {
  const told = (field: string, other: string) => expected((facts) => (keeps(facts, field) ? 'SENT' : other));
  expect(fates({ enabled: true })).toEqual(told('enabled', 'IMPLIED'));
  expect(fates({ enabled: false })).toEqual(told('enabled', 'UNSUPPORTED'));
  expect(fates({ primary: true })).toEqual(told('primary', 'UNSUPPORTED'));
  // RPM Software can only turn it on.
  expect(fates({ primary: false })).toEqual({ ...told('primary', 'IMPLIED'), RPM: 'IMPLIED' });
});

test('a full name is sent to providers that keep one name', () => {
  expect(fates({ name: 'Ada Lovelace' })).toEqual(
    expected((facts) => (keeps(facts, 'name') ? 'SENT' : 'UNSUPPORTED')),
  );
});

test.each<PhoneKind>(['WORK', 'HOME', 'MOBILE', 'FAX', 'OTHER'])('a number of the kind %s', (kind) => {
  expect(fates({ phones: [{ number: '+49301234', kind }] })).toEqual(expected(toldOf('phones.kind', kind)));
});

test.each<EmailKind>(['WORK', 'PERSONAL'])('an address of the kind %s', (kind) => {
  expect(fates({ emails: [{ address: 'ada@example.com', kind }] })).toEqual(
    expected(toldOf('emails.kind', kind)),
  );
});

test.each<Notification>([
  'ACCOUNT_EMAIL',
  'BILLING_EMAIL',
  'NEW_REQUEST',
  'ACKNOWLEDGED_REQUEST',
  'DISPATCHED_REQUEST',
  'COMPLETED_REQUEST',
  'FAILED_REQUEST',
])('the notification %s', (notification) => {
  expect(fates({ notifications: [notification] })).toEqual(expected(toldOf('notifications', notification)));
});

describe('an address', () => {
  const all = (fate: string) => Object.fromEntries(IDS.map((id) => [id, fate]));
  test.each([
    '"ada"@example.com',
    '"a,d"@example.com',
    'Ada <ada@example.com>',
    '<ada@example.com>',
    'ada@[192.0.2.1]',
    'ada',
    'ada@example.com,bob@example.com',
  ])('is rejected by all providers alike: %s', (address) => {
    expect(fates({ emails: [{ address }] })).toEqual(all('FORMAT'));
  });

  test('is accepted by all providers alike', () => {
    expect(fates({ emails: [{ address: "o'brien+x@sub.example.co.uk" }] })).toEqual(all('SENT'));
  });
});

describe('OMIT', () => {
  const omitted = (id: string, input: ContactInput) => {
    const preview = stages.get(id)?.preview({ ...required[id], ...input }, { unsupportedFields: 'OMIT' });
    return {
      violations: preview?.violations.map(({ code, path }) => `${code} ${path.slice(1).join('.')}`),
      omitted: preview?.fates
        .filter(({ fate }) => fate === 'OMITTED')
        .map(({ path }) => path.slice(1).join('.')),
    };
  };

  test('covers a field, a kind, a value whose kind has no slot, and items past the capacity', () => {
    const input: ContactInput = {
      salutation: 'Dr.',
      emails: [{ address: 'a@example.com', kind: 'WORK' }, { address: 'b@example.com' }],
      phones: [
        { number: '1', kind: 'MOBILE' },
        { number: '2', kind: 'WORK' },
      ],
    };
    expect(omitted('RPM', input)).toEqual({
      violations: [],
      omitted: ['emails.0.kind', 'emails.1.address', 'phones.0.number', 'phones.0.kind'],
    });
    expect(omitted('CHARGEBEE', input).omitted).toEqual([
      'salutation',
      'emails.0.kind',
      'emails.1.address',
      'phones.0.kind',
      'phones.1.number',
      'phones.1.kind',
    ]);
  });

  test('never relaxes a limit, a format or a required field', () => {
    const input: ContactInput = {
      salutation: 'Dr.',
      emails: [{ address: 'nobody' }],
      phones: [{ number: '' }],
    };
    expect(omitted('CHARGEBEE', { ...input, label: 'x'.repeat(51) }).violations).toEqual([
      'TOO_LONG label',
      'FORMAT emails.0.address',
      'TOO_SHORT phones.0.number',
    ]);
    expect(omitted('ZUORA', { firstName: 'x'.repeat(101), lastName: null, name: 'x' }).violations).toEqual([
      'TOO_LONG firstName',
      'REQUIRED lastName',
    ]);
  });

  test('does not accept options of another provider', () => {
    const preview = stages
      .get('RPM')
      ?.preview({ firstName: 'Ada' }, { unsupportedFields: 'OMIT', providers: { zuora: { trackId: 'x' } } });
    expect(preview?.violations).toMatchObject([
      { code: 'UNSUPPORTED', path: ['options', 'zuora'], supportedBy: ['ZUORA'] },
    ]);
  });
});

test("every message of a violation has its path and the provider's own name of the field", () => {
  const violations = stages.get('ZUORA')?.preview({ ...required.ZUORA, notes: 'x'.repeat(101) }).violations;
  expect(violations).toMatchObject([
    {
      message: 'input.notes is limited to 100 characters for Zuora; got 101.',
      providerField: 'contactDescription',
    },
  ]);
});
