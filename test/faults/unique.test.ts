/** In short; `npm run test:faults` is the long form. */
import { describeUnique } from './unique-suite.js';

describeUnique({ requests: 200, crashes: 2 });
