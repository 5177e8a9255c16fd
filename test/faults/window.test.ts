import { describeWindows } from './window-suite.js';

describeWindows(10);
