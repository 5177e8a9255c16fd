/**
 * One email address at length: `FAULT_UNIQUE` requests at each vendor, `FAULT_STORE_KILLS` kills of the
 * store.
 */
import { describeUnique } from '../unique-suite.js';

describeUnique(
  {
    requests: Number(process.env.FAULT_UNIQUE ?? 1000),
    crashes: Number(process.env.FAULT_STORE_KILLS ?? 20),
  },
  true,
);
