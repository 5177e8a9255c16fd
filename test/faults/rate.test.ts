/** In short; `npm run test:faults` is the long form, and asks for more. */
import { describeRate } from './rate-suite.js';

describeRate({ loadMs: 5000, share: 0.85, shareMeanwhile: 0.8 });
