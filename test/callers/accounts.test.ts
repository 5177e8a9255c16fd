/** A claim that names accounts: a caller sees and reaches these, and does not learn of others. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import { ask } from '../support/ask.js';
import { bearer, type Issuer, startIssuer } from '../support/issuer.js';
import { startTestSubgraph } from '../support/subgraph.js';

let issuer: Issuer;
let subgraph: Subgraph & { close(): Promise<void> };
beforeAll(async () => {
  issuer = await startIssuer();
  subgraph = await startTestSubgraph({
    ...issuer.settings,
    AUTH_CUSTOMERS_CLAIM: 'customers',
    SANDBOX: 'on',
    CHARGEBEE_ACCOUNTS: 'eu',
  });
});
afterAll(async () => {
  await subgraph.close();
  await issuer.close();
});

async function as(customers: unknown, query: string) {
  const token = await issuer.token({ scope: 'contacts:read contacts:write', customers });
  return ask(subgraph.url, query, {}, bearer(token));
}

describe.each([
  ['*', [null, 'eu']],
  [['CHARGEBEE:*'], [null]],
  [['CHARGEBEE@eu:cus_acme'], ['eu']],
  [
    ['CHARGEBEE@eu:*', 'CHARGEBEE:cus_acme'],
    [null, 'eu'],
  ],
  [['CHARGEBEE@apac:*', 'ZUORA:*'], []],
])('a caller of %j', (customers, reached) => {
  it('sees the accounts that its token reaches', async () => {
    const { data } = await as(customers, '{ contactProvider(provider: CHARGEBEE) { accounts { name } } }');
    expect(data.contactProvider.accounts.map(({ name }: { name: string | null }) => name)).toEqual(reached);
  });

  it.each([null, 'eu', 'us'])(
    'reads and writes Acme in the account %s only if its token reaches it',
    async (account) => {
      const of = `provider: CHARGEBEE, customerId: "cus_acme", account: ${JSON.stringify(account)}`;
      const options = `options: { account: ${JSON.stringify(account)} }`;
      const input = 'input: { firstName: "Mara", emails: [{ address: "mara@example.com" }] }';
      const read = await as(customers, `{ contacts(${of}) { nodes { id } } }`);
      const previewed = await as(
        customers,
        `{ previewAddContact(provider: CHARGEBEE, customerId: "cus_acme", ${input}, ${options}) { valid } }`,
      );
      const codes = [read, previewed].map(({ errors }) => errors[0]?.extensions.code);
      if (reached.includes(account)) {
        expect(codes).toEqual([undefined, undefined]);
        expect(previewed.data.previewAddContact.valid).toBe(true);
      } else if (customers === '*') {
        expect(codes).toEqual(['BAD_USER_INPUT', undefined]);
      } else {
        expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN']);
      }
    },
  );

  it('does not learn whether an account beyond its reach exists', async () => {
    const attempt = async (account: string) => {
      const { data, errors } = await as(
        customers,
        `{ addContactAttempt(provider: CHARGEBEE, account: "${account}", idempotencyKey: "a-key-that-nobody-used") { state } }`,
      );
      return [data.addContactAttempt, errors[0]?.extensions.code];
    };
    if (!reached.includes('eu')) expect(await attempt('eu')).toEqual(await attempt('us'));
  });
});
