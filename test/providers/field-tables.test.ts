/**
 * The tables as the vendors' documents have them, written down a second time: the conformance suite asks a provider
 * what it says it can do, so it cannot notice a row that is missing.
 */
import { expect, test } from '@jest/globals';
import { describeFields } from '../../src/mapping/describe.js';
import { providers } from '../../src/providers/registry.js';

/** Path, kind, name at the vendor, most characters, least where it is not one. `!` marks what is required. */
const documented: Readonly<Record<string, readonly string[]>> = {
  CHARGEBEE: [
    'externalId contact[id] 150',
    'firstName contact[first_name] 150',
    'lastName contact[last_name] 150',
    'label contact[label] 50',
    'emails.address! contact[email] 70',
    'phones.number contact[phone] 50',
    'enabled contact[enabled]',
    'notifications contact[send_account_email], contact[send_billing_email]',
  ],
  CHARTMOGUL: [
    'firstName first_name 10000',
    'lastName last_name 10000',
    'jobTitle title 10000',
    'emails.address email 254',
    'phones.number phone 10000',
    'notes notes 65536',
    'position position',
    'socialProfiles.linkedIn linked_in 10000',
    'socialProfiles.twitter twitter 10000',
    'customFields.name custom 10000',
    'customFields.value custom 65536',
  ],
  CRO: [
    'name name 128',
    'firstName name 128',
    'lastName name 128',
    'emails.address email 256',
    'phones.number number 90',
    'phones.number FAX fax 15 7',
    'phones.kind fax',
    'notifications notify_on_new_request, notify_on_acknowledged_request, notify_on_dispatched_request, notify_on_completed_request, notify_on_failed_request',
  ],
  RPM: [
    'firstName Contact.FirstName 10000',
    'lastName Contact.LastName 10000',
    'salutation Contact.Salutation 10000',
    'jobTitle Contact.Title 10000',
    'emails.address Contact.Email 254',
    'phones.number Contact.PhoneNumbers.Number 10000',
    'phones.kind Contact.PhoneNumbers.Type',
    'primary IsPrimary',
  ],
  ZUORA: [
    'firstName! firstName 100',
    'lastName! lastName 100',
    'nickname nickname 100',
    'emails.address WORK workEmail 74',
    'emails.address PERSONAL personalEmail 80',
    'emails.kind workEmail, personalEmail',
    'phones.number WORK workPhone 40',
    'phones.number HOME homePhone 40',
    'phones.number MOBILE mobilePhone 100',
    'phones.number FAX fax 40',
    'phones.number OTHER otherPhone 40',
    'phones.kind workPhone, homePhone, mobilePhone, fax, otherPhone, otherPhoneType',
    'address.line1 address1 255',
    'address.line2 address2 255',
    'address.city city 40',
    'address.region state 40',
    'address.county county 32',
    'address.postalCode zipCode 20',
    'address.country country 64',
    'address.taxRegion taxRegion 32',
    'notes contactDescription 100',
    'customFields.name *__c 10000',
    'customFields.value *__c 65536',
  ],
};

test.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  const rows = describeFields(provider).map((field) =>
    [
      `${field.path.slice(1).join('.')}${field.required ? '!' : ''}`,
      field.kind,
      field.providerField,
      field.maxLength,
      (field.minLength ?? 1) === 1 ? null : field.minLength,
    ]
      .filter((part) => part !== null)
      .join(' '),
  );
  expect(rows).toEqual(documented[provider.id]);
});

test('lists have the capacities and values that the documents name, and else take 100 items', () => {
  const facts = providers.flatMap((provider) =>
    describeFields(provider)
      .filter(({ maxItems, allowedValues }) => maxItems !== null || allowedValues !== null)
      .map(({ path, maxItems, allowedValues }) =>
        [provider.id, path.slice(1).join('.'), maxItems, ...(allowedValues ?? [])].join(' '),
      ),
  );
  expect([...new Set(facts)]).toEqual([
    'CHARGEBEE emails.address 1',
    'CHARGEBEE phones.number 1',
    'CHARGEBEE notifications 100 ACCOUNT_EMAIL BILLING_EMAIL',
    'CHARTMOGUL emails.address 1',
    'CHARTMOGUL phones.number 1',
    'CHARTMOGUL customFields.name 100',
    'CHARTMOGUL customFields.value 100',
    'CRO emails.address 100',
    'CRO phones.number 2',
    'CRO phones.kind 2 FAX',
    'CRO notifications 100 NEW_REQUEST ACKNOWLEDGED_REQUEST DISPATCHED_REQUEST COMPLETED_REQUEST FAILED_REQUEST',
    'RPM emails.address 1',
    'RPM phones.number 4',
    'RPM phones.kind 4 WORK HOME FAX OTHER',
    'ZUORA emails.address 2',
    'ZUORA emails.kind 2 WORK PERSONAL',
    'ZUORA phones.number 5',
    'ZUORA phones.kind 5 WORK HOME MOBILE FAX OTHER',
    'ZUORA customFields.name 100',
    'ZUORA customFields.value 100',
  ]);
});
