/**
 * The store's command line: `npm run store -- status|migrate|check|rekey|compact`, for the store at
 * `STORE_URL`.
 */
import { readStoreUrl } from './config/config.js';
import { Env } from './config/env.js';
import { readStoreEncryption, type StoreEncryption } from './config/store-keys.js';
import { fitOf } from './idempotency/store/inspection.js';
import { STEPS } from './idempotency/store/migrations.js';
import {
  compactStore,
  inspectStore,
  openStore,
  rekeyStore,
  type StoreReport,
} from './idempotency/store/open-store.js';

/** A keyed write waits up to 5 s for its store. */
const PAUSE_SECONDS = 4;

const USAGE = `npm run store -- status|migrate|check|rekey|compact

status   Show the contents of the store and whether this version can use it. Changes nothing.
migrate  Create the tables, or update them to this version. A start does the same.
check    Like status, and look for damage and missing permissions. Changes nothing.
rekey    Encrypt all rows with the first key of STORE_KEYS. Other processes may use the store meanwhile.
compact  Purge expired rows and rewrite the files, so that nothing of them remains. Writes with
         a key wait meanwhile, at most ${PAUSE_SECONDS} s: --pause <seconds> allows more time.

STORE_URL names the store. Exit codes: 0 this version can use the store, 1 it cannot, 2 wrong usage.`;

const REPORTS = {
  USABLE: 'This version can use the store.',
  NEEDS_MIGRATION: 'The tables must be updated to this version: run `migrate`, or start the service.',
  TOO_NEW: 'A newer version created these tables. This version cannot use them.',
} as const;

process.exitCode = await run(process.argv.slice(2));

async function run([command, ...options]: readonly string[]): Promise<number> {
  const pauseMs = command === 'compact' ? pauseIn(options) : undefined;
  const isOther = ['status', 'migrate', 'check', 'rekey'].includes(command ?? '') && options.length === 0;
  if (pauseMs === undefined && !isOther) {
    console.error(USAGE);
    return 2;
  }
  const env = new Env(process.env);
  const url = readStoreUrl(env);
  const encryption = readStoreEncryption(env);
  if (env.problems.length > 0) {
    console.error(env.problems.join('\n'));
    return 2;
  }
  try {
    if (command === 'migrate') return await migrate(url, encryption);
    if (command === 'rekey') return await rekey(url, encryption);
    if (pauseMs !== undefined) return await compact(url, encryption, pauseMs);
    const isChecked = command === 'check';
    return tell(await inspectStore(url, isChecked), isChecked);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof TypeError ? 2 : 1;
  }
}

/** Undefined if these are not options of `compact`. */
function pauseIn(options: readonly string[]): number | undefined {
  if (options.length === 0) return PAUSE_SECONDS * 1000;
  const [name, seconds = '', ...more] = options;
  const isPause = name === '--pause' && more.length === 0 && /^[1-9]\d{0,4}$/.test(seconds);
  return isPause ? Number(seconds) * 1000 : undefined;
}

async function compact(url: string, encryption: StoreEncryption, pauseMs: number): Promise<number> {
  console.log(`purged: ${await compactStore(url, encryption, pauseMs)}`);
  console.log(
    'The files of the store contain nothing that was purged. The write-ahead log of a server and backups keep earlier contents for a while.',
  );
  return 0;
}

async function migrate(url: string, encryption: StoreEncryption): Promise<number> {
  const before = await inspectStore(url);
  await (await openStore(url, encryption)).close();
  const after = await inspectStore(url);
  console.log(`before: ${tablesOf(before)}`);
  return tell(after, false);
}

async function rekey(url: string, encryption: StoreEncryption): Promise<number> {
  const { key, rewritten, left } = await rekeyStore(url, encryption);
  console.log(`rewritten with the key ${key}: ${rewritten}`);
  console.log(
    left === 0
      ? 'All rows are encrypted with it. STORE_KEYS no longer needs any other key.'
      : `${left} rows were written with other keys meanwhile. Put this key first in every process, and run it again.`,
  );
  return left === 0 ? 0 : 1;
}

function tell(report: StoreReport, isChecked: boolean): number {
  const { name, tables, attempts, accounts, oldestUndecidedMs, keys, isEncrypted, problems } = report;
  const fit = fitOf(report.tables);
  console.log(`store: ${name}`);
  console.log(`tables: ${tablesOf(report)}; this version has ${STEPS.length} steps`);
  for (const { state, count } of attempts) console.log(`${state}: ${count}`);
  for (const { account, count } of accounts) console.log(`account ${account}: ${count}`);
  if (oldestUndecidedMs !== null) {
    console.log(`oldest unknown outcome: ${Math.round(oldestUndecidedMs / 1000)} s`);
  }
  if (tables.steps > 0) console.log(`encrypted: ${isEncrypted ? 'yes' : 'no'}`);
  for (const { key, count } of keys) console.log(`${key === null ? 'unencrypted' : `key ${key}`}: ${count}`);
  for (const problem of problems) console.log(`problem: ${problem}`);
  if (problems.length === 0) console.log(REPORTS[fit]);
  const isUsable = fit === 'USABLE' && problems.length === 0;
  if (isUsable && isChecked) console.log('No problem found.');
  return isUsable ? 0 : 1;
}

function tablesOf({ tables: { version, steps } }: StoreReport): string {
  return steps === 0 ? 'none' : `version ${version}, ${steps} steps applied`;
}
