/** In short; `npm run test:faults` is the long form. */
import { describeKeyProbes } from './key-probes-suite.js';

describeKeyProbes(200);
