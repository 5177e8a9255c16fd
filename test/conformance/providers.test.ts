/** The suite, for every provider of the registry. */
import { describe } from '@jest/globals';
import { slowAnswers } from './slow-answers.js';
import { shownByStartPage } from './start-page.js';
import { conformance } from './suite.js';
import { registeredTargets } from './targets.js';

describe.each(registeredTargets)('$provider.name', conformance);
slowAnswers(registeredTargets);
// Behind the suite: it shows what the suite has sent.
shownByStartPage(registeredTargets);
