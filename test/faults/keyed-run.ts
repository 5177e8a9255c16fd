/**
 * Runs of keyed adds against vendors that fail; the vendor's ledger is the judge of what callers learn.
 */

import type { AddContactCommand } from '../../src/contacts/commands.js';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import type { ProviderId } from '../../src/model/contact.js';
import { writeOutcome } from '../../src/model/errors.js';
import type { AddedContact, Outcome } from '../../src/model/outcome.js';
import { command, emailOf, openKeyedStage, told } from '../support/keyed-stage.js';
import { type LedgerVendor, startLedgerVendor, type WriteFault } from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';
import { MemoryStore } from '../support/stores.js';

const CONCURRENCY = 16;
/** Long for loopback, short for the operations that meet silence. */
const DEADLINE_MS = 1000;
/** Times that an unknown outcome is asked about; the vendor still fails for the first half of them. */
const ROUNDS = 6;

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

export interface Count {
  readonly provider: string;
  readonly operations: number;
  /** At the first try. */
  readonly successes: number;
  readonly notApplied: number;
  readonly unknowns: number;
  /** Unknown outcomes of the first try that are known in the end. */
  readonly resolved: number;
  /** Contacts beyond the first of an operation. */
  readonly duplicates: number;
  /** What contradicts the ledger. */
  readonly wrong: readonly string[];
}

/** Breaks connections at random, and answers each write as the seed says. */
export function playFaults(vendor: LedgerVendor, seed: number): void {
  const wires = new Random(`${seed}/connections`);
  vendor.breaks = () => wires.chance(0.02);
  vendor.fault = ({ email = '' }) => new Random(`${seed}/${email}/${vendor.writes(email)}`).pick(FAULTS);
}

/** Every operation once, then those whose outcome is not known again under the same key. */
export async function runFaults(provider: ProviderId, operations: number, seed: number): Promise<Count> {
  const vendor = await startLedgerVendor();
  playFaults(vendor, seed);
  const { fault } = vendor;
  // Rare, because each one takes its operation until the deadline.
  const silent = new Random(`${seed}/${provider}/silence`);
  vendor.fault = (call) => (silent.chance(0.002) ? 'silence' : fault(call));
  const store = new MemoryStore();
  const wrong: string[] = [];
  const add = async (stage: ReturnType<typeof openKeyedStage>, number: number) => {
    const outcome = await stage.service.add(commandOf(provider, number));
    const contradiction = contradictionOf(outcome, vendor, number);
    if (contradiction) wrong.push(contradiction);
    return outcome;
  };

  const patient = openKeyedStage(vendor.environment, { store, deadlineMs: DEADLINE_MS });
  const numbers = Array.from({ length: operations }, (_, index) => index + 1);
  const first = await inTurn(numbers, (number) => add(patient, number));
  let open = numbers.filter((_, index) => first[index] === undefined || isUnknown(first[index]));
  const unknowns = open.length;
  await patient.accounts.destroy();

  // As another process would, which has nothing but the store and what the caller sends again.
  const hasty = openKeyedStage(vendor.environment, { store, deadlineMs: DEADLINE_MS, graceMs: 0 });
  for (let round = 1; round <= ROUNDS && open.length > 0; round += 1) {
    if (round > ROUNDS / 2) {
      vendor.breaks = undefined;
      vendor.fault = () => 'none';
    }
    const outcomes = await inTurn(open, (number) => add(hasty, number));
    open = open.filter((_, index) => outcomes[index] === undefined || isUnknown(outcomes[index]));
  }
  await hasty.accounts.destroy();
  await vendor.close();
  return {
    provider,
    operations,
    successes: first.filter(({ ok }) => ok).length,
    notApplied: first.filter((outcome) => !outcome.ok && !isUnknown(outcome)).length,
    unknowns,
    resolved: unknowns - open.length,
    duplicates: duplicatesOf(vendor, numbers),
    wrong,
  };
}

export interface Repeats {
  readonly provider: string;
  readonly operations: number;
  readonly creates: number;
  readonly requests: number;
  /**
   * Operations whose five answers name more than one contact, or whose contact was reported as new more than
   * once.
   */
  readonly different: readonly number[];
}

/** Every operation three times at once and twice later, at a vendor that does not fail. */
export async function runRepeats(
  provider: ProviderId,
  operations: number,
  stores: readonly AttemptStore[] = [new MemoryStore()],
): Promise<Repeats> {
  const vendor = await startLedgerVendor();
  const stages = stores.map((store) => openKeyedStage(vendor.environment, { store, deadlineMs: 10_000 }));
  const numbers = Array.from({ length: operations }, (_, index) => index + 1);
  const different: number[] = [];
  await inTurn(numbers, async (number) => {
    const add = (turn: number) => stages[turn % stages.length]?.service.add(commandOf(provider, number));
    const answers = [...(await Promise.all([0, 1, 2].map(add))), await add(3), await add(4)];
    const ids = new Set(answers.map((answer) => (answer?.ok ? answer.value.contact.id : 'none')));
    const fresh = answers.filter((answer) => answer?.ok && !answer.value.replayed).length;
    if (ids.size !== 1 || ids.has('none') || fresh !== 1) different.push(number);
  });
  await Promise.all(stages.map(({ accounts }) => accounts.destroy()));
  await vendor.close();
  const creates = numbers.reduce((sum, number) => sum + vendor.commits(emailOf(number)), 0);
  return { provider, operations, creates, requests: vendor.writes(), different };
}

/** Every fourth operation shares its customer with the one before. */
export function commandOf(provider: ProviderId, number: number): AddContactCommand {
  return command(provider, number, { customer: number % 4 === 0 ? number - 1 : number });
}

export function isUnknown(outcome: Outcome<AddedContact> | undefined): boolean {
  return outcome !== undefined && !outcome.ok && writeOutcome(outcome.failure) === 'UNKNOWN';
}

export function duplicatesOf(vendor: LedgerVendor, numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + Math.max(0, vendor.commits(emailOf(number)) - 1), 0);
}

function contradictionOf(
  outcome: Outcome<AddedContact>,
  vendor: LedgerVendor,
  number: number,
): string | undefined {
  const commits = vendor.commits(emailOf(number));
  const about = `operation ${number}, ${commits} added, ${told(outcome)}`;
  if (outcome.ok) {
    const isTheirs = outcome.value.contact.emails[0]?.address === emailOf(number);
    return commits === 1 && isTheirs ? undefined : about;
  }
  return commits > 0 && !isUnknown(outcome) ? about : undefined;
}

/** Some at a time; the results in the order of the numbers. */
export async function inTurn<T>(
  numbers: readonly number[],
  work: (number: number) => Promise<T>,
  atOnce = CONCURRENCY,
): Promise<T[]> {
  const results: T[] = [];
  const queue = numbers.entries();
  const lane = async () => {
    for (const [index, number] of queue) results[index] = await work(number);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}
