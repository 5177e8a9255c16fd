/** The success of `addContact` at every vendor, with every kind of fate. */
import { describe, expect, test } from '@jest/globals';
import { customerEntityId } from '../../../src/model/contact.js';
import { PERSON, useAddContact, type Variables } from '../../support/add-contact-stage.js';

const stage = useAddContact();

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
        // The account's id, although the request gave its number.
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
    const member = await stage.add(variables);
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

  test('reports every kind of fate', async () => {
    const member = await stage.add({
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
    const joined = await stage.add({ provider: 'CRO', customerId: '1001', input: PERSON });
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
