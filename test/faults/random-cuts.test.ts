/**
 * Under a vendor that cuts connections at random points: no success that did not happen, no NOT_APPLIED that
 * did. The vendor's ledger is the judge. `FAULT_SEED` repeats a run, `FAULT_OPERATIONS` makes it longer.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAccounts } from '../../src/accounts/accounts.js';
import type { ProxySettings } from '../../src/config/proxy.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import type { ProviderId } from '../../src/model/contact.js';
import { writeOutcome } from '../../src/model/errors.js';
import type { AddedContact, Outcome } from '../../src/model/outcome.js';
import { providers } from '../../src/providers/registry.js';
import { startCuttingProxy } from '../support/cutting-proxy.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import {
  type FaultVendor,
  type RawAnswer,
  type RawRequest,
  startFaultVendor,
  type VendorShape,
} from '../support/raw-vendor.js';
import { SEED } from '../support/seed.js';
import { startTlsFront, trustVendorCertificate, VENDOR_HOST } from '../support/tls-front.js';

const OPERATIONS = Number(process.env.FAULT_OPERATIONS ?? 300);
/** As many as the vendors with the fewest slots admit and let wait: no operation is turned away unsent. */
const CONCURRENCY = 15;
/** Long for loopback, short for the operations that meet silence. */
const DEADLINE_MS = 1000;

const JSON_TYPE = { 'content-type': 'application/json' };

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): RawAnswer {
  return { status, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) };
}

/** The email address of the contact: each operation has one of its own. */
function marker({ body }: RawRequest): string | undefined {
  return /op-\d+@example\.com/.exec(decodeURIComponent(body))?.[0];
}

const PROXY_PAGES: readonly RawAnswer[] = [500, 502, 503, 504].map((status) => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><body><h1>${status}</h1></body></html>`,
}));

/** The answers as the vendors' documents show them. */
const vendors: readonly { id: ProviderId; customerId: string; shape: VendorShape }[] = [
  {
    id: 'CHARGEBEE',
    customerId: 'cus_1',
    shape: {
      marker,
      added(request) {
        const form = new URLSearchParams(request.body);
        const own = { id: form.get('contact[id]'), email: form.get('contact[email]'), enabled: true };
        const earlier = { id: 'contact_1', email: 'earlier@example.com', enabled: true };
        const contacts = [earlier, own].map((contact) => ({
          ...contact,
          send_account_email: false,
          send_billing_email: false,
          object: 'contact',
        }));
        return json(200, { customer: { id: 'cus_1', object: 'customer', deleted: false, contacts } });
      },
      refusals: [
        json(429, {
          message: 'Too many requests',
          type: 'operation_failed',
          api_error_code: 'api_request_limit_exceeded',
        }),
        json(503, {
          message: 'The site is not ready',
          type: 'operation_failed',
          api_error_code: 'site_not_ready',
        }),
      ],
      failures: [
        ...PROXY_PAGES,
        json(500, { message: 'Sorry', type: 'operation_failed', api_error_code: 'internal_error' }),
      ],
    },
  },
  {
    id: 'CHARTMOGUL',
    customerId: 'cus_23740208-2c7e-11ee-9ea2-ffd2435982bb',
    shape: {
      marker,
      added(request, count) {
        const { email } = JSON.parse(request.body) as { email: string };
        return json(201, {
          uuid: `con_00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
          customer_uuid: 'cus_23740208-2c7e-11ee-9ea2-ffd2435982bb',
          customer_external_id: 'cus_002',
          data_source_uuid: 'ds_03cfd2c4-2c7e-11ee-ab23-cb0f008cff46',
          position: count,
          first_name: null,
          last_name: null,
          title: null,
          email,
          phone: null,
          linked_in: null,
          twitter: null,
          notes: null,
          custom: {},
        });
      },
      refusals: [json(429, { code: 429, message: 'You have reached the rate limit', param: null })],
      failures: [...PROXY_PAGES, json(500, { code: 500, message: 'Something went wrong', param: null })],
    },
  },
  {
    id: 'CRO',
    customerId: '1',
    shape: {
      marker,
      added(request, count) {
        const { email } = JSON.parse(request.body) as { email: string };
        return json(200, {
          email,
          fax: null,
          id: 107_000 + count,
          name: null,
          notify_on_new_request: false,
          notify_on_acknowledged_request: false,
          notify_on_dispatched_request: false,
          notify_on_completed_request: false,
          notify_on_failed_request: false,
          number: null,
        });
      },
      refusals: [json(429, { title: 'Too many requests', detail: 'Slow down', status: 429 })],
      failures: [...PROXY_PAGES, json(500, { title: 'Server error', detail: 'Sorry', status: 500 })],
    },
  },
  {
    id: 'RPM',
    customerId: '123',
    shape: {
      marker,
      added(request, count) {
        const { Contact } = JSON.parse(request.body) as { Contact: { Email: string } };
        return json(200, {
          Result: {
            Contact: {
              ContactID: 400 + count,
              Email: Contact.Email,
              FirstName: 'Kuhi',
              LastName: 'Das',
              PhoneNumbers: [],
              Salutation: '',
              Title: '',
            },
          },
        });
      },
      refusals: [
        json(429, {}),
        json(200, { Result: { Error: 'API daily limit reached' } }),
        json(200, { Result: { Error: { Message: 'Customer not found' } } }),
      ],
      failures: [...PROXY_PAGES, json(500, { Result: { Error: { Message: 'An error has occurred' } } })],
    },
  },
  {
    id: 'ZUORA',
    customerId: 'A00000001',
    shape: {
      marker,
      other: () => json(200, { access_token: 'zuora-token', token_type: 'bearer', expires_in: 3599 }),
      added(request, count) {
        const { workEmail } = JSON.parse(request.body) as { workEmail: string };
        return json(200, {
          accountId: '6e767220676e6e61206776652075207570',
          accountNumber: 'A00000001',
          firstName: 'Kuhi',
          lastName: 'Das',
          id: count.toString(16).padStart(32, '0'),
          workEmail,
          personalEmail: null,
          success: true,
        });
      },
      refusals: [
        json(429, {
          success: false,
          processId: 'CBCFED6580B4E076',
          reasons: [{ code: 50000070, message: 'The concurrent request limit is reached.' }],
        }),
        json(200, {
          success: false,
          processId: 'CBCFED6580B4E076',
          reasons: [{ code: 53200050, message: 'Lock contention' }],
        }),
      ],
      failures: [
        ...PROXY_PAGES,
        json(500, { success: false, reasons: [{ code: 50000060, message: 'Internal error' }] }),
        json(200, { success: false, reasons: [{ code: 50000060, message: 'Internal error' }] }),
      ],
    },
  },
];

function openService(origin: string, proxy?: ProxySettings): ContactService {
  // As a sandbox: the breaker would soon keep every request back, and nothing would be cut.
  const sandboxed = fixtureEnvironment(origin);
  const accounts = openAccounts(providers, { live: new Map(), sandboxed, proxy });
  expect(accounts.all.map(({ mode }) => mode)).not.toContain('NOT_CONFIGURED');
  return new ContactService(accounts, DEADLINE_MS);
}

/** Runs all operations, a few at a time. A rejection is a result too: a provider must never throw. */
async function runAll(
  operations: readonly (() => Promise<Outcome<AddedContact>>)[],
): Promise<PromiseSettledResult<Outcome<AddedContact>>[]> {
  const results: PromiseSettledResult<Outcome<AddedContact>>[] = [];
  const queue = operations.entries();
  const work = async () => {
    for (const [index, operation] of queue) {
      [results[index]] = (await Promise.allSettled([operation()])) as [
        PromiseSettledResult<Outcome<AddedContact>>,
      ];
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return results;
}

/** What a result contradicts in the ledger; undefined when it tells the truth. */
function contradiction(
  result: PromiseSettledResult<Outcome<AddedContact>>,
  commits: number,
  address: string,
): string | undefined {
  if (commits > 1) return `${commits} contacts were added`;
  if (result.status === 'rejected') return `it threw ${String(result.reason)}`;
  const outcome = result.value;
  if (outcome.ok) {
    if (commits !== 1) return 'success was told, but nothing was added';
    const told = outcome.value.contact.emails?.[0]?.address;
    return told === address ? undefined : `the contact told is that of ${told}`;
  }
  const { failure } = outcome;
  if (writeOutcome(failure) === 'NOT_APPLIED' && commits > 0) {
    return `NOT_APPLIED (${failure.kind}) was told, but the contact was added`;
  }
  const isExpected = ['unknown', 'unavailable', 'rate-limited', 'customer-not-found'].includes(failure.kind);
  return isExpected ? undefined : `nothing that was played amounts to ${failure.kind}`;
}

/** How the vendor is reached, and what has to be closed after it. */
interface Way {
  readonly origin: string;
  readonly proxy?: ProxySettings;
  close(): Promise<void>;
}

function goDirectly({ origin }: FaultVendor): Promise<Way> {
  return Promise.resolve({ origin, close: () => Promise.resolve() });
}

/** TLS inside a tunnel: two more parties that break, and one more place to break at. */
async function goThroughProxy({ port }: FaultVendor): Promise<Way> {
  const front = await startTlsFront(port);
  const proxy = await startCuttingProxy(front.port, SEED);
  return {
    origin: `https://${VENDOR_HOST}`,
    proxy: { https: proxy.url },
    close: async () => {
      await proxy.close();
      await front.close();
    },
  };
}

let distrust = () => {};

beforeAll(() => {
  distrust = trustVendorCertificate();
});

afterAll(() => distrust());

describe.each([
  ['a vendor that cuts connections', goDirectly],
  ['the same vendor behind a proxy that cuts them too', goThroughProxy],
])(`%s at random points, seed ${SEED}`, (_title, go) => {
  it.each(vendors)(
    '$id: every result is what the vendor did, or admits not to know',
    async ({ id, customerId, shape }) => {
      const vendor = await startFaultVendor(shape, SEED);
      const way = await go(vendor);
      const contacts = openService(way.origin, way.proxy);
      const addresses = Array.from({ length: OPERATIONS }, (_, index) => `op-${index}@example.com`);
      const results = await runAll(
        addresses.map(
          (address) => () =>
            contacts.add({
              provider: id,
              customerId,
              input: { firstName: 'Kuhi', lastName: 'Das', emails: [{ address }] },
              options: {},
              requestId: address,
            }),
        ),
      );
      // What was written before a caller gave up may still be read: the ledger counts when nothing is under
      // way.
      await contacts.accounts.close();
      await way.close();
      await vendor.idle();
      await vendor.close();

      const contradictions = results.flatMap((result, index) => {
        const address = addresses[index] ?? '';
        const { commits, faults } = vendor.ledger(address);
        const wrong = contradiction(result, commits, address);
        return wrong ? [`${address}: ${wrong}, after ${faults.join(' and ') || 'nothing was read'}`] : [];
      });
      expect(contradictions).toEqual([]);

      // The run is of use only when all of this came up.
      const seen = new Set(
        results.map((result, index) => {
          const { commits } = vendor.ledger(addresses[index] ?? '');
          if (result.status === 'rejected') return 'thrown';
          const told = result.value.ok ? 'SUCCESS' : writeOutcome(result.value.failure);
          return `${told}, ${commits} added`;
        }),
      );
      expect([...seen].sort()).toEqual([
        'NOT_APPLIED, 0 added',
        'SUCCESS, 1 added',
        'UNKNOWN, 0 added',
        'UNKNOWN, 1 added',
      ]);
    },
    // For a long run by hand: a thousand operations take a few seconds.
    180_000 + OPERATIONS * 30,
  );
});
