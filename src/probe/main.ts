/** Entry point of the probes. Imports what needs a recent Node only after checking its version. */
import '../node-version.js';

void import('./start.js');
