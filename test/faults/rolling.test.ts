/** In short; `npm run test:faults` is the long form. */
import { describeRollingRestart } from './rolling-suite.js';

describeRollingRestart(2);
