import { describe, expect, test } from '@jest/globals';
import { contactEntityId, customerEntityId } from '../../src/domain/contact.js';
import { parseContactId, parseCustomerId } from '../../src/domain/entity-id.js';
import { openDirectory } from '../../src/domain/open-directory.js';
import { providers } from '../../src/providers/providers.js';

const directory = openDirectory(providers, { live: new Map() });

const UUID = '00000000-0000-4000-8000-000000000001';
/** Customers and contacts of every provider, the odd ones among them. */
const known: readonly (readonly [provider: string, customerId: string, externalId: string])[] = [
  ['CHARGEBEE', 'cus_acme', 'contact_1'],
  ['CHARGEBEE', "cus!$&'()*+,:=@~[]", 'a:b/c?d#e%f g'],
  ['CHARGEBEE', 'kundin-zoë-😀', '😀'.repeat(150)],
  ['CHARGEBEE', '😀'.repeat(50), '..'],
  ['CHARGEBEE', 'CHARGEBEE:cus', '%2F'],
  ['CHARTMOGUL', `cus_${UUID}`, `con_${UUID}`],
  ['CRO', '9223372036854775807', '9223372036854775807'],
  ['RPM', '2147483647', '1'],
  ['ZUORA', '2c92c0f86a8dd422016a9e7a70116b01', '402881a2889f2e4301889f30e64e0019'],
  ['ZUORA', 'A-1_2.3', 'f'],
];

describe.each(known)('%s:%s:%s', (provider, customerId, externalId) => {
  const id = contactEntityId(provider, customerId, externalId);
  const customer = customerEntityId(provider, customerId);

  test('is read back as it was built', () => {
    expect(parseContactId(id, directory)).toEqual({ provider, customerId, externalId });
    expect(parseCustomerId(customer, directory)).toEqual({ provider, customerId });
  });

  test('has one form', () => {
    for (const [whole, parse] of [
      [id, parseContactId],
      [customer, parseCustomerId],
    ] as const) {
      const characters = [...whole];
      characters.forEach((character, place) => {
        // Every part can be written in more ways; a character that needs no escape is refused with one.
        if (
          !/^[A-Za-z0-9]$/.test(character) ||
          characters[place - 1] === '%' ||
          characters[place - 2] === '%'
        )
          return;
        const encoded = `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
        const other = [...characters.slice(0, place), encoded, ...characters.slice(place + 1)].join('');
        expect(parse(other, directory)).toBeUndefined();
      });
      if (/%[0-9A-F]*[A-F]/.test(whole)) {
        const lower = whole.replace(/%[0-9A-F]{2}/g, (encoded) => encoded.toLowerCase());
        expect(parse(lower, directory)).toBeUndefined();
      }
      for (const other of [
        ` ${whole}`,
        `${whole} `,
        `${whole}:`,
        `:${whole}`,
        `${whole}\n`,
        `${whole}%`,
        `${whole}%zz`,
      ]) {
        expect(parse(other, directory)).toBeUndefined();
      }
    }
  });

  test('is no id of the other type', () => {
    expect(parseContactId(customer, directory)).toBeUndefined();
    expect(parseCustomerId(id, directory)).toBeUndefined();
  });
});

test.each([
  '',
  ':',
  '::',
  '::::',
  'CHARGEBEE',
  'CHARGEBEE::contact_1',
  'CHARGEBEE:cus_acme:',
  ':cus_acme:contact_1',
  'chargebee:cus_acme:contact_1',
  'STRIPE:cus_acme:contact_1',
  '__proto__:cus_acme:contact_1',
  'constructor:cus_acme:contact_1',
  'CHARGEBEE:.:contact_1',
  'CHARGEBEE:..:contact_1',
  'CHARGEBEE:a%2Fb:contact_1',
  'CHARGEBEE:cus_acme:a%00b',
  'CHARGEBEE:cus_acme:%ED%A0%80',
  'CHARGEBEE:cus_acme:\ud800',
  `CHARGEBEE:cus_acme:${'x'.repeat(151)}`,
  `CHARGEBEE:cus_acme:${'x'.repeat(5000)}`,
  'CHARGEBEE:cus acme:contact_1',
  'CHARGEBEE:cus+acme:contact 1',
  'CHARTMOGUL:cus_1:con_1',
  `CHARTMOGUL:cus_${UUID}:cus_${UUID}`,
  `CHARTMOGUL:cus_${UUID}:con_${UUID}%0A`,
  `CHARTMOGUL:con_${UUID}:con_${UUID}`,
  'CRO:1001:0',
  'CRO:1001:-1',
  'CRO:0:1',
  'CRO:1001:1e3',
  'CRO:9223372036854775808:1',
  'CRO:1001:9223372036854775808',
  'CRO:1001:%D9%A1',
  'RPM:2001:0',
  'RPM:2147483648:1',
  'RPM:2001:1.0',
  'ZUORA:A00000001:..',
  'ZUORA:A00000001:a-b',
  "ZUORA:A'1:abc",
  'ZUORA:..:abc',
])('%s names no contact', (id) => {
  expect(parseContactId(id, directory)).toBeUndefined();
});

test.each([
  '',
  ':',
  'CHARGEBEE',
  'CHARGEBEE:',
  ':cus',
  'NOBODY:cus',
  'RPM:x',
  'CRO:01',
  'ZUORA:%41',
  'toString:x',
])('%s names no customer', (id) => {
  expect(parseCustomerId(id, directory)).toBeUndefined();
});
