/**
 * Unknown outcomes and when they are known, at a vendor that carries some requests out long after their
 * connection broke, but within its grace.
 */

import { setTimeout } from 'node:timers/promises';
import { AttemptSweep } from '../../src/idempotency/sweep.js';
import type { ProviderId } from '../../src/model/contact.js';
import { providers } from '../../src/providers/registry.js';
import { attemptIdOf, emailOf, type KeyedStage, openKeyedStage, told } from '../support/keyed-stage.js';
import { startLedgerVendor, type WriteFault } from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';
import { MemoryStore } from '../support/stores.js';
import { commandOf, inTurn } from './keyed-run.js';
import { duplicatesOf, isUnknown } from './ledger-check.js';

const DEADLINE_MS = 1000;
/** Of the grace: what the vendor still carries out comes before that. */
const LATEST = 0.9;
/** How long after the grace an outcome may stay unknown. */
const AFTER_GRACE_MS = 60_000;
/** What is watched no longer is not resolved. */
const GIVEN_UP_MS = 15_000;
const LOOK_MS = 200;

const FAULTS: readonly WriteFault[] = [
  'none',
  'cut before commit',
  'cut after commit',
  'cut in the answer',
  'cut, carried out later',
  'cut, carried out later',
  'failure before commit',
  'failure after commit',
];

export interface GraceOptions {
  readonly operations: number;
  readonly seed: number;
  /** The provider's own when it is not given. */
  readonly graceMs?: number;
  /**
   * Who finds out: a sweep that has nothing but the store, or callers who send their keys again beside it.
   */
  readonly by: 'the sweep' | 'callers and the sweep';
}

export interface Grace {
  readonly provider: ProviderId;
  readonly graceMs: number;
  readonly unknowns: number;
  /** Requests that were carried out after their connection had broken. */
  readonly late: number;
  /** Unknown outcomes that were known 60 seconds after the grace at the latest. */
  readonly inTime: number;
  /**
   * The longest that an outcome was not known; infinite when it was not within the time that it was watched.
   */
  readonly slowestMs: number;
  readonly duplicates: number;
  /** What contradicts the ledger when everything is over. */
  readonly wrong: readonly string[];
}

interface Operation {
  readonly number: number;
  readonly sentAt: number;
  /** What its caller learned at first. */
  readonly first: string;
  /** What became known, and after how long. */
  known?: { readonly told: string; readonly afterMs: number };
}

export async function runGrace(provider: ProviderId, options: GraceOptions): Promise<Grace> {
  const { operations, seed, by } = options;
  const graceMs = options.graceMs ?? providers.find(({ id }) => id === provider)?.idempotency.graceMs ?? 0;
  const vendor = await startLedgerVendor();
  const wires = new Random(`${seed}/${provider}/connections`);
  vendor.breaks = () => wires.chance(0.02);
  vendor.fault = ({ email = '' }) => new Random(`${seed}/${email}/${vendor.writes(email)}`).pick(FAULTS);
  let late = 0;
  vendor.laterMs = ({ email = '' }) => {
    late += 1;
    return new Random(`${seed}/${email}/later`).next() * graceMs * LATEST;
  };
  const store = new MemoryStore();
  const open = () => openKeyedStage(vendor.environment, { store, deadlineMs: DEADLINE_MS, graceMs });
  const callers = open();
  const other = open();
  const failures: unknown[] = [];
  const sweep = new AttemptSweep(store, other.adds, {
    deadlineMs: DEADLINE_MS,
    failed: (error) => failures.push(error),
  });
  sweep.start();

  const numbers = Array.from({ length: operations }, (_, index) => index + 1);
  const all = await inTurn(numbers, async (number): Promise<Operation> => {
    const sentAt = performance.now();
    const outcome = await callers.service.add(commandOf(provider, number));
    return { number, sentAt, first: isUnknown(outcome) ? 'unknown' : told(outcome) };
  });
  const unknown = all.filter(({ first }) => first === 'unknown');
  // From here on only reads break: a write that a caller repeats would begin another grace.
  vendor.breaks = undefined;
  vendor.fault = () => 'none';
  vendor.reading = () => (wires.chance(0.05) ? 'cut' : undefined);

  const forMs = graceMs + AFTER_GRACE_MS + GIVEN_UP_MS;
  if (by === 'the sweep') await watch(callers, vendor.environment, provider, unknown, forMs);
  else await Promise.all(unknown.map((operation) => comeAgain(callers, provider, operation, forMs)));
  await sweep.stop();
  // Nothing is carried out later than this.
  const newest = Math.max(...all.map(({ sentAt }) => sentAt));
  await setTimeout(Math.max(0, newest + graceMs * LATEST + 500 - performance.now()));
  await Promise.all([callers, other].map(({ accounts }) => accounts.destroy()));
  await vendor.close();

  const wrong = all.flatMap(({ number, first, known }) => {
    const last = known?.told ?? first;
    const commits = vendor.commits(emailOf(number));
    const isFalse = last === 'success' ? commits !== 1 : last !== 'unknown' && commits > 0;
    return isFalse ? [`operation ${number}, ${commits} added, ${first}, then ${last}`] : [];
  });
  return {
    provider,
    graceMs,
    unknowns: unknown.length,
    late,
    inTime: unknown.filter(({ known }) => known && known.afterMs <= graceMs + AFTER_GRACE_MS).length,
    slowestMs: Math.max(0, ...unknown.map(({ known }) => known?.afterMs ?? Number.POSITIVE_INFINITY)),
    duplicates: duplicatesOf(vendor, numbers),
    wrong: [...wrong, ...failures.map((failure) => `the sweep failed: ${String(failure)}`)],
  };
}

/** Looks on while others find out. */
async function watch(
  { store }: KeyedStage,
  environment: Record<string, string>,
  provider: ProviderId,
  unknown: readonly Operation[],
  forMs: number,
): Promise<void> {
  let open = unknown;
  const isWatched = ({ sentAt, known }: Operation) => !known && performance.now() - sentAt < forMs;
  while (open.length > 0) {
    await setTimeout(LOOK_MS);
    for (const operation of open) {
      const state = (await store.get(attemptIdOf(environment, commandOf(provider, operation.number))))?.state;
      if (state === 'SUCCEEDED' || state === 'REJECTED' || state === 'NOT_APPLIED') {
        const told = state === 'SUCCEEDED' ? 'success' : state;
        operation.known = { told, afterMs: performance.now() - operation.sentAt };
      }
    }
    open = open.filter(isWatched);
  }
}

/** Sends the key again whenever the answer says that it is of use. */
async function comeAgain(
  { service }: KeyedStage,
  provider: ProviderId,
  operation: Operation,
  forMs: number,
): Promise<void> {
  let waitMs = 1000;
  while (performance.now() - operation.sentAt < forMs) {
    await setTimeout(waitMs);
    const outcome = await service.add(commandOf(provider, operation.number));
    const answer = told(outcome);
    if (!isUnknown(outcome) && answer !== 'idempotency-conflict') {
      operation.known = { told: answer, afterMs: performance.now() - operation.sentAt };
      return;
    }
    const seconds =
      !outcome.ok && 'retryAfterSeconds' in outcome.failure && outcome.failure.retryAfterSeconds;
    waitMs = (seconds || 1) * 1000;
  }
}
