/** How several errors in one answer are classified, and how an error without a Retry-After is handled. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Answer, ask } from '../support/ask.js';
import { encodeAnswer, type RawAnswer, type RawServer, startRawServer } from '../support/raw-vendor.js';
import { startTestSubgraph } from '../support/subgraph.js';

const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $options: AddContactOptions) {
  addContact(
    provider: $provider, customerId: $customerId, options: $options
    input: { firstName: "Ada", lastName: "Lovelace", emails: [{ address: "ada@example.com" }] }
  ) { __typename ... on ContactError { outcome retryable } ... on ContactProviderRejectedError { providerMessage } }
}`;
const TOKEN = { status: 200, body: '{"access_token":"a-token-of-zuora","expires_in":3600}' };

let vendor: RawServer;
let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
let answer: RawAnswer;

beforeEach(async () => {
  vendor = await startRawServer({
    request: ({ path }, socket) => socket.write(encodeAnswer(path.includes('oauth') ? TOKEN : answer)),
  });
  subgraph = await startTestSubgraph({
    SANDBOX: 'off',
    CHARGEBEE_SITE: 'acme',
    CHARGEBEE_API_KEY: 'a-key-of-chargebee',
    CHARGEBEE_URL: `${vendor.origin}/api/v2`,
    ZUORA_CLIENT_ID: 'a-client',
    ZUORA_CLIENT_SECRET: 'a-secret-of-zuora',
    ZUORA_URL: vendor.origin,
  });
});
afterEach(async () => {
  await subgraph.stop();
  await vendor.close();
});

function add(provider: string, customerId: string, options = {}): Promise<Answer> {
  return ask(subgraph.url, ADD, { provider, customerId, options });
}

function writes(): number {
  return vendor.requests.filter(({ method, path }) => method === 'POST' && !path.includes('oauth')).length;
}

/** Category 20 is an invalid field; 99 leaves open whether it was carried out. */
test.each([
  ['first', [53100099, 53100020]],
  ['last', [53100020, 53100099]],
])('reports UNKNOWN when the reason that leaves it open comes %s', async (_place, codes) => {
  const reasons = codes.map((code) => ({ code, message: 'no' }));
  answer = { status: 200, body: JSON.stringify({ success: false, reasons }) };
  const { data } = await add('ZUORA', 'A00000001');
  expect(data.addContact).toMatchObject({ __typename: 'ContactOutcomeUnknownError', outcome: 'UNKNOWN' });
});

test('sends a keyed write once when the vendor gives no Retry-After', async () => {
  const body = JSON.stringify({
    message: 'locked',
    api_error_code: 'lock_timeout',
    type: 'operation_failed',
  });
  answer = { status: 429, body };
  const { data } = await add('CHARGEBEE', 'cus_acme', { idempotencyKey: 'a-key-of-16-or-more' });
  expect(data.addContact).toMatchObject({
    __typename: 'ContactProviderUnavailableError',
    outcome: 'NOT_APPLIED',
    retryable: true,
  });
  expect(writes()).toBe(1);
});
