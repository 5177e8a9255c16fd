/** The suite for half of the registry: each provider takes long enough for a file of its own. */
import { describe } from '@jest/globals';
import { slowAnswers } from './slow-answers.js';
import { conformance } from './suite.js';
import { registeredTargets } from './targets.js';

export function ofRegistry(half: 0 | 1): void {
  const targets = registeredTargets.filter((_, index) => index % 2 === half);
  describe.each(targets)('$provider.name', conformance);
  slowAnswers(targets);
}
