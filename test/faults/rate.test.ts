/** In short; `npm run test:faults` is the long form, and asks for more. */
import { SETTLE_MS } from './rate-run.js';
import { describeRate } from './rate-suite.js';

// The vendor's seconds come in bursts, of which a window of so many seconds may miss one: in eight, that is
// an eighth.
describeRate({ loadMs: 8000 + SETTLE_MS, share: 0.85, shareMeanwhile: 0.8 });
