/**
 * Two replicas of the whole service on one store that turns on encryption and rotates keys while callers add,
 * update and remove contacts and repeat earlier keys. Meanwhile the replicas list the keys in opposite
 * orders.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inspectStore } from '../../src/idempotency/store/open-store.js';
import { contactEntityId } from '../../src/model/contact.js';
import type { Build } from '../support/build.js';
import { askToAdd, type GraphqlCaller, openGraphqlCaller } from '../support/graphql-caller.js';
import { emailOf, keyOf } from '../support/keyed-stage.js';
import { addOf, changeOperation, type KeyedWrite, placeChanges } from '../support/keyed-writes.js';
import { LEDGER_PROVIDERS, type LedgerVendor, startLedgerVendor } from '../support/ledger-vendor.js';
import { type SubgraphProcess, startSubgraphProcess } from '../support/subgraph-process.js';
import { KeyedLoad } from './keyed-load.js';

/** How often a caller retries with its key. */
const TRIES = 400;
const RETRY_MS = 50;

export interface Rotation {
  readonly keys: number;
  readonly updates: number;
  readonly removals: number;
  /** Repeats of keys that had their answer. */
  readonly repeats: number;
  readonly carriedOut: number;
  readonly doubled: number;
  /** Keys that did not return their contact in the end, or returned another one. */
  readonly lost: readonly string[];
  readonly rekeys: number;
  /** Row counts by key; null counts those in clear. */
  readonly left: readonly { readonly key: string | null; readonly count: number }[];
}

export async function runRotation(
  build: Build,
  storeUrl: string,
  phaseMs: number,
  seed: number,
): Promise<Rotation> {
  const vendor = await startLedgerVendor();
  vendor.fault = () => 'late answer';
  const [one, two] = [newKey(), newKey()];
  const variables = { ...vendor.environment, STORE_URL: storeUrl, SANDBOX: 'off', LOG_LEVEL: 'warn' };
  const start = (more: Readonly<Record<string, string>>) =>
    startSubgraphProcess(build, { ...variables, LOG_LEVEL: 'info', ...more });
  const replicas: SubgraphProcess[] = [await start({}), await start({})];
  const restart = async (place: number, more: Readonly<Record<string, string>>) => {
    await replicas[place]?.stop();
    replicas[place] = await start(more);
    await setTimeout(phaseMs);
  };
  let rekeys = 0;
  const rekey = async (STORE_KEYS: string) => {
    rekeys += 1;
    const env = { PATH: process.env.PATH ?? '', STORE_URL: storeUrl, STORE_KEYS };
    // It ends with 1 while a process still writes under another key.
    await promisify(execFile)(process.execPath, [`${build.folder}/store.js`, 'rekey'], { env }).catch(
      (error: { code?: unknown }) => {
        if (error.code !== 1) throw error;
      },
    );
  };

  const writes = new Map<number, KeyedWrite>();
  const load = new KeyedLoad(`${seed}/rotation`, async (number) => {
    const write = writes.get(number) ?? writeOf(vendor, number);
    writes.set(number, write);
    const answer = await sendUntilAnswered(replicas, write);
    return { id: answer?.contact?.id ?? answer?.contactId, answer };
  });
  await setTimeout(phaseMs);
  // In clear, with the keys in opposite orders.
  await restart(0, { STORE_KEYS: `${one},${two}` });
  await restart(1, { STORE_KEYS: `${two},${one}` });
  // One begins, the other follows.
  await restart(0, { STORE_KEYS: `${one},${two}`, STORE_ENCRYPT: '1' });
  await rekey(`${two},${one}`);
  await restart(1, { STORE_KEYS: `${two},${one}`, STORE_ENCRYPT: '1' });
  await rekey(`${one},${two}`);
  // The first key is removed.
  await restart(0, { STORE_KEYS: `${two},${one}`, STORE_ENCRYPT: '1' });
  await rekey(`${two},${one}`);
  await restart(1, { STORE_KEYS: two, STORE_ENCRYPT: '1' });
  await restart(0, { STORE_KEYS: two, STORE_ENCRYPT: '1' });
  const numbers = await load.end();
  await Promise.all(replicas.map((replica) => replica.stop()));
  await vendor.close();
  const commits = numbers.map((number) => vendor.commits(emailOf(number)));
  const { keys: left } = await inspectStore(storeUrl);
  const made = (operation: KeyedWrite['operation']) =>
    [...writes.values()].filter((write) => write.operation === operation).length;
  return {
    keys: load.keys,
    updates: made('UPDATE'),
    removals: made('REMOVE'),
    repeats: load.repeats,
    carriedOut: commits.filter((count) => count > 0).length,
    doubled: commits.filter((count) => count > 1).length,
    lost: load.lost,
    rekeys,
    left,
  };
}

function newKey(): string {
  return randomBytes(32).toString('base64');
}

/** Every other one adds; the others change an existing contact. */
function writeOf(vendor: LedgerVendor, number: number): KeyedWrite {
  const provider = LEDGER_PROVIDERS[number % LEDGER_PROVIDERS.length] ?? 'CRO';
  const [change] =
    number % 2 === 0 ? [] : placeChanges(vendor, provider, number, [changeOperation(provider, number)]);
  return change ?? addOf(provider, number);
}

interface Told {
  readonly contact?: { readonly id: string };
  readonly contactId?: string;
}

const CHANGES = {
  UPDATE: `mutation ($id: ID!, $input: UpdateContactInput!, $key: ID!) {
    answer: updateContact(id: $id, input: $input, options: { idempotencyKey: $key }) {
      __typename ... on UpdateContactSuccess { contact { id } } ... on ContactError { code message outcome }
    }
  }`,
  REMOVE: `mutation ($id: ID!, $key: ID!) {
    answer: removeContact(id: $id, options: { idempotencyKey: $key }) {
      __typename ... on RemoveContactSuccess { contactId } ... on ContactError { code message outcome }
    }
  }`,
};

async function sendOnce(caller: GraphqlCaller, write: KeyedWrite): Promise<Told> {
  const { operation, provider, customerId, number } = write;
  const key = keyOf(number);
  if (operation === 'ADD') {
    return askToAdd(caller, { provider, customerId, input: write.command.input, key });
  }
  const id = contactEntityId(write.command.contact);
  const input = operation === 'UPDATE' ? { input: write.command.input } : {};
  return (await caller.ask(CHANGES[operation], { id, key, ...input })).answer as Told;
}

/** Like a client with a key: retries at either replica until it gets the contact. */
async function sendUntilAnswered(
  replicas: readonly SubgraphProcess[],
  write: KeyedWrite,
): Promise<Told | undefined> {
  let last: Told | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const caller = openGraphqlCaller(replicas[(write.number + tries) % 2]?.url ?? '', 1);
    try {
      last = await sendOnce(caller, write);
      if (last.contact ?? last.contactId) return last;
    } catch {
      // One that is being replaced.
    } finally {
      await caller.close().catch(() => undefined);
    }
    await setTimeout(RETRY_MS);
  }
  return last;
}
