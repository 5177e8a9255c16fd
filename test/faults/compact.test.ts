/** In short; `npm run test:faults` is the long form. */
import { describeCompaction } from './compact-suite.js';

describeCompaction({ rows: 2000, rewrites: 4 });
