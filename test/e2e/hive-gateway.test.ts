import { startHiveSupergraph } from '../support/supergraph.js';
import { describeGateway } from './suite.js';

describeGateway({
  name: 'Hive Gateway',
  start: startHiveSupergraph,
  // It leaves out which item of the list it was.
  pathBelowAccounts: () => ['customer', 'accounts', 'contacts'],
  codesOfDanglingReference: ['INTERNAL_SERVER_ERROR'],
  statusOfInvalidOperation: 200,
});
