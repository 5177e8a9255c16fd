/** The suite, for every provider of the registry. */
import { describe } from '@jest/globals';
import { conformance, slowAnswers } from './suite.js';
import { registeredTargets } from './targets.js';

describe.each(registeredTargets)('$provider.name', conformance);
slowAnswers(registeredTargets);
