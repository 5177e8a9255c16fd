/** In short; `npm run test:faults` is the long form, and requires more. */
import { SETTLE_MS } from './rate-run.js';
import { describeRate } from './rate-suite.js';

// The vendor's seconds come in bursts, of which a window may miss one: in eight seconds, that is an eighth.
describeRate({ loadMs: 8000 + SETTLE_MS, share: 0.85, shareMeanwhile: 0.8 });
