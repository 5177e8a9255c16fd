/**
 * Under a vendor that cuts connections at random points: no success that did not happen, no NOT_APPLIED that
 * did. The vendor's ledger is the judge. `FAULT_SEED` repeats a run, `FAULT_OPERATIONS` makes it longer.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAccounts } from '../../src/accounts/accounts.js';
import type { ProxySettings } from '../../src/config/proxy.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import { writeOutcome } from '../../src/model/errors.js';
import type { AddedContact, Outcome } from '../../src/model/outcome.js';
import { providers } from '../../src/providers/registry.js';
import { startCuttingProxy } from '../support/cutting-proxy.js';
import { described } from '../support/facts.js';
import { type FaultVendor, startFaultVendor } from '../support/fault-vendor.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { SEED } from '../support/seed.js';
import { startTlsFront, trustVendorCertificate, VENDOR_HOST } from '../support/tls-front.js';

const OPERATIONS = Number(process.env.FAULT_OPERATIONS ?? 300);
/** As many as the vendors with the fewest slots admit and let wait: no operation is turned away unsent. */
const CONCURRENCY = 15;
/** Long for loopback, short for the operations that meet silence. */
const DEADLINE_MS = 1000;

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
  it.each(described)(
    '$provider.id: every result is what the vendor did, or admits not to know',
    async (subject) => {
      const vendor = await startFaultVendor(subject, SEED);
      const way = await go(vendor);
      const contacts = openService(way.origin, way.proxy);
      const addresses = Array.from({ length: OPERATIONS }, (_, index) => `op-${index}@example.com`);
      const results = await runAll(
        addresses.map(
          (address) => () =>
            contacts.add({
              provider: subject.provider.id,
              customerId: vendor.customerId,
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
