/**
 * The whole service under a steady load at all vendors, of which one hangs at times: it accepts connections
 * and requests and never answers. Live settings, so with queues, limits and breakers as they are.
 */

import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { ProviderId } from '../../src/model/contact.js';
import type { Build } from '../support/build.js';
import { describedAs } from '../support/facts.js';
import { askToAdd, type GraphqlCaller, openGraphqlCaller } from '../support/graphql-caller.js';
import { command } from '../support/keyed-stage.js';
import { LEDGER_PROVIDERS, type LedgerVendor, startLedgerVendor } from '../support/ledger-vendor.js';
import { startSubgraphProcess } from '../support/subgraph-process.js';

/** Shorter than in service, so that a phase sees full queues as well as an open breaker. */
const DEADLINE_MS = 3000;
const ADDS_PER_SECOND = 20;
/** A limit of 40 calls in 1.1 seconds, of which each keyed add makes two; near it they would wait for it. */
const ADDS_PER_SECOND_LIMITED = 9;
const addsPerSecond = (id: ProviderId) =>
  describedAs(id).provider.limits.ratePerSecond === undefined ? ADDS_PER_SECOND : ADDS_PER_SECOND_LIMITED;
/** At the vendor that hangs or is about to. */
const ADDS_PER_SECOND_HANGING = 40;
const WARM_UP_MS = 8000;
/**
 * A breaker that opened twice is open for ten seconds, give or take a fifth, and closes with the next call.
 */
const HEALED_MS = 30_000;

export interface HangingPair {
  readonly hanging: ProviderId;
  /** What adds at the other vendors took, in milliseconds, before it hangs and while it does. */
  readonly undisturbed: readonly number[];
  readonly disturbed: readonly number[];
  /** What adds at the other vendors were told that were no success, before it hung and while it did. */
  readonly failed: readonly string[];
  /** Adds at the vendor itself while it hung, and how long they took. */
  readonly refused: readonly number[];
  /**
   * Share of the machine that nobody used, before it hung and while it did: little of it spoils the figures.
   */
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
  hanging: readonly ProviderId[],
  phaseMs: number,
): Promise<HangingPair[]> {
  const vendor = await startLedgerVendor();
  const stage = new Stage(vendor);
  const variables = {
    ...vendor.environment,
    STORE_URL: storeUrl,
    SANDBOX: 'off',
    PROVIDER_DEADLINE_MS: String(DEADLINE_MS),
  };
  const subgraph = await startSubgraphProcess(build, variables);
  const load = new Load(subgraph.url);
  load.start();
  await setTimeout(WARM_UP_MS);
  const pairs: HangingPair[] = [];
  for (const provider of hanging) {
    await load.untilAnswered();
    // In both phases, so that they differ in nothing but what the vendor does with it.
    load.rush(provider);
    const idleSince = [cpuTimes()];
    const before = await load.phase(phaseMs);
    idleSince.push(cpuTimes());
    stage.hang(provider);
    const during = await load.phase(phaseMs);
    idleSince.push(cpuTimes());
    load.rush(undefined);
    stage.hang(undefined);
    const ofOthers = (samples: readonly Sample[]) => samples.filter((sample) => sample.provider !== provider);
    const undisturbed = ofOthers(before);
    const disturbed = ofOthers(during);
    pairs.push({
      hanging: provider,
      undisturbed: undisturbed.map(({ tookMs }) => tookMs),
      disturbed: disturbed.map(({ tookMs }) => tookMs),
      failed: [...undisturbed, ...disturbed].flatMap(({ provider, told }) =>
        told === undefined ? [] : [`${provider}: ${told}`],
      ),
      idle: [idleShare(idleSince[0], idleSince[1]), idleShare(idleSince[1], idleSince[2])],
      refused: during.filter((sample) => sample.provider === provider).map(({ tookMs }) => tookMs),
    });
  }
  await load.stop();
  await subgraph.stop();
  await vendor.close();
  return pairs;
}

/** Which vendor hangs. Calls to it meanwhile are never answered. */
class Stage {
  #hanging: ProviderId | undefined;

  constructor(vendor: LedgerVendor) {
    const never = new Promise<never>(() => {});
    // Twenty milliseconds, which is quick for a vendor: without them a pause of the machine would be all
    // there is to see.
    vendor.fault = ({ provider }) => (provider === this.#hanging ? never : 'late answer');
    vendor.reading = ({ provider }) => (provider === this.#hanging ? never : undefined);
  }

  hang(provider: ProviderId | undefined): void {
    this.#hanging = provider;
  }
}

interface Sample {
  readonly provider: ProviderId;
  /** From when it was due, so that what holds the load up counts as well. */
  readonly tookMs: number;
  /** Undefined for a success. */
  readonly told: string | undefined;
}

/** Adds at every vendor, as many in a second whatever becomes of them. */
class Load {
  readonly #callers: ReadonlyMap<ProviderId, GraphqlCaller>;
  readonly #underWay = new Set<Promise<void>>();
  #samples: Sample[] = [];
  #rushed: ProviderId | undefined;
  #isOver = false;
  #number = 0;
  #lanes: Promise<void>[] = [];

  constructor(url: string) {
    // For each vendor its own connections: those that wait must not keep the others back here.
    this.#callers = new Map(LEDGER_PROVIDERS.map((provider) => [provider, openGraphqlCaller(url, 256)]));
  }

  start(): void {
    this.#lanes = LEDGER_PROVIDERS.map((provider, index) => this.#lane(provider, index));
  }

  /** More adds at one vendor. */
  rush(provider: ProviderId | undefined): void {
    this.#rushed = provider;
  }

  /** What was due in the time from now on, when all of it is answered. */
  async phase(ms: number): Promise<readonly Sample[]> {
    const samples: Sample[] = [];
    this.#samples = samples;
    await setTimeout(ms);
    this.#samples = [];
    await Promise.all(this.#underWay);
    return samples;
  }

  /** Until all vendors add again; rejects when one does not for too long. */
  async untilAnswered(): Promise<void> {
    const until = performance.now() + HEALED_MS;
    // What hung last, the sweep's looks among it, fails at its deadline only, and may stop a vendor that is
    // well again.
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

  async #lane(provider: ProviderId, index: number): Promise<void> {
    // The lanes take turns, so that they do not all come in the same millisecond.
    let due = performance.now() + (index * 1000) / addsPerSecond(provider) / LEDGER_PROVIDERS.length;
    while (!this.#isOver) {
      const waitMs = due - performance.now();
      if (waitMs > 0) await setTimeout(waitMs);
      const sent = this.#add(provider, due).finally(() => this.#underWay.delete(sent));
      this.#underWay.add(sent);
      due += 1000 / (this.#rushed === provider ? ADDS_PER_SECOND_HANGING : addsPerSecond(provider));
    }
  }

  async #add(provider: ProviderId, due: number): Promise<void> {
    const samples = this.#samples;
    this.#number += 1;
    const { customerId, input, options } = command(provider, this.#number);
    const caller = this.#callers.get(provider);
    const key = options.idempotencyKey ?? null;
    if (!caller) throw new RangeError('There is no caller.');
    const { code, message } = await askToAdd(caller, { provider, customerId, input, key });
    samples.push({ provider, tookMs: performance.now() - due, told: code && `${code}, ${message}` });
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
