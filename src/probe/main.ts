/** The probes as a program. What needs a recent Node is imported once its version is known. */
import '../node-version.js';

void import('./start.js');
