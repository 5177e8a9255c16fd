/** What the page queries and sends of an edited contact, by each provider's schema. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { RJSFSchema } from '@rjsf/utils';
import { buildSchema, print, validate } from 'graphql';
import { ContactDocument, ContactsOfCustomerDocument } from '../../examples/frontend/generated/operations.js';
import { changesOf } from '../../examples/frontend/page/changes.js';
import { inputSchema } from '../../examples/frontend/page/form-schema.js';
import { textsOf, valuesOf, withFields } from '../../examples/frontend/page/present.js';

const FORMS = 'schema/forms';
const forms = readdirSync(FORMS)
  .filter((name) => name.endsWith('.update.json'))
  .map((name) => [name.replace('.update.json', ''), formOf(name)] as const);
const graph = buildSchema(
  readFileSync('schema/contacts.graphql', 'utf8').replace(/^extend schema[^{]*?\)\n/m, ''),
  {
    assumeValidSDL: true,
  },
);

function formOf(name: string): RJSFSchema {
  const input = inputSchema(JSON.parse(readFileSync(`${FORMS}/${name}`, 'utf8')));
  if (!input) throw new Error(name);
  return input;
}

const contact = {
  __typename: 'Contact',
  id: 'X:1:2',
  name: 'Ada Lovelace',
  firstName: 'Ada',
  lastName: 'Lovelace',
  nickname: null,
  emails: [{ __typename: 'ContactEmail', address: 'ada@example.com', kind: 'WORK' }],
  phones: [],
  address: { __typename: 'ContactAddress', line1: '12 St James Square', city: 'London', region: null },
  notes: 'Calls back.',
  notifications: [],
  customFields: [
    { __typename: 'ContactCustomField', name: 'Department__c', value: 'Operations' },
    { __typename: 'ContactCustomField', name: 'Floor__c', value: 2 },
  ],
};

test('finds forms', () => {
  expect(forms.length).toBeGreaterThan(3);
});

describe.each(forms)('%s', (_, input) => {
  test('every field of the form can be queried', () => {
    for (const [plain, asked] of [
      [ContactDocument, withFields(ContactDocument, input)],
      [ContactsOfCustomerDocument, withFields(ContactsOfCustomerDocument, input)],
    ] as const) {
      expect(validate(graph, asked)).toEqual([]);
      expect(print(asked).length).toBeGreaterThan(print(plain).length);
    }
  });

  test('an untouched contact is no change', () => {
    const before = valuesOf(contact, input);
    expect(JSON.stringify(before)).not.toContain('__typename');
    expect(changesOf(before, structuredClone(before), input).input).toBeUndefined();
    // Values that forms and answers spell differently.
    const [empty, none] = [
      { ...(before as object), firstName: '' },
      { ...(before as object), firstName: null },
    ];
    expect(changesOf(none, empty, input).input).toBeUndefined();
  });
});

describe('a change', () => {
  const input = formOf('zuora.update.json');
  const before = valuesOf(contact, input) as typeof contact;
  const changed = (edits: object) => changesOf(before, { ...structuredClone(before), ...edits }, input);

  test('sets a changed value', () => {
    expect(changed({ firstName: 'Augusta', nickname: 'Countess' }).input).toEqual({
      firstName: 'Augusta',
      nickname: 'Countess',
    });
  });

  test('clears emptied fields, each part of an object separately, and reports them at their field', () => {
    const { address } = before;
    const { input: sent, place } = changed({
      notes: undefined,
      emails: [],
      address: { ...address, city: '', line1: '13 St James Square' },
    });
    expect(sent).toEqual({
      address: { line1: '13 St James Square' },
      clear: ['EMAILS', 'ADDRESS_CITY', 'NOTES'],
    });
    expect(place(['input', 'clear', '0'])).toEqual(['input', 'emails']);
    expect(place(['input', 'clear', '1'])).toEqual(['input', 'address', 'city']);
    expect(place(['input', 'address', 'line1'])).toEqual(['input', 'address', 'line1']);
  });

  test('replaces a list as a whole', () => {
    const emails = [...before.emails, { address: 'ada@example.org', kind: null }];
    expect(changed({ emails }).input).toEqual({
      emails: [{ address: 'ada@example.com', kind: 'WORK' }, { address: 'ada@example.org' }],
    });
  });

  test('changes custom fields one by one, with null for removed ones', () => {
    const { input: sent, place } = changed({
      customFields: [
        { name: 'Floor__c', value: 3 },
        { name: 'Room__c', value: 'A' },
      ],
    });
    expect(sent).toEqual({
      customFields: [
        { name: 'Floor__c', value: 3 },
        { name: 'Room__c', value: 'A' },
        { name: 'Department__c', value: null },
      ],
    });
    expect(place(['input', 'customFields', '1', 'value'])).toEqual(['input', 'customFields', '1', 'value']);
    expect(place(['input', 'customFields', '2', 'value'])).toEqual(['input', 'customFields', 'value']);
    const emptied = changed({
      customFields: [{ name: 'Department__c', value: 'Operations' }, { name: 'Floor__c' }],
    });
    expect(emptied.input).toEqual({ customFields: [{ name: 'Floor__c', value: null }] });
    expect(emptied.place(['input', 'customFields', '0', 'value'])).toEqual([
      'input',
      'customFields',
      '1',
      'value',
    ]);
  });
});

test("a contact's texts are readable", () => {
  expect(textsOf(contact, formOf('zuora.update.json'))).toEqual([
    'Ada',
    'Lovelace',
    'ada@example.com',
    '12 St James Square',
    'London',
    'Department__c: Operations',
    'Floor__c: 2',
    'Calls back.',
  ]);
});
