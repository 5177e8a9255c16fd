import { targets } from './places.js';
import { describeStore } from './suite.js';

for (const target of targets) describeStore(target);
