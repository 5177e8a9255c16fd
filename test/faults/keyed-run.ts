/**
 * Runs of keyed writes against failing vendors; the vendor's ledger decides whether answers are true. For
 * changes, other clients change the same contacts in between.
 */

import { setTimeout } from 'node:timers/promises';
import type { AddContactCommand } from '../../src/contacts/commands.js';
import type { ContactService } from '../../src/contacts/contact-service.js';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import type { ProviderId } from '../../src/model/contact.js';
import type { Outcome, WriteResult } from '../../src/model/outcome.js';
import { command, keyOf, openKeyedStage } from '../support/keyed-stage.js';
import { addOf, changeOperation, type KeyedWrite, placeChanges, send } from '../support/keyed-writes.js';
import { type LedgerVendor, startLedgerVendor, type WriteFault } from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';
import { MemoryStore } from '../support/stores.js';
import { ForeignChanges } from './foreign-changes.js';
import {
  commitsOf,
  contradictionOf,
  describe,
  duplicatesOf,
  isDisturbed,
  isForeign,
  isForGood,
  isOverForeign,
  isUnknown,
  toldOf,
} from './ledger-check.js';

const CONCURRENCY = 16;
/** Long for loopback, short for operations that get no answer. */
const DEADLINE_MS = 1000;
/** How often an unknown outcome is retried; the vendor still fails for the first half of them. */
const ROUNDS = 6;
/** For changes: by then the vendor has carried out all late requests. */
const GRACE_MS = 1000;
const LATEST = 0.8;

const FAULTS: readonly WriteFault[] = [
  'none',
  'none',
  'none',
  'cut before commit',
  'cut after commit',
  'cut in the answer',
  'failure before commit',
  'failure after commit',
  'rate limited',
];

/** What a run sends. */
export type Kind = 'adds' | 'changes';

export interface Count {
  readonly provider: string;
  readonly operations: number;
  /** Removals among these, and contacts of others that another client changed in between. */
  readonly removals: number;
  readonly foreign: number;
  /** On the first try. */
  readonly successes: number;
  readonly notApplied: number;
  readonly unknowns: number;
  /** Unknown outcomes of the first try that are settled in the end. */
  readonly resolved: number;
  /** Those that stay unknown because another client has changed the contact. */
  readonly forGood: number;
  /** How often writes were carried out again, and how many of these after a foreign change. */
  readonly duplicates: number;
  readonly overForeign: number;
  /** Contradictions of the ledger. */
  readonly wrong: readonly string[];
}

/** Breaks connections at random, and answers each write as the seed decides. */
export function playFaults(vendor: LedgerVendor, seed: number, faults = FAULTS): void {
  const wires = new Random(`${seed}/connections`);
  vendor.breaks = () => wires.chance(0.02);
  vendor.fault = ({ email = '' }) => new Random(`${seed}/${email}/${vendor.writes(email)}`).pick(faults);
}

/** Every operation once, then those with an unknown outcome again under the same key. */
export async function runFaults(
  provider: ProviderId,
  kind: Kind,
  operations: number,
  seed: number,
): Promise<Count> {
  const vendor = await startLedgerVendor();
  const isChange = kind === 'changes';
  const writes = writesOf(vendor, provider, kind, numbersTo(operations));
  playFaults(
    vendor,
    seed,
    isChange ? [...FAULTS, 'cut, carried out later', 'cut, carried out later'] : FAULTS,
  );
  vendor.laterMs = ({ email = '' }) => new Random(`${seed}/${email}/later`).next() * GRACE_MS * LATEST;
  const { fault } = vendor;
  // Rare, because each one takes its operation until the deadline.
  const silent = new Random(`${seed}/${provider}/silence`);
  vendor.fault = (call) => (silent.chance(0.002) ? 'silence' : fault(call));
  if (isChange) new ForeignChanges(vendor, seed).begin();
  const store = new MemoryStore();
  const wrong: string[] = [];
  const sendTo = async (service: ContactService, write: KeyedWrite) => {
    const outcome = await send(service, write);
    const contradiction = contradictionOf(write, toldOf(outcome), vendor);
    if (contradiction) wrong.push(contradiction);
    return outcome;
  };

  const grace = isChange ? { graceMs: GRACE_MS } : {};
  const patient = openKeyedStage(vendor.environment, { store, deadlineMs: DEADLINE_MS, ...grace });
  const first = await inTurn(writes, (write) => sendTo(patient.service, write));
  let open = writes.filter((_, index) => isOpen(first[index]));
  const unknowns = first.filter(isUnknown).length;
  await patient.accounts.destroy();

  // Like another process, which has only the store and the caller's repeated request.
  const hasty = openKeyedStage(vendor.environment, {
    store,
    deadlineMs: DEADLINE_MS,
    graceMs: grace.graceMs ?? 0,
  });
  for (let round = 1; round <= ROUNDS && open.length > 0; round += 1) {
    if (round > ROUNDS / 2) {
      vendor.breaks = undefined;
      vendor.fault = () => 'none';
    }
    if (isChange) await setTimeout(GRACE_MS);
    const outcomes = await inTurn(open, (write) => sendTo(hasty.service, write));
    open = open.filter((_, index) => isOpen(outcomes[index]));
  }
  // Nothing is carried out later than this.
  if (isChange) await setTimeout(GRACE_MS);
  let forGood = 0;
  for (const write of writes) {
    const attempt = await hasty.service.attempt(provider, keyOf(write.number));
    if (attempt?.outcome && isForGood(attempt.outcome)) forGood += 1;
    const contradiction = attemptContradiction(write, attempt?.state, vendor);
    if (contradiction) wrong.push(contradiction);
  }
  await hasty.accounts.destroy();
  await vendor.close();
  return {
    provider,
    operations,
    removals: writes.filter(({ operation }) => operation === 'REMOVE').length,
    foreign: writes.filter((write) => isForeign(write, vendor)).length,
    successes: first.filter(({ ok }) => ok).length,
    notApplied: first.filter((outcome) => !outcome.ok && !isUnknown(outcome)).length,
    unknowns,
    resolved: unknowns - open.length - forGood,
    forGood,
    duplicates: duplicatesOf(
      vendor,
      writes.map(({ number }) => number),
    ),
    overForeign: writes.filter((write) => isOverForeign(write, vendor)).length,
    wrong,
  };
}

/** Unknown, but not permanently. */
function isOpen(outcome: Outcome<WriteResult> | undefined): boolean {
  return outcome === undefined || (isUnknown(outcome) && !isForGood(outcome));
}

/** An untrue final answer of `contactAttempt`. */
function attemptContradiction(
  write: KeyedWrite,
  state: string | undefined,
  vendor: LedgerVendor,
): string | undefined {
  const commits = commitsOf(write, vendor);
  const isGone = vendor.ids(write.provider, write.customerId).length === 0;
  const isTrue =
    state === 'SUCCEEDED'
      ? commits === 1 || (write.operation === 'REMOVE' && isGone)
      : state === 'UNKNOWN'
        ? isDisturbed(write, vendor)
        : (state === 'NOT_APPLIED' || state === 'REJECTED') && commits === 0;
  return isTrue ? undefined : describe(write, vendor, `the attempt is ${state} in the end`);
}

export interface Repeats {
  readonly provider: string;
  readonly operations: number;
  readonly carriedOut: number;
  readonly requests: number;
  /** Operations whose five answers name more than one contact, or of which more than one was the first. */
  readonly different: readonly number[];
}

/** Every operation three times concurrently and twice later, at a healthy vendor. */
export async function runRepeats(
  provider: ProviderId,
  kind: Kind,
  operations: number,
  stores: readonly AttemptStore[] = [new MemoryStore()],
): Promise<Repeats> {
  const vendor = await startLedgerVendor();
  const stages = stores.map((store) => openKeyedStage(vendor.environment, { store, deadlineMs: 10_000 }));
  const writes =
    kind === 'adds'
      ? writesOf(vendor, provider, kind, numbersTo(operations))
      : numbersTo(operations).flatMap((number) =>
          placeChanges(vendor, provider, number, [changeOperation(provider, number)]),
        );
  const different: number[] = [];
  await inTurn(writes, async (write) => {
    const again = async (turn: number) => {
      const stage = stages[turn % stages.length];
      return stage && send(stage.service, write);
    };
    const answers = [...(await Promise.all([0, 1, 2].map(again))), await again(3), await again(4)];
    const ids = new Set(answers.map((answer) => (answer?.ok ? idOf(answer.value) : 'none')));
    const fresh = answers.filter((answer) => answer?.ok && !answer.value.replayed).length;
    if (ids.size !== 1 || ids.has('none') || fresh !== 1) different.push(write.number);
  });
  await Promise.all(stages.map(({ accounts }) => accounts.destroy()));
  await vendor.close();
  const carriedOut = writes.reduce((sum, write) => sum + commitsOf(write, vendor), 0);
  return { provider, operations, carriedOut, requests: vendor.writes(), different };
}

function idOf(value: WriteResult): string {
  return 'contact' in value ? value.contact.id : value.contactId;
}

function numbersTo(operations: number): readonly number[] {
  return Array.from({ length: operations }, (_, index) => index + 1);
}

/** Every fourth add shares its customer with the previous one, and every fourth change its contact. */
export function writesOf(
  vendor: LedgerVendor,
  provider: ProviderId,
  kind: Kind,
  numbers: readonly number[],
): KeyedWrite[] {
  if (kind === 'adds') return numbers.map((number) => addOf(provider, number, customerNumber(number)));
  const byContact = Map.groupBy(numbers, customerNumber);
  return [...byContact].flatMap(([first, own]) =>
    placeChanges(
      vendor,
      provider,
      first,
      own.map((number) => changeOperation(provider, number)),
    ),
  );
}

/** Every fourth operation shares its customer with the previous one. */
function customerNumber(number: number): number {
  return number % 4 === 0 ? number - 1 : number;
}

export function commandOf(provider: ProviderId, number: number): AddContactCommand {
  return command(provider, number, { customer: customerNumber(number) });
}

/** A few at a time; returns the results in the order of the items. */
export async function inTurn<Item, T>(
  items: readonly Item[],
  work: (item: Item) => Promise<T>,
  atOnce = CONCURRENCY,
): Promise<T[]> {
  const results: T[] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}
