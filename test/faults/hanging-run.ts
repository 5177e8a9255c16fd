/**
 * The whole service under a steady load at several accounts, one of which is in trouble at times: for
 * example, it accepts connections and requests and never answers. Live settings, with the usual queues,
 * limits and breakers.
 */

import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { accountPart, type ProviderId } from '../../src/model/contact.js';
import type { Build } from '../support/build.js';
import { describedAs } from '../support/facts.js';
import { askToAdd, type GraphqlCaller, openGraphqlCaller } from '../support/graphql-caller.js';
import { command } from '../support/keyed-stage.js';
import { LEDGER_PROVIDERS, startLedgerVendor } from '../support/ledger-vendor.js';
import { startNamedVendors } from '../support/named-accounts.js';
import { startSubgraphProcess } from '../support/subgraph-process.js';

/** Shorter than in production, so that a phase sees both full queues and an open breaker. */
const DEADLINE_MS = 3000;
const ADDS_PER_SECOND = 20;
/** The limit is 40 calls in 1.1 seconds, and each keyed add takes two; near it they would wait for it. */
const ADDS_PER_SECOND_LIMITED = 9;
const addsPerSecond = (id: ProviderId) =>
  describedAs(id).provider.limits.ratePerSecond === undefined ? ADDS_PER_SECOND : ADDS_PER_SECOND_LIMITED;
/** At the account in trouble, or before it is. */
const ADDS_PER_SECOND_HANGING = 40;
const WARM_UP_MS = 8000;
/**
 * A breaker that opened twice is open for ten seconds, plus or minus a fifth, and closes on the next call.
 */
const HEALED_MS = 30_000;

/** The accounts under load, and how one of them gets into trouble. */
export interface Scene {
  readonly environment: Readonly<Record<string, string>>;
  readonly lanes: readonly Lane[];
  trouble(lane: string | undefined): void;
  close(): Promise<void>;
}

/** One account under load. */
export interface Lane {
  readonly name: string;
  readonly provider: ProviderId;
  readonly account?: string;
}

export interface HangingPair {
  /** The lane in trouble. */
  readonly hanging: string;
  /** Durations of adds at the other accounts in milliseconds, before it hangs and while it does. */
  readonly undisturbed: readonly number[];
  readonly disturbed: readonly number[];
  /** Answers to adds at the other accounts that were not successes, before it hung and while it did. */
  readonly failed: readonly string[];
  /** Adds at the account itself meanwhile, and their durations. */
  readonly refused: readonly number[];
  /** Idle share of the machine, before it hung and while it did: a low one spoils the figures. */
  readonly idle: readonly [number, number];
}

export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
}

export async function runHanging(
  build: Build,
  storeUrl: string,
  scene: Scene,
  hanging: readonly string[],
  phaseMs: number,
): Promise<HangingPair[]> {
  const variables = {
    ...scene.environment,
    STORE_URL: storeUrl,
    SANDBOX: 'off',
    PROVIDER_DEADLINE_MS: String(DEADLINE_MS),
  };
  const subgraph = await startSubgraphProcess(build, variables);
  const load = new Load(subgraph.url, scene.lanes);
  load.start();
  await setTimeout(WARM_UP_MS);
  const pairs: HangingPair[] = [];
  for (const lane of hanging) {
    await load.untilAnswered();
    // In both phases, so that they differ only in what the vendor does with it.
    load.rush(lane);
    const idleSince = [cpuTimes()];
    const before = await load.phase(phaseMs);
    idleSince.push(cpuTimes());
    scene.trouble(lane);
    const during = await load.phase(phaseMs);
    idleSince.push(cpuTimes());
    load.rush(undefined);
    scene.trouble(undefined);
    const ofOthers = (samples: readonly Sample[]) => samples.filter((sample) => sample.lane !== lane);
    const undisturbed = ofOthers(before);
    const disturbed = ofOthers(during);
    pairs.push({
      hanging: lane,
      undisturbed: undisturbed.map(({ tookMs }) => tookMs),
      disturbed: disturbed.map(({ tookMs }) => tookMs),
      failed: [...undisturbed, ...disturbed].flatMap(({ lane, told }) =>
        told === undefined ? [] : [`${lane}: ${told}`],
      ),
      idle: [idleShare(idleSince[0], idleSince[1]), idleShare(idleSince[1], idleSince[2])],
      refused: during.filter((sample) => sample.lane === lane).map(({ tookMs }) => tookMs),
    });
  }
  await load.stop();
  await subgraph.stop();
  await scene.close();
  return pairs;
}

const NEVER = new Promise<never>(() => {});

/**
 * Twenty milliseconds per write, which is quick for a vendor: without them the machine's pauses would
 * dominate.
 */
export async function vendorsThatHang(): Promise<Scene> {
  const vendor = await startLedgerVendor();
  let hanging: string | undefined;
  vendor.fault = ({ provider }) => (provider === hanging ? NEVER : 'late answer');
  vendor.reading = ({ provider }) => (provider === hanging ? NEVER : undefined);
  return {
    environment: vendor.environment,
    lanes: LEDGER_PROVIDERS.map((provider) => ({ name: provider, provider })),
    trouble: (lane) => {
      hanging = lane;
    },
    close: vendor.close,
  };
}

export type Trouble = 'hangs' | 'is rate limited';

/** Accounts of one vendor. */
export async function accountsInTrouble(
  trouble: Trouble,
  provider: ProviderId,
  accounts: readonly string[],
): Promise<Scene> {
  const vendors = await startNamedVendors({ [provider]: accounts });
  let lane: string | undefined;
  const lanes = [undefined, ...accounts].map((account) => {
    const name = accountPart({ provider, account });
    const vendor = vendors.at(account);
    vendor.retryAfter = '1';
    vendor.fault = () => {
      if (name !== lane) return 'late answer';
      return trouble === 'hangs' ? NEVER : 'rate limited';
    };
    vendor.reading = () => (name === lane && trouble === 'hangs' ? NEVER : undefined);
    return { name, provider, ...(account !== undefined && { account }) };
  });
  return {
    environment: vendors.environment,
    lanes,
    trouble: (name) => {
      lane = name;
    },
    close: vendors.close,
  };
}

interface Sample {
  readonly lane: string;
  /** From the time it was due, so that delays of the load count too. */
  readonly tookMs: number;
  /** Undefined for a success. */
  readonly told: string | undefined;
}

/** Adds at every account at a fixed rate, regardless of their outcomes. */
class Load {
  readonly #callers: ReadonlyMap<string, GraphqlCaller>;
  readonly #underWay = new Set<Promise<void>>();
  #samples: Sample[] = [];
  #rushed: string | undefined;
  #isOver = false;
  #number = 0;
  #lanes: Promise<void>[] = [];

  constructor(
    url: string,
    private readonly accounts: readonly Lane[],
  ) {
    // Separate connections for each account: waiting ones must not delay the others here.
    this.#callers = new Map(accounts.map(({ name }) => [name, openGraphqlCaller(url, 256)]));
  }

  start(): void {
    this.#lanes = this.accounts.map((lane, index) => this.#lane(lane, index));
  }

  /** More adds at one account. */
  rush(lane: string | undefined): void {
    this.#rushed = lane;
  }

  /** The adds that become due within the time, once all are answered. */
  async phase(ms: number): Promise<readonly Sample[]> {
    const samples: Sample[] = [];
    this.#samples = samples;
    await setTimeout(ms);
    this.#samples = [];
    await Promise.all(this.#underWay);
    return samples;
  }

  /** Until all vendors add again; rejects if one does not for too long. */
  async untilAnswered(): Promise<void> {
    const until = performance.now() + HEALED_MS;
    // Hanging requests, those of the sweep included, fail at their deadline only, and may open the breaker of
    // a healthy vendor.
    await setTimeout(DEADLINE_MS + 1000);
    for (;;) {
      const samples = await this.phase(1000);
      if (samples.every(({ told }) => told === undefined)) return;
      if (performance.now() > until) throw new Error('A vendor did not come back.');
    }
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#lanes);
    await Promise.all(this.#underWay);
    await Promise.all([...this.#callers.values()].map((caller) => caller.close()));
  }

  async #lane(lane: Lane, index: number): Promise<void> {
    // The lanes take turns, so that they do not all start in the same millisecond.
    let due = performance.now() + (index * 1000) / addsPerSecond(lane.provider) / this.accounts.length;
    while (!this.#isOver) {
      const waitMs = due - performance.now();
      if (waitMs > 0) await setTimeout(waitMs);
      const sent = this.#add(lane, due).finally(() => this.#underWay.delete(sent));
      this.#underWay.add(sent);
      due += 1000 / (this.#rushed === lane.name ? ADDS_PER_SECOND_HANGING : addsPerSecond(lane.provider));
    }
  }

  async #add({ name, provider, account }: Lane, due: number): Promise<void> {
    const samples = this.#samples;
    this.#number += 1;
    const { customerId, input, options } = command(provider, this.#number);
    const caller = this.#callers.get(name);
    const key = options.idempotencyKey ?? null;
    if (!caller) throw new RangeError('There is no caller.');
    const { code, message } = await askToAdd(caller, { provider, customerId, input, key, account });
    samples.push({ lane: name, tookMs: performance.now() - due, told: code && `${code}, ${message}` });
  }
}

interface CpuTimes {
  readonly idle: number;
  readonly all: number;
}

function cpuTimes(): CpuTimes {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);
  return { idle: sum(times.map(({ idle }) => idle)), all: sum(times.flatMap((cpu) => Object.values(cpu))) };
}

function idleShare(from: CpuTimes | undefined, to: CpuTimes | undefined): number {
  return from && to ? (to.idle - from.idle) / (to.all - from.all) : 0;
}

export function percentiles(samples: readonly number[]): Percentiles {
  const sorted = samples.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99) };
}
