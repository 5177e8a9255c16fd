/**
 * Two replicas of the whole service on one store that is compacted while callers add contacts and repeat
 * earlier keys.
 */
import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Build } from '../support/build.js';
import { type AddAnswer, askToAdd, openGraphqlCaller } from '../support/graphql-caller.js';
import { command, emailOf, keyOf } from '../support/keyed-stage.js';
import { LEDGER_PROVIDERS, startLedgerVendor } from '../support/ledger-vendor.js';
import { startSubgraphProcess } from '../support/subgraph-process.js';
import { KeyedLoad, LANES } from './keyed-load.js';

/** How often a caller retries with its key. */
const TRIES = 600;
const RETRY_MS = 50;
const REST_MS = 1000;

export interface CompactionRun {
  readonly keys: number;
  readonly repeats: number;
  readonly creates: number;
  readonly doubled: number;
  /** Answers that reported that nothing was sent, and were retried. */
  readonly unavailable: number;
  /** Of those, the ones for which the vendor had the contact. */
  readonly untrue: number;
  /** Keys that did not return their contact in the end, or returned another one. */
  readonly lost: readonly string[];
  /** Compactions that gave up, and why. */
  readonly failed: readonly string[];
  /** The duration of each compaction, as the command measured it. */
  readonly tookMs: readonly number[];
  /** The slowest request, during a compaction and outside. */
  readonly slowestMs: number;
  readonly slowestElseMs: number;
}

/** `rewrites`: how many, in sequence. */
export async function runCompactions(
  build: Build,
  storeUrl: string,
  { rewrites, pauseSeconds, seed }: { rewrites: number; pauseSeconds: number; seed: number },
): Promise<CompactionRun> {
  const vendor = await startLedgerVendor();
  vendor.fault = () => 'late answer';
  const env = { ...vendor.environment, STORE_URL: storeUrl, SANDBOX: 'off', LOG_LEVEL: 'info' };
  const replicas = [await startSubgraphProcess(build, env), await startSubgraphProcess(build, env)];
  const callers = replicas.map(({ url }) => openGraphqlCaller(url, LANES));
  const compact = async () => {
    const given = [`${build.folder}/store.js`, 'compact', '--pause', String(pauseSeconds)];
    const own = { PATH: process.env.PATH ?? '', STORE_URL: storeUrl };
    await promisify(execFile)(process.execPath, given, { env: own });
  };

  const failed: string[] = [];
  let [unavailable, untrue, slowestMs, slowestElseMs] = [0, 0, 0, 0];
  let isRewriting = false;

  /** Like a client with a key: retries at either replica until it gets the contact. */
  const sendUntilAnswered = async (number: number): Promise<AddAnswer | undefined> => {
    const provider = LEDGER_PROVIDERS[number % LEDGER_PROVIDERS.length] ?? 'CRO';
    const { customerId, input } = command(provider, number);
    let last: AddAnswer | undefined;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const caller = callers[(number + tries) % 2];
      if (!caller) return undefined;
      const [startedAt, wasRewriting] = [performance.now(), isRewriting];
      last = await askToAdd(caller, { provider, customerId, input, key: keyOf(number) });
      const ms = Math.round(performance.now() - startedAt);
      if (wasRewriting || isRewriting) slowestMs = Math.max(slowestMs, ms);
      else slowestElseMs = Math.max(slowestElseMs, ms);
      if (last.contact) return last;
      if (last.outcome === 'NOT_APPLIED') {
        unavailable += 1;
        if (!load.isTold(number) && vendor.commits(emailOf(number)) > 0) untrue += 1;
      }
      await setTimeout(RETRY_MS);
    }
    return last;
  };
  const load = new KeyedLoad(`${seed}/compact`, async (number) => {
    const answer = await sendUntilAnswered(number);
    return { id: answer?.contact?.id, answer };
  });
  const tookMs: number[] = [];
  for (let count = 0; count < rewrites; count += 1) {
    await setTimeout(REST_MS);
    const startedAt = performance.now();
    isRewriting = true;
    await compact().catch((error: unknown) => failed.push(String(error)));
    isRewriting = false;
    tookMs.push(Math.round(performance.now() - startedAt));
  }
  const numbers = await load.end();
  await Promise.all(callers.map((caller) => caller.close()));
  await Promise.all(replicas.map((replica) => replica.stop()));
  await vendor.close();
  const commits = numbers.map((number) => vendor.commits(emailOf(number)));
  return {
    keys: load.keys,
    repeats: load.repeats,
    creates: commits.filter((count) => count > 0).length,
    doubled: commits.filter((count) => count > 1).length,
    unavailable,
    untrue,
    lost: load.lost,
    failed,
    tookMs,
    slowestMs,
    slowestElseMs,
  };
}
