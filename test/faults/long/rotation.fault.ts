/** Turning on encryption and rotating keys, at length. */
import { describeRotation } from '../rotation-suite.js';

describeRotation(5000, true);
