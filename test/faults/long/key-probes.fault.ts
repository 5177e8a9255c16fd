/** Other callers' keys, tried ten thousand times; `FAULT_PROBES` for another number. */
import { describeKeyProbes } from '../key-probes-suite.js';

describeKeyProbes(Number(process.env.FAULT_PROBES ?? 10_000), true);
