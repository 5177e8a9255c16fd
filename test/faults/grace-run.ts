/**
 * Unknown outcomes and when they are settled, at a vendor that carries out some requests long after their
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
/** Share of the grace before which the vendor carries out late requests. */
const LATEST = 0.9;
/** How long after the grace an outcome may stay unknown. */
const AFTER_GRACE_MS = 60_000;
/** An outcome no longer watched counts as unresolved. */
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
  /** The provider's own by default. */
  readonly graceMs?: number;
  /** What settles outcomes: a sweep with only the store, or callers who repeat their keys beside it. */
  readonly by: 'the sweep' | 'callers and the sweep';
}

export interface Grace {
  readonly provider: ProviderId;
  readonly graceMs: number;
  readonly unknowns: number;
  /** Requests that were carried out after their connection had broken. */
  readonly late: number;
  /** Unknown outcomes that were settled within 60 seconds after the grace. */
  readonly inTime: number;
  /** The longest that an outcome stayed unknown; infinite if it was not settled while watched. */
  readonly slowestMs: number;
  readonly duplicates: number;
  /** Contradictions of the ledger in the end. */
  readonly wrong: readonly string[];
}

interface Operation {
  readonly number: number;
  readonly sentAt: number;
  /** The caller's first answer. */
  readonly first: string;
  /** The settled outcome, and when. */
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
  // From here on only reads break: a write that a caller repeats would start another grace.
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

/** Watches while others settle outcomes. */
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

/** Repeats the key whenever the answer advises it. */
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
