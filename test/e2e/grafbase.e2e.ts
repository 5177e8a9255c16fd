import { startGrafbaseSupergraph, whyNoGrafbase } from '../support/grafbase-supergraph.js';
import { describeGateway } from './suite.js';

describeGateway({
  name: 'Grafbase',
  start: startGrafbaseSupergraph,
  whyNot: whyNoGrafbase(),
  pathBelowAccounts: (index) => ['customer', 'accounts', index, 'contacts'],
  codesOfDanglingReference: [],
  invalidOperation: [200, 'OPERATION_VALIDATION_ERROR'],
});
