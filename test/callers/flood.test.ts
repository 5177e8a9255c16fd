/**
 * One caller floods a vendor that has few slots. With shares, another caller's calls reach the vendor
 * immediately.
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ask } from '../support/ask.js';
import { type EmulatedVendors, startEmulatedVendors } from '../support/emulated-vendors.js';
import { bearer, type Issuer, startIssuer } from '../support/issuer.js';
import { startTestSubgraph } from '../support/subgraph.js';
import { until } from '../support/until.js';

const QUERY = `query ($customerId: ID!) {
  contacts(provider: CHARGEBEE, customerId: $customerId) { nodes { id } }
}`;
const SLOTS = 4;
/** More than can be in flight and wait. */
const FLOOD = 16;

let issuer: Issuer;
let vendors: EmulatedVendors;
/** The flood's calls at the vendor, which answers none of them before `release`. */
let held = 0;
let release: () => void;
let released: Promise<void>;
beforeAll(async () => {
  issuer = await startIssuer();
  vendors = await startEmulatedVendors({
    fault: async ({ customerId }) => {
      if (customerId !== 'cus_flood') return undefined;
      held += 1;
      await released;
      return undefined;
    },
  });
  for (const customer of ['cus_flood', 'cus_acme']) vendors.at('CHARGEBEE').openCustomer(customer);
});
afterAll(async () => {
  await vendors.close();
  await issuer.close();
});

/** How many calls of the flood are at the vendor, and another caller's answer meanwhile. */
async function floodWith(shares: Readonly<Record<string, string>>) {
  const { url, close } = await startTestSubgraph({
    ...vendors.environment,
    ...issuer.settings,
    CHARGEBEE_CONCURRENCY: `${SLOTS}`,
    // Nothing of the flood ends before its release.
    PROVIDER_DEADLINE_MS: '20000',
    ...shares,
  });
  const as = async (sub: string, customerId: string) =>
    ask(url, QUERY, { customerId }, bearer(await issuer.token({ sub, scope: 'contacts:read' })));
  held = 0;
  ({ promise: released, resolve: release } = Promise.withResolvers<void>());
  // Rejected calls are answered by now: the rest are at the vendor or in the queue.
  let turnedAway = 0;
  const flood = Array.from({ length: FLOOD }, () =>
    as('loud', 'cus_flood').then(() => {
      turnedAway += 1;
    }),
  );
  const most = Number(shares.CALLER_CONCURRENCY ?? 3 * SLOTS);
  try {
    await until(() => turnedAway >= FLOOD - most && held >= Math.min(most, SLOTS));
    const { data, errors } = await as('quiet', 'cus_acme');
    return { held, found: data?.contacts, told: errors.map(({ message }) => message) };
  } finally {
    release();
    await Promise.all(flood);
    await close();
  }
}

it('a flood delays no other caller with a share', async () => {
  expect(await floodWith({ CALLER_CONCURRENCY: '2' })).toEqual({ held: 2, found: { nodes: [] }, told: [] });
});

it('a flood gets another caller rejected without shares', async () => {
  expect(await floodWith({})).toEqual({
    held: SLOTS,
    found: null,
    told: [expect.stringContaining('too many requests to Chargebee are waiting')],
  });
});
