/** The suite, for the rest of the registry. */
import { ofRegistry } from './of-registry.js';

ofRegistry(1);
