/** The suite, for every other provider of the registry. Two files, for two processors. */
import { ofRegistry } from './of-registry.js';

ofRegistry(0);
