/** In short; `npm run test:faults` is the long form. */
import { describeReplicas } from './replica-suite.js';

describeReplicas(20);
