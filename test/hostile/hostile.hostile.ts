/**
 * Hostile callers and vendors against the built subgraph: nothing blocks its event loop, no answer is large,
 * its memory returns to where it was, and it survives. Prints the table of `docs/guarantees.md`.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { providers } from '../../src/providers/registry.js';
import { ask } from '../support/ask.js';
import { type Build, useBuild } from '../support/build.js';
import { type RawServer, startRawServer } from '../support/raw-vendor.js';
import { hostileDocuments } from './documents.js';
import { hostileRequests } from './http-requests.js';
import { textPlaces } from './inputs.js';
import { MAX_ANSWER_BYTES, MAX_BLOCKED_MS, MAX_GROWTH_MB, post, raw, Worst } from './probe.js';
import { hostileTexts } from './texts.js';
import { ordinaryAnswer, vendorAnswers } from './vendor-answers.js';
import { startWatchedSubgraph, type WatchedSubgraph } from './watched-subgraph.js';

const PREVIEW = `query ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $options: AddContactOptions) {
  previewAddContact(provider: $provider, customerId: $customerId, input: $input, options: $options) {
    violations { path code message } fields { path fate reason }
  }
}`;
const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!) {
  addContact(provider: $provider, customerId: $customerId, input: { firstName: "Ada", lastName: "Lovelace", emails: [{ address: "ada@example.com" }] }) {
    __typename ... on AddContactSuccess { contact { id name providerRecord } } ... on ContactError { message outcome }
  }
}`;
const LIST = `query ($provider: ContactProvider!, $customerId: ID!) {
  contacts(provider: $provider, customerId: $customerId) { nodes { id name providerRecord } }
}`;
/** CRO and RPM keep one name or none of these fields: their violations must not hide the hostile value. */
const OMIT = { unsupportedFields: 'OMIT' };

let build: Build;
const rows: string[] = [];

beforeAll(() => {
  build = useBuild();
});
afterAll(() => {
  const lines = [
    '| group | requests | longest turn | largest answer | memory |',
    '|---|---|---|---|---|',
    ...rows,
  ];
  process.stdout.write(`\nWhat hostile callers and vendors could do\n\n${lines.join('\n')}\n\n`);
});

/**
 * Runs a group on its own subgraph, checks each step and the whole, and adds the group's row to the table.
 */
async function group(
  name: string,
  variables: Readonly<Record<string, string>>,
  steps: (subgraph: WatchedSubgraph, step: Step) => Promise<void>,
): Promise<void> {
  const subgraph = await startWatchedSubgraph(build, { LOG_LEVEL: 'info', ...variables });
  try {
    // Loading and compiling on a first request must not count against the group.
    for (let warm = 0; warm < 20; warm += 1) {
      await post(subgraph.url, JSON.stringify({ query: '{ contactProviders { name fields { path } } }' }));
    }
    const { rssMb: restMb } = await subgraph.collect();
    const worst = new Worst();
    const slow: string[] = [];
    const step: Step = async (what, request) => {
      // A blocking request blocks each time; the compiler and a collection do not.
      let longestMs = Number.POSITIVE_INFINITY;
      let bytes = 0;
      for (let tries = 0; tries < 3 && longestMs > MAX_BLOCKED_MS; tries += 1) {
        await subgraph.reset();
        bytes = await request();
        longestMs = Math.min(longestMs, (await subgraph.read()).longestMs);
      }
      worst.note(what, longestMs, bytes);
      if (bytes > MAX_ANSWER_BYTES) slow.push(`${what}: ${bytes} bytes`);
      if (longestMs > MAX_BLOCKED_MS) slow.push(`${what}: ${longestMs.toFixed(0)} ms`);
    };
    await steps(subgraph, step);
    expect(subgraph.isAlive()).toBe(true);
    const { data } = await ask(subgraph.url, '{ __typename }');
    expect(data).toEqual({ __typename: 'Query' });
    const { rssMb } = await subgraph.collect();
    rows.push(worst.row(name, rssMb - restMb));
    expect(slow).toEqual([]);
    expect(rssMb - restMb).toBeLessThan(MAX_GROWTH_MB);
  } finally {
    await subgraph.stop();
  }
}

type Step = (what: string, request: () => Promise<number>) => Promise<void>;

describe('a caller with texts of 100 KB', () => {
  test.each(providers.map(({ id, info }) => [id, info.customerId.example] as const))(
    'cannot block %s',
    async (provider, customerId) => {
      await group(`texts, ${provider}`, {}, async ({ url }, step) => {
        for (const place of textPlaces()) {
          for (const [name, text] of Object.entries(hostileTexts)) {
            const input = {
              firstName: 'Ada',
              lastName: 'Lovelace',
              emails: [{ address: 'ada@example.com' }],
            };
            const variables = { provider, customerId, input, options: OMIT, ...place.with(text) };
            const body = JSON.stringify({ query: PREVIEW, variables });
            await step(`${place.path}, ${name}`, async () => {
              const { status, bytes, head } = await post(url, body);
              expect({ what: `${place.path}, ${name}`, status, head }).toEqual(
                expect.objectContaining({ head: expect.not.stringContaining('INTERNAL_SERVER_ERROR') }),
              );
              return bytes;
            });
          }
        }
      });
    },
  );
});

test('a caller with GraphQL that multiplies', async () => {
  await group('GraphQL', {}, async ({ url }, step) => {
    for (const [name, body] of Object.entries(hostileDocuments)) {
      await step(name, async () => {
        const { bytes, head } = await post(url, body);
        expect({ name, head }).toEqual({ name, head: expect.not.stringContaining('INTERNAL_SERVER_ERROR') });
        return bytes;
      });
    }
  });
});

test('a caller with malformed HTTP', async () => {
  await group('HTTP', {}, async ({ port }, step) => {
    for (const [name, parts] of Object.entries(hostileRequests)) {
      await step(name, async () => (await raw(port, parts)).length);
    }
  });
});

describe('a vendor that answers anything', () => {
  let vendor: RawServer;
  let play: (typeof vendorAnswers)[string] = () => {};
  beforeEach(async () => {
    vendor = await startRawServer({
      request: ({ path }, socket) => (isToken(path) ? token(socket) : play(socket)),
    });
  });

  test.each(providers.map(({ id, info }) => [id, info.customerId.example] as const))(
    'cannot block the subgraph as %s',
    async (provider, customerId) => {
      const variables = { ...settingsOf(vendor.origin), PROVIDER_DEADLINE_MS: '1000', SANDBOX: 'off' };
      try {
        await group(`vendor answers, ${provider}`, variables, async ({ url }, step) => {
          for (const [name, answer] of Object.entries(vendorAnswers)) {
            for (const query of [ADD, LIST]) {
              const what = `${query === ADD ? 'add' : 'list'}, ${name}`;
              const body = JSON.stringify({ query, variables: { provider, customerId } });
              let reached = 0;
              await step(what, async () => {
                // In between, so that the breaker never opens.
                play = ordinaryAnswer;
                for (let answered = 0; answered < 3; answered += 1) await post(url, body);
                play = answer;
                const before = vendor.requests.length;
                const { bytes, head } = await post(url, body);
                reached = vendor.requests.length - before;
                expect({ what, head }).toEqual({
                  what,
                  head: expect.not.stringContaining('INTERNAL_SERVER_ERROR'),
                });
                return bytes;
              });
              if (reached === 0) throw new Error(`${what} never reached the vendor.`);
            }
          }
        });
      } finally {
        await vendor.close();
      }
    },
  );
});

function isToken(path: string): boolean {
  return /token/i.test(path);
}

function token(socket: { write(text: string): unknown }): void {
  const body = '{"access_token":"an-access-token","expires_in":3600,"token_type":"bearer"}';
  socket.write(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}

function settingsOf(origin: string): Record<string, string> {
  return {
    CHARGEBEE_SITE: 'acme',
    CHARGEBEE_API_KEY: 'a-key-of-chargebee',
    CHARGEBEE_URL: `${origin}/api/v2`,
    CHARTMOGUL_API_KEY: 'a-key-of-chartmogul',
    CHARTMOGUL_DATA_SOURCE_UUID: 'ds_00000000-0000-4000-8000-000000000001',
    CHARTMOGUL_URL: `${origin}/v1`,
    ZUORA_CLIENT_ID: 'a-client',
    ZUORA_CLIENT_SECRET: 'a-secret-of-zuora',
    ZUORA_URL: origin,
    CRO_ACCESS_TOKEN: 'a-token-of-cro',
    CRO_TENANT_ID: '7',
    CRO_URL: origin,
    RPM_API_KEY: 'a-key-of-rpm',
    RPM_URL: `${origin}/rpm`,
  };
}
