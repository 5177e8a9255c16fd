/** The suite, for every provider of the registry. */
import { describe } from '@jest/globals';
import { conformance, slowAnswers } from './suite.js';
import { registeredTargets } from './targets.js';

const targets = await registeredTargets();

describe.each(targets)('$provider.name', conformance);
slowAnswers(targets);
