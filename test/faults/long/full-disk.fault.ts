/** A full disk at length: `FAULT_STORE_FULL` times. */
import { describeFullDisks } from '../full-disk-suite.js';

describeFullDisks(Number(process.env.FAULT_STORE_FULL ?? 10), true);
