/**
 * Two replicas of the whole service on one PostgreSQL that are replaced in turn while callers add contacts. A
 * replica gets requests until it refuses connections, or, with a delay, until its `/readyz` reports that it
 * is stopping, as with a load balancer.
 */
import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Build } from '../support/build.js';
import { command, emailOf, keyOf } from '../support/keyed-stage.js';
import { LEDGER_PROVIDERS, startLedgerVendor } from '../support/ledger-vendor.js';
import { type SubgraphProcess, startSubgraphProcess } from '../support/subgraph-process.js';

const LANES = 16;
/** How often a load balancer probes a replica's readiness. */
const PROBE_MS = 50;
/** Between a start and the next stop. */
const CALM_MS = 500;

export interface RollingRestart {
  readonly restarts: number;
  readonly keys: number;
  /** Refused connections: their request was sent to the other replica. */
  readonly refused: number;
  /** Requests sent to the other replica because one was not ready. */
  readonly avoided: number;
  /** Codes of requests without an answer for another reason. */
  readonly unanswered: readonly string[];
  /** Answers that are not a contact. */
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
  shutdownDelayMs: number,
): Promise<RollingRestart> {
  const vendor = await startLedgerVendor();
  vendor.fault = () => 'late answer';
  const variables = {
    ...vendor.environment,
    STORE_URL: storeUrl,
    SANDBOX: 'off',
    SHUTDOWN_DELAY_MS: String(shutdownDelayMs),
  };
  const start = () => startSubgraphProcess(build, variables);
  const replicas: SubgraphProcess[] = [await start(), await start()];

  /** Those not ready at their last probe. */
  const notReady = new Set<SubgraphProcess>();
  let keys = 0;
  let refused = 0;
  let avoided = 0;
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
      const [one, other] = [0, 1].map((next) => replicas[(number + tries + next) % 2]);
      if (!one || !other) throw new Error('There are two replicas.');
      const isAvoided = notReady.has(one);
      if (isAvoided) avoided += 1;
      try {
        const { data } = JSON.parse(await post((isAvoided ? other : one).url, body));
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
        // Both may be starting or stopping for a moment.
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
  const probe = async () => {
    while (!isOver) {
      await setTimeout(PROBE_MS);
      for (const replica of replicas) {
        const response = await fetch(new URL('/readyz', replica.url)).catch(() => undefined);
        await response?.body?.cancel();
        if (!response?.ok) notReady.add(replica);
      }
    }
  };
  const lanes = [...Array.from({ length: LANES }, lane), ...(shutdownDelayMs > 0 ? [probe()] : [])];
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
    avoided,
    unanswered,
    failed,
    creates: commits.filter((count) => count > 0).length,
    doubled: commits.filter((count) => count > 1).length,
  };
}

/** On its own connection, so not one that the replica may close for being idle. */
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
