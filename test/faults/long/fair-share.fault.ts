/**
 * One caller floods a vendor of few slots. With shares, another caller waits no longer than without the
 * flood.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ask } from '../../support/ask.js';
import { type EmulatedVendors, startEmulatedVendors } from '../../support/emulated-vendors.js';
import { bearer, type Issuer, startIssuer } from '../../support/issuer.js';
import { startTestSubgraph } from '../../support/subgraph.js';

const QUERY = '{ contacts(provider: CHARGEBEE, customerId: "cus_acme") { nodes { id } } }';
const VENDOR_MS = 100;
const SLOTS = 4;
const REQUESTS = 40;
const FLOODING = 16;
/** What a client that does not heed retry-after waits. */
const INSISTS_MS = 20;

let issuer: Issuer;
let vendors: EmulatedVendors;
beforeAll(async () => {
  issuer = await startIssuer();
  vendors = await startEmulatedVendors({ fault: () => ({ delayMs: VENDOR_MS }) });
  vendors.at('CHARGEBEE').openCustomer('cus_acme');
});
afterAll(async () => {
  await vendors.close();
  await issuer.close();
});

/** How many times as long the 99th percentile of a caller is while another floods. */
async function slowdown(shares: Readonly<Record<string, string>>): Promise<number> {
  const { url, close } = await startTestSubgraph({
    ...vendors.environment,
    ...issuer.settings,
    CHARGEBEE_CONCURRENCY: `${SLOTS}`,
    ...shares,
  });
  const headersOf = async (sub: string) => bearer(await issuer.token({ sub, scope: 'contacts:read' }));
  const quiet = await headersOf('quiet');
  const loud = await headersOf('loud');

  const p99 = async () => {
    const times: number[] = [];
    for (let index = 0; index < REQUESTS; index += 1) {
      const start = performance.now();
      const { status, errors } = await ask(url, QUERY, {}, quiet);
      // Who gets no answer waits for ever.
      const isAnswered = status === 200 && errors.length === 0;
      times.push(isAnswered ? performance.now() - start : Number.POSITIVE_INFINITY);
    }
    return times.sort((one, other) => one - other)[Math.ceil(REQUESTS * 0.99) - 1] ?? Number.NaN;
  };
  let isFlooding = true;
  const flooding = async () => {
    while (isFlooding) {
      const { status } = await ask(url, QUERY, {}, loud);
      if (status === 429) await sleep(INSISTS_MS);
    }
  };
  let flood: readonly Promise<void>[] = [];
  try {
    await ask(url, QUERY, {}, quiet);
    const alone = await p99();
    expect(alone).toBeLessThan(Number.POSITIVE_INFINITY);
    flood = Array.from({ length: FLOODING }, flooding);
    return (await p99()) / alone;
  } finally {
    isFlooding = false;
    await Promise.all(flood);
    await close();
  }
}

it('holds up another caller by less than half its time with a share, and by more without', async () => {
  const ratios = { withShare: await slowdown({ CALLER_CONCURRENCY: '2' }), without: await slowdown({}) };
  process.stderr.write(`p99 of a caller under the flood of another: ${JSON.stringify(ratios)}\n`);
  expect(ratios.withShare).toBeLessThan(1.5);
  expect(ratios.without).toBeGreaterThan(1.5);
}, 120_000);
