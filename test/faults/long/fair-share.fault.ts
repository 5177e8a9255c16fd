/**
 * One caller floods a vendor that has few slots, at one replica and at two on one PostgreSQL. With shares,
 * the other callers' p99 is at most 1.5 times that of the calm. Calm and flood alternate, so that the
 * machine's other load affects both: `FAULT_ROUNDS` of both, `FAULT_PHASE_MS` for each of them.
 */
import { expect, it } from '@jest/globals';
import { percentiles } from '../hanging-run.js';
import { describeWithReplicas } from '../replica-stage.js';
import { printTable } from '../report.js';
import { type Flood, startShareStage } from '../share-run.js';

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 12);
const PHASE_MS = Number(process.env.FAULT_PHASE_MS ?? 5000);
const WARM_UP_MS = 3000;
/** Long, because a flood begins and ends within a second of its count. */
const RATE_MS = 60_000;
const PATIENT_MS = 180_000 + RATE_MS + ROUNDS * (2 * PHASE_MS + 5000);
const MOST = 1.5;
const RATE = 20;
const AT_ONCE = 4;
const SHARES = { CALLER_RATE_PER_SECOND: `${RATE}`, CALLER_CONCURRENCY: `${AT_ONCE}` };

describeWithReplicas('a caller that floods', PATIENT_MS, (made) => {
  /** The other callers' latencies, and the share of a final flood long enough to be counted by the second. */
  async function run(
    replicas: number,
    shares: Readonly<Record<string, string>>,
    rounds: number,
    lastMs: number,
  ) {
    const { build, server } = made();
    const store = replicas === 1 ? 'memory:' : await server.place();
    const stage = await startShareStage(build, replicas, { STORE_URL: store, ...shares });
    try {
      await stage.calm(WARM_UP_MS);
      const calm: number[] = [];
      const floods: Flood[] = [];
      for (let round = 0; round < rounds; round += 1) {
        calm.push(...(await stage.calm(PHASE_MS)));
        floods.push(await stage.flood(PHASE_MS));
      }
      const undisturbed = percentiles(calm);
      const disturbed = percentiles(floods.flatMap(({ others }) => others));
      const row = {
        replicas,
        shares: shares === SHARES ? 'yes' : 'no',
        requests: disturbed.count,
        'p50 calm, ms': Math.round(undisturbed.p50),
        'p50 flood, ms': Math.round(disturbed.p50),
        'p99 calm, ms': Math.round(undisturbed.p99),
        'p99 flood, ms': Math.round(disturbed.p99),
        'ratio of p99': Number((disturbed.p99 / undisturbed.p99).toFixed(2)),
      };
      printTable('The others, while one caller floods', [row]);
      const atOnce = Math.max(...floods.map((flood) => flood.atOnce));
      const last = await stage.flood(lastMs);
      return { undisturbed, ratio: disturbed.p99 / undisturbed.p99, atOnce, last };
    } finally {
      await stage.close();
    }
  }

  it.each([1, 2])(
    'delays the others by less than half their time with shares, at %d replicas',
    async (replicas) => {
      const { undisturbed, ratio, atOnce, last } = await run(replicas, SHARES, ROUNDS, RATE_MS);
      const served = last.served.reduce((sum, count) => sum + count, 0);
      printTable('The caller that floods', [
        {
          replicas,
          'served in a second': served.toFixed(2),
          'at each': last.served.map((count) => count.toFixed(2)).join(' / '),
          'turned away in a second': Math.round(last.turnedAway.reduce((sum, count) => sum + count, 0)),
          'at once at the vendor': Math.max(atOnce, last.atOnce),
        },
      ]);
      expect(undisturbed.p99).toBeLessThan(Number.POSITIVE_INFINITY);
      expect(ratio).toBeLessThanOrEqual(MOST);
      expect(Math.max(atOnce, last.atOnce)).toBe(AT_ONCE);
      expect(served).toBeLessThanOrEqual(RATE * 1.03);
      expect(served).toBeGreaterThan(RATE * 0.9);
    },
    PATIENT_MS,
  );

  it.each([1, 2])(
    'delays them by more without, at %d replicas',
    async (replicas) => {
      const { undisturbed, ratio } = await run(replicas, {}, 2, 0);
      expect(undisturbed.p99).toBeLessThan(Number.POSITIVE_INFINITY);
      expect(ratio).toBeGreaterThan(MOST);
    },
    PATIENT_MS,
  );
});
