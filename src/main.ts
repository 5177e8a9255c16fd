/** The subgraph as a program. */
import './process.js';
