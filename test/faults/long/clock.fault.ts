/** Clocks that are off, at length: `FAULT_KEYS` keys. */
import { describeClocks } from '../clock-suite.js';

describeClocks(Number(process.env.FAULT_KEYS ?? 200), true);
