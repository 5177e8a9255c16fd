/** This subgraph against itself: one server, measured with different requests in turn. */
import { subgraph, subgraphAsShipped } from '../servers/contenders.ts';
import { MAX_CUSTOMERS } from '../vendors/customers.ts';
import { medians } from './comparison.ts';
import type { Figures, Load, Stage } from './stage.ts';

const WARM_UP = { concurrency: 64, requests: 20_000 };

const requests = 6000;
const AT_ONCE = [1, 16, 64, 256] as const;
const CUSTOMERS = [1, 100, MAX_CUSTOMERS] as const;

/** The loads, by the name in the report. */
const LOADS = {
  success: { concurrency: 64, requests },
  invalid: { concurrency: 64, requests, operation: 'invalid' },
  chargebee: { concurrency: 1, requests: 1500, operation: 'add-at-chargebee' },
  // A commit waits for the disk, so fewer requests take as long.
  chargebeeKeyed: { concurrency: 1, requests: 500, operation: 'add-at-chargebee-keyed' },
  chartMogul: { concurrency: 1, requests: 1500 },
  chartMogulKeyed: { concurrency: 1, requests: 500, operation: 'add-keyed' },
  raisedLimits: { concurrency: 16, requests, operation: 'add-at-chargebee' },
  raisedLimitsKeyed: { concurrency: 16, requests: 3000, operation: 'add-at-chargebee-keyed' },
  chargebee64: { concurrency: 64, requests, operation: 'add-at-chargebee' },
  chargebee64Keyed: { concurrency: 64, requests: 3000, operation: 'add-at-chargebee-keyed' },
  ...byName('atOnce', AT_ONCE, (concurrency) => ({
    concurrency,
    requests: concurrency === 1 ? 3000 : requests,
  })),
  ...byName('customers', CUSTOMERS, (customers) => ({ concurrency: 64, requests, customers })),
} satisfies Record<string, Load>;

export type VariantName = keyof typeof LOADS | 'limitsAsShipped';
export type Variants = Readonly<Record<VariantName, Figures>>;

export const atOnceNames = AT_ONCE.map((count) => `atOnce${count}` as const);
export const customersNames = CUSTOMERS.map((count) => `customers${count}` as const);

export async function measureVariants(
  stage: Stage,
  rounds: number,
  report: (text: string) => void,
): Promise<Variants> {
  const seen = new Map<VariantName, Figures[]>();
  const add = (name: VariantName, figures: Figures) => seen.set(name, [...(seen.get(name) ?? []), figures]);
  const server = await stage.start(subgraph);
  // At a concurrency of 16, Chargebee's limit of 20 holds back no more than a higher one, so the two are
  // comparable there.
  const asShipped = await stage.start({ ...subgraphAsShipped, operation: 'add-at-chargebee' });
  report('warming up');
  await stage.measure(server, WARM_UP);
  await stage.measure(server, { concurrency: 16, requests: 1000, operation: 'add-at-chargebee-keyed' });
  await stage.measure(asShipped, { ...WARM_UP, concurrency: 16 });
  for (let round = 1; round <= rounds; round += 1) {
    report(`round ${round} of ${rounds}`);
    for (const [name, load] of Object.entries(LOADS)) {
      add(name as VariantName, await stage.measure(server, load as Load));
    }
    add('limitsAsShipped', await stage.measure(asShipped, LOADS.raisedLimits as Load));
  }
  await Promise.all([server.stop(), asShipped.stop()]);
  return Object.fromEntries([...seen].map(([name, figures]) => [name, medians(figures)])) as Variants;
}

function byName<Prefix extends string, Count extends number>(
  prefix: Prefix,
  counts: readonly Count[],
  load: (count: Count) => Load,
) {
  return Object.fromEntries(counts.map((count) => [`${prefix}${count}`, load(count)])) as {
    readonly [Name in `${Prefix}${Count}`]: Load;
  };
}
