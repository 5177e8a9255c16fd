/**
 * Keyed adds by two replicas while their store fails: the callers' answers, and the vendors' contacts. The
 * vendors fail too, so that outcomes must be reconciled meanwhile.
 */
import { setTimeout } from 'node:timers/promises';
import { STORE_DOWN } from '../../src/idempotency/failures.js';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import { AttemptSweep } from '../../src/idempotency/sweep.js';
import { writeOutcome } from '../../src/model/errors.js';
import type { AddedContact, Outcome } from '../../src/model/outcome.js';
import { systemClock } from '../../src/vendor-http/clock.js';
import { emailOf, openKeyedStage, told } from '../support/keyed-stage.js';
import { LEDGER_PROVIDERS, startLedgerVendor, type WriteFault } from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';
import { commandOf, inTurn } from './keyed-run.js';

const LANES = 8;
const DEADLINE_MS = 1000;
/** Longer than anything that the vendors carry out late. */
const GRACE_MS = 1500;
/** Long enough for the leases of this run, which outlive the deadline by five seconds. */
const ROUNDS = 30;
const ROUND_MS = 500;
/** A caller's wait after a request that ended without the store. */
const AWAY_MS = 20;

const FAULTS: readonly WriteFault[] = [
  'none',
  'none',
  'none',
  'late answer',
  'cut before commit',
  'cut after commit',
  'failure after commit',
];

export interface StoreRun {
  readonly keys: number;
  readonly requests: number;
  readonly success: number;
  /** Ended before anything was sent, because the store was unavailable. */
  readonly withoutStore: number;
  readonly unknown: number;
  readonly other: number;
  readonly duplicates: number;
  /** Answers that the vendors' ledger contradicts. */
  readonly wrong: readonly string[];
  /** Keys that, sent again, did not return their contact. */
  readonly lost: readonly number[];
}

/** Runs until `disturb` is over, and then until every key has a contact. */
export async function runStoreFaults(
  open: () => Promise<AttemptStore>,
  disturb: () => Promise<void>,
  seed: number,
): Promise<StoreRun> {
  const vendor = await startLedgerVendor();
  vendor.fault = ({ email = '' }) => new Random(`${seed}/${email}/${vendor.writes(email)}`).pick(FAULTS);
  const stores = [await open(), await open()];
  const options = { deadlineMs: DEADLINE_MS, graceMs: GRACE_MS, clock: systemClock };
  const replicas = stores.map((store) => openKeyedStage(vendor.environment, { ...options, store }));
  const sweeps = replicas.map(
    ({ store, adds }) =>
      new AttemptSweep(store, adds, { deadlineMs: DEADLINE_MS, intervalMs: 100, failed: () => undefined }),
  );
  for (const sweep of sweeps) sweep.start();

  const counts = { requests: 0, success: 0, withoutStore: 0, unknown: 0, other: 0 };
  const wrong: string[] = [];
  const known = new Map<number, string>();
  let keys = 0;
  const add = async (number: number, isFirst: boolean) => {
    const provider = LEDGER_PROVIDERS[number % LEDGER_PROVIDERS.length] ?? 'CRO';
    const outcome = await replicas[counts.requests++ % 2]?.service.add(commandOf(provider, number));
    if (!outcome) throw new Error('There are two replicas.');
    counts[kindOf(outcome)] += 1;
    const commits = vendor.commits(emailOf(number));
    if (isFalse(outcome, number, commits, isFirst, known)) {
      wrong.push(`key ${number}: ${told(outcome)}, ${commits} added`);
    }
    return outcome;
  };

  let isOver = false;
  const random = new Random(`${seed}/keys`);
  const lane = async () => {
    while (!isOver) {
      const isFirst = keys === 0 || random.chance(0.7);
      if (isFirst) keys += 1;
      const outcome = await add(isFirst ? keys : 1 + Math.floor(random.next() * keys), isFirst);
      // Callers wait too; otherwise most keys of a run would fall into outages.
      if (isStoreDown(outcome)) await setTimeout(AWAY_MS);
    }
  };
  const lanes = Array.from({ length: LANES }, lane);
  await disturb();
  isOver = true;
  await Promise.all(lanes);

  vendor.fault = () => 'none';
  const numbers = Array.from({ length: keys }, (_, index) => index + 1);
  let lost = numbers;
  for (let round = 0; round < ROUNDS && lost.length > 0; round += 1) {
    if (round > 0) await setTimeout(ROUND_MS);
    const outcomes = await inTurn(lost, (number) => add(number, false), LANES);
    lost = lost.filter((_, index) => !outcomes[index]?.ok);
  }
  await Promise.all(sweeps.map((sweep) => sweep.stop()));
  await Promise.all(replicas.map(({ accounts }) => accounts.destroy()));
  await Promise.all(stores.map((store) => store.close()));
  await vendor.close();
  const surplus = numbers.map((number) => Math.max(0, vendor.commits(emailOf(number)) - 1));
  return { keys, ...counts, duplicates: surplus.reduce((sum, more) => sum + more, 0), wrong, lost };
}

function isStoreDown(outcome: Outcome<AddedContact>): boolean {
  return !outcome.ok && JSON.stringify(outcome.failure) === JSON.stringify(STORE_DOWN);
}

function kindOf(outcome: Outcome<AddedContact>): 'success' | 'withoutStore' | 'unknown' | 'other' {
  if (outcome.ok) return 'success';
  if (isStoreDown(outcome)) return 'withoutStore';
  return writeOutcome(outcome.failure) === 'UNKNOWN' ? 'unknown' : 'other';
}

/** `known`: the contact that each key returned. */
function isFalse(
  outcome: Outcome<AddedContact>,
  number: number,
  commits: number,
  isFirst: boolean,
  known: Map<number, string>,
): boolean {
  if (outcome.ok) {
    const { id, emails } = outcome.value.contact;
    const before = known.get(number) ?? id;
    known.set(number, id);
    return before !== id || commits !== 1 || emails[0]?.address !== emailOf(number);
  }
  // Without its store the service reports on the current request only: it cannot know an earlier one.
  if (isStoreDown(outcome)) return isFirst && commits > 0;
  return writeOutcome(outcome.failure) === 'NOT_APPLIED' && (commits > 0 || known.has(number));
}
