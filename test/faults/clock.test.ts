/** In short; `npm run test:faults` is the long form. */
import { describeClocks } from './clock-suite.js';

describeClocks(10);
