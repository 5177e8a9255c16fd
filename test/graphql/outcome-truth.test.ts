/**
 * What `addContact` reports about a write whose answer was lost, over HTTP against vendors that keep what
 * they receive.
 */

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import type { ProviderId } from '../../src/model/contact.js';
import type { Provider } from '../../src/providers/driver.js';
import { providers } from '../../src/providers/registry.js';
import { ask } from '../support/ask.js';
import {
  LEDGER_PROVIDERS,
  type LedgerVendor,
  ledgerCustomer,
  startLedgerVendor,
  type WriteFault,
} from '../support/ledger-vendor.js';
import type { RawAnswer } from '../support/raw-vendor.js';
import { SkippingClock } from '../support/skipping-clock.js';
import { startTestSubgraph } from '../support/subgraph.js';

const KEY = 'a-key-of-the-caller-1';
const EMAIL = 'op-1@example.com';
const hasKey = ({ idempotency }: Provider) => idempotency.vendorKey !== undefined;
const NATIVE = providers.filter(hasKey).map(({ id }) => id);
const BY_DIFFERENCE = providers.filter((provider) => !hasKey(provider)).map(({ id }) => id);

const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $lastName: String!, $options: AddContactOptions) {
  addContact(
    provider: $provider
    customerId: $customerId
    input: { firstName: "Kuhi", lastName: $lastName, emails: [{ address: "${EMAIL}" }] }
    options: $options
  ) {
    __typename
    ... on AddContactSuccess { replayed contact { id } }
    ... on ContactError { message retryable outcome }
    ... on ContactProviderRejectedError { providerMessage }
    ... on ContactProviderUnavailableError { retryAfterSeconds }
    ... on ContactIdempotencyConflictError { conflict }
  }
}`;

const html = (status: number): RawAnswer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><body><h1>${status}</h1></body></html>`,
});

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): RawAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const reason = (status: number, code: number) =>
  json(status, { success: false, processId: '3F7EA3FD706C7E7C', reasons: [{ code, message: 'No.' }] });

const chargebeeError = (status: number, api_error_code: string, headers: Record<string, string> = {}) =>
  json(status, { message: 'No.', type: 'invalid_request', api_error_code }, headers);

const LOCKED = reason(409, 50000050);

let vendor: LedgerVendor;
let clock: SkippingClock;
let subgraph: Subgraph & { close(): Promise<void> };
beforeEach(async () => {
  vendor = await startLedgerVendor();
  clock = new SkippingClock();
  subgraph = await startTestSubgraph(
    { SANDBOX: 'off', PROVIDER_DEADLINE_MS: '2000', ...vendor.environment },
    clock,
  );
});
afterEach(async () => {
  await subgraph.close();
  await vendor.close();
});

interface Add {
  readonly key?: string;
  readonly customer?: string;
  readonly lastName?: string;
}

async function add(provider: ProviderId, { key, customer, lastName = 'Das' }: Add = {}) {
  const { data, text } = await ask(subgraph.url, ADD, {
    provider,
    customerId: customer ?? ledgerCustomer(provider, 1),
    lastName,
    options: key === undefined ? null : { idempotencyKey: key },
  });
  if (!data?.addContact) throw new Error(text);
  return data.addContact;
}

function play(...answers: (WriteFault | RawAnswer)[]): void {
  vendor.fault = () => answers.shift() ?? 'none';
}

function hideLists(): void {
  vendor.reading = () => (vendor.writes() === 0 ? undefined : { status: 500, body: '' });
}

const nativeKeys = () => vendor.calls.filter(({ kind }) => kind === 'write').map(({ key }) => key);

const UNKNOWN = { __typename: 'ContactOutcomeUnknownError', outcome: 'UNKNOWN' };

describe('a rejected repeat after a lost answer', () => {
  const rejections: [ProviderId, string, RawAnswer][] = [
    ['ZUORA', 'a 404 page of a gateway', html(404)],
    ['ZUORA', 'a 400 page of a gateway', html(400)],
    ['ZUORA', 'a 413 page of a gateway', html(413)],
    ['ZUORA', 'a 422 of the vendor', json(422, { message: 'The key was used with another URL.' })],
    ['ZUORA', 'a business rule', reason(200, 53100030)],
    ['ZUORA', 'a field', reason(400, 53100020)],
    ['ZUORA', 'a missing account', reason(404, 53100040)],
    ['CHARGEBEE', 'a 404 page of a gateway', html(404)],
    ['CHARGEBEE', 'a missing customer', chargebeeError(404, 'resource_not_found')],
    ['CHARGEBEE', 'a full customer', chargebeeError(400, 'resource_limit_exhausted')],
  ];

  it.each(rejections)('settles nothing at %s: %s', async (provider, _what, rejection) => {
    vendor.fault = () => (vendor.writes() === 1 ? 'cut after commit' : rejection);
    hideLists();
    for (const _ of [1, 2])
      expect(await add(provider, { key: KEY })).toMatchObject({ ...UNKNOWN, retryable: true });
    vendor.reading = () => undefined;
    expect(await add(provider, { key: KEY })).toMatchObject({
      __typename: 'AddContactSuccess',
      replayed: true,
    });
    expect(vendor.commits(EMAIL)).toBe(1);
  });

  it.each(rejections)('settles nothing without a key at %s: %s', async (provider, _what, rejection) => {
    play('cut after commit', rejection);
    expect(await add(provider)).toMatchObject({ ...UNKNOWN, retryable: false });
    expect(vendor.writes()).toBe(2);
  });

  it.each([[KEY], [undefined]])(
    'settles the outcome if Chargebee marks it as stored: key %s',
    async (key) => {
      const stored = { 'chargebee-idempotency-replayed': 'true' };
      play('cut before commit', chargebeeError(400, 'resource_limit_exhausted', stored));
      hideLists();
      expect(await add('CHARGEBEE', key === undefined ? {} : { key })).toMatchObject({
        __typename: 'ContactProviderRejectedError',
        outcome: 'NOT_APPLIED',
      });
    },
  );
});

describe('a 409 of Zuora', () => {
  it.each([[KEY], [undefined]])('is unavailable if a reason says contention: key %s', async (key) => {
    play(LOCKED);
    expect(await add('ZUORA', key === undefined ? {} : { key })).toMatchObject({
      __typename: 'ContactProviderUnavailableError',
      outcome: 'NOT_APPLIED',
      retryable: true,
    });
  });

  it("leads to a new vendor key for the caller's same key", async () => {
    // The vendor replays the 409 to its key for a day.
    vendor.fault = ({ key }) => (key === nativeKeys()[0] ? LOCKED : 'none');
    expect(await add('ZUORA', { key: KEY })).toMatchObject({ outcome: 'NOT_APPLIED' });
    expect(await add('ZUORA', { key: KEY })).toMatchObject({
      __typename: 'AddContactSuccess',
      replayed: false,
    });
    expect(new Set(nativeKeys()).size).toBe(2);
  });

  it('is classified by any known reason', async () => {
    play(reason(409, 53100022));
    expect(await add('ZUORA')).toMatchObject({ outcome: 'NOT_APPLIED', retryable: false });
  });

  it.each([
    ['no reasons', json(409, { success: false })],
    ['an unknown reason', reason(409, 53100077)],
    ['a page', html(409)],
    ['nothing', { status: 409, body: '' }],
  ])('with %s may hide a request that still runs', async (_what, answer) => {
    vendor.fault = () => answer;
    expect(await add('ZUORA')).toMatchObject(UNKNOWN);
    const keyed = await add('ZUORA', { key: KEY });
    expect(keyed).toMatchObject({ outcome: 'UNKNOWN', retryable: true });
    expect(keyed.message).not.toContain('ended');
  });
});

describe.each(NATIVE)("without a caller's key at %s", (provider) => {
  it('sends a random vendor key', async () => {
    await add(provider, { lastName: 'One' });
    await add(provider, { lastName: 'One' });
    const keys = nativeKeys();
    expect(keys).toEqual([expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^[\w-]{43}$/)]);
    expect(new Set(keys).size).toBe(2);
    expect(vendor.commits(EMAIL)).toBe(2);
  });

  it.each(['cut after commit', 'cut in the answer', 'failure after commit', 'cut before commit'] as const)(
    'repeats once under the same vendor key and reports the success: %s',
    async (fault) => {
      play(fault);
      expect(await add(provider)).toMatchObject({ __typename: 'AddContactSuccess', replayed: false });
      expect(vendor.commits(EMAIL)).toBe(1);
      expect(vendor.writes()).toBe(2);
      expect(new Set(nativeKeys()).size).toBe(1);
    },
  );

  it('repeats only once', async () => {
    vendor.fault = () => 'cut before commit';
    expect(await add(provider)).toMatchObject({ ...UNKNOWN, retryable: false });
    expect(vendor.writes()).toBe(2);
  });

  it('does not repeat a rejection', async () => {
    vendor.fault = () => 'refused';
    expect(await add(provider)).toMatchObject({ outcome: 'NOT_APPLIED' });
    expect(vendor.writes()).toBe(1);
  });

  it('does not repeat when the deadline leaves no time for it', async () => {
    vendor.fault = () => {
      clock.advance(2000);
      return 'silence';
    };
    expect(await add(provider)).toMatchObject(UNKNOWN);
    expect(vendor.writes()).toBe(1);
  });
});

it.each(BY_DIFFERENCE)('sends once without a key at %s, which replays nothing', async (provider) => {
  vendor.fault = () => 'cut after commit';
  expect(await add(provider)).toMatchObject(UNKNOWN);
  expect(vendor.writes()).toBe(1);
});

describe.each(LEDGER_PROVIDERS)('replayed at %s', (provider) => {
  it('is false for the request that created the contact, although its answer was lost', async () => {
    play('cut after commit');
    expect(await add(provider, { key: KEY })).toMatchObject({
      __typename: 'AddContactSuccess',
      replayed: false,
    });
    expect(await add(provider, { key: KEY })).toMatchObject({
      __typename: 'AddContactSuccess',
      replayed: true,
    });
    expect(vendor.commits(EMAIL)).toBe(1);
  });
});

it('reports that this request created the contact when the earlier one never arrived, if Chargebee marks it', async () => {
  hideLists();
  play('cut before commit', 'cut before commit');
  expect(await add('CHARGEBEE', { key: KEY })).toMatchObject(UNKNOWN);
  expect(await add('CHARGEBEE', { key: KEY })).toMatchObject({
    __typename: 'AddContactSuccess',
    replayed: false,
  });
  expect(vendor.commits(EMAIL)).toBe(1);
});

describe('one key and two customers', () => {
  const DIFFERENT = {
    __typename: 'ContactIdempotencyConflictError',
    conflict: 'DIFFERENT_REQUEST',
    outcome: 'NOT_APPLIED',
  };

  it.each(LEDGER_PROVIDERS)('is DIFFERENT_REQUEST at %s, without a call', async (provider) => {
    expect(await add(provider, { key: KEY })).toMatchObject({ __typename: 'AddContactSuccess' });
    const calls = vendor.calls.length;
    const other = { key: KEY, customer: ledgerCustomer(provider, 2) };
    for (const _ of [1, 2]) expect(await add(provider, other)).toMatchObject(DIFFERENT);
    expect(vendor.calls).toHaveLength(calls);
    expect(await add(provider, { key: KEY })).toMatchObject({
      __typename: 'AddContactSuccess',
      replayed: true,
    });
  });

  it('is DIFFERENT_REQUEST even if both name one Zuora account', async () => {
    expect(await add('ZUORA', { key: KEY, customer: `NUM-${ledgerCustomer('ZUORA', 1)}` })).toMatchObject({
      __typename: 'AddContactSuccess',
    });
    expect(await add('ZUORA', { key: KEY })).toMatchObject(DIFFERENT);
    expect(vendor.commits(EMAIL)).toBe(1);
  });
});

describe('the message of an unknown outcome', () => {
  it.each(LEDGER_PROVIDERS)('advises to send the same key again if there is one: %s', async (provider) => {
    hideLists();
    vendor.fault = () => 'cut after commit';
    const { message } = await add(provider, { key: KEY });
    expect(message).toMatch(/Send the same request with the same key again(?: in \d+ s)? to find out\.$/);
    expect(message).not.toMatch(/look/i);
  });

  it.each(LEDGER_PROVIDERS)('advises to look first if there is no key: %s', async (provider) => {
    vendor.fault = () => 'cut before commit';
    const { message } = await add(provider);
    expect(message).toMatch(/Check the customer's contacts before you send it again\.$/);
  });
});
