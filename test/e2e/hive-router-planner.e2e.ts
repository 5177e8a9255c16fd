import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask } from '../support/ask.js';
import { startHiveSupergraph } from '../support/hive-supergraph.js';
import type { Supergraph } from '../support/supergraph.js';
import { describeGateway } from './suite.js';

const start = () => startHiveSupergraph('router');

describeGateway({
  name: 'Hive Gateway with the planner of Hive Router',
  start,
  pathBelowAccounts: (index) => ['customer', 'accounts', index, 'contacts'],
  codesOfDanglingReference: [],
  invalidOperation: [200, 'GRAPHQL_VALIDATION_FAILED'],
});

describe('the plan of Hive Router', () => {
  let supergraph: Supergraph;
  beforeAll(async () => {
    supergraph = await start();
  });
  afterAll(() => supergraph.close());

  test('calls each subgraph once, regardless of the entities that another one refers to', async () => {
    const { data, text } = await ask(
      supergraph.url,
      '{ customer(id: "globex") { mainContact { name } accounts { contacts(first: 1) { nodes { name } } } } }',
    );
    expect(data.customer).toMatchObject({
      mainContact: { name: expect.any(String) },
      accounts: { length: 5 },
    });
    const { node } = JSON.parse(text).extensions.queryPlan;
    expect(node.nodes.map(({ kind, serviceName }: Record<string, string>) => [kind, serviceName])).toEqual([
      ['Fetch', 'customers'],
      ['BatchFetch', 'contacts'],
    ]);
  });
});
