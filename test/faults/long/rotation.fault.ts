/** Encryption that begins, and keys that change, at length. */
import { describeRotation } from '../rotation-suite.js';

describeRotation(5000, true);
