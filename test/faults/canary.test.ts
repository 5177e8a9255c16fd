/** In short; `npm run test:faults` is the long form. */
import { describeCanaries } from './canary-suite.js';

describeCanaries(300);
