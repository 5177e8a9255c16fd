/** A full store: no write with a new key reaches the vendor, and known keys answer. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../support/ask.js';
import { type EmulatedVendors, startEmulatedVendors } from '../support/emulated-vendors.js';
import { describeWithPostgres } from '../support/postgres.js';
import { postgresPlace } from '../support/postgres-of-run.js';
import { startTestSubgraph } from '../support/subgraph.js';

const MEMBERS = `__typename ... on ContactError { code outcome retryable }`;
const ADD = `mutation ($id: ID!, $input: AddContactInput!, $options: AddContactOptions) {
  answer: addContact(provider: CHARGEBEE, customerId: $id, input: $input, options: $options) {
    ${MEMBERS} ... on AddContactSuccess { contact { id } replayed }
  }
}`;
const UPDATE = `mutation ($id: ID!, $options: UpdateContactOptions) {
  answer: updateContact(id: $id, input: { firstName: "Nora" }, options: $options) { ${MEMBERS} }
}`;
const REMOVE = `mutation ($id: ID!, $options: RemoveContactOptions) {
  answer: removeContact(id: $id, options: $options) { ${MEMBERS} }
}`;
const CUSTOMER = 'cus_acme';
const INPUT = { externalId: 'mara', firstName: 'Mara', emails: [{ address: 'mara@example.com' }] };
const EXISTING = ['ALLOW', 'REJECT', 'RETURN_EXISTING', 'UPDATE_EXISTING'];

const folder = mkdtempSync(join(tmpdir(), 'contacts-full-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kinds = [
  { name: 'SQLite', describe, url: async () => `sqlite:${join(folder, 'contacts.db')}` },
  { name: 'PostgreSQL', describe: describeWithPostgres, url: postgresPlace },
];

for (const kind of kinds) {
  kind.describe(`a full store in ${kind.name}`, () => {
    let vendors: EmulatedVendors;
    let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
    const calls: string[] = [];
    let contactId = '';
    const first = 'the-only-key-that-the-store-takes';

    const write = async (query: string, id: string, options: object) => {
      const before = calls.length;
      const { data } = await ask(
        subgraph.url,
        query,
        query === ADD ? { id, input: INPUT, options } : { id, options },
      );
      return { answer: data.answer, sent: calls.length - before };
    };

    beforeAll(async () => {
      vendors = await startEmulatedVendors({
        fault: ({ method, path }) => {
          calls.push(`${method} ${path}`);
          return undefined;
        },
      });
      vendors.at('CHARGEBEE').openCustomer(CUSTOMER);
      const settings = { STORE_URL: await kind.url(), STORE_MAX_ROWS: '1' };
      subgraph = await startTestSubgraph({ ...vendors.environment, ...settings });
      const { answer } = await write(ADD, CUSTOMER, { idempotencyKey: first });
      contactId = answer.contact.id;
    });
    afterAll(async () => {
      await subgraph.close();
      await vendors.close();
    });

    const writes = [
      ...EXISTING.map((ifExists) => [`an add with ${ifExists}`, ADD, { ifExists }] as const),
      ['an update', UPDATE, {}] as const,
      ['a removal', REMOVE, {}] as const,
    ];
    it.each(writes)('makes %s with a new key unavailable, and sends nothing', async (name, query, more) => {
      const id = query === ADD ? CUSTOMER : contactId;
      const idempotencyKey = `a-new-key-for-${name.replaceAll(' ', '-')}`;
      expect(await write(query, id, { idempotencyKey, ...more })).toEqual({
        answer: {
          __typename: 'ContactProviderUnavailableError',
          code: 'PROVIDER_UNAVAILABLE',
          outcome: 'NOT_APPLIED',
          retryable: true,
        },
        sent: 0,
      });
    });

    it('honors known keys, and admits writes without a key', async () => {
      expect(await write(ADD, CUSTOMER, { idempotencyKey: first })).toEqual({
        answer: { __typename: 'AddContactSuccess', contact: { id: contactId }, replayed: true },
        sent: 0,
      });
      expect((await write(UPDATE, contactId, {})).answer.__typename).toBe('UpdateContactSuccess');
      expect((await write(REMOVE, contactId, {})).answer.__typename).toBe('RemoveContactSuccess');
      expect((await write(ADD, CUSTOMER, {})).answer.__typename).toBe('AddContactSuccess');
    });
  });
}
