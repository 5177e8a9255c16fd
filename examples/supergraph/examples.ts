/** The operations that the explorer in front of the gateway offers. */
import { readExamples } from '../../src/server/explorer/examples.js';

export const examples = readExamples('examples/supergraph/operations');
