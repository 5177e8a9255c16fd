import { describeKills } from '../kill-suite.js';

describeKills(Number(process.env.FAULT_KILLS ?? 200), true);
