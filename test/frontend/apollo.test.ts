/** The package over Apollo Client, against the subgraph with its sandbox. */
import { ApolloClient, HttpLink } from '@apollo/client';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { adding, createCache, refreshContacts } from '../../examples/frontend/client/apollo.js';
import { Submission } from '../../examples/frontend/client/submission.js';
import type { AddContactRequest } from '../../examples/frontend/client/transport.js';
import {
  ContactFormDocument,
  ContactProvidersDocument,
  ContactsOfCustomerDocument,
} from '../../examples/frontend/generated/operations.js';
import { setCalendar } from '../support/calendar.js';
import { startTestSubgraph } from '../support/subgraph.js';

const CUT_BEFORE_COMMIT = 'cus_fa017000-0000-4000-8000-000009000001';
const input = { firstName: 'Ada', lastName: 'Lovelace', emails: [{ address: 'ada@example.com' }] };
let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
let client: ApolloClient;
/** How many answers to operations still get lost on the way back. */
let lostAnswers = 0;

beforeAll(async () => {
  // Before the store takes its clock.
  setCalendar();
  subgraph = await startTestSubgraph();
  const lossyFetch: typeof fetch = async (url, init) => {
    const response = await fetch(url, init);
    if (lostAnswers === 0) return response;
    lostAnswers -= 1;
    throw new TypeError('fetch failed');
  };
  client = new ApolloClient({
    cache: createCache(),
    link: new HttpLink({ uri: subgraph.url, fetch: lossyFetch }),
  });
});
afterAll(async () => {
  client.stop();
  await subgraph.close();
  jest.useRealTimers();
});

const submission = () => new Submission({ transport: adding(client), storageKey: 'add-contact' });

/** Resolves once nothing more will change. */
async function decided(of: Submission<AddContactRequest>) {
  await new Promise<void>((resolve) => {
    const leave = of.subscribe(() => {
      if (of.isFrozen) return;
      leave();
      resolve();
    });
  });
  return of.getState();
}

async function example(provider: AddContactRequest['provider']): Promise<AddContactRequest> {
  const { data } = await client.query({ query: ContactFormDocument, variables: { provider } });
  return { provider, customerId: data?.contactProvider?.customerIdExample ?? '', input };
}

test("adds a contact at every provider, and shows it in the customer's list", async () => {
  const { data } = await client.query({ query: ContactProvidersDocument });
  const providers = data?.contactProviders ?? [];
  expect(providers.length).toBeGreaterThan(0);
  for (const { provider } of providers) {
    const request = await example(provider);
    const { customerId } = request;
    const list = client.watchQuery({
      query: ContactsOfCustomerDocument,
      variables: { provider, customerId },
    });
    const seen: (string | null)[][] = [];
    const watching = list.subscribe(({ dataState, data }) => {
      if (dataState !== 'complete') return;
      seen.push(data.contactCustomer?.contacts?.edges.map(({ node }) => node.name) ?? []);
    });
    await expectSoon(() => seen.length > 0);
    const before = seen.at(-1)?.length ?? 0;
    const adding = submission();
    await adding.submit(request);
    const state = adding.getState();
    if (state.phase !== 'SETTLED' || state.result.__typename !== 'AddContactSuccess') {
      throw new Error(`${provider}: ${JSON.stringify(state)}`);
    }
    refreshContacts(client);
    await expectSoon(() => (seen.at(-1)?.length ?? 0) === before + 1);
    expect([provider, seen.at(-1)]).toEqual([provider, expect.arrayContaining([state.result.contact.name])]);
    watching.unsubscribe();
  }
});

async function expectSoon(holds: () => boolean): Promise<void> {
  for (let wait = 0; wait < 6000; wait += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(holds()).toBe(true);
}

describe('an unknown outcome', () => {
  test('whose answer was lost is found by its key, and nothing is doubled', async () => {
    const request = await example('CRO');
    const { provider, customerId } = request;
    const count = async () => {
      const { data } = await client.query({
        query: ContactsOfCustomerDocument,
        variables: { provider, customerId },
        fetchPolicy: 'network-only',
      });
      return data?.contactCustomer?.contacts?.edges.length ?? 0;
    };
    const before = await count();
    lostAnswers = 1;
    const adding = submission();
    await adding.submit(request);
    expect(adding.getState().phase).toBe('UNKNOWN');
    expect(await decided(adding)).toMatchObject({
      phase: 'SETTLED',
      result: { __typename: 'AddContactSuccess' },
    });
    expect(await count()).toBe(before + 1);
  });

  test('is followed until the subgraph knows that nothing was created', async () => {
    const adding = submission();
    await adding.submit({ provider: 'CHARTMOGUL', customerId: CUT_BEFORE_COMMIT, input });
    const state = adding.getState();
    expect(state).toMatchObject({ phase: 'UNKNOWN', userMessage: expect.any(String) });
    if (state.phase !== 'UNKNOWN') return;
    expect(state.decidedBy).toBeGreaterThan(state.nextLookAt);
    const end = decided(adding);
    // The subgraph's sweep checks each second, and again after growing waits.
    for (let minute = 0; adding.isFrozen && minute < 20; minute += 1) {
      jest.setSystemTime(Date.now() + 60_000);
      await new Promise((resolve) => setTimeout(resolve, 1200));
      await adding.look();
    }
    expect(await end).toMatchObject({ phase: 'SETTLED', result: { outcome: 'NOT_APPLIED' } });
  });
});

test('a variable of the wrong type is not sent, and is reported at its field', async () => {
  const adding = submission();
  await adding.submit({ provider: 'CRO', customerId: '1001', input: { emails: [{ address: 3 as never }] } });
  expect(adding.getState()).toEqual({
    phase: 'SETTLED',
    result: {
      __typename: 'NotSent',
      faults: [{ path: ['input', 'emails', '0', 'address'], message: expect.any(String) }],
    },
  });
});
