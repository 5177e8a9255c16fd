import { describe, expect, test } from '@jest/globals';
import { Accounts, openAccounts } from '../../src/accounts/accounts.js';
import { Exchange } from '../../src/accounts/exchange.js';
import { ProviderAccount } from '../../src/accounts/provider-account.js';
import { Env } from '../../src/config/env.js';
import { parseContactId, parseCustomerId } from '../../src/graphql/entity-id.js';
import { contactEntityId, customerEntityId } from '../../src/model/contact.js';
import { chargebee } from '../../src/providers/chargebee/index.js';
import { providers } from '../../src/providers/registry.js';

const accounts = openAccounts(providers, { live: new Map() });
/** The same, plus two named Chargebee accounts. */
const named = new Accounts([...accounts.all, ...['eu', 'apac2'].map(chargebeeAccount)]);

const UUID = '00000000-0000-4000-8000-000000000001';
/** Customers and contacts of every provider, including odd ones. */
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

const escaped = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const strict = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, escaped);
/** The percent-encoding of other languages. */
const ENCODINGS: readonly ((text: string) => string)[] = [
  // PHP's rawurlencode and Ruby's ERB::Util.url_encode.
  strict,
  // Python's quote leaves the slash.
  (text) => strict(text).replaceAll('%2F', '/'),
  // Go's PathEscape and others encode less; older ones write lowercase digits.
  (text) => strict(text).replace(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase()),
  (text) => strict(text).replace(/[-_.~]/g, escaped),
  escaped,
];

describe.each(known)('%s:%s:%s', (provider, customerId, externalId) => {
  const id = contactEntityId({ provider, customerId, externalId });
  const customer = customerEntityId({ provider, customerId });

  test('round-trips', () => {
    expect(parseContactId(id, accounts)).toEqual({ provider, customerId, externalId });
    expect(parseCustomerId(customer, accounts)).toEqual({ provider, customerId });
  });

  test('stays the same under every percent-encoding', () => {
    for (const [whole, parse, expected] of [
      [id, parseContactId, { provider, customerId, externalId }],
      [customer, parseCustomerId, { provider, customerId }],
    ] as const) {
      const [head, ...parts] = whole.split(':');
      for (const encode of ENCODINGS) {
        const other = [head, ...parts.map((part) => encode(decodeURIComponent(part)))].join(':');
        expect(parse(other, accounts)).toEqual(expected);
      }
    }
  });

  test('matches no other text', () => {
    for (const [whole, parse] of [
      [id, parseContactId],
      [customer, parseCustomerId],
    ] as const) {
      for (const other of [
        ` ${whole}`,
        `${whole} `,
        `${whole}:`,
        `:${whole}`,
        `${whole}\n`,
        `${whole}%`,
        `${whole}%zz`,
        `${whole}%ff`,
        `${whole}+`,
        whole.replace(provider, `%${provider.charCodeAt(0).toString(16)}${provider.slice(1)}`),
      ]) {
        expect(parse(other, accounts)).toBeUndefined();
      }
    }
  });

  test('is invalid as an id of the other type', () => {
    expect(parseContactId(customer, accounts)).toBeUndefined();
    expect(parseCustomerId(id, accounts)).toBeUndefined();
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
])('%s does not name a contact', (id) => {
  expect(parseContactId(id, accounts)).toBeUndefined();
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
  'ZUORA:%',
  'toString:x',
])('%s does not name a customer', (id) => {
  expect(parseCustomerId(id, accounts)).toBeUndefined();
});

describe('an id of a named account', () => {
  const ref = { provider: 'CHARGEBEE', account: 'eu', customerId: 'a@b:c', externalId: 'contact 1' };
  const id = 'CHARGEBEE@eu:a%40b%3Ac:contact%201';

  test('begins with provider and account, and round-trips', () => {
    expect(contactEntityId(ref)).toBe(id);
    expect(parseContactId(id, named)).toStrictEqual(ref);
    const { externalId: _, ...customer } = ref;
    expect(customerEntityId(customer)).toBe('CHARGEBEE@eu:a%40b%3Ac');
    expect(parseCustomerId('CHARGEBEE@eu:a%40b%3Ac', named)).toStrictEqual(customer);
    expect(parseCustomerId('CHARGEBEE@apac2:a', named)).toMatchObject({ account: 'apac2' });
  });

  test('differs from the id of the default account', () => {
    expect(parseContactId('CHARGEBEE:a:b', named)).toStrictEqual({
      provider: 'CHARGEBEE',
      customerId: 'a',
      externalId: 'b',
    });
  });

  test.each([
    'CHARGEBEE@:a',
    'CHARGEBEE@us:a',
    'CHARGEBEE@EU:a',
    'CHARGEBEE@eu@eu:a',
    'CHARGEBEE@eu@:a',
    'CHARGEBEE%40eu:a',
    'CHARGEBEE@e%75:a',
    'CHARGEBEE@ eu:a',
    'CHARTMOGUL@eu:cus_00000000-0000-4000-8000-000000000001',
    'STRIPE@eu:a',
    '@eu:a',
    '@:a',
    'eu@CHARGEBEE:a',
    'CHARGEBEE@__proto__:a',
    'CHARGEBEE@eu:a/b'.replace('/', '%2F'),
  ])('%s does not name a customer', (other) => {
    expect(parseCustomerId(other, named)).toBeUndefined();
    expect(parseContactId(`${other}:b`, named)).toBeUndefined();
  });
});

function chargebeeAccount(name: string): ProviderAccount {
  const settings = chargebee.configure(new Env({ CHARGEBEE_SITE: name, CHARGEBEE_API_KEY: 'key' }));
  if (!settings) throw new Error('Chargebee is not configured.');
  return new ProviderAccount(chargebee, 'LIVE', {
    id: name,
    name,
    exchange: new Exchange(chargebee, settings),
  });
}
