/** Entry point of the sandbox. Imports what needs a recent Node only after checking its version. */
import '../node-version.js';

void import('./serve.js');
