/** 10,000 writes with canaries in every field. */
import { describeCanaries } from '../canary-suite.js';

describeCanaries(10_000, true);
