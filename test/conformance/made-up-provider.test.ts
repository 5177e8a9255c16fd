/**
 * A made-up provider in its own folder passes the whole suite and is served over GraphQL, although no shared
 * file names it.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openAccounts } from '../../src/accounts/accounts.js';
import { type Subgraph, startSubgraph } from '../../src/app.js';
import { Env } from '../../src/config/env.js';
import { providerTable, sandboxSections } from '../../src/generate/fact-pages.js';
import { formSchemas } from '../../src/generate/form-schemas.js';
import { providersPage } from '../../src/generate/providers-page.js';
import { vendorExamples } from '../../src/generate/vendor-examples.js';
import { providers } from '../../src/providers/registry.js';
import { startSandbox } from '../../src/sandbox/kit/server.js';
import { emulators, sandboxVendors } from '../../src/sandbox/registry.js';
import { ask } from '../support/ask.js';
import { fieldRows, listRows } from '../support/field-rows.js';
import { createSandbox } from './acme/emulator.js';
import { facts } from './acme/facts.js';
import { acme } from './acme/index.js';
import { slowAnswers } from './slow-answers.js';
import { conformance } from './suite.js';
import type { Target } from './target.js';

const six = [...providers, acme];
const target: Target = { provider: acme, facts, emulator: createSandbox, among: six };

describe('a made-up provider', () => conformance(target));
slowAnswers([target]);

describe('beside the registered ones', () => {
  test('its table has the rows of its facts', () => {
    expect(fieldRows(acme)).toEqual(facts.fields);
    expect(listRows(acme)).toEqual(facts.lists);
  });

  test('the others name it for fields that they cannot keep, and it names them', () => {
    const { supportedBy } = openAccounts(six, { live: new Map() });
    expect(supportedBy('input.name')).toEqual(
      six.filter(({ fields }) => fields.name !== undefined).map(({ id }) => id),
    );
    expect(supportedBy('input.name')).toEqual(expect.arrayContaining(['CRO', 'ACME']));
    expect(supportedBy('options.acme')).toEqual(['ACME']);
    expect(supportedBy('input.label')).not.toContain('ACME');
  });

  test('its variables do not configure the others, nor theirs it', async () => {
    const vendors = [...(await sandboxVendors({})), createSandbox({})];
    expect(vendors.map(({ key }) => key).sort()).toEqual(six.map(({ id }) => id.toLowerCase()).sort());
    const sandbox = await startSandbox({ vendors });
    const modes = (variables: Readonly<Record<string, string>>) => {
      const accounts = openAccounts(six, { live: new Map(), sandboxed: variables });
      return accounts.all.filter(({ mode }) => mode === 'SANDBOX').map(({ provider }) => provider.id);
    };
    const own = Object.entries(sandbox.environment).filter(([name]) => name.startsWith('ACME_'));
    const others = Object.entries(sandbox.environment).filter(([name]) => !name.startsWith('ACME_'));
    expect(modes(Object.fromEntries(own))).toEqual(['ACME']);
    expect(modes(Object.fromEntries(others))).toEqual(providers.map(({ id }) => id));
    expect(modes(sandbox.environment)).toEqual(six.map(({ id }) => id));
    await sandbox.close();
  });

  test('a missing setting is reported like those of the others', () => {
    const env = new Env({ ACME_KEY: 'k' });
    expect(acme.configure(env)).toBeUndefined();
    expect(env.problems).toEqual(['ACME_URL is missing: Acme CRM is only partly configured']);
  });

  test('it has the forms of an add and of a change', () => {
    expect(Object.keys(formSchemas([acme]))).toEqual([
      'schema/forms/acme.add.json',
      'schema/forms/acme.update.json',
    ]);
  });

  test('the pages and the examples have its section', () => {
    const described = [[acme, facts]] as const;
    expect(providersPage(six)).toContain('## Acme CRM');
    expect(sandboxSections(described)).toContain('| `AC-404` | 404 `not_found` about `customer` |');
    expect(providerTable(described)).toContain('| `ACME` |');
    expect(Object.keys(vendorExamples(described, ''))).toEqual([
      'examples/operations/10-acme.graphql',
      'examples/operations/10-acme.json',
    ]);
  });
});

describe('over HTTP', () => {
  let subgraph: Subgraph;
  beforeAll(async () => {
    subgraph = await startSubgraph(
      { PORT: '0', LOG_LEVEL: 'silent', STORE_URL: 'memory:', SANDBOX: 'on' },
      { vendors: { providers: six, emulators: { ...emulators, ACME: async () => ({ createSandbox }) } } },
    );
  });
  afterAll(() => subgraph.stop());

  test("addContact adds a contact with the provider's option, and contact reads the same one", async () => {
    const PARTS =
      'id provider customerId externalId name enabled emails { address } phones { number kind } address { country }';
    const added = await ask(
      subgraph.url,
      `mutation ($input: AddContactInput!, $options: AddContactOptions) {
        addContact(customerId: "AC-1", provider: ACME, input: $input, options: $options) {
          ... on AddContactSuccess { contact { ${PARTS} } fields { path fate providerField } }
          ... on ContactError { code message }
        }
      }`,
      { input: facts.example.input, options: { acme: { team: 'sales' } } },
    );
    expect(added.errors).toEqual([]);
    const { contact, fields } = added.data.addContact;
    expect(contact).toEqual({
      id: 'ACME:AC-1:121',
      provider: 'ACME',
      customerId: 'AC-1',
      externalId: '121',
      name: 'Ada Lovelace',
      enabled: true,
      emails: [{ address: 'ada@example.com' }],
      phones: [{ number: '+442079460', kind: 'MOBILE' }],
      address: { country: 'GB' },
    });
    expect(fields).toContainEqual({
      path: ['input', 'name'],
      fate: 'SENT',
      providerField: 'full_name',
    });
    const read = await ask(subgraph.url, `query ($id: ID!) { contact(id: $id) { ${PARTS} } }`, {
      id: contact.id,
    });
    expect(read).toMatchObject({ errors: [], data: { contact } });
  });

  test("contacts follows the vendor's numbered pages to the last one", async () => {
    const query = `query ($after: String) { contacts(provider: ACME, customerId: "AC-2", first: 45, after: $after) {
      nodes { externalId name } pageInfo { hasNextPage endCursor } } }`;
    const names: string[] = [];
    const sizes: number[] = [];
    for (let after: string | null = null, hasNext = true; hasNext; ) {
      const { data, errors } = await ask(subgraph.url, query, { after });
      expect(errors).toEqual([]);
      const page: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } =
        data.contacts;
      names.push(...page.nodes.map(({ name }) => name));
      sizes.push(page.nodes.length);
      hasNext = page.pageInfo.hasNextPage;
      after = page.pageInfo.endCursor;
    }
    expect(sizes).toEqual([45, 45, 30]);
    expect(names).toEqual(Array.from({ length: 120 }, (_, index) => `Person ${index + 1}`));
  });

  test('a write without an answer is found under its key, although replies use other names than requests', async () => {
    const query = `mutation ($input: AddContactInput!) {
      addContact(customerId: "AC-909", provider: ACME, input: $input, options: { idempotencyKey: "a-key-for-the-cut" }) {
        __typename ... on AddContactSuccess { replayed contact { name address { country } } } } }`;
    const added = await ask(subgraph.url, query, { input: facts.example.input });
    expect(added.data.addContact).toMatchObject({
      __typename: 'AddContactSuccess',
      contact: { name: 'Ada Lovelace', address: { country: 'GB' } },
    });
    const { data } = await ask(
      subgraph.url,
      '{ contacts(provider: ACME, customerId: "AC-909") { nodes { externalId } } }',
    );
    expect(data.contacts.nodes).toHaveLength(1);
  });

  test("updateContact sets and clears by the vendor's names, and removeContact removes the contact", async () => {
    const PARTS = 'contact { id name phones { number } address { country } }';
    const input = { name: 'Grace Hopper', phones: [{ number: '+442079460' }], address: { country: 'GB' } };
    const added = await ask(
      subgraph.url,
      `mutation ($input: AddContactInput!) { addContact(customerId: "AC-1", provider: ACME, input: $input) {
        ... on AddContactSuccess { ${PARTS} } } }`,
      { input },
    );
    const { id } = added.data.addContact.contact;
    const changed = await ask(
      subgraph.url,
      `mutation ($id: ID!, $input: UpdateContactInput!) { updateContact(id: $id, input: $input) {
        ... on UpdateContactSuccess { ${PARTS} fields { path fate providerField } }
        ... on ContactError { code message } } }`,
      { id, input: { name: 'Grace B. Hopper', clear: ['PHONES'] } },
    );
    expect(changed).toMatchObject({
      errors: [],
      data: {
        updateContact: {
          contact: { id, name: 'Grace B. Hopper', phones: [], address: { country: 'GB' } },
          fields: [
            { path: ['input', 'name'], fate: 'SENT', providerField: 'full_name' },
            { path: ['input', 'clear', '0'], fate: 'CLEARED', providerField: 'tel, cell' },
          ],
        },
      },
    });
    const removed = await ask(
      subgraph.url,
      'mutation ($id: ID!) { removeContact(id: $id) { __typename ... on ContactError { code } } }',
      { id },
    );
    expect(removed).toMatchObject({
      errors: [],
      data: { removeContact: { __typename: 'RemoveContactSuccess' } },
    });
    const { data } = await ask(subgraph.url, 'query ($id: ID!) { contact(id: $id) { id } }', { id });
    expect(data.contact).toBeNull();
  });

  test('contactProviders describes it, and its examples work', async () => {
    const { data } = await ask(
      subgraph.url,
      '{ contactProviders { provider name mode fields { path type required } } }',
    );
    const described = data.contactProviders.find(({ provider }: { provider: string }) => provider === 'ACME');
    expect(described).toMatchObject({ name: 'Acme CRM', mode: 'SANDBOX' });
    const leaves = described.fields.filter(({ type }: { type: string }) => type !== 'LIST');
    expect(leaves.length).toBe(facts.fields.length);
    const query = `mutation ($input: AddContactInput!) {
      addContact(customerId: "AC-1", provider: ACME, input: $input) { __typename } }`;
    const { change, member } = facts.example.next;
    const changed = await ask(subgraph.url, query, { input: { ...facts.example.input, ...change } });
    expect(changed.data.addContact.__typename).toBe(member);
  });
});
