/** The effect of an account in trouble on the others, as a table row. */
import { type HangingPair, percentiles } from './hanging-run.js';

/** Over all rounds: in a single one, the p99 is merely the fourth worst. */
export function judged(pairs: readonly HangingPair[]) {
  const undisturbed = percentiles(pairs.flatMap((pair) => pair.undisturbed));
  const disturbed = percentiles(pairs.flatMap((pair) => pair.disturbed));
  const refused = percentiles(pairs.flatMap((pair) => pair.refused));
  const idle = [0, 1].map((phase) =>
    Math.round((pairs.reduce((sum, pair) => sum + (pair.idle[phase] ?? 0), 0) / pairs.length) * 100),
  );
  return {
    adds: disturbed.count,
    failed: pairs.flatMap(({ failed }) => failed).length,
    'p50 undisturbed, ms': tenths(undisturbed.p50),
    'p50 disturbed, ms': tenths(disturbed.p50),
    'p99 undisturbed, ms': tenths(undisturbed.p99),
    'p99 disturbed, ms': tenths(disturbed.p99),
    'ratio of p99': hundredths(disturbed.p99 / undisturbed.p99),
    'adds at it': refused.count,
    'their p50, ms': tenths(refused.p50),
    'machine idle, %': idle.join(' / '),
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
