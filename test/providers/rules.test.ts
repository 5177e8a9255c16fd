/** Rules between providers, with their whole expectation written out: who has to refuse what, and how. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ContactInput, EmailKind, Notification, PhoneKind } from '../../src/model/contact.js';
import type { Stage } from '../conformance/stage.js';
import { openStage, registeredTargets } from '../conformance/targets.js';

const IDS = registeredTargets.map(({ provider }) => provider.id);
const required: Readonly<Record<string, ContactInput>> = {
  CHARGEBEE: { emails: [{ address: 'ada@example.com' }] },
  ZUORA: { firstName: 'Ada', lastName: 'Lovelace' },
  CHARTMOGUL: { jobTitle: 'Analyst' },
  CRO: { phones: [{ number: '+44 20 7946 0' }] },
  RPM: { jobTitle: 'Analyst' },
};

const stages = new Map<string, Stage>();
beforeAll(async () => {
  for (const id of IDS) stages.set(id, await openStage(id));
});
afterAll(() => Promise.all([...stages.values()].map((stage) => stage.close())));

/** What each provider says to the same input, in one word. */
function verdicts(input: ContactInput): Record<string, string> {
  return Object.fromEntries(
    IDS.map((id) => {
      const preview = stages.get(id)?.preview({ ...required[id], ...input });
      const given = Object.keys(input)[0];
      const fate = preview?.fates.find(({ path }) => path[1] === given)?.fate;
      return [id, preview?.violations.map(({ code }) => code).join(' ') || (fate ?? '')];
    }),
  );
}

test('enabled and primary: what is so anyway is implied, the rest needs a place', () => {
  const implied = { CHARTMOGUL: 'IMPLIED', CRO: 'IMPLIED', ZUORA: 'IMPLIED' };
  const refused = { CHARTMOGUL: 'UNSUPPORTED', CRO: 'UNSUPPORTED', ZUORA: 'UNSUPPORTED' };
  expect(verdicts({ enabled: true })).toEqual({ ...implied, RPM: 'IMPLIED', CHARGEBEE: 'SENT' });
  expect(verdicts({ enabled: false })).toEqual({ ...refused, RPM: 'UNSUPPORTED', CHARGEBEE: 'SENT' });
  expect(verdicts({ primary: false })).toEqual({ ...implied, RPM: 'IMPLIED', CHARGEBEE: 'IMPLIED' });
  expect(verdicts({ primary: true })).toEqual({ ...refused, RPM: 'SENT', CHARGEBEE: 'UNSUPPORTED' });
});

test('a full name goes where one name is kept', () => {
  expect(verdicts({ name: 'Ada Lovelace' })).toEqual({
    CHARGEBEE: 'UNSUPPORTED',
    CHARTMOGUL: 'UNSUPPORTED',
    CRO: 'SENT',
    RPM: 'UNSUPPORTED',
    ZUORA: 'UNSUPPORTED',
  });
});

test.each<[PhoneKind, Record<string, string>]>([
  ['WORK', { CRO: 'VALUE', RPM: 'SENT', ZUORA: 'SENT' }],
  ['HOME', { CRO: 'VALUE', RPM: 'SENT', ZUORA: 'SENT' }],
  ['MOBILE', { CRO: 'VALUE', RPM: 'VALUE', ZUORA: 'SENT' }],
  ['FAX', { CRO: 'SENT', RPM: 'SENT', ZUORA: 'SENT' }],
  ['OTHER', { CRO: 'VALUE', RPM: 'SENT', ZUORA: 'SENT' }],
])('a number of the kind %s', (kind, expected) => {
  const none = { CHARGEBEE: 'UNSUPPORTED', CHARTMOGUL: 'UNSUPPORTED' };
  expect(verdicts({ phones: [{ number: '+49 30 1234', kind }] })).toEqual({ ...none, ...expected });
});

test.each<EmailKind>(['WORK', 'PERSONAL'])('an address of the kind %s', (kind) => {
  expect(verdicts({ emails: [{ address: 'ada@example.com', kind }] })).toEqual({
    CHARGEBEE: 'UNSUPPORTED',
    CHARTMOGUL: 'UNSUPPORTED',
    CRO: 'UNSUPPORTED',
    RPM: 'UNSUPPORTED',
    ZUORA: 'SENT',
  });
});

test.each<[Notification, 'CHARGEBEE' | 'CRO']>([
  ['ACCOUNT_EMAIL', 'CHARGEBEE'],
  ['BILLING_EMAIL', 'CHARGEBEE'],
  ['NEW_REQUEST', 'CRO'],
  ['ACKNOWLEDGED_REQUEST', 'CRO'],
  ['DISPATCHED_REQUEST', 'CRO'],
  ['COMPLETED_REQUEST', 'CRO'],
  ['FAILED_REQUEST', 'CRO'],
])('the notification %s is one of %s', (notification, owner) => {
  expect(verdicts({ notifications: [notification] })).toEqual({
    CHARGEBEE: 'VALUE',
    CRO: 'VALUE',
    CHARTMOGUL: 'UNSUPPORTED',
    RPM: 'UNSUPPORTED',
    ZUORA: 'UNSUPPORTED',
    [owner]: 'SENT',
  });
});

describe('an address', () => {
  const all = (verdict: string) => Object.fromEntries(IDS.map((id) => [id, verdict]));
  test.each([
    '"ada"@example.com',
    '"a,d"@example.com',
    'Ada <ada@example.com>',
    '<ada@example.com>',
    'ada@[192.0.2.1]',
    'ada',
    'ada@example.com,bob@example.com',
  ])('is refused by all of them alike: %s', (address) => {
    expect(verdicts({ emails: [{ address }] })).toEqual(all('FORMAT'));
  });

  test('is accepted by all of them alike', () => {
    expect(verdicts({ emails: [{ address: "o'brien+x@sub.example.co.uk" }] })).toEqual(all('SENT'));
  });
});

describe('leaving out', () => {
  const omitted = (id: string, input: ContactInput) => {
    const preview = stages.get(id)?.preview({ ...required[id], ...input }, { unsupportedFields: 'OMIT' });
    return {
      violations: preview?.violations.map(({ code, path }) => `${code} ${path.slice(1).join('.')}`),
      omitted: preview?.fates
        .filter(({ fate }) => fate === 'OMITTED')
        .map(({ path }) => path.slice(1).join('.')),
    };
  };

  test('takes a field, a kind, a value whose kind has no slot, and what is past the capacity', () => {
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

  test('never relaxes a limit, a format or what is required', () => {
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

  test('does not take options of another provider', () => {
    const preview = stages
      .get('RPM')
      ?.preview({ firstName: 'Ada' }, { unsupportedFields: 'OMIT', providers: { zuora: { trackId: 'x' } } });
    expect(preview?.violations).toMatchObject([
      { code: 'UNSUPPORTED', path: ['options', 'zuora'], supportedBy: ['ZUORA'] },
    ]);
  });
});

test('no message of a violation is without its path and the provider’s own name of the field', () => {
  const violations = stages.get('ZUORA')?.preview({ ...required.ZUORA, notes: 'x'.repeat(101) }).violations;
  expect(violations).toMatchObject([
    {
      message: 'input.notes is limited to 100 characters for Zuora; got 101.',
      providerField: 'contactDescription',
    },
  ]);
});
