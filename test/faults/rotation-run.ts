/**
 * Two replicas of the whole service on one store whose encryption begins, and whose keys change, while
 * callers add contacts and send earlier keys again. The replicas hold the keys in opposite orders meanwhile.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inspectStore } from '../../src/idempotency/store/open-store.js';
import type { Build } from '../support/build.js';
import { type AddAnswer, askToAdd, openGraphqlCaller } from '../support/graphql-caller.js';
import { command, emailOf, keyOf } from '../support/keyed-stage.js';
import { LEDGER_PROVIDERS, startLedgerVendor } from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';
import { type SubgraphProcess, startSubgraphProcess } from '../support/subgraph-process.js';
import { inTurn } from './keyed-run.js';

const LANES = 8;
/** How long a caller tries again with its key. */
const TRIES = 400;
const RETRY_MS = 50;

export interface Rotation {
  readonly keys: number;
  /** Of keys that had their contact. */
  readonly repeats: number;
  readonly creates: number;
  readonly doubled: number;
  /** Keys that were not told their contact in the end, or another one. */
  readonly lost: readonly string[];
  readonly rekeys: number;
  /** Of the rows, by key; null counts those in clear. */
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

  const contacts = new Map<number, string>();
  const lost: string[] = [];
  let keys = 0;
  let repeats = 0;
  const send = async (number: number) => {
    const answer = await sendUntilAnswered(replicas, number);
    const id = answer?.contact?.id;
    const known = contacts.get(number) ?? id;
    if (id === undefined || id !== known) lost.push(`${number}: ${known} then ${JSON.stringify(answer)}`);
    else contacts.set(number, id);
  };
  let isOver = false;
  const random = new Random(`${seed}/rotation`);
  const lane = async () => {
    while (!isOver) {
      const isNew = contacts.size === 0 || random.chance(0.5);
      if (isNew) keys += 1;
      else repeats += 1;
      await send(isNew ? keys : ([...contacts.keys()][Math.floor(random.next() * contacts.size)] ?? 1));
    }
  };
  const lanes = Array.from({ length: LANES }, lane);
  await setTimeout(phaseMs);
  // In clear, with the keys in opposite orders.
  await restart(0, { STORE_KEYS: `${one},${two}` });
  await restart(1, { STORE_KEYS: `${two},${one}` });
  // One begins, the other follows.
  await restart(0, { STORE_KEYS: `${one},${two}`, STORE_ENCRYPT: '1' });
  await rekey(`${two},${one}`);
  await restart(1, { STORE_KEYS: `${two},${one}`, STORE_ENCRYPT: '1' });
  await rekey(`${one},${two}`);
  // The first key goes.
  await restart(0, { STORE_KEYS: `${two},${one}`, STORE_ENCRYPT: '1' });
  await rekey(`${two},${one}`);
  await restart(1, { STORE_KEYS: two, STORE_ENCRYPT: '1' });
  await restart(0, { STORE_KEYS: two, STORE_ENCRYPT: '1' });
  isOver = true;
  await Promise.all(lanes);

  const numbers = Array.from({ length: keys }, (_, index) => index + 1);
  await inTurn(numbers, send, LANES);
  await Promise.all(replicas.map((replica) => replica.stop()));
  await vendor.close();
  const commits = numbers.map((number) => vendor.commits(emailOf(number)));
  const { keys: left } = await inspectStore(storeUrl);
  return {
    keys,
    repeats: repeats + keys,
    creates: commits.filter((count) => count > 0).length,
    doubled: commits.filter((count) => count > 1).length,
    lost,
    rekeys,
    left,
  };
}

function newKey(): string {
  return randomBytes(32).toString('base64');
}

/** As a client does that has a key: again, at either replica, until it is told of the contact. */
async function sendUntilAnswered(
  replicas: readonly SubgraphProcess[],
  number: number,
): Promise<AddAnswer | undefined> {
  const provider = LEDGER_PROVIDERS[number % LEDGER_PROVIDERS.length] ?? 'CRO';
  const { customerId, input } = command(provider, number);
  let last: AddAnswer | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const caller = openGraphqlCaller(replicas[(number + tries) % 2]?.url ?? '', 1);
    try {
      last = await askToAdd(caller, { provider, customerId, input, key: keyOf(number) });
      if (last.contact) return last;
    } catch {
      // One that is being replaced.
    } finally {
      await caller.close().catch(() => undefined);
    }
    await setTimeout(RETRY_MS);
  }
  return last;
}
