/**
 * Four replicas in front of a vendor that accepts 40 calls a second and 20 concurrent ones from all of them
 * together. Their throughput depends on the machine too: the short form requires less.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { now } from '../support/counting-vendor.js';
import { PER_SECOND, type RateStage, SETTLE_MS, startRateStage } from './rate-run.js';
import { describeWithReplicas } from './replica-stage.js';
import { printTable } from './report.js';

export interface RateGoal {
  readonly loadMs: number;
  /** The required share of the vendor's rate. */
  readonly share: number;
  /** The same while the store is killed and recovers, which takes CPU time too. */
  readonly shareMeanwhile: number;
  readonly prints?: boolean;
}

/** A lease, and the polls of the store after it. */
const LEASE_MS = 7000;

export function describeRate({ loadMs, share, shareMeanwhile, prints = false }: RateGoal): void {
  const patientMs = 120_000 + 4 * loadMs;
  const title = `four replicas that share a vendor's ${PER_SECOND} calls a second`;
  describeWithReplicas(title, patientMs, (made) => {
    let stage: RateStage;
    beforeEach(async () => {
      const { build, server } = made();
      stage = await startRateStage(build, await server.place(), 10);
    }, patientMs);
    afterEach(() => stage.close(), patientMs);

    /** Runs the load and `meanwhile`; returns what the vendor accepted between the two times. */
    async function measure(run: string, from: number, to: number, meanwhile: () => Promise<void>) {
      const startedAt = now();
      await Promise.all([stage.load(to), meanwhile()]);
      const taken = stage.taken(startedAt + from, startedAt + to);
      const row = { run, 'a second': Number(taken.perSecond.toFixed(2)), each: taken.each.join(' ') };
      if (prints) printTable('Four replicas, one rate', [{ ...row, 'too many': stage.tooMany() }]);
      return taken;
    }

    it(
      'use it, none of them starves, and the vendor gets none too many',
      async () => {
        const { perSecond, each } = await measure('all four', SETTLE_MS, loadMs, async () => undefined);
        expect(stage.tooMany()).toBe(0);
        expect(perSecond).toBeGreaterThanOrEqual(PER_SECOND * share);
        // An equal share each.
        const seconds = (loadMs - SETTLE_MS) / 1000;
        for (const one of each) expect(one / seconds).toBeGreaterThanOrEqual((PER_SECOND / 4) * share * 0.9);
        expect([...stage.failures]).toEqual([]);
      },
      patientMs,
    );

    it(
      "regain a killed replica's slots within a lease",
      async () => {
        const killMs = 2000;
        const from = killMs + LEASE_MS;
        const { perSecond, each } = await measure('one killed', from, from + loadMs, async () => {
          await sleep(killMs);
          await stage.replicas[3]?.kill();
        });
        expect(stage.tooMany()).toBe(0);
        expect(perSecond).toBeGreaterThanOrEqual(PER_SECOND * share);
        expect(each[3]).toBe(0);
        for (const one of each.slice(0, 3)) expect(one).toBeGreaterThan(0);
      },
      patientMs,
    );

    it(
      'continue while the store is killed and restarted',
      async () => {
        const from = SETTLE_MS;
        const { perSecond, each } = await measure('store killed', from, from + loadMs, async () => {
          await sleep(from + loadMs / 4);
          await made().server.crash();
        });
        // On a machine busy with the recovery; without shares it would be more than a hundred.
        expect(stage.tooMany()).toBeLessThanOrEqual(5);
        expect(perSecond).toBeGreaterThanOrEqual(PER_SECOND * shareMeanwhile);
        for (const one of each) expect(one).toBeGreaterThan(0);
      },
      patientMs,
    );
  });
}
