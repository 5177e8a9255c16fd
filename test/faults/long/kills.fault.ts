/** kill -9, at length: `FAULT_KILLS` at the named points and as many at random moments, for each store. */
import { describeKills } from '../kill-suite.js';

const KILLS = Number(process.env.FAULT_KILLS ?? 200);

describeKills({ atPoints: KILLS, pointsAtOnce: 1, atRandom: KILLS, isLong: true });
