/** Admission at several replicas that share an account's limits, under the test's clock. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AdmissionControl, type AdmissionOptions, type Health } from '../../src/accounts/admission.js';
import type { AccountLimits, SharedLimits } from '../../src/accounts/shared-limits.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { outcome, settled, type Told } from '../support/admission-calls.js';
import { SkippingClock } from '../support/skipping-clock.js';

const FINE: Health = { isFault: false, pauseSeconds: null };

/** Keeps the limits in memory, some milliseconds away, while it works. */
class PlayedLimits implements SharedLimits {
  state: 'works' | 'fails' | 'hangs' = 'works';
  looks = 0;
  answerMs = 1;
  changed: (before: AccountLimits, after: AccountLimits) => void = () => undefined;
  kept: AccountLimits = { replicas: {} };

  async change(_: string, decide: (kept: AccountLimits, now: number) => AccountLimits): Promise<void> {
    this.looks += 1;
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (this.state === 'hangs') await new Promise(() => undefined);
    if (this.state === 'fails') throw new Error('the store is down');
    // Not the replicas' clock.
    const before = this.kept;
    this.kept = decide(before, performance.now() + 5e11);
    this.changed(before, this.kept);
    // Other replicas see it before this one learns that it is stored.
    await new Promise((resolve) => setTimeout(resolve, this.answerMs));
  }

  async close(): Promise<void> {}
}

/** Replicas in front of one vendor. */
class Stage {
  readonly limits = new PlayedLimits();
  readonly starts: { readonly at: number; readonly replica: number }[] = [];
  inFlight = 0;
  mostInFlight = 0;
  #options: Partial<AdmissionOptions>;
  readonly gates: AdmissionControl[] = [];

  constructor(replicas: number, options: Partial<AdmissionOptions> = {}) {
    this.#options = options;
    for (let index = 0; index < replicas; index += 1) this.join();
  }

  join(): void {
    this.gates.push(
      new AdmissionControl({
        name: 'Acme',
        concurrency: 4,
        sharedFaultState: true,
        limitsBeforePause: 1,
        shared: { account: 'ACME:1', limits: this.limits },
        ...this.#options,
      }),
    );
  }

  call(replica: number, tookMs: number, health = FINE, deadlineMs = 10_000): Promise<Told> {
    const gate = this.gates[replica];
    if (!gate) throw new RangeError('There is no such replica.');
    return gate.run('write', new Deadline(deadlineMs), async () => {
      this.starts.push({ at: performance.now(), replica });
      this.inFlight += 1;
      this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
      await new Promise((resolve) => setTimeout(resolve, tookMs));
      this.inFlight -= 1;
      return { health };
    });
  }

  /** Sequential calls, this many at a time, until the time is over. */
  async load(replica: number, lanes: number, tookMs: number, ms: number): Promise<void> {
    const until = performance.now() + ms;
    const lane = async () => {
      while (performance.now() < until) await this.call(replica, tookMs);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  startsOf(replica: number, from: number, to: number): number {
    return this.starts.filter((one) => one.replica === replica && one.at >= from && one.at < to).length;
  }

  mostInASecond(): number {
    const times = this.starts.map(({ at }) => at);
    return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));
  }
}

/** Slots held by all replicas. */
function held({ replicas }: AccountLimits): number {
  return Object.values(replicas).reduce((sum, { slots }) => sum + slots.held, 0);
}

const advance = (ms: number) => jest.advanceTimersByTimeAsync(ms);

describe('replicas that share limits', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it("never exceed the vendor's concurrency together, and each gets its share", async () => {
    const stage = new Stage(2);
    const loads = [stage.load(0, 8, 10, 10_000), stage.load(1, 8, 10, 10_000)];
    await settled(Promise.all(loads));
    expect(stage.mostInFlight).toBe(4);
    const last = [0, 1].map((replica) => stage.startsOf(replica, 5000, 10_000));
    expect(Math.min(...last)).toBeGreaterThanOrEqual(950);
    expect(Math.max(...last)).toBeLessThanOrEqual(1050);
  });

  it('begin no call on slots they are about to return', async () => {
    const stage = new Stage(2);
    stage.limits.answerMs = 300;
    // The first holds everything and no longer uses it.
    await settled(Promise.all(Array.from({ length: 4 }, () => stage.call(0, 10))));
    await settled(Promise.all(Array.from({ length: 4 }, () => stage.call(0, 800))));
    const calls: Promise<Told>[] = [];
    stage.limits.changed = (before, after) => {
      const gaveBack = held(after) < held(before);
      if (gaveBack) for (let call = 0; call < 4; call += 1) calls.push(stage.call(0, 2000));
      if (gaveBack) stage.limits.changed = () => undefined;
    };
    for (let call = 0; call < 4; call += 1) calls.push(stage.call(1, 2000));
    await advance(6000);
    expect(calls).toHaveLength(8);
    await settled(Promise.all(calls));
    expect(stage.mostInFlight).toBe(4);
  });

  it('begin as many calls a second together as the vendor allows, within 3%', async () => {
    const stage = new Stage(4, { concurrency: 20, ratePerSecond: 40 });
    await settled(Promise.all([0, 1, 2, 3].map((replica) => stage.load(replica, 15, 10, 20_000))));
    expect(stage.mostInASecond()).toBeLessThanOrEqual(40);
    const each = [0, 1, 2, 3].map((replica) => stage.startsOf(replica, 5000, 20_000));
    expect(each.reduce((sum, one) => sum + one) / 15).toBeGreaterThanOrEqual(38.8);
    for (const one of each) expect(one).toBeGreaterThanOrEqual(15 * 9);
  });

  it('leave unused capacity to a busy one', async () => {
    const stage = new Stage(4, { concurrency: 20, ratePerSecond: 40 });
    const quiet = [1, 2, 3].map(async (replica) => {
      for (let call = 0; call < 20; call += 1) {
        const before = performance.now();
        await stage.call(replica, 10);
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, 1000 - performance.now() + before)));
      }
    });
    await settled(Promise.all([stage.load(0, 40, 10, 20_000), ...quiet]));
    expect(stage.mostInASecond()).toBeLessThanOrEqual(40);
    expect(stage.startsOf(0, 5000, 20_000) / 15).toBeGreaterThanOrEqual(33);
    for (const replica of [1, 2, 3]) {
      expect(stage.startsOf(replica, 5000, 20_000)).toBeGreaterThanOrEqual(12);
    }
  });

  it('ask the store for seconds in advance, not for each call', async () => {
    const stage = new Stage(1);
    await settled(stage.load(0, 2, 5, 10_000));
    expect(stage.starts.length).toBeGreaterThan(3000);
    expect(stage.limits.looks).toBeLessThanOrEqual(15);
  });

  it('admit a call immediately while they hold a share, else when the store has answered', async () => {
    const stage = new Stage(1);
    await advance(10);
    const at = performance.now();
    await settled(stage.call(0, 1));
    await advance(20_000);
    const later = performance.now();
    await settled(stage.call(0, 1));
    expect(stage.starts.map((one) => one.at - (one.at < later ? at : later))).toEqual([0, 2]);
  });

  it('stop polling the store when there are no calls, and leave nothing behind', async () => {
    const stage = new Stage(2);
    await settled(Promise.all([stage.call(0, 1), stage.call(1, 1)]));
    await advance(10_000);
    expect(stage.limits.kept.replicas).toEqual({});
    const { looks } = stage.limits;
    await advance(60_000);
    expect(stage.limits.looks).toBe(looks);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('return their shares when they stop', async () => {
    const stage = new Stage(2);
    await settled(stage.call(0, 1));
    await settled(stage.gates[0]?.idle() ?? Promise.resolve());
    expect(Object.keys(stage.limits.kept.replicas)).toHaveLength(1);
    await settled(Promise.all(Array.from({ length: 8 }, () => stage.call(1, 10))));
    expect(stage.mostInFlight).toBe(4);
  });

  it("learn the vendor's pause from each other, and its length", async () => {
    const stage = new Stage(2);
    await settled(stage.call(1, 1));
    await settled(stage.call(0, 1, { isFault: false, pauseSeconds: 40_000 }));
    await advance(1100);
    expect(await settled(stage.call(1, 1))).toMatchObject({
      failure: { kind: 'rate-limited', retryAfterSeconds: 39_999 },
    });
    // An idle or new replica learns it from its first read of the store.
    stage.join();
    await advance(10);
    expect(outcome(await settled(stage.call(2, 1)))).toBe('rate-limited');
    await advance(300_000);
    expect(outcome(await settled(stage.call(1, 1)))).toBe('made');
  });

  describe('when the store is lost', () => {
    it('continue without a wait, first on capacity no other can get, then on equal shares', async () => {
      const stage = new Stage(2);
      const loads = [0, 1].map((replica) => stage.load(replica, 6, 20, 20_000));
      await advance(4000);
      stage.limits.state = 'hangs';
      await settled(Promise.all(loads));
      expect(stage.mostInFlight).toBe(4);
      for (let second = 4; second < 20; second += 1) {
        for (const replica of [0, 1]) {
          const made = stage.startsOf(replica, second * 1000, second * 1000 + 1000);
          // Two slots of 20 ms.
          expect(made).toBeGreaterThanOrEqual(95);
        }
      }
    });

    it('wait half a second once if they held nothing', async () => {
      const stage = new Stage(1);
      await settled(stage.call(0, 1));
      await advance(20_000);
      stage.limits.state = 'hangs';
      const at = performance.now();
      await settled(stage.call(0, 1));
      const waited = stage.starts.at(-1);
      expect((waited?.at ?? 0) - at).toBe(500);
      for (let call = 0; call < 20; call += 1) {
        const before = performance.now();
        await settled(stage.call(0, 1));
        expect((stage.starts.at(-1)?.at ?? 0) - before).toBe(0);
        await advance(call * 1000);
      }
    });

    it('act as if alone when it never was available', async () => {
      const stage = new Stage(1);
      stage.limits.state = 'fails';
      await settled(Promise.all(Array.from({ length: 8 }, () => stage.call(0, 100))));
      expect(stage.mostInFlight).toBe(4);
    });

    it.each([
      ['for a moment', 0],
      ['for a while', 2000],
      ['for longer than a lease', 8000],
    ])('take no more than an equal share when it was away %s and lost everything', async (_, awayMs) => {
      const stage = new Stage(4, { concurrency: 10, ratePerSecond: 40 });
      const loads = [0, 1, 2, 3].map((replica) => stage.load(replica, 12, 150, 30_000));
      await advance(3000);
      if (awayMs > 0) stage.limits.state = 'fails';
      await advance(awayMs);
      stage.limits.kept = { replicas: {} };
      stage.limits.state = 'works';
      await settled(Promise.all(loads));
      expect(stage.mostInFlight).toBe(10);
      expect(stage.mostInASecond()).toBeLessThanOrEqual(40);
      const last = [0, 1, 2, 3].map((replica) => stage.startsOf(replica, 15_000, 30_000));
      expect(last.reduce((sum, one) => sum + one) / 15).toBeGreaterThanOrEqual(38.8);
    });
  });

  it('begin no call on a lease that ended while the process was suspended', async () => {
    const clock = new SkippingClock();
    const stage = new Stage(1, { concurrency: 2, clock });
    await advance(10);
    const calls = Array.from({ length: 4 }, () => stage.call(0, 50));
    expect(stage.starts).toHaveLength(2);
    stage.limits.state = 'hangs';
    clock.advance(6000);
    await advance(400);
    expect([stage.starts.length, stage.inFlight]).toEqual([2, 0]);
    // The store does not answer, so that it acts alone.
    await advance(200);
    expect(stage.starts).toHaveLength(4);
    await settled(Promise.all(calls));
  });
});
