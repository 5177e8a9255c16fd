/** Two replicas at length: `FAULT_KEYS` keys. */
import { describeReplicas } from '../replica-suite.js';

describeReplicas(Number(process.env.FAULT_KEYS ?? 200), true);
