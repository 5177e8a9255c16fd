/** How `addContact` handles vendors that do not answer, or answer something odd. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { providers } from '../../../src/providers/registry.js';
import { MUTATION, PERSON, type Variables } from '../../support/add-contact-stage.js';
import { ask } from '../../support/ask.js';
import { fixtureEnvironment } from '../../support/fixtures.js';
import { type RecordingVendor, startRecordingVendor } from '../../support/recording-vendor.js';
import { startTestSubgraph } from '../../support/subgraph.js';

describe('without the sandbox', () => {
  let bare: Awaited<ReturnType<typeof startTestSubgraph>>;
  beforeAll(async () => {
    bare = await startTestSubgraph({
      SANDBOX: 'off',
      RPM_API_KEY: 'f3a1c9de-0000-4000-8000-000000000000',
      RPM_URL: `${await closedOrigin()}/rpm`,
    });
  });
  afterAll(() => bare.close());

  test('an unconfigured provider reports an access error, and NOT_CONFIGURED as its mode', async () => {
    const variables = { provider: 'CHARGEBEE', customerId: 'cus_acme', input: PERSON };
    const { data, errors } = await ask(bare.url, MUTATION, variables);
    expect(errors).toEqual([]);
    expect(data.addContact).toMatchObject({
      __typename: 'ContactProviderAccessError',
      accessProblem: 'NOT_CONFIGURED',
      outcome: 'NOT_APPLIED',
      retryable: false,
    });
    const query = '{ contactProviders { provider mode } }';
    expect((await ask(bare.url, query)).data.contactProviders).toEqual(
      providers.map(({ id }) => ({ provider: id, mode: id === 'RPM' ? 'LIVE' : 'NOT_CONFIGURED' })),
    );
  });

  test('an unreachable vendor is reported as NOT_APPLIED', async () => {
    const { data } = await ask(bare.url, MUTATION, { provider: 'RPM', customerId: '2001', input: PERSON });
    expect(data.addContact).toMatchObject({
      __typename: 'ContactProviderUnavailableError',
      outcome: 'NOT_APPLIED',
      retryable: true,
    });
  });
});

describe("a vendor's answer", () => {
  let vendor: RecordingVendor;
  let live: Awaited<ReturnType<typeof startTestSubgraph>>;
  beforeAll(async () => {
    vendor = await startRecordingVendor();
    live = await startTestSubgraph(fixtureEnvironment(vendor.origin));
  });
  afterAll(async () => {
    await live.close();
    await vendor.close();
  });

  const chartmogul = {
    provider: 'CHARTMOGUL',
    customerId: 'cus_00000000-0000-4000-8000-000000000001',
    input: { firstName: 'Ada' },
  };
  const cro = { provider: 'CRO', customerId: '1001', input: { name: 'Ada' } };
  const zuora = {
    provider: 'ZUORA',
    customerId: 'A00000001',
    input: { firstName: 'Ada', lastName: 'Lovelace' },
  };
  const added = { __typename: 'AddContactSuccess' };

  // Every vendor answer becomes a member of the union: a top-level error would hide the outcome of the write.
  test.each<
    [string, Variables, { status?: number; headers?: Record<string, string>; json: unknown }, object]
  >([
    [
      'with a position that is not an integer',
      chartmogul,
      { json: { uuid: 'con_1', position: 1.5 } },
      { ...added, contact: { position: null } },
    ],
    [
      'with a position that GraphQL has no Int for',
      chartmogul,
      { json: { uuid: 'con_1', position: 2 ** 31 } },
      { ...added, contact: { position: null } },
    ],
    [
      'with a contact id that is not well-formed text',
      cro,
      { json: { id: 'a\ud800', name: 'Ada' } },
      { ...added, contact: { id: 'CRO:1001:a%EF%BF%BD' } },
    ],
    [
      'with a customer id that is not well-formed text',
      zuora,
      { json: { success: true, id: 'a', accountId: '\udc00' } },
      { ...added, contact: { id: 'ZUORA:%EF%BF%BD:a', customer: { id: 'ZUORA:%EF%BF%BD' } } },
    ],
    [
      'with a wait of centuries',
      cro,
      { status: 429, headers: { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, json: {} },
      { __typename: 'ContactProviderRateLimitedError', retryAfterSeconds: null },
    ],
    ['that is a list', cro, { json: [] }, { __typename: 'ContactOutcomeUnknownError' }],
    ['that is null', chartmogul, { json: null }, { __typename: 'ContactOutcomeUnknownError' }],
    [
      'with every value of another type',
      zuora,
      {
        json: {
          success: 'true',
          id: 7,
          accountId: 8,
          firstName: [],
          lastName: { a: 1 },
          workEmail: true,
          fax: 5550100,
          a__c: [1],
        },
      },
      {
        ...added,
        contact: { externalId: '7', customerId: '8', phones: [{ number: '5550100', kind: 'FAX' }] },
      },
    ],
  ])('%s is reported as a member', async (_, variables, { status = 200, headers, json }, expected) => {
    vendor.reply = {
      status,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(json),
    };
    const { data, errors } = await ask(live.url, MUTATION, { ...variables });
    expect(errors).toEqual([]);
    expect(data.addContact).toMatchObject(expected);
  });
});

/** An address that nothing listens at any more. */
async function closedOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
