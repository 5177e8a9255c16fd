/**
 * kill -9, at length: `FAULT_KILLS` at the named points and as many at random moments, for each store and
 * kind of writes. `-t` with the name of a kind runs a part.
 */
import { describeKills } from '../kill-suite.js';

const KILLS = Number(process.env.FAULT_KILLS ?? 200);

for (const kind of ['adds', 'changes'] as const) {
  describeKills({ kind, atPoints: KILLS, pointsAtOnce: 1, atRandom: KILLS, isLong: true });
}
