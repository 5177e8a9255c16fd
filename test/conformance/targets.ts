/** The providers of the registry as the suite has to know them. */
import { providers } from '../../src/providers/registry.js';
import { Stage, type StageOptions } from './stage.js';
import { documentedCustomers, emulatorOf, header, member, type Target } from './target.js';

type About = Omit<Target, 'provider' | 'among' | 'customers'>;

const LONG = 'x'.repeat(65);

/** What is special about each of them. A provider without an entry is asked everything and excused from nothing. */
const about: Readonly<Record<string, About>> = {
  CHARGEBEE: {
    unasked: {
      body: {
        'contact[id]': 'the answer does not say which contact is the new one',
        'contact[enabled]': 'the vendor would disable it',
        'contact[send_account_email]': 'all flags are sent together',
        'contact[send_billing_email]': 'all flags are sent together',
      },
      headers: {
        authorization: 'the API key',
        'chargebee-idempotency-key': 'the vendor tells a repeat by it',
      },
    },
    options: {
      businessEntityId: {
        good: [
          { value: 'be_1', seen: header('chargebee-business-entity-id'), as: 'be_1' },
          { value: 'x'.repeat(50), seen: header('chargebee-business-entity-id'), as: 'x'.repeat(50) },
        ],
        bad: [
          ['x'.repeat(51), 'TOO_LONG'],
          ['', 'TOO_SHORT'],
          ['bé', 'FORMAT'],
          ['a\r\nb: c', 'FORMAT'],
        ],
      },
      disableWebhooks: {
        good: [
          { value: true, seen: header('chargebee-event-webhook'), as: 'all-disabled' },
          { value: false, seen: header('chargebee-event-webhook'), as: undefined },
        ],
        bad: [],
      },
      disableEmails: {
        good: [
          { value: true, seen: header('chargebee-event-email'), as: 'all-disabled' },
          { value: false, seen: header('chargebee-event-email'), as: undefined },
        ],
        bad: [],
      },
      disableEventActions: {
        good: [
          { value: true, seen: header('chargebee-event-actions'), as: 'all-disabled' },
          { value: false, seen: header('chargebee-event-actions'), as: undefined },
        ],
        bad: [],
      },
      originDevice: {
        good: [
          { value: 'Desk 7, left', seen: header('chargebee-request-origin-device'), as: 'Desk 7, left' },
        ],
        bad: [
          ['', 'TOO_SHORT'],
          ['Gerät', 'FORMAT'],
          ['a\nb', 'FORMAT'],
        ],
      },
      originIp: {
        good: ['192.0.2.7', '2001:db8::7', 'cafe.bad'].map((value) => ({
          value,
          seen: header('chargebee-request-origin-ip'),
          as: value,
        })),
        bad: [
          ['', 'TOO_SHORT'],
          ['not an address', 'FORMAT'],
          ['-x', 'FORMAT'],
          ['1.2.3.4\n', 'FORMAT'],
        ],
      },
      originUser: {
        good: [
          { value: 'ada@example.com', seen: header('chargebee-request-origin-user'), as: 'ada@example.com' },
          {
            value: 'zoë@example.com',
            seen: header('chargebee-request-origin-user-encoded'),
            as: Buffer.from('zoë@example.com').toString('base64'),
          },
        ],
        bad: [
          ['', 'TOO_SHORT'],
          ['ada\r\nx: y', 'FORMAT'],
          ['\ud800', 'FORMAT'],
        ],
      },
    },
    oddCustomerIds: [
      '0',
      '01',
      '-1',
      '+1',
      '1.5',
      '1e3',
      '0x10',
      '1_000',
      '1,000',
      '2147483648',
      '9223372036854775808',
      '\u0661\u0662\u0663',
      'NaN',
      'null',
      '...',
      'a..b',
      "cus!$&'()*+,:=@~[]",
      'kundin-zoë-😀',
      '😀'.repeat(50),
    ],
    excused: {
      position: 'contacts have no order',
      'custom fields': 'contacts have none',
      'fault ERROR_IN_200': 'every refusal has a status of its own',
    },
  },
  CHARTMOGUL: {
    unasked: {
      body: { data_source_uuid: 'a contact belongs to a data source' },
      headers: { authorization: 'the API key' },
    },
    options: {
      dataSourceUuid: {
        good: [
          {
            value: 'ds_00000000-0000-4000-8000-000000000002',
            customerId: 'cus_00000000-0000-4000-8000-000000000002',
            seen: member('data_source_uuid'),
            as: 'ds_00000000-0000-4000-8000-000000000002',
          },
        ],
        bad: [
          ['ds_1', 'FORMAT'],
          ['00000000-0000-4000-8000-000000000002', 'FORMAT'],
          ['ds_00000000-0000-4000-8000-000000000002\n', 'FORMAT'],
        ],
      },
    },
    customFields: [
      { name: 'Toggle', value: true },
      { name: 'Department', value: 'Engines & Co.' },
      { name: 'Seats', value: 12.5 },
      { name: 'Birthday', value: '1815-12-10' },
    ],
    oddCustomerIds: ['cus_ABCDEF00-0000-4000-8000-00000000ABCD'],
    excused: {
      'required fields': 'all of them are optional',
      'length limits': 'the vendor documents none',
      'addresses at their limit': 'the vendor documents none',
      'fault MAINTENANCE': 'the vendor documents no such answer',
      'fault ERROR_IN_200': 'every refusal has a status of its own',
    },
  },
  CRO: {
    unasked: {
      body: {},
      headers: {
        authorization: 'the access token',
        'x-api-version': 'without it the vendor takes its oldest version',
        'x-tenant-id': 'the vendor needs it',
      },
    },
    options: {
      tenantId: {
        good: [{ value: 7, seen: header('x-tenant-id'), as: '7' }],
        bad: [
          [0, 'RANGE'],
          [-1, 'RANGE'],
        ],
      },
    },
    oddCustomerIds: ['1', '2147483648', '9223372036854775807'],
    excused: {
      'required fields': 'all of them are optional',
      'addresses at their limit': 'the limit is on all addresses together',
      position: 'contacts have no order',
      'custom fields': 'contacts have none',
      'fault ERROR_IN_200': 'every refusal has a status of its own',
    },
  },
  RPM: {
    unasked: {
      body: { CustomerID: 'the customer stands in the body' },
      headers: { rpmapikey: 'the API key' },
    },
    oddCustomerIds: ['1', '2147483647'],
    excused: {
      'required fields': 'all of them are optional',
      'length limits': 'the vendor documents none',
      'addresses at their limit': 'the vendor documents none',
      position: 'contacts have no order',
      'custom fields': 'contacts have none',
      options: 'the vendor has nothing to choose',
      'fault RATE_LIMITED_WITH_RETRY_AFTER': 'the vendor names no wait',
    },
  },
  ZUORA: {
    unasked: {
      body: { accountNumber: 'the customer stands in the body' },
      headers: { authorization: 'the access token', 'idempotency-key': 'the vendor tells a repeat by it' },
    },
    options: {
      accountNumber: {
        good: [
          {
            value: 'A00000001',
            customerId: '2c92c0f86a8dd422016a9e7a70116b01',
            seen: member('accountNumber'),
            as: 'A00000001',
          },
          { value: 'A00000001', customerId: 'A00000001', seen: member('accountNumber'), as: 'A00000001' },
        ],
        bad: [['A00000002', 'FORMAT']],
      },
      entityId: {
        good: [{ value: 'entity-1', seen: header('zuora-entity-ids'), as: 'entity-1' }],
        bad: [
          ['', 'TOO_SHORT'],
          ['a,b', 'FORMAT'],
          ['a b', 'FORMAT'],
          ['é', 'FORMAT'],
        ],
      },
      orgIds: {
        good: [
          { value: ['org-1', 'org-2'], seen: header('zuora-org-ids'), as: 'org-1,org-2' },
          { value: [], seen: header('zuora-org-ids'), as: undefined },
        ],
        bad: [
          [['org-1', ''], 'TOO_SHORT'],
          [['a,b'], 'FORMAT'],
        ],
      },
      trackId: {
        good: ['order 4711/contact-1', LONG.slice(1)].map((value) => ({
          value,
          seen: header('zuora-track-id'),
          as: value,
        })),
        bad: [
          [LONG, 'TOO_LONG'],
          ['', 'TOO_SHORT'],
          ['é', 'FORMAT'],
          ...[':', ';', '"', "'", '\n'].map((character) => [`a${character}b`, 'FORMAT'] as const),
        ],
      },
    },
    customFields: [
      { name: 'Department__c', value: 'Engines & Co.' },
      { name: 'Seats__c', value: 12.5 },
      { name: 'Vip__c', value: true },
    ],
    oddCustomerIds: [
      '0',
      '01',
      '-1',
      '1.5',
      '1e3',
      '0x10',
      '1_000',
      '2147483648',
      '9223372036854775808',
      'NaN',
      'null',
      '...',
      'A-1_2.3',
      'x'.repeat(255),
      'f'.repeat(31),
      'F'.repeat(32),
    ],
    excused: { position: 'contacts have no order' },
  },
};

/** The section of `docs/sandbox.md` is named after the vendor. */
export const registeredTargets: readonly Target[] = providers.map((provider) => ({
  provider,
  among: providers,
  customers: documentedCustomers(provider.name),
  ...(about[provider.id] ?? { unasked: { body: {}, headers: {} }, excused: {} }),
}));

/** A stage for one provider of the registry, at its first ordinary customer. */
export async function openStage(id: string, more: Partial<StageOptions> = {}): Promise<Stage> {
  const target = registeredTargets.find(({ provider }) => provider.id === id);
  if (!target) throw new Error(`There is no provider ${id}.`);
  const { provider, among, customers } = target;
  const createSandbox = await emulatorOf(target);
  return Stage.open({ provider, among, createSandbox, customerId: customers[0]?.id ?? '', ...more });
}
