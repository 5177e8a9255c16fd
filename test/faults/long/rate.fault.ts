/** One rate for all replicas, at length: within 3% of what the vendor accepts. */
import { describeRate } from '../rate-suite.js';

describeRate({ loadMs: 30_000, share: 0.97, shareMeanwhile: 0.9, prints: true });
