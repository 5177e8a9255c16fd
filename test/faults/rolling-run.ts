/**
 * Two replicas of the whole service on one PostgreSQL that are replaced one after the other while callers add
 * contacts. A replica gets requests until it refuses connections: nothing in front of it knows better.
 */
import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Build } from '../support/build.js';
import { command, emailOf, keyOf } from '../support/keyed-stage.js';
import { LEDGER_PROVIDERS, startLedgerVendor } from '../support/ledger-vendor.js';
import { type SubgraphProcess, startSubgraphProcess } from '../support/subgraph-process.js';

const LANES = 16;
/** Between a start and the next stop. */
const CALM_MS = 500;

export interface RollingRestart {
  readonly restarts: number;
  readonly keys: number;
  /** Connections that were refused: their request went to the other replica. */
  readonly refused: number;
  /** Codes of requests that got no answer for another reason. */
  readonly unanswered: readonly string[];
  /** Answers that are no contact. */
  readonly failed: readonly string[];
  readonly creates: number;
  readonly doubled: number;
}

const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $key: ID) {
  addContact(provider: $provider, customerId: $customerId, input: $input, options: { idempotencyKey: $key }) {
    __typename
    ... on ContactError { message }
  }
}`;

export async function runRollingRestart(
  build: Build,
  storeUrl: string,
  restarts: number,
): Promise<RollingRestart> {
  const vendor = await startLedgerVendor();
  vendor.fault = () => 'late answer';
  const variables = { ...vendor.environment, STORE_URL: storeUrl, SANDBOX: 'off' };
  const start = () => startSubgraphProcess(build, variables);
  const replicas: SubgraphProcess[] = [await start(), await start()];

  let keys = 0;
  let refused = 0;
  const unanswered: string[] = [];
  const failed: string[] = [];
  const send = async (number: number) => {
    const provider = LEDGER_PROVIDERS[number % LEDGER_PROVIDERS.length] ?? 'CRO';
    const { customerId, input } = command(provider, number);
    const body = JSON.stringify({
      query: ADD,
      variables: { provider, customerId, input, key: keyOf(number) },
    });
    for (let tries = 0; ; tries += 1) {
      const { url } = replicas[(number + tries) % 2] as SubgraphProcess;
      try {
        const { data } = JSON.parse(await post(url, body));
        const { __typename, message } = data.addContact;
        if (__typename !== 'AddContactSuccess') failed.push(`${provider} ${__typename} ${message}`);
        return;
      } catch (error) {
        const { code = String(error) } = error as NodeJS.ErrnoException;
        if (code !== 'ECONNREFUSED') {
          unanswered.push(code);
          return;
        }
        refused += 1;
        // Both may be on their way for a moment.
        if (tries > 0) await setTimeout(10);
      }
    }
  };

  let isOver = false;
  const lane = async () => {
    while (!isOver) {
      keys += 1;
      await send(keys);
    }
  };
  const lanes = Array.from({ length: LANES }, lane);
  for (let restart = 0; restart < restarts; restart += 1) {
    await setTimeout(CALM_MS);
    const place = restart % 2;
    await replicas[place]?.stop();
    replicas[place] = await start();
  }
  await setTimeout(CALM_MS);
  isOver = true;
  await Promise.all(lanes);
  await Promise.all(replicas.map((replica) => replica.stop()));
  await vendor.close();
  const commits = Array.from({ length: keys }, (_, index) => vendor.commits(emailOf(index + 1)));
  return {
    restarts,
    keys,
    refused,
    unanswered,
    failed,
    creates: commits.filter((count) => count > 0).length,
    doubled: commits.filter((count) => count > 1).length,
  };
}

/** On a connection of its own: none that the replica may close for being idle. */
function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent: false, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
