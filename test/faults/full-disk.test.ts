/** In short; `npm run test:faults` is the long form. */
import { describeFullDisks } from './full-disk-suite.js';

describeFullDisks(2);
