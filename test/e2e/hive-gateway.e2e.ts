import { startHiveSupergraph } from '../support/hive-supergraph.js';
import { describeGateway } from './suite.js';

describeGateway({
  name: 'Hive Gateway',
  start: () => startHiveSupergraph('gateway'),
  // It omits the index of the list item.
  pathBelowAccounts: () => ['customer', 'accounts', 'contacts'],
  codesOfDanglingReference: ['INTERNAL_SERVER_ERROR'],
  invalidOperation: [200, 'GRAPHQL_VALIDATION_FAILED'],
});
