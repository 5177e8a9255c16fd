/** Every kind of violation that `addContact` reports. */
import { describe, expect, test } from '@jest/globals';
import {
  expectNoPersonIn,
  PERSON,
  schema,
  useAddContact,
  type Variables,
} from '../../support/add-contact-stage.js';

const stage = useAddContact();

describe('violations', () => {
  /** Type, request, and fields besides the message. */
  const violations: [string, Variables, Record<string, unknown>][] = [
    [
      'ContactFieldRequired',
      { provider: 'CHARGEBEE', customerId: 'cus_acme', input: { firstName: 'Marakesh' } },
      { path: ['input', 'emails'], code: 'REQUIRED', providerField: 'contact[email]' },
    ],
    [
      'ContactFieldUnsupported',
      { provider: 'ZUORA', customerId: 'A00000001', input: { ...PERSON, jobTitle: 'Queen' } },
      {
        path: ['input', 'jobTitle'],
        code: 'UNSUPPORTED',
        providerField: null,
        supportedBy: expect.arrayContaining(['CHARTMOGUL', 'RPM']),
      },
    ],
    [
      'ContactFieldTooLong',
      // Code points, not code units: each of these takes two code units.
      { provider: 'CHARGEBEE', customerId: 'cus_acme', input: { ...PERSON, label: '😀'.repeat(51) } },
      {
        path: ['input', 'label'],
        code: 'TOO_LONG',
        providerField: 'contact[label]',
        maxLength: 50,
        length: 51,
      },
    ],
    [
      'ContactFieldTooShort',
      {
        provider: 'CRO',
        customerId: '1001',
        input: { phones: [{ number: '555-0100' }, { number: '123456', kind: 'FAX' }] },
      },
      {
        path: ['input', 'phones', '1', 'number'],
        code: 'TOO_SHORT',
        providerField: 'fax',
        minLength: 7,
        length: 6,
      },
    ],
    [
      'ContactFieldTooMany',
      {
        provider: 'CHARTMOGUL',
        customerId: 'cus_00000000-0000-4000-8000-000000000001',
        input: { phones: [{ number: '1' }, { number: '2' }, { number: '3' }] },
      },
      { path: ['input', 'phones'], code: 'TOO_MANY', providerField: 'phone', maxItems: 1, items: 3 },
    ],
    [
      'ContactFieldOutOfRange',
      {
        provider: 'CHARTMOGUL',
        customerId: 'cus_00000000-0000-4000-8000-000000000001',
        input: { position: 0 },
      },
      {
        path: ['input', 'position'],
        code: 'RANGE',
        providerField: 'position',
        minimum: 1,
        maximum: null,
      },
    ],
    [
      'ContactFieldFormatInvalid',
      { provider: 'CRO', customerId: 'cus_acme', input: PERSON },
      {
        path: ['customerId'],
        code: 'FORMAT',
        providerField: null,
        expected: 'a positive 64-bit integer',
      },
    ],
    [
      'ContactFieldValueUnsupported',
      {
        provider: 'RPM',
        customerId: '2001',
        input: { ...PERSON, phones: [{ number: '555-0100', kind: 'MOBILE' }] },
      },
      {
        path: ['input', 'phones', '0', 'kind'],
        code: 'VALUE',
        providerField: null,
        allowedValues: ['WORK', 'HOME', 'FAX', 'OTHER'],
      },
    ],
    [
      'ContactFieldConflict',
      { provider: 'CRO', customerId: '1001', input: { name: 'Marakesh', lastName: 'Lindqvist' } },
      {
        path: ['input', 'name'],
        code: 'CONFLICT',
        providerField: 'name',
        conflictsWith: [['input', 'lastName']],
      },
    ],
    [
      'ContactFieldRefused',
      { provider: 'ZUORA', customerId: 'FAULT-FIELD-REFUSED', input: PERSON },
      {
        path: ['input', 'lastName'],
        code: 'PROVIDER_RULE',
        providerField: 'lastName',
        providerCode: '58130020',
        providerMessage: "'lastName' contains characters that are not allowed.",
      },
    ],
  ];

  test.each(violations)('%s', async (__typename, variables, expected) => {
    const member = await stage.add(variables);
    expect(member.violations).toEqual([
      {
        __typename,
        message: expect.stringMatching(/^[A-Za-z].*\.$/),
        userMessage: expect.stringMatching(/^[A-Z].*\.$/),
        ...expected,
      },
    ]);
    expectNoPersonIn(member);
  });

  test('cover all their kinds', () => {
    const type = schema.getType('ContactFieldViolation');
    const names = type && 'resolveType' in type ? schema.getPossibleTypes(type) : [];
    // One depends on the caller: test/callers/options.test.ts covers it.
    const all = [...violations.map(([name]) => name), 'ContactFieldNotAllowed'];
    expect(all.sort()).toEqual(names.map(({ name }) => name).sort());
  });

  test('are reported together, in input order, with the options after the input', async () => {
    const { violations: found } = await stage.add({
      provider: 'ZUORA',
      customerId: 'not an account',
      input: {
        phones: [{ number: '' }],
        notes: 'x'.repeat(101),
        emails: [{ address: 'no address' }],
        firstName: '',
        externalId: 'mine',
      },
      options: { idempotencyKey: 'short', cro: { tenantId: 1 }, zuora: { trackId: 'a:b' } },
    });
    expect(found.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
      'customerId',
      'input.externalId',
      'input.firstName',
      'input.lastName',
      'input.emails.0.address',
      'input.phones.0.number',
      'input.notes',
      'options.idempotencyKey',
      'options.cro',
      'options.zuora.trackId',
    ]);
  });
});
