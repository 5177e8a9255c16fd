/** In short; `npm run test:faults` is the long form. */
import { describeRotation } from './rotation-suite.js';

describeRotation(300);
