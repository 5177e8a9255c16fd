/** How many vendor calls one request may make, and what happens to them when its client hangs up. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ask } from '../../support/ask.js';
import { untilHeard } from '../../support/barrier.js';
import { encodeAnswer, type RawRequest, startRawServer } from '../../support/raw-vendor.js';
import { startTestSubgraph } from '../../support/subgraph.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const LIST = { Result: { CustomerID: 1, Contacts: [] } };
const ADDED = { Result: { Contact: { ContactID: 456, FirstName: 'Ada', PhoneNumbers: [] } } };

/** A subgraph in front of an RPM that answers once `released` resolves. */
async function start(variables: Readonly<Record<string, string>> = {}, released = () => Promise.resolve()) {
  const vendor = await startRawServer({
    async request(request: RawRequest, socket) {
      await released();
      const body = JSON.stringify(request.path.endsWith('/CustomerContactAdd') ? ADDED : LIST);
      socket.write(encodeAnswer({ status: 200, body }));
    },
  });
  const subgraph = await startTestSubgraph({
    RPM_URL: `${vendor.origin}/rpm`,
    RPM_API_KEY: 'k',
    ...variables,
  });
  stops.push(vendor.close, subgraph.close);
  return { url: subgraph.url, vendor };
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `a${index}`);
const contacts = (count: number) =>
  `{ ${names(count)
    .map((name, index) => `${name}: contacts(customerId: "${index + 1}", provider: RPM) { nodes { id } }`)
    .join(' ')} }`;
const adds = (count: number, options = '') =>
  `mutation { ${names(count)
    .map(
      (name, index) =>
        `${name}: addContact(customerId: "1", provider: RPM, input: { firstName: "Ada" }${options.replace('KEY', `key-of-sixteen-${index}`)}) { __typename }`,
    )
    .join(' ')} }`;

const CODE = 'TOO_MANY_PROVIDER_CALLS';

describe('the call budget of a request', () => {
  it('is a hundred calls, and answers everything that fits', async () => {
    const { url, vendor } = await start();
    const { data, errors } = await ask(url, contacts(120));
    const answered = Object.values(data).filter(Boolean);
    expect([answered.length, errors.length, vendor.requests.length]).toEqual([100, 20, 100]);
    for (const error of errors) {
      expect(error).toMatchObject({ path: [expect.any(String)], extensions: { code: CODE } });
      expect(error.message).toContain('100');
    }
  });

  it('starts anew with each request', async () => {
    const { url } = await start({ MAX_PROVIDER_CALLS: '2' });
    for (let request = 0; request < 3; request += 1) {
      expect((await ask(url, contacts(2))).errors).toEqual([]);
    }
  });

  it('covers entities', async () => {
    const { url, vendor } = await start({ MAX_PROVIDER_CALLS: '2' });
    const { data, errors } = await ask(
      url,
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Contact { name } ... on ContactCustomer { contacts { nodes { id } } } } }',
      {
        representations: [
          { __typename: 'ContactCustomer', id: 'RPM:1' },
          { __typename: 'ContactCustomer', id: 'RPM:2' },
          { __typename: 'ContactCustomer', id: 'RPM:3' },
          { __typename: 'ContactCustomer', id: 'RPM:4' },
        ],
      },
    );
    expect(data._entities.filter((entity: { contacts: unknown }) => entity.contacts)).toHaveLength(2);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([CODE, CODE]);
    expect(vendor.requests).toHaveLength(2);
  });

  it('covers writes, and a write beyond it is NOT_APPLIED', async () => {
    const { url, vendor } = await start({ MAX_PROVIDER_CALLS: '3' });
    const { data, errors } = await ask(url, adds(5));
    expect(data).toEqual({
      a0: { __typename: 'AddContactSuccess' },
      a1: { __typename: 'AddContactSuccess' },
      a2: { __typename: 'AddContactSuccess' },
      a3: null,
      a4: null,
    });
    expect(errors).toMatchObject([
      { path: ['a3'], extensions: { code: CODE, outcome: 'NOT_APPLIED' } },
      { path: ['a4'], extensions: { code: CODE, outcome: 'NOT_APPLIED' } },
    ]);
    expect(vendor.requests).toHaveLength(3);
  });

  it('covers the reads of a keyed write, and a write that has begun still finishes', async () => {
    const { url, vendor } = await start({ MAX_PROVIDER_CALLS: '3' });
    const { data, errors } = await ask(url, adds(4, ', options: { idempotencyKey: "KEY" }'));
    // Each takes a list and a write; the second begins within the limit.
    expect([data.a0, data.a1]).toEqual(Array(2).fill({ __typename: 'AddContactSuccess' }));
    expect([data.a2, data.a3]).toEqual([null, null]);
    expect(errors.map(({ extensions }) => extensions.outcome)).toEqual(['NOT_APPLIED', 'NOT_APPLIED']);
    expect(vendor.requests).toHaveLength(4);
  });

  it('still answers fields that need no call', async () => {
    const { url } = await start({ MAX_PROVIDER_CALLS: '1' });
    const { data, errors } = await ask(
      url,
      `mutation { a: addContact(customerId: "1", provider: RPM, input: { firstName: "Ada" }) { __typename }
        b: addContact(customerId: "x", provider: RPM, input: {}) { __typename } }`,
    );
    expect(errors).toEqual([]);
    expect(data.b).toEqual({ __typename: 'ContactInputInvalidError' });
  });
});

describe('when a client hangs up', () => {
  /** Sends a query, hangs up once the vendor has its first request, then lets the vendor answer. */
  async function hangUp(query: string) {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const arrivals: (() => void)[] = [];
    const arrived = new Promise<void>((resolve) => arrivals.push(resolve));
    const { url, vendor } = await start({ RPM_CONCURRENCY: '1' }, () => {
      for (const arrive of arrivals) arrive();
      return held;
    });
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    const body = JSON.stringify({ query });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await arrived;
    socket.destroy();
    await once(socket, 'close');
    await untilHeard(url);
    release();
    return vendor;
  }

  it('stops reading', async () => {
    const vendor = await hangUp(contacts(5));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(vendor.requests).toHaveLength(1);
  });

  it('carries out every write', async () => {
    const vendor = await hangUp(adds(3));
    while (vendor.requests.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});
