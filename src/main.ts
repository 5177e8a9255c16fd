/** Entry point of the subgraph. Imports what needs a recent Node only after checking its version. */
import './node-version.js';

void import('./process.js');
