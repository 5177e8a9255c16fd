/** Records of created contacts that hold what cannot be returned: the result stands without them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildFederatedSchema } from '../../src/graphql/schema.js';
import type { ContactInput } from '../../src/model/contact.js';
import { providers } from '../../src/providers/registry.js';
import { ask } from '../support/ask.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { describeWithPostgres } from '../support/postgres.js';
import { postgresPlace } from '../support/postgres-of-run.js';
import { type RecordingVendor, startRecordingVendor } from '../support/recording-vendor.js';
import { selectAll } from '../support/select-all.js';
import { startTestSubgraph } from '../support/subgraph.js';

const { schema } = buildFederatedSchema(providers);
const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $options: AddContactOptions) {
  addContact(provider: $provider, customerId: $customerId, input: $input, options: $options)
  ${selectAll(schema, 'AddContactResult')}
}`;

type Added = { readonly customerId: string; readonly input: ContactInput; record(more: string): string };

/** `more` is the text of further members of the vendor's record. */
const VENDORS: Readonly<Record<string, Added>> = {
  CHARGEBEE: {
    customerId: 'cus_1',
    input: { externalId: 'c1', emails: [{ address: 'ada@example.com' }] },
    record: (more) =>
      `{"customer":{"id":"cus_1","contacts":[{"id":"c1","email":"ada@example.com","enabled":true${more}}]${more}}}`,
  },
  CHARTMOGUL: {
    customerId: 'cus_23740208-2c7e-11ee-9ea2-ffd2435982bb',
    input: { emails: [{ address: 'ada@example.com' }] },
    record: (more) =>
      `{"uuid":"con_066a8eb4-76c2-11ee-8f49-ffeda4a3d8f7","email":"ada@example.com","custom":{"a":1${more}}${more}}`,
  },
  ZUORA: {
    customerId: 'A00000001',
    input: { firstName: 'Ada', lastName: 'Lovelace' },
    record: (more) =>
      `{"accountId":"6e76","id":"6b65","firstName":"Ada","lastName":"Lovelace","success":true,"a__c":[1]${more}}`,
  },
  CRO: {
    customerId: '1',
    input: { name: 'Ada' },
    record: (more) => `{"id":107589,"name":"Ada"${more}}`,
  },
  RPM: {
    customerId: '123',
    input: { firstName: 'Ada' },
    record: (more) =>
      `{"Result":{"Contact":{"ContactID":456,"FirstName":"Ada","PhoneNumbers":[]${more}}${more}}}`,
  },
};

const DEEP = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
const RECORDS: readonly (readonly [what: string, more: string])[] = [
  ['a list 50,000 levels deep', `,"x":${DEEP},"x__c":${DEEP}`],
  ['a list 50,000 levels deep beside a number that is kept as text', `,"x":${DEEP},"n":12345678901234567890`],
  ['an object 50,000 levels deep', `,"x":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
  ['texts of 400 KB', `,"notes":"${'n'.repeat(400_000)}"`],
  ['a custom field of 400 KB', `,"x__c":"${'n'.repeat(400_000)}"`],
  ['many texts that are large together', `,${manyTexts(25, 16_000)}`],
  ['a lone surrogate', ',"notes":"a\\ud800b","x__c":"\\udfff","x":{"y":["\\ud83d"]}'],
  ['a lone surrogate in a name', ',"x\\ud800__c":"a","\\udc00":1'],
  ['NUL and other control characters', ',"notes":"a\\u0000b\\u001f","x__c":"\\u0000"'],
  ['a name of 10 KB', `,"${'n'.repeat(10_000)}":1,"${'n'.repeat(10_000)}__c":1`],
  ['a number that is too large', ',"x":1e400,"x__c":-1e400,"position":1e400'],
  ['names of a prototype', ',"__proto__":{"a":1},"constructor":{"prototype":1},"toJSON":"x","toString":null'],
];

function manyTexts(count: number, length: number): string {
  return Array.from({ length: count }, (_, index) => `"x${index}__c":"${'n'.repeat(length)}"`).join(',');
}

let vendor: RecordingVendor;
let folder: string;
beforeAll(async () => {
  vendor = await startRecordingVendor();
  folder = mkdtempSync(join(tmpdir(), 'contacts-records-'));
});
afterAll(async () => {
  await vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Adds twice under a key: the second answer comes from the store. */
function recordsIn(storeUrl: () => Promise<string> | string): void {
  let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
  beforeAll(async () => {
    const environment = fixtureEnvironment(vendor.origin);
    subgraph = await startTestSubgraph({ ...environment, STORE_URL: await storeUrl(), SANDBOX: 'off' });
  });
  afterAll(() => subgraph.close());

  describe.each(Object.keys(VENDORS))('%s', (provider) => {
    const { customerId, input, record } = VENDORS[provider] as Added;
    const lists = [
      '{"list":[]}',
      '{"entries":[],"has_more":false}',
      '{"records":[],"size":0,"done":true}',
      '{"results":[],"current_page":1,"total_pages":1,"current_limit":100}',
      '{"Result":{"Contacts":[]}}',
    ];

    it.each(RECORDS)('returns the created contact despite %s', async (what, more) => {
      const idempotencyKey = `${provider}-${RECORDS.findIndex(([other]) => other === what)}-of-records`;
      const list = lists[Object.keys(VENDORS).indexOf(provider)] ?? '';
      const adds = ({ method, path }: { method: string; path: string }) =>
        method === 'POST' && /(?:\/add_contact|\/contacts|\/CustomerContactAdd)$/.test(path);
      vendor.answer = (request) => ({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: adds(request) ? record(more) : list,
      });
      const variables = { provider, customerId, input };
      const alone = await ask(subgraph.url, ADD, variables);
      const keyed = { ...variables, options: { idempotencyKey } };
      const first = await ask(subgraph.url, ADD, keyed);
      const again = await ask(subgraph.url, ADD, keyed);
      for (const { status, errors, data, text } of [alone, first, again]) {
        expect({ status, errors, member: data?.addContact?.__typename ?? text.slice(0, 500) }).toEqual({
          status: 200,
          errors: [],
          member: 'AddContactSuccess',
        });
        expect(text.length).toBeLessThan(1_000_000);
        expect(text).not.toMatch(/\\ud[89a-f]/i);
      }
      expect(again.data.addContact).toMatchObject({ replayed: true, contact: first.data.addContact.contact });
    });
  });
}

describe('in SQLite', () => recordsIn(() => `sqlite:${join(folder, 'records.db')}`));

describeWithPostgres('in PostgreSQL', () => recordsIn(postgresPlace));
