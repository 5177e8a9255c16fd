/** In short; `npm run test:faults` is the long form, with one point for each kill. */
import { describeShortKills } from './kill-suite.js';

describeShortKills('changes');
