/** How long a change is open to other writers: `FAULT_WINDOWS` changes at each vendor, with each store. */
import { describeWindows } from '../window-suite.js';

describeWindows(Number(process.env.FAULT_WINDOWS ?? 1000), true);
