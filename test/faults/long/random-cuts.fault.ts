/**
 * At length: `FAULT_OPERATIONS` of each kind at each vendor, directly and through a proxy. `-t` runs a part.
 */
import { describeCuts } from '../cuts-suite.js';

const OPERATIONS = Number(process.env.FAULT_OPERATIONS ?? 4000);

describeCuts({ ADD: OPERATIONS, UPDATE: OPERATIONS, REMOVE: OPERATIONS }, true);
