/** Caller mistakes: each gets a clear error with its own code, and causes no vendor call. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { matchesIdRule } from '../../../src/providers/id-rule.js';
import { described, wholeLists } from '../../support/facts.js';
import { openReadingStage, type ReadingStage } from '../../support/reading-stage.js';
import { customerOf, PROVIDERS } from '../../support/reading-vendor.js';

let stage: ReadingStage;
beforeAll(async () => {
  // In production mode, where errors say least.
  stage = await openReadingStage({ NODE_ENV: 'production' });
});
afterAll(async () => {
  await stage.close();
});
beforeEach(() => stage.vendor.forget());
afterEach(() => {
  stage.vendor.instead = undefined;
});

const CONTACT = 'query ($id: ID!) { contact(id: $id) { id } }';
const CONTACTS = `query ($provider: ContactProvider!, $customerId: ID!, $first: Int, $after: String) {
  contacts(provider: $provider, customerId: $customerId, first: $first, after: $after) { nodes { id } pageInfo { endCursor } }
}`;

async function refused(query: string, variables: Readonly<Record<string, unknown>>) {
  const { status, data, errors, text } = await stage.ask(query, variables);
  expect(status).toBe(200);
  expect(Object.values(data)).toEqual([null]);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({
    path: [Object.keys(data)[0]],
    extensions: { requestId: expect.any(String) },
  });
  return { code: errors[0]?.extensions.code, message: errors[0]?.message ?? '', text };
}

test.each([
  '',
  'x',
  'CHARGEBEE:cus_acme',
  'CHARGEBEE:cus_acme:contact:1',
  'chargebee:cus_acme:c',
  'STRIPE:cus_1:c_1',
  'CHARGEBEE:..:c',
  'CHARGEBEE:cus_acme:%2g',
  'CHARGEBEE:cus_acme:a+b',
  '%43HARGEBEE:cus_acme:c',
  'CHARGEBEE:cus acme:c',
  'CHARTMOGUL:cus_00000000-0000-4000-8000-000000000001:con_1',
  'CRO:1001:0',
  'CRO:x:1',
  'RPM:2001:abc',
  'ZUORA:A00000001:../accounts',
  "ZUORA:A' or Id != ':abc",
  'ZUORA:A%27:abc',
])('rejects %p as a contact id', async (id) => {
  const { code, text } = await refused(CONTACT, { id });
  expect(code).toBe('CONTACT_ID_INVALID');
  // The message does not repeat the input.
  if (id.length > 12) expect(text).not.toContain(id);
  expect(stage.vendor.requests).toEqual([]);
});

// No quote reaches ZOQL: account names are checked first, and the id in a query is either a checked name or
// the vendor's own answer.
const NOBODY = [
  "A00000001' or Id != '",
  "2c92c0f86a8dd422016a9e7a70116b01'",
  'A\\',
  '..',
  'a/b',
  'cus_1',
  '1e3',
  '2147483648',
  '',
];
test.each(
  described.flatMap(({ provider: { id, info } }) =>
    NOBODY.filter((text) => !matchesIdRule(info.customerId, text)).map((text) => [id, text] as const),
  ),
)('rejects for %s the customer id %p', async (provider, customerId) => {
  const { code, message } = await refused(CONTACTS, { provider, customerId });
  expect(code).toBe('CUSTOMER_ID_INVALID');
  expect(message).toContain('Expected: ');
  expect(stage.vendor.requests).toEqual([]);
});

test("escapes a quote in the vendor's own account id", async () => {
  // Zuora would not return this: it is the only way for a quote to come near a query.
  stage.vendor.instead = ({ path }) =>
    path.startsWith('/v1/accounts/')
      ? { status: 200, body: JSON.stringify({ basicInfo: { id: "a'b\\c" }, success: true }) }
      : { status: 200, body: '{"records":[],"size":0,"done":true}' };
  await stage.ask(CONTACTS, { provider: 'ZUORA', customerId: 'A00000001' });
  const { queryString } = JSON.parse(stage.vendor.requests.at(-1)?.body ?? '');
  expect(queryString).toMatch(/ from Contact where AccountId = 'a\\'b\\\\c'$/);
});

test.each([0, -1, 101, 2_147_483_647, -2_147_483_648])('rejects a page of %i contacts', async (first) => {
  const { code } = await refused(CONTACTS, { provider: 'RPM', customerId: '1001', first });
  expect(code).toBe('PAGE_SIZE_INVALID');
  expect(stage.vendor.requests).toEqual([]);
});

describe.each(PROVIDERS)('%s', (provider) => {
  test('rejects a changed cursor, and one of another list, without a call', async () => {
    const customerId = customerOf(provider, 1);
    const otherId = customerOf(provider, 2);
    stage.vendor.put(provider, customerId, 3);
    stage.vendor.put(provider, otherId, 3);
    const { pageInfo } = await stage.page(provider, customerId, 1);
    const cursor = pageInfo.endCursor ?? '';
    const changed = [0, Math.floor(cursor.length / 2), cursor.length - 1].map(
      (place) => cursor.slice(0, place) + (cursor[place] === 'A' ? 'B' : 'A') + cursor.slice(place + 1),
    );
    stage.vendor.forget();
    for (const after of [
      '',
      'x',
      '1',
      'YXJyYXljb25uZWN0aW9uOjA=',
      cursor.slice(1),
      `${cursor}A`,
      ...changed,
    ]) {
      expect((await refused(CONTACTS, { provider, customerId, after })).code).toBe('CURSOR_INVALID');
    }
    expect((await refused(CONTACTS, { provider, customerId: otherId, after: cursor })).code).toBe(
      'CURSOR_INVALID',
    );
    expect(stage.vendor.requests).toEqual([]);
  });
});

test("rejects another provider's cursor for a customer of the same name", async () => {
  stage.vendor.put('RPM', '1001', 3);
  const { pageInfo } = await stage.page('RPM', '1001', 1);
  stage.vendor.forget();
  const { code } = await refused(CONTACTS, {
    provider: 'CRO',
    customerId: '1001',
    after: pageInfo.endCursor,
  });
  expect(code).toBe('CURSOR_INVALID');
  expect(stage.vendor.requests).toEqual([]);
});

test.each(wholeLists.map(({ provider }) => provider.id))(
  '%s: reports the cursor of a contact that no longer exists',
  async (provider) => {
    const customerId = customerOf(provider, 1);
    stage.vendor.put(provider, customerId, 3);
    const { edges } = await stage.page(provider, customerId, 3);
    // Other contacts, with other ids.
    stage.vendor.put(provider, customerId, 3);
    const { code } = await refused(CONTACTS, { provider, customerId, after: edges[1]?.cursor });
    expect(code).toBe('CURSOR_INVALID');
  },
);

test('reports a provider that is not configured as an access error on reads too', async () => {
  const bare = await openReadingStage({ CHARGEBEE_SITE: '', CHARGEBEE_API_KEY: '', CHARGEBEE_URL: '' });
  const { data, errors } = await bare.ask(`{
    one: contact(id: "CHARGEBEE:cus_1:c") { id }
    many: contacts(provider: CHARGEBEE, customerId: "cus_1") { nodes { id } }
  }`);
  await bare.close();
  expect(data).toEqual({ one: null, many: null });
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['PROVIDER_ACCESS', 'PROVIDER_ACCESS']);
});

test('exposes no text of the vendor', async () => {
  const secret = 'contact nancy@example.com of Initech';
  for (const status of [200, 400, 401, 403, 404, 409, 422, 500]) {
    stage.vendor.instead = () => ({
      status,
      body: JSON.stringify({
        message: secret,
        api_error_code: secret,
        detail: secret,
        field: secret,
        error: secret,
        Result: { Error: { Message: secret } },
        success: false,
        reasons: [{ code: secret, message: secret }],
      }),
    });
    for (const provider of PROVIDERS) {
      const { text, errors } = await stage.ask(CONTACTS, { provider, customerId: customerOf(provider, 1) });
      expect(errors).toHaveLength(1);
      expect(text).not.toContain('Initech');
    }
  }
});
