/**
 * The built sandbox's vendors in a separate process: its channel sets their latency and reports what they
 * saw.
 */
import { setTimeout } from 'node:timers/promises';
import type { JsonVendor } from '../../src/sandbox/kit/json-vendor.ts';
import type { FaultScript } from '../../src/sandbox/kit/script.ts';
import { CONTACTS_EACH, fill } from './contacts.ts';
import {
  CUSTOMERS,
  chargebeeCustomers,
  chartMogulCustomers,
  DATA_SOURCE,
  MAX_CUSTOMERS,
} from './customers.ts';

export interface VendorsQuestion {
  /** From now on, each answer takes this long. Every question resets the counters. */
  readonly latencyMs: number;
}

export interface VendorsAnswer {
  /** Points a server at the vendors. */
  readonly environment: Readonly<Record<string, string>>;
  /** By vendor key: preset contacts, each as `customer:contact`. */
  readonly contacts: Readonly<Record<string, readonly string[]>>;
  /** Calls since the last question, except for tokens. */
  readonly calls: number;
  /** Most concurrent calls since the last question, if answers take time. */
  readonly atOnce: number;
}

/** Fixed because another file also has them: Hive Gateway's schema contains the key. */
const CREDENTIALS = { CHARTMOGUL_API_KEY: 'key', CHARTMOGUL_DATA_SOURCE_UUID: DATA_SOURCE };

let latencyMs = 0;
let calls = 0;
let current = 0;
let atOnce = 0;

const script: FaultScript = {
  fault({ path }) {
    if (path.endsWith('/oauth/token')) return undefined;
    calls += 1;
    return latencyMs === 0 ? undefined : takeTime();
  },
};

async function takeTime(): Promise<undefined> {
  current += 1;
  atOnce = Math.max(atOnce, current);
  await setTimeout(latencyMs);
  current -= 1;
}

const build = new URL('../../dist/sandbox/', import.meta.url);
const { startSandbox } = (await import(
  new URL('kit/server.js', build).href
)) as typeof import('../../src/sandbox/kit/server.ts');
const { emulators } = (await import(
  new URL('registry.js', build).href
)) as typeof import('../../src/sandbox/registry.ts');

async function vendor(provider: string, customers: readonly string[], contacts: number): Promise<JsonVendor> {
  const module = await emulators[provider]?.();
  if (!module) throw new Error(`${provider} is not emulated.`);
  const made = module.createSandbox(CREDENTIALS);
  made.limits.maxContacts = contacts;
  for (const id of customers) made.openCustomer(id);
  return made;
}

const vendors = [
  // Its answer to an add contains all of the customer's contacts.
  await vendor('CHARGEBEE', chargebeeCustomers(CUSTOMERS), 1),
  await vendor('CHARTMOGUL', chartMogulCustomers(MAX_CUSTOMERS), CONTACTS_EACH),
  await vendor('ZUORA', [], CONTACTS_EACH),
];
const contacts = Object.fromEntries(vendors.map((one) => [one.key, fill(one)]));
const { environment } = await startSandbox({ vendors, script });

process.on('disconnect', () => process.exit());
process.on('message', (question: VendorsQuestion) => {
  const seen: VendorsAnswer = { environment, contacts, calls, atOnce };
  ({ latencyMs } = question);
  calls = 0;
  atOnce = current;
  process.send?.(seen);
});
