/** A store of a hundred thousand keys, and one whose compaction takes longer than writes wait for it. */
import { describeCompaction } from '../compact-suite.js';

describeCompaction({ rows: 100_000, rewrites: 4 }, true);
describeCompaction({ rows: 300_000, rewrites: 2 }, true);
