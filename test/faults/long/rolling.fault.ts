/** A rolling restart at length: `FAULT_RESTARTS` restarts. */
import { describeRollingRestart } from '../rolling-suite.js';

describeRollingRestart(Number(process.env.FAULT_RESTARTS ?? 20), true);
