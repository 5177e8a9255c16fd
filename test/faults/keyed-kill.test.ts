/** In short; `npm run test:faults` is the long form, with one point for each kill. */
import { KILL_POINTS } from './kill-points.js';
import { describeKills } from './kill-suite.js';

const KILLS = 3;

describeKills({ atPoints: KILLS, pointsAtOnce: Math.ceil(KILL_POINTS.length / KILLS), atRandom: 3 });
