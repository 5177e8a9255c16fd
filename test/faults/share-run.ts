/**
 * Replicas of the whole service, callers that use all of them at a steady pace, and another caller that
 * floods all of them at times.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ALL_SCOPES } from '../callers/stage.js';
import { ask } from '../support/ask.js';
import type { Build } from '../support/build.js';
import { type EmulatedVendors, startEmulatedVendors } from '../support/emulated-vendors.js';
import { bearer, type Issuer, startIssuer } from '../support/issuer.js';
import { startJsonProcess } from '../support/json-process.js';
import { startSubgraphProcess } from '../support/subgraph-process.js';

const LIST = `query ($customerId: ID!) {
  contacts(provider: CHARGEBEE, customerId: $customerId) { nodes { id } }
}`;
const ADD = `mutation ($customerId: ID!, $input: AddContactInput!, $key: ID!) {
  addContact(provider: CHARGEBEE, customerId: $customerId, input: $input, options: { idempotencyKey: $key }) {
    __typename
  }
}`;
const INPUT = { firstName: 'Mara', emails: [{ address: 'mara@example.com' }] };
const [FLOODED, LISTED] = ['cus_flooded', 'cus_listed'];
const OTHERS = ['cus_ada', 'cus_bob', 'cus_cleo', 'cus_dag'];

/** The vendor's time per answer, and its concurrency for all replicas together. */
const VENDOR_MS = 100;
const SLOTS = 16;
/** The other callers' pause after each answer. */
const PAUSE_MS = 50;
/** The flood at each replica, and the wait of a client that ignores retry-after. */
const FLOOD = { lanes: 48, insistsMs: 100 };
/** The time in which the flood takes its burst. */
const SETTLE_MS = 1000;

export interface ShareStage {
  /** Milliseconds of each answer to the other callers in the time; infinite for one that is not a success. */
  calm(ms: number): Promise<readonly number[]>;
  flood(ms: number): Promise<Flood>;
  close(): Promise<void>;
}

export interface Flood {
  readonly others: readonly number[];
  /** Requests of the flooding caller served per second, at each replica. */
  readonly served: readonly number[];
  readonly turnedAway: readonly number[];
  /** Its concurrent calls at the vendor. */
  readonly atOnce: number;
}

export async function startShareStage(
  build: Build,
  replicaCount: number,
  settings: Readonly<Record<string, string>>,
): Promise<ShareStage> {
  const issuer = await startIssuer();
  const vendor = await startSlowVendor();
  const variables = {
    ...vendor.environment,
    ...issuer.settings,
    SANDBOX: 'off',
    LOG_LEVEL: 'info',
    CHARGEBEE_CONCURRENCY: `${SLOTS}`,
    ...settings,
  };
  const replicas = await Promise.all(
    Array.from({ length: replicaCount }, () => startSubgraphProcess(build, variables)),
  );
  const urls = replicas.map(({ url }) => url);
  const loud = await headersOf(issuer, 'loud');
  const others = new SteadyCallers(urls);
  for (const customerId of OTHERS) others.start(customerId, await headersOf(issuer, customerId));

  return {
    calm: (ms) => others.during(ms),
    flood: async (ms) => {
      const forMs = ms + 2 * SETTLE_MS;
      const { facts, started, ended } = startJsonProcess<FloodFact>('test/support/flood-process.mjs', '', {
        ...FLOOD,
        urls,
        headers: { 'content-type': 'application/json', ...loud },
        body: JSON.stringify({ query: LIST, variables: { customerId: FLOODED } }),
        forMs,
      });
      await started;
      vendor.atOnce = 0;
      await sleep(SETTLE_MS);
      const times = await others.during(ms);
      await ended;
      const counts = facts.flatMap(({ statuses = [] }) => statuses);
      const perSecond = (status: number) => counts.map((count) => ((count[status] ?? 0) * 1000) / forMs);
      return { others: times, served: perSecond(200), turnedAway: perSecond(429), atOnce: vendor.atOnce };
    },
    close: async () => {
      await others.stop();
      await Promise.all(replicas.map((replica) => replica.stop()));
      await vendor.close();
      await issuer.close();
    },
  };
}

interface FloodFact {
  readonly statuses?: readonly Readonly<Record<string, number>>[];
}

async function startSlowVendor(): Promise<
  Pick<EmulatedVendors, 'environment' | 'close'> & { atOnce: number }
> {
  let inFlight = 0;
  const vendors = await startEmulatedVendors({
    fault: async ({ customerId }) => {
      const isOfFlood = customerId === FLOODED;
      if (isOfFlood) inFlight += 1;
      vendor.atOnce = Math.max(vendor.atOnce, inFlight);
      await sleep(VENDOR_MS);
      if (isOfFlood) inFlight -= 1;
      return undefined;
    },
  });
  for (const customer of [FLOODED, LISTED, ...OTHERS]) vendors.at('CHARGEBEE').openCustomer(customer);
  const vendor = { environment: vendors.environment, close: vendors.close, atOnce: 0 };
  return vendor;
}

async function headersOf(issuer: Issuer, sub: string) {
  // Longer than any run.
  const exp = Math.floor(Date.now() / 1000) + 7200;
  return bearer(await issuer.token({ sub, exp, scope: ALL_SCOPES }));
}

/** Callers that alternately read and add at each replica, one request at a time. */
class SteadyCallers {
  readonly #lanes: Promise<void>[] = [];
  #times: number[] = [];
  #isOver = false;

  constructor(private readonly urls: readonly string[]) {}

  start(customerId: string, headers: Readonly<Record<string, string>>): void {
    this.#lanes.push(this.#lane(customerId, headers));
  }

  /** The latencies of the requests that begin in the time. */
  async during(ms: number): Promise<readonly number[]> {
    const times: number[] = [];
    this.#times = times;
    await sleep(ms);
    this.#times = [];
    return times;
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#lanes);
  }

  async #lane(customerId: string, headers: Readonly<Record<string, string>>): Promise<void> {
    for (let turn = 0; !this.#isOver; turn += 1) {
      const url = this.urls[turn % this.urls.length] ?? '';
      const isAdd = Math.floor(turn / this.urls.length) % 2 === 0;
      const times = this.#times;
      const startedAt = performance.now();
      const { data, errors } = isAdd
        ? await ask(url, ADD, { customerId, input: INPUT, key: randomUUID() }, headers)
        : await ask(url, LIST, { customerId: LISTED }, headers);
      const tookMs = performance.now() - startedAt;
      const isSuccess = isAdd ? data?.addContact?.__typename === 'AddContactSuccess' : data?.contacts;
      times.push(isSuccess && errors.length === 0 ? tookMs : Number.POSITIVE_INFINITY);
      await sleep(PAUSE_MS);
    }
  }
}
