/** The rows that drivers share, and the folds over their decisions, without a registered provider. */
import { describe, expect, test } from '@jest/globals';
import { decideInput } from '../../src/mapping/decide.js';
import type { FieldTable } from '../../src/mapping/field-table.js';
import { flag, flags } from '../../src/mapping/flag-rows.js';
import { bodyOf, fatesOf, pathOf, violationsOf } from '../../src/mapping/folds.js';
import { oneEmail, phonesByKind, slot } from '../../src/mapping/list-rows.js';
import { code, oneName, text } from '../../src/mapping/text-rows.js';
import type { ContactInput, JsonObject } from '../../src/model/contact.js';

const NAMES = oneName('full_name', { max: 12, required: true });

function decided(fields: FieldTable, input: ContactInput, { omitUnsupported = false } = {}) {
  const provider = { name: 'Acme', omitsUnset: false, wireName: (wire: string) => `x.${wire}`, fields };
  const decisions = decideInput(input, provider);
  const violations = violationsOf(decisions, provider, { omitUnsupported, supportedBy: () => ['OTHER'] });
  return {
    decisions,
    body: bodyOf(decisions),
    violations: violations.map(({ code: kind, path }) => `${kind} ${path.join('.')}`),
    messages: violations.map(({ message }) => message),
    fates: fatesOf(decisions, provider).map(({ path, fate }) => `${fate} ${path.join('.')}`),
    fatesBeside: (record: JsonObject) => fatesOf(decisions, provider, record).map(({ fate }) => fate),
  };
}

describe('one name', () => {
  test('sends the full name as it is', () => {
    const { body, fates } = decided(NAMES, { name: 'Ada King' });
    expect(body).toEqual({ full_name: 'Ada King' });
    expect(fates).toEqual(['SENT input.name']);
  });

  test('joins the parts, and checks the total limit at the last one', () => {
    const { body, fates } = decided(NAMES, { firstName: 'Ada', lastName: 'King' });
    expect(body).toEqual({ full_name: 'Ada King' });
    expect(fates).toEqual(['TRANSFORMED input.firstName', 'TRANSFORMED input.lastName']);
    expect(decided(NAMES, { firstName: 'Augusta', lastName: 'Lovelace' }).violations).toEqual([
      'TOO_LONG input.lastName',
    ]);
    expect(decided(NAMES, { firstName: 'Augusta Ada King' }).violations).toEqual([
      'TOO_LONG input.firstName',
    ]);
  });

  test('is required unless a part is given', () => {
    const fields = { ...NAMES, emails: oneEmail('mail') };
    const { violations, messages } = decided(fields, { emails: [{ address: 'ada@example.com' }] });
    expect(violations).toEqual(['REQUIRED input.name']);
    expect(messages).toEqual(['Acme requires input.name unless firstName or lastName is given.']);
    expect(decided(fields, { lastName: 'King' }).violations).toEqual([]);
  });

  test('excludes the parts beside the full name', () => {
    const { violations, messages } = decided(NAMES, { name: 'Ada', lastName: 'King' });
    expect(violations).toEqual(['CONFLICT input.name']);
    expect(messages).toEqual(['input.name and lastName must not be given together.']);
  });
});

describe('a flag', () => {
  const optional = { label: text('label'), enabled: flag('active', { default: true }) };

  test('has its default without a fate if the caller omits it', () => {
    const { body, fates } = decided(optional, { label: 'x' });
    expect(body).toEqual({ label: 'x', active: true });
    expect(fates).toEqual(['SENT input.label']);
    expect(decided(optional, { enabled: false }).body).toEqual({ active: false });
  });

  test('is not a contact by itself when it is the default', () => {
    expect(decided(optional, {}).violations).toEqual(['REQUIRED input']);
  });

  test('that can only be turned on implies false', () => {
    const fields = {
      label: text('label'),
      primary: flag('main', { onlyTrue: 'Nothing is primary by itself.' }),
    };
    expect(decided(fields, { label: 'x', primary: false })).toMatchObject({
      body: { label: 'x' },
      fates: ['SENT input.label', 'IMPLIED input.primary'],
    });
    expect(decided(fields, { primary: true }).body).toEqual({ main: true });
  });

  test('that is never answered counts as kept', () => {
    const asked = { primary: flag('main'), enabled: flag('active', { isAnswered: false }) };
    const { fatesBeside } = decided(asked, { primary: true, enabled: true });
    expect(fatesBeside({ main: false, active: false })).toEqual(['NOT_KEPT', 'SENT']);
  });
});

describe('a code', () => {
  const fields = {
    'address.country': code('country', /^[A-Z]{2}$/, 'a country code such as GB', { max: 2 }),
  };

  test('is sent in its own form, and is FORMAT in any other', () => {
    expect(decided(fields, { address: { country: 'GB' } }).body).toEqual({ country: 'GB' });
    const { violations, messages } = decided(fields, { address: { country: 'gb' } });
    expect(violations).toEqual(['FORMAT input.address.country']);
    expect(messages).toEqual(['input.address.country must be a country code such as GB.']);
  });

  test('breaks one rule at a time', () => {
    expect(decided(fields, { address: { country: 'GBR' } }).violations).toEqual([
      'TOO_LONG input.address.country',
    ]);
  });
});

describe('values without a target', () => {
  const fields = {
    phones: phonesByKind({ kinds: { WORK: slot('tel'), FAX: slot('fax') }, default: 'WORK' }),
    notifications: flags({ BILLING_EMAIL: 'billing' }),
  };
  const input: ContactInput = {
    nickname: 'Ada',
    phones: [{ number: '1' }, { number: '2', kind: 'HOME' }, { number: '3', kind: 'WORK' }],
    notifications: ['BILLING_EMAIL', 'NEW_REQUEST'],
  };

  test('are violations', () => {
    expect(decided(fields, input).violations).toEqual([
      'UNSUPPORTED input.nickname',
      'TOO_MANY input.phones',
      'VALUE input.phones.1.kind',
      'VALUE input.notifications.1',
    ]);
  });

  test('are omitted on request, with a fate for each leaf', () => {
    const { body, violations, fates } = decided(fields, input, { omitUnsupported: true });
    expect(violations).toEqual([]);
    expect(body).toEqual({ tel: '1', billing: true });
    expect(fates).toEqual([
      'OMITTED input.nickname',
      'SENT input.phones.0.number',
      'OMITTED input.phones.1.number',
      'OMITTED input.phones.1.kind',
      'OMITTED input.phones.2.number',
      'OMITTED input.phones.2.kind',
      'SENT input.notifications.0',
      'OMITTED input.notifications.1',
    ]);
  });

  test('lead to the same decisions under each policy', () => {
    const { decisions } = decided(fields, input);
    expect(decided(fields, input, { omitUnsupported: true }).decisions).toEqual(decisions);
    expect(pathOf(decisions, 'tel')).toEqual(['input', 'phones', '0', 'number']);
    expect(pathOf(decisions, 'fax')).toBeUndefined();
  });
});
