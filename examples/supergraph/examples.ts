/** The operations in the gateway's explorer. */
import { readExamples } from '../../src/server/explorer/examples.js';

export const examples = readExamples('examples/supergraph/operations');
