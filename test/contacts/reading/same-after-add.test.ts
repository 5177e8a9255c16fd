/** A contact reads back as it was added. Exceptions are named here, with the vendor's reason. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Subgraph } from '../../../src/app.js';
import { buildFederatedSchema } from '../../../src/graphql/schema.js';
import type { ContactInput } from '../../../src/model/contact.js';
import { providers } from '../../../src/providers/registry.js';
import type { FaultScript, SandboxCall } from '../../../src/sandbox/kit/script.js';
import { type Sandbox, startSandbox } from '../../../src/sandbox/kit/server.js';
import { sandboxVendors } from '../../../src/sandbox/registry.js';
import { fullInputs, minimalInput } from '../../conformance/inputs.js';
import { ask } from '../../support/ask.js';
import { described, describedAs } from '../../support/facts.js';
import { selectAll } from '../../support/select-all.js';
import { startTestSubgraph } from '../../support/subgraph.js';

interface Vendor {
  readonly provider: string;
  readonly customerId: string;
  /** Everything the vendor keeps; twice where a name may also be given in parts. */
  readonly full: readonly ContactInput[];
  readonly minimal: ContactInput;
}

const vendors: readonly Vendor[] = described.map(({ provider, facts }) => ({
  provider: provider.id,
  customerId: facts.sandbox.customers[0]?.[0] ?? '',
  full: fullInputs(provider, facts.conformance.customFields, facts.samples).map(withOddTexts),
  minimal: minimalInput(provider),
}));

/** Characters that an encoding could lose, and an id that no contact has yet. */
function withOddTexts(input: ContactInput): ContactInput {
  return {
    ...input,
    ...(input.externalId && { externalId: `contact ada/${randomUUID()}:2` }),
    ...(input.lastName && { lastName: "O'Brien & Søn 😀" }),
    ...(input.notes && { notes: 'One\nTwo\t3' }),
  };
}

const CONTACT = selectAll(buildFederatedSchema(providers).schema, 'Contact');
/** What a Zuora list returns: all fields but these two, which force a single read of each contact. */
const LISTED = CONTACT.replace(/ customFields \{[^}]*\}/, '').replace(' providerRecord', '');

const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!) {
  addContact(provider: $provider, customerId: $customerId, input: $input) {
    __typename ... on AddContactSuccess { contact ${CONTACT} }
  }
}`;
const ONE = `query ($id: ID!) { contact(id: $id) ${CONTACT} }`;
const MANY = (selection: string) => `query ($provider: ContactProvider!, $customerId: ID!) {
  contacts(provider: $provider, customerId: $customerId, first: 100) { nodes ${selection} edges { node ${selection} } }
}`;
const ENTITY = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Contact ${CONTACT} } }`;

let sandbox: Sandbox;
let subgraph: Subgraph;
const sent: SandboxCall[] = [];
beforeAll(async () => {
  const script: FaultScript = { fault: (call) => void sent.push(call) };
  sandbox = await startSandbox({ vendors: await sandboxVendors({}), script });
  subgraph = await startTestSubgraph({ SANDBOX: 'off', ...sandbox.environment });
});
afterAll(async () => {
  await subgraph.stop();
  await sandbox.close();
});

type Read = Readonly<Record<string, unknown>> & { readonly id: string };

async function add({ provider, customerId }: Vendor, input: ContactInput): Promise<Read> {
  const { data, errors } = await ask(subgraph.url, ADD, { provider, customerId, input });
  expect(errors).toEqual([]);
  expect(data.addContact.__typename).toBe('AddContactSuccess');
  return data.addContact.contact;
}

async function readAll(
  { provider, customerId }: Vendor,
  id: string,
  selection = CONTACT,
): Promise<{ one: Read; node: Read; edge: Read; entity: Read }> {
  const one = await ask(subgraph.url, ONE, { id });
  const many = await ask(subgraph.url, MANY(selection), { provider, customerId });
  const entity = await ask(subgraph.url, ENTITY, { representations: [{ __typename: 'Contact', id }] });
  expect([...one.errors, ...many.errors, ...entity.errors]).toEqual([]);
  const { nodes, edges } = many.data.contacts;
  return {
    one: one.data.contact,
    node: nodes.find((node: Read) => node.id === id),
    edge: edges.find((edge: { node: Read }) => edge.node.id === id)?.node,
    entity: entity.data._entities[0],
  };
}

describe.each(vendors)('$provider', (vendor) => {
  const { full, minimal } = vendor;

  test.each(full)('reads back a contact with every field (%#)', async (input) => {
    const added = await add(vendor, input);
    const { one, node, edge, entity } = await readAll(vendor, added.id);
    expect(one).toEqual(added);
    expect(node).toEqual(added);
    expect(edge).toEqual(added);
    expect(entity).toEqual(added);
  });

  test('reads back a minimal contact', async () => {
    const added = await add(vendor, minimal);
    const { one, node, edge, entity } = await readAll(vendor, added.id);
    // The answer to an add may omit whether the contact is primary. The customer's list always states it.
    const isKept = describedAs(vendor.provider).provider.fields.primary !== undefined;
    const expected = isKept ? { ...added, primary: false } : added;
    expect(added.primary).toBeNull();
    expect(one).toEqual(expected);
    expect(node).toEqual(expected);
    expect(edge).toEqual(expected);
    expect(entity).toEqual(expected);
  });

  test.each(full.map(withOddTexts))('reads it back from a list without custom fields (%#)', async (input) => {
    const added = await add(vendor, input);
    const { node, edge } = await readAll(vendor, added.id, LISTED);
    const { customFields: _, providerRecord: __, ...expected } = added;
    expect(node).toEqual(expected);
    expect(edge).toEqual(expected);
  });
});

function vendorAs(id: string): Vendor {
  return vendors.find(({ provider }) => provider === id) as Vendor;
}

test('RPM: a contact stops being primary when another one becomes primary', async () => {
  const rpm = vendorAs('RPM');
  const first = await add(rpm, { firstName: 'First', primary: true });
  const second = await add(rpm, { firstName: 'Second', primary: true });
  expect([first.primary, second.primary]).toEqual([true, true]);
  expect((await readAll(rpm, first.id)).one.primary).toBe(false);
  expect((await readAll(rpm, second.id)).one.primary).toBe(true);
});

test('RPM: an entry without a number is not a phone', async () => {
  const rpm = vendorAs('RPM');
  const added = await add(rpm, { firstName: 'One', phones: [{ number: '7', kind: 'HOME' }] });
  const { one } = await readAll(rpm, added.id);
  // The record has a row for every type; three of them are " none".
  expect(JSON.stringify(one.providerRecord)).toContain(' none');
  expect(one.phones).toEqual([{ number: '7', kind: 'HOME' }]);
});

test('Zuora: a contact added by account number is the same contact by account id', async () => {
  const zuora = { ...vendorAs('ZUORA'), customerId: 'A00000002' };
  const added = await add(zuora, zuora.minimal);
  expect(added.customerId).toBe('2c92c0f86a8dd422016a9e7a70116b02');
  const byNumber = `ZUORA:A00000002:${added.externalId}`;
  const { data } = await ask(subgraph.url, ONE, { id: byNumber });
  expect(data.contact).toEqual(added);
});

test("Zuora: a list returns the contact's record as providerRecord, not the query's row", async () => {
  const zuora = vendorAs('ZUORA');
  const added = await add(zuora, zuora.full[0] ?? {});
  const { node } = await readAll(zuora, added.id, '{ id providerRecord }');
  expect(node.providerRecord).toEqual(added.providerRecord);
});

describe('ChartMogul without a configured data source', () => {
  const customers = {
    ofOne: 'cus_00000000-0000-4000-8000-000000000001',
    ofTwo: 'cus_00000000-0000-4000-8000-000000000002',
    nobody: 'cus_00000000-0000-4000-8000-000000000404',
  };
  const source = (last: number) => `ds_00000000-0000-4000-8000-00000000000${last}`;
  let bare: Subgraph;
  // Anew for each test: once a vendor limits one call, others are held back for a while.
  beforeEach(async () => {
    const { CHARTMOGUL_DATA_SOURCE_UUID: _, ...environment } = sandbox.environment;
    bare = await startTestSubgraph({ SANDBOX: 'off', ...environment });
  });
  afterEach(() => bare.stop());

  const calls = () =>
    sent.filter(({ vendor }) => vendor === 'chartmogul').map(({ method, path }) => `${method} ${path}`);
  async function addTo(customerId: string, options?: unknown) {
    const query = `mutation ($customerId: ID!, $options: AddContactOptions) {
      addContact(provider: CHARTMOGUL, customerId: $customerId, input: { firstName: "Ada" }, options: $options) {
        __typename ... on AddContactSuccess { contact { id providerRecord } }
      }
    }`;
    const before = calls().length;
    const { data, errors } = await ask(bare.url, query, { customerId, options });
    expect(errors).toEqual([]);
    return { result: data.addContact, calls: calls().slice(before) };
  }

  test.each([
    ['the only one', customers.ofOne, 1],
    // The customer's own data source, not the first one of everything merged into it.
    ['its own', customers.ofTwo, 2],
  ])("adds the contact to the customer's data source: %s", async (_name, customerId, last) => {
    const added = await addTo(customerId);
    expect(added.result.contact.providerRecord.data_source_uuid).toBe(source(last));
    expect(added.calls).toEqual([
      `GET /v1/customers/${customerId}`,
      `POST /v1/customers/${customerId}/contacts`,
    ]);
    const { data } = await ask(bare.url, 'query ($id: ID!) { contact(id: $id) { id providerRecord } }', {
      id: added.result.contact.id,
    });
    expect(data.contact).toEqual(added.result.contact);
  });

  test('skips the read when the option names the data source', async () => {
    const added = await addTo(customers.ofTwo, { chartmogul: { dataSourceUuid: source(1) } });
    expect(added.result.contact.providerRecord.data_source_uuid).toBe(source(1));
    expect(added.calls).toEqual([`POST /v1/customers/${customers.ofTwo}/contacts`]);
  });

  test('reports an unknown customer before anything is sent', async () => {
    const added = await addTo(customers.nobody);
    expect(added.result.__typename).toBe('ContactCustomerNotFoundError');
    expect(added.calls).toEqual([`GET /v1/customers/${customers.nobody}`]);
  });

  test.each([
    ['9000401', 'ContactProviderAccessError'],
    ['9001429', 'ContactProviderRateLimitedError'],
    ['9000500', 'ContactProviderUnavailableError'],
    ['9000006', 'ContactProviderUnavailableError'],
    ['9000005', 'ContactProviderUnavailableError'],
  ])('reports NOT_APPLIED when the read fails, as at ...%s', async (last, member) => {
    const customerId = `cus_fa017000-0000-4000-8000-${last.padStart(12, '0')}`;
    const added = await addTo(customerId);
    expect(added.result.__typename).toBe(member);
    expect(added.calls.filter((call) => call.startsWith('POST'))).toEqual([]);
  });
});
