/** Entry point of the store command. Imports what needs a recent Node only after checking its version. */
import './node-version.js';

void import('./store-command.js');
