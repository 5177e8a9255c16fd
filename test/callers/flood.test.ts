/**
 * One caller floods a vendor of few slots. With shares, the calls of another caller get to the vendor at
 * once.
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
/** More than are in flight and wait. */
const FLOOD = 16;

let issuer: Issuer;
let vendors: EmulatedVendors;
/** Calls of the flood that the vendor has. It answers none of them before `release`. */
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

/** How many calls of the flood the vendor has, and what another caller is answered while it has them. */
async function floodWith(shares: Readonly<Record<string, string>>) {
  const { url, close } = await startTestSubgraph({
    ...vendors.environment,
    ...issuer.settings,
    CHARGEBEE_CONCURRENCY: `${SLOTS}`,
    // Nothing of the flood ends before it is released.
    PROVIDER_DEADLINE_MS: '20000',
    ...shares,
  });
  const as = async (sub: string, customerId: string) =>
    ask(url, QUERY, { customerId }, bearer(await issuer.token({ sub, scope: 'contacts:read' })));
  held = 0;
  ({ promise: released, resolve: release } = Promise.withResolvers<void>());
  // Those that are turned away have their answer now: what is left is with the vendor, or has a place.
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

it('holds up no other caller with a share', async () => {
  expect(await floodWith({ CALLER_CONCURRENCY: '2' })).toEqual({ held: 2, found: { nodes: [] }, told: [] });
});

it('has another caller turned away without', async () => {
  expect(await floodWith({})).toEqual({
    held: SLOTS,
    found: null,
    told: [expect.stringContaining('too many requests to Chargebee are waiting')],
  });
});
