/** In short; `npm run test:faults` is the long form. */
import { describeStoreCrashes } from './store-crash-suite.js';

describeStoreCrashes(3);
