/**
 * Keyed updates and removals of one contact under anything that callers, processes, the vendor, the clock and
 * other systems do. What the vendor carried out decides whether answers were true.
 */
import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { IdempotentWrites } from '../../src/idempotency/attempts.js';
import { AttemptSweep } from '../../src/idempotency/sweep.js';
import { decideUpdate } from '../../src/mapping/decide-update.js';
import { bodyOf } from '../../src/mapping/folds.js';
import { writeOutcome } from '../../src/model/errors.js';
import type { Outcome, WriteResult } from '../../src/model/outcome.js';
import type { ProviderCall } from '../../src/providers/call.js';
import { providers } from '../../src/providers/registry.js';
import { CHANGE_FAULTS, ChangeVendor, CONTACT, CUSTOMER } from '../support/change-vendor.js';
import { type PlayedClock, playedClock } from '../support/played-clock.js';
import { property } from '../support/property.js';
import { MemoryStore } from '../support/stores.js';

const DEADLINE_MS = 10_000;
const KEYS = 4;
/** Used for a removal if the vendor has one; the others are updates. */
const REMOVAL = KEYS - 1;

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ key: fc.nat(KEYS - 1), fault: fc.constantFrom(...CHANGE_FAULTS) }) },
  { weight: 2, arbitrary: fc.constant('elsewhere' as const) },
  { weight: 2, arbitrary: fc.constantFrom(1000, 20_000, 70_000, 130_000) },
  { weight: 2, arbitrary: fc.constant('sweep' as const) },
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A caller's answer, and the number of commits at that time. */
interface Told {
  readonly key: number;
  readonly outcome: Outcome<WriteResult>;
  readonly commits: number;
}

describe.each(providers.map((provider) => [provider.id, provider] as const))(
  'keyed changes at %s',
  (_id, provider) => {
    const clock = playedClock();

    property(
      'are carried out once, never again over a foreign change, and reported truthfully',
      fc.array(step, { maxLength: 14 }),
      async (steps) => {
        const world = new World(new ChangeVendor(provider), clock);
        for (const one of steps) await world.run(one);
        await world.settle();
        expect(world.faults()).toEqual([]);
      },
    );
  },
);

class World {
  readonly #store = new MemoryStore();
  readonly #told: Told[] = [];
  #process: IdempotentWrites;
  #elsewhere = 0;

  constructor(
    private readonly vendor: ChangeVendor,
    private readonly clock: PlayedClock,
  ) {
    clock.forget();
    this.#process = this.#start();
  }

  #start(): IdempotentWrites {
    return new IdempotentWrites(this.#store, { withId: () => this.vendor }, DEADLINE_MS);
  }

  async run(step: Step): Promise<void> {
    if (typeof step === 'number') return this.clock.advance(step);
    if (step === 'elsewhere') {
      this.#elsewhere += 1;
      this.vendor.writeElsewhere(`elsewhere${this.#elsewhere}@example.com`);
      return;
    }
    if (step === 'sweep') return this.#sweep();
    this.vendor.fault = step.fault;
    const answer = this.#process.write({
      account: this.vendor,
      key: keyOf(step.key),
      call: this.#call(step.key),
    });
    if (step.fault.startsWith('dies')) {
      // The caller gets an answer even if nothing was sent.
      const first = await this.clock.until(Promise.race([answer, timeout(DEADLINE_MS * 3)]));
      if (first) this.#note(step.key, first);
      else this.#process = this.#start();
      this.vendor.fault = 'none';
      return;
    }
    this.#note(step.key, await this.clock.until(answer));
  }

  /** Advances time until nothing is due, then sends every key once more. */
  async settle(): Promise<void> {
    for (let rounds = 0; rounds < 6; rounds += 1) {
      await this.clock.advance(200_000);
      await this.#sweep();
    }
    const asked = new Set(this.#told.map(({ key }) => key));
    for (const key of asked) await this.run({ key, fault: 'none' });
  }

  async #sweep(): Promise<void> {
    const failures: unknown[] = [];
    let rounds = 0;
    const sweep = new AttemptSweep(this.#store, this.#process, {
      deadlineMs: DEADLINE_MS,
      intervalMs: 10,
      failed: (error) => failures.push(error),
      succeeded: () => {
        rounds += 1;
      },
    });
    sweep.start();
    while (rounds === 0 && failures.length === 0) await this.clock.advance(10);
    await this.clock.until(sweep.stop());
    expect(failures).toEqual([]);
  }

  #note(key: number, outcome: Outcome<WriteResult>): void {
    this.#told.push({ key, outcome, commits: this.vendor.commits.length });
  }

  #call(key: number): ProviderCall {
    const { provider } = this.vendor;
    const isRemoval = key === REMOVAL && provider.write.remove !== undefined;
    const input = isRemoval ? {} : { emails: [{ address: `key${key}@example.com` }] };
    const decisions = isRemoval ? [] : decideUpdate(input, provider);
    return {
      operation: isRemoval ? 'REMOVE' : 'UPDATE',
      customerId: CUSTOMER,
      externalId: CONTACT,
      contactId: `${provider.id}:${CUSTOMER}:${CONTACT}`,
      input,
      options: {},
      givenOptions: {},
      idempotencyKey: keyOf(key),
      hasCallerKey: true,
      requestId: keyOf(key),
      wire: bodyOf(decisions),
      decisions,
    };
  }

  /** Every untrue answer, and every change that undid a foreign one. */
  faults(): string[] {
    const { commits } = this.vendor;
    const untrue = this.#told.flatMap(({ key, outcome, commits: until }) => {
      const mine = commits.slice(0, until).filter(({ by }) => by === keyOf(key)).length;
      if (outcome.ok)
        return mine > 0 || this.#isAsWanted(key, until) ? [] : [`key ${key} was told a success`];
      const isNotApplied = writeOutcome(outcome.failure) === 'NOT_APPLIED';
      return isNotApplied && mine > 0 ? [`key ${key} was told ${outcome.failure.kind} after a commit`] : [];
    });
    const twice = Array.from({ length: KEYS }, (_, key) => keyOf(key)).flatMap((key) => {
      const at = commits.flatMap(({ by }, index) => (by === key ? [index] : []));
      const isOver = at.some((index, nth) => nth > 0 && index - (at[nth - 1] ?? 0) > 1);
      return isOver ? [`${key} was carried out again over another change`] : [];
    });
    return [...untrue, ...twice, ...this.#repeats()];
  }

  /** An update that was sent again although another client changed the contact since. */
  #repeats(): string[] {
    const sends = this.vendor.sends.filter(({ operation }) => operation === 'UPDATE');
    return sends.flatMap(({ by, run, others }, index) => {
      const earlier = sends.slice(0, index).filter((send) => send.by === by && send.run === run);
      return earlier.some((send) => send.others !== others)
        ? [`${by} was sent again over another change`]
        : [];
    });
  }

  /** A removal by another client counts as a removal. */
  #isAsWanted(key: number, until: number): boolean {
    return key === REMOVAL && this.vendor.commits.slice(0, until).some(({ by }) => by === keyOf(REMOVAL));
  }
}

function keyOf(key: number): string {
  return `key-of-the-change-${key}`;
}

function timeout(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
