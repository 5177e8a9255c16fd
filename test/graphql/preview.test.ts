/** `previewAddContact` promises what `addContact` then does, without a vendor call. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildFederatedSchema } from '../../src/graphql/schema.js';
import { providers } from '../../src/providers/registry.js';
import { ask } from '../support/ask.js';
import { described } from '../support/facts.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { type RecordingVendor, startRecordingVendor } from '../support/recording-vendor.js';
import { selectAll } from '../support/select-all.js';
import { startTestSubgraph } from '../support/subgraph.js';

const { schema } = buildFederatedSchema(providers);
const FIELDS = 'fields { path fate providerField reason }';
const VIOLATIONS = `violations ${selectAll(schema, 'ContactFieldViolation')}`;
const PARAMETERS =
  '($customerId: ID!, $provider: ContactProvider!, $input: AddContactInput!, $options: AddContactOptions)';
const ARGUMENTS = '(customerId: $customerId, provider: $provider, input: $input, options: $options)';
const PREVIEW = `query ${PARAMETERS} { previewAddContact${ARGUMENTS} { valid ${VIOLATIONS} ${FIELDS} } }`;
const ADD = `mutation ${PARAMETERS} {
  addContact${ARGUMENTS} {
    __typename
    ... on AddContactSuccess { ${FIELDS} }
    ... on ContactInputInvalidError { ${VIOLATIONS} }
  }
}`;

/** Ordinary customers of the sandbox. */
const CUSTOMERS: Readonly<Record<string, string>> = Object.fromEntries(
  described.map(({ provider, facts }) => [provider.id, facts.sandbox.customers[0]?.[0] ?? '']),
);
const PROVIDERS = Object.keys(CUSTOMERS);

interface Given {
  readonly input: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly customerId?: string;
}

const OMIT = { unsupportedFields: 'OMIT' };
const NAMES = { firstName: 'Ada', lastName: 'Lovelace' };
const EMAILS = [{ address: 'ada@example.com' }];

/** Sent to every provider; each keeps other parts of it. */
const everybody: Record<string, Given> = {
  nothing: { input: {} },
  'names and an address': { input: { ...NAMES, emails: EMAILS } },
  'one name': { input: { name: 'Ada Lovelace', emails: EMAILS } },
  'both forms of a name': { input: { ...NAMES, name: 'Ada Lovelace', emails: EMAILS } },
  'empty and too long texts': {
    input: {
      firstName: '',
      lastName: 'x'.repeat(200),
      emails: [{ address: `${'x'.repeat(300)}@example.com` }],
    },
  },
  'control characters': { input: { firstName: 'A\u0007da', lastName: 'Love\nlace', emails: EMAILS } },
  'bad addresses': { input: { ...NAMES, emails: [{ address: 'Ada <ada@example.com>' }, { address: '' }] } },
  'several addresses and numbers of all kinds': {
    input: {
      ...NAMES,
      emails: [
        { address: 'ada@example.com', kind: 'WORK' },
        { address: 'ada@home.example.com', kind: 'PERSONAL' },
        { address: 'third@example.com' },
      ],
      phones: ['WORK', 'HOME', 'MOBILE', 'FAX', 'OTHER', null].map((kind, index) => ({
        number: `555-010${index}`,
        kind,
      })),
    },
  },
  'everything there is': {
    input: {
      externalId: 'mine',
      ...NAMES,
      salutation: 'Ms.',
      nickname: 'Countess',
      jobTitle: 'Countess',
      label: 'Payables',
      emails: EMAILS,
      phones: [{ number: '555-0100' }],
      address: { line1: '12 St James Square', city: 'London', country: 'GB' },
      notes: 'Likes numbers',
      position: 1,
      socialProfiles: { linkedIn: 'https://linkedin.com/in/ada' },
      primary: true,
      enabled: false,
      notifications: ['BILLING_EMAIL', 'NEW_REQUEST'],
      customFields: [{ name: 'a__c', value: 1 }],
    },
  },
  'switches as they are anyway': { input: { ...NAMES, emails: EMAILS, enabled: true, primary: false } },
  'notifications of another provider': {
    input: { ...NAMES, emails: EMAILS, notifications: ['BILLING_EMAIL', 'FAILED_REQUEST'] },
  },
  'custom fields that cannot be': {
    input: {
      ...NAMES,
      emails: EMAILS,
      customFields: [
        { name: '__proto__', value: 1 },
        { name: 'a__c', value: [1] },
        { name: 'a__c', value: 2 },
      ],
    },
  },
  'another order': {
    input: { position: -1, notes: 'x\u0000', emails: EMAILS, lastName: 'x', firstName: '' },
  },
  'a customer id that no provider accepts': { input: { ...NAMES, emails: EMAILS }, customerId: 'a/b ?' },
  'options of all providers': {
    input: { ...NAMES, emails: EMAILS },
    options: {
      idempotencyKey: 'a key',
      chargebee: { originIp: '-' },
      chartmogul: { dataSourceUuid: 'ds_1' },
      cro: { tenantId: 0 },
      zuora: { trackId: 'a;b', orgIds: ['a,b'] },
    },
  },
};

const under = (title: string, { input }: Given): [string, Given] => [
  `${title}, under OMIT`,
  { input, options: OMIT },
];
const inputs: [string, Given][] = Object.entries(everybody).flatMap(([title, given]) =>
  given.options || given.customerId ? [[title, given]] : [[title, given], under(title, given)],
);

let vendor: RecordingVendor;
let live: Awaited<ReturnType<typeof startTestSubgraph>>;
let played: Awaited<ReturnType<typeof startTestSubgraph>>;

beforeAll(async () => {
  vendor = await startRecordingVendor();
  live = await startTestSubgraph(fixtureEnvironment(vendor.origin));
  played = await startTestSubgraph();
});
afterAll(async () => {
  await Promise.all([live.close(), played.close()]);
  await vendor.close();
});

describe.each(PROVIDERS)('%s', (provider) => {
  const seen = { valid: 0, invalid: 0 };

  test.each(inputs)('%s', async (_, { customerId = CUSTOMERS[provider], input, options }) => {
    // A Chargebee customer takes ten contacts, so they are spread over two.
    const isSecond = provider === 'CHARGEBEE' && seen.valid % 2 === 1 && customerId === 'cus_acme';
    const variables = { provider, customerId: isSecond ? 'cus_globex' : customerId, input, options };
    const answer = await ask(live.url, PREVIEW, variables);
    expect(answer.errors).toEqual([]);
    const preview = answer.data.previewAddContact;
    expect(preview.valid).toBe(preview.violations.length === 0);

    const added = await ask(played.url, ADD, variables);
    expect(added.errors).toEqual([]);
    const { __typename, violations = [], fields = [] } = added.data.addContact;
    seen[preview.valid ? 'valid' : 'invalid'] += 1;
    expect(__typename).toBe(preview.valid ? 'AddContactSuccess' : 'ContactInputInvalidError');
    expect(preview.violations).toEqual(violations);
    expect(preview.fields).toEqual(fields.map(asPlanned(preview.fields)));

    if (!preview.valid) {
      // The mutation rejects the same input before a call, too.
      const rejected = await ask(live.url, ADD, variables);
      expect(rejected.data.addContact).toEqual(added.data.addContact);
    }
    expect([...vendor.requests, ...vendor.tokenRequests]).toEqual([]);
  });

  test('covers valid and invalid requests', () => {
    expect(seen.valid).toBeGreaterThan(4);
    expect(seen.invalid).toBeGreaterThan(8);
  });
});

interface Fate {
  readonly path: readonly string[];
  readonly fate: string;
}

/** The one thing a preview cannot know is whether the vendor kept a value. */
function asPlanned(planned: readonly Fate[]): (fate: Fate, index: number) => Fate {
  return (fate, index) => {
    const plan = planned[index];
    return fate.fate === 'NOT_KEPT' && plan && String(plan.path) === String(fate.path) ? plan : fate;
  };
}

test('a mutation does call the vendor', async () => {
  const input = { name: 'Ada Lovelace' };
  await ask(live.url, ADD, { provider: 'CRO', customerId: '1001', input });
  expect(vendor.requests).toHaveLength(1);
});
