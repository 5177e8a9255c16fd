/** `addContactAttempt` over HTTP: the outcome of a request, found by its key alone. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import { ask } from '../support/ask.js';
import {
  LEDGER_PROVIDERS,
  type LedgerVendor,
  ledgerCustomer,
  startLedgerVendor,
  type WriteFault,
} from '../support/ledger-vendor.js';
import { startTestSubgraph } from '../support/subgraph.js';

const KEY = 'a-key-of-the-caller-1';

const ADD = `mutation ($customerId: ID!, $key: ID!, $lastName: String!) {
  addContact(
    provider: CRO
    customerId: $customerId
    input: { lastName: $lastName, emails: [{ address: "op-1@example.com" }] }
    options: { idempotencyKey: $key }
  ) { __typename }
}`;

const ATTEMPT = `query ($key: ID!) {
  addContactAttempt(provider: CRO, idempotencyKey: $key) {
    state
    startedAt
    updatedAt
    result {
      __typename
      ... on AddContactSuccess { contact { emails { address } } }
    }
  }
}`;

describe('addContactAttempt', () => {
  let vendor: LedgerVendor;
  let subgraph: Subgraph & { close(): Promise<void> };
  beforeEach(async () => {
    vendor = await startLedgerVendor();
    subgraph = await startTestSubgraph({ SANDBOX: 'off', ...vendor.environment });
  });
  afterEach(async () => {
    await subgraph.close();
    await vendor.close();
  });

  const add = async (lastName = 'Das') => {
    const { data, text } = await ask(subgraph.url, ADD, {
      customerId: ledgerCustomer('CRO', 1),
      key: KEY,
      lastName,
    });
    if (!data?.addContact) throw new Error(text);
    return data.addContact.__typename as string;
  };
  const attempt = async (key = KEY) => {
    const { data, errors } = await ask(subgraph.url, ATTEMPT, { key });
    expect(errors).toEqual([]);
    return data.addContactAttempt;
  };

  it('is null for an unused key', async () => {
    expect(await attempt()).toBeNull();
    await add();
    expect(await attempt('a-key-of-nobody-at-all')).toBeNull();
  });

  it('returns the contact after a success', async () => {
    const result = await add();
    expect(await attempt()).toEqual({
      state: 'SUCCEEDED',
      startedAt: expect.stringMatching(/^\d{4}-.+Z$/),
      updatedAt: expect.stringMatching(/^\d{4}-.+Z$/),
      result: { __typename: result, contact: { emails: [{ address: 'op-1@example.com' }] } },
    });
  });

  it.each<[WriteFault, string]>([
    ['refused', 'REJECTED'],
    ['rate limited', 'NOT_APPLIED'],
    ['cut before commit', 'UNKNOWN'],
    ['cut after commit', 'SUCCEEDED'],
  ])('after %s is %s, with the result that the caller got', async (fault, state) => {
    vendor.fault = () => fault;
    const result = await add();
    expect(await attempt()).toMatchObject({ state, result: { __typename: result } });
  });

  it('is not changed by another request under the key', async () => {
    const first = await add();
    const before = await attempt();
    expect(await add('Other')).not.toBe(first);
    expect(await attempt()).toEqual(before);
  });

  it('reports a request in flight', async () => {
    let answer = (_: WriteFault): void => {};
    const reached = new Promise<void>((resolve) => {
      vendor.fault = () => {
        resolve();
        return new Promise((answered) => {
          answer = answered;
        });
      };
    });
    const adding = add();
    await reached;
    expect(await attempt()).toMatchObject({ state: 'IN_PROGRESS', result: null });
    answer('none');
    await adding;
    expect(await attempt()).toMatchObject({ state: 'SUCCEEDED' });
  });
});

describe('the times of an unknown outcome', () => {
  const UNKNOWN = '... on ContactOutcomeUnknownError { retryAfterSeconds retryAt decidedBy }';
  const SEND = `mutation ($provider: ContactProvider!, $customerId: ID!, $options: AddContactOptions, $input: AddContactInput!) {
    addContact(provider: $provider, customerId: $customerId, options: $options, input: $input) { __typename ${UNKNOWN} }
  }`;
  const READ = `query ($provider: ContactProvider!) {
    addContactAttempt(provider: $provider, idempotencyKey: "${KEY}") { result { ${UNKNOWN} } }
  }`;
  const input = { firstName: 'Kuhi', lastName: 'Das', emails: [{ address: 'op-1@example.com' }] };

  let vendor: LedgerVendor;
  let subgraph: Subgraph & { close(): Promise<void> };
  beforeEach(async () => {
    vendor = await startLedgerVendor();
    vendor.fault = () => 'cut before commit';
    subgraph = await startTestSubgraph({ SANDBOX: 'off', ...vendor.environment });
  });
  afterEach(async () => {
    await subgraph.close();
    await vendor.close();
  });

  it.each(LEDGER_PROVIDERS)('count from now at %s, with a key only', async (provider) => {
    const customerId = ledgerCustomer(provider, 1);
    const since = Date.now();
    const seconds = (time: string) => (Date.parse(time) - since) / 1000;
    const { data } = await ask(subgraph.url, SEND, {
      provider,
      customerId,
      input,
      options: { idempotencyKey: KEY },
    });
    const read = await ask(subgraph.url, READ, { provider });
    for (const { retryAfterSeconds, retryAt, decidedBy } of [
      data.addContact,
      read.data.addContactAttempt.result,
    ]) {
      expect(retryAt).toBe(new Date(retryAt).toISOString());
      // Counted from a moment of the test, and rounded by at most a second.
      const countedFrom = seconds(retryAt) - retryAfterSeconds;
      expect(countedFrom).toBeGreaterThan(-1);
      expect(countedFrom).toBeLessThan((Date.now() - since) / 1000 + 1);
      expect(seconds(decidedBy)).toBeGreaterThan(60);
    }
    const without = await ask(subgraph.url, SEND, { provider, customerId, input });
    expect(without.data.addContact).toMatchObject({
      __typename: 'ContactOutcomeUnknownError',
      retryAt: null,
      decidedBy: null,
    });
  });
});
