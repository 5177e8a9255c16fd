import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { examples } from '../../examples/supergraph/examples.js';
import { ask } from '../support/ask.js';
import { type Supergraph, startApolloSupergraph } from '../support/supergraph.js';
import { describeGateway } from './suite.js';

describeGateway({
  name: '@apollo/gateway',
  start: () => startApolloSupergraph(),
  pathBelowAccounts: (index) => ['customer', 'accounts', index, 'contacts'],
  codesOfDanglingReference: [],
  invalidOperation: [400, 'GRAPHQL_VALIDATION_FAILED'],
});

test('a gateway with persisted queries sends a document once, then its hash, and gets the same answer', async () => {
  const sent: string[] = [];
  const supergraph = await startApolloSupergraph([
    {
      requestDidStart: async () => ({
        willSendResponse: async ({ metrics, request }) => {
          const how = metrics.persistedQueryHit
            ? 'hash'
            : metrics.persistedQueryRegister
              ? 'both'
              : 'unknown';
          sent.push(request.http?.headers.get('x-request-id') === 'apq' ? how : 'another');
        },
      }),
    },
  ]);
  const query = '{ contactProvider(provider: RPM) { name } }';
  for (let time = 0; time < 2; time += 1) {
    const { data, errors } = await ask(supergraph.url, query, {}, { 'x-request-id': 'apq' });
    expect([data, errors]).toEqual([{ contactProvider: { name: 'RPM Software' } }, []]);
  }
  await supergraph.close();
  expect(sent).toEqual(['unknown', 'both', 'hash']);
});

describe('the examples of the demo', () => {
  let supergraph: Supergraph;
  beforeAll(async () => {
    supergraph = await startApolloSupergraph();
  });
  afterAll(() => supergraph.close());

  test.each(examples.map((example) => [example.title, example] as const))(
    '%s works as described',
    async (title, { query, variables }) => {
      // Users of the explorer press the button more than once.
      for (let time = 0; time < 2; time += 1) {
        const { data, errors } = await ask(supergraph.url, query, JSON.parse(variables));
        const codes = errors.map(({ extensions }) => extensions.code);
        expect(codes).toEqual(title.startsWith('Two vendors') ? ['RATE_LIMITED', 'PROVIDER_ACCESS'] : []);
        expect(Object.values(data)).not.toContain(null);
      }
    },
  );

  test('an added contact is read back', async () => {
    const titled = (title: string) => {
      const found = examples.find((example) => example.title === title);
      if (!found) throw new Error(`There is no example ${title}.`);
      return ask(supergraph.url, found.query, JSON.parse(found.variables));
    };
    const added = await titled('Add a contact');
    const { id } = added.data.addContact.contact;
    expect(JSON.stringify((await titled('Read it back')).data)).toContain(JSON.stringify(id));
  });

  test('the four ways to fail are four', async () => {
    const { query = '', variables = '' } = examples.find(({ title }) => title.startsWith('Four')) ?? {};
    const { data } = await ask(supergraph.url, query, JSON.parse(variables));
    expect(
      Object.values(data as Record<string, { __typename: string; outcome: string }>).map(
        ({ __typename, outcome }) => [__typename, outcome],
      ),
    ).toEqual([
      ['ContactCustomerNotFoundError', 'NOT_APPLIED'],
      ['ContactProviderRateLimitedError', 'NOT_APPLIED'],
      ['ContactOutcomeUnknownError', 'UNKNOWN'],
      ['ContactInputInvalidError', 'NOT_APPLIED'],
    ]);
  });

  test('the explorer is at the address of the gateway', async () => {
    const page = await fetch(supergraph.url, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const text = await page.text();
    for (const { title } of examples) expect(text).toContain(title);
  });
});
