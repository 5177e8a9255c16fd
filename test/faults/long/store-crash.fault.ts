/** PostgreSQL killed at length: `FAULT_STORE_KILLS` times. */
import { describeStoreCrashes } from '../store-crash-suite.js';

describeStoreCrashes(Number(process.env.FAULT_STORE_KILLS ?? 50), true);
