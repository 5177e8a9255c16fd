/** What counts as given in the arguments of `addContact`. */
import { describe, expect, test } from '@jest/globals';
import { type Member, PERSON, schema, useAddContact } from '../../support/add-contact-stage.js';
import { ask } from '../../support/ask.js';
import { selectAll } from '../../support/select-all.js';

const stage = useAddContact();

describe('given arguments', () => {
  const absent = { provider: 'RPM', customerId: '2001', input: { firstName: 'Ada' } };

  test('null equals absent, in lists and options too', async () => {
    const fields = Object.keys(inputFields('AddContactInput')).filter((field) => field !== 'firstName');
    const nulls = Object.fromEntries(fields.map((field) => [field, null]));
    const options = Object.fromEntries(
      Object.keys(inputFields('AddContactOptions')).map((field) => [field, null]),
    );
    const given = await stage.add({ ...absent, input: { ...nulls, firstName: 'Ada' }, options });
    const expected = await stage.add(absent);
    expect(withoutIds(given)).toEqual(withoutIds(expected));
    expect(given.fields).toHaveLength(1);
    expect(withoutIds(await stage.add({ ...absent, options: null }))).toEqual(withoutIds(expected));
  });

  test('null in the parts of an object equals an empty object', async () => {
    const address = Object.fromEntries(
      Object.keys(inputFields('ContactAddressInput')).map((field) => [field, null]),
    );
    const member = await stage.add({ ...absent, input: { firstName: 'Ada', address, socialProfiles: {} } });
    expect(withoutIds(member)).toEqual(withoutIds(await stage.add(absent)));
  });

  test('an empty list gives nothing, except that notifications are all off', async () => {
    const request = { provider: 'CHARGEBEE', customerId: 'cus_acme', input: { emails: [] } };
    expect((await stage.add(request)).violations).toMatchObject([{ __typename: 'ContactFieldRequired' }]);
    const input = { emails: PERSON.emails, phones: [], notifications: [] };
    expect(await stage.add({ ...request, input })).toMatchObject({ contact: { notifications: [] } });
  });

  test('literals in the document equal variables', async () => {
    const variables = {
      provider: 'ZUORA',
      customerId: 'A00000002',
      input: {
        ...PERSON,
        phones: [{ number: '555-0100', kind: 'HOME' }],
        address: { city: 'London' },
        customFields: [{ name: 'a__c', value: 1.5 }],
      },
      options: { unsupportedFields: 'OMIT', zuora: { trackId: 'literal' } },
    };
    const literal = `mutation {
      addContact(
        customerId: "A00000002"
        provider: ZUORA
        input: {
          firstName: "Marakesh"
          lastName: "Lindqvist"
          emails: { address: "mara.lindqvist@example.com" }
          phones: [{ number: "555-0100", kind: HOME }]
          address: { city: "London" }
          customFields: [{ name: "a__c", value: 1.5 }]
        }
        options: { unsupportedFields: OMIT, zuora: { trackId: "literal" } }
      ) ${selectAll(schema, 'AddContactResult')}
    }`;
    const answer = await ask(stage.subgraph.url, literal);
    expect(answer.errors).toEqual([]);
    expect(withoutIds(answer.data.addContact)).toEqual(withoutIds(await stage.add(variables)));
  });

  test('variables may stand inside a literal, and a missing one is absent', async () => {
    const answer = await ask(
      stage.subgraph.url,
      `mutation ($first: String, $last: String, $value: JSON) {
        addContact(customerId: "A00000002", provider: ZUORA, input: {
          firstName: $first, lastName: $last, customFields: [{ name: "a__c", value: $value }]
        }) { ... on ContactInputInvalidError { violations { __typename path } } }
      }`,
      { first: 'Ada' },
    );
    expect(answer.data.addContact.violations).toEqual([
      { __typename: 'ContactFieldRequired', path: ['input', 'lastName'] },
      { __typename: 'ContactFieldRequired', path: ['input', 'customFields', '0', 'value'] },
    ]);
  });

  test('custom values keep their kind, null included', async () => {
    const values = {
      text__c: 'a "text"',
      empty__c: '',
      number__c: -12.5,
      zero__c: 0,
      yes__c: true,
      no__c: false,
    };
    const customFields = Object.entries({ ...values, null__c: null }).map(([name, value]) => ({
      name,
      value,
    }));
    const request = { provider: 'ZUORA', customerId: 'A00000002', input: { ...PERSON, customFields } };
    const member = await stage.add(request);
    expect(member.contact.customFields).toEqual(expect.arrayContaining(customFields));
    const fates = member.fields.filter(({ path }: { path: string[] }) => path[1] === 'customFields');
    expect(fates).toHaveLength(2 * customFields.length);
    expect(new Set(fates.map(({ fate }: { fate: string }) => fate))).toEqual(new Set(['SENT']));

    const literals = customFields.map(
      ({ name, value }) => `{ name: "${name}", value: ${JSON.stringify(value)} }`,
    );
    const answer = await ask(
      stage.subgraph.url,
      `mutation { addContact(customerId: "A00000002", provider: ZUORA, input: {
        firstName: "Ada", lastName: "Lovelace", customFields: [${literals.join(' ')}]
      }) { ... on AddContactSuccess { contact { customFields { name value } } } } }`,
    );
    expect(answer.data.addContact.contact.customFields).toEqual(expect.arrayContaining(customFields));
  });

  test.each([
    ['a list', [1]],
    ['an object', { a: 1 }],
    ['an empty object', {}],
  ])('%s is not a custom value', async (_, value) => {
    const input = { ...PERSON, customFields: [{ name: 'a__c', value }] };
    const member = await stage.add({ provider: 'ZUORA', customerId: 'A00000002', input });
    expect(member.violations).toMatchObject([
      { __typename: 'ContactFieldFormatInvalid', path: ['input', 'customFields', '0', 'value'] },
    ]);
  });
});

function inputFields(name: string): object {
  const type = schema.getType(name);
  return type && 'getFields' in type ? type.getFields() : {};
}

/** The member without what differs from contact to contact. */
function withoutIds(member: Member): unknown {
  const { contact, fields, replayed, __typename } = member;
  const { id, externalId, providerRecord, ...rest } = contact;
  return { __typename, fields, replayed, contact: rest };
}
