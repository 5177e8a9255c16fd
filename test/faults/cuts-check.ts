/** Compares the answers to callers without a key with what the vendor did, for `cuts-run.ts`. */
import { writeOutcome } from '../../src/model/errors.js';
import type { Outcome, WriteOperation, WriteResult } from '../../src/model/outcome.js';
import type { LedgerEntry } from '../support/fault-ledger.js';

/** One write, as its caller saw it. */
export interface Answered {
  readonly operation: WriteOperation;
  /** The email address that it writes; its name for a removal. */
  readonly address: string;
  /** A rejected promise is a result too: no vendor may make the service throw. */
  readonly result: PromiseSettledResult<Outcome<WriteResult>>;
  /** Whether only the vendor decides: no proxy cut it, and it had time. */
  readonly isProvable: boolean;
  /** Whether it may be repeated under the vendor's own key: a rejected repeat settles nothing. */
  readonly mayRepeat: boolean;
}

/** Faults that end with a complete answer. */
const DONE = ['none', 'hang up after the answer'];
const REFUSED = 'refusal';
const EXPECTED = ['unknown', 'unavailable', 'rate-limited', 'customer-not-found', 'contact-not-found'];

/** A caller's answer, in the schema's words. */
export function toldBy({
  result,
}: Pick<Answered, 'result'>): 'APPLIED' | 'NOT_APPLIED' | 'UNKNOWN' | 'thrown' {
  if (result.status === 'rejected') return 'thrown';
  return result.value.ok ? 'APPLIED' : writeOutcome(result.value.failure);
}

export function commitsOf({ history }: LedgerEntry): number {
  return history.filter((by) => by === 'ours').length;
}

/** Whether a write was carried out again after another client's change. */
export function isOverForeign({ history }: LedgerEntry): boolean {
  return history.slice(history.indexOf('ours'), history.lastIndexOf('ours')).includes('elsewhere');
}

/** How a result contradicts the ledger; undefined if it is true. */
export function contradiction(answered: Answered, entry: LedgerEntry): string | undefined {
  const commits = commitsOf(entry);
  if (isOverForeign(entry)) return "it was carried out again over another client's change";
  if (commits > 1) return `it was carried out ${commits} times`;
  const { result } = answered;
  if (result.status === 'rejected') return `it threw ${String(result.reason)}`;
  const told = toldBy(answered);
  if (told === 'APPLIED' && commits === 0) return 'success was told, and nothing was carried out';
  if (told === 'NOT_APPLIED' && commits > 0) return 'NOT_APPLIED was told, and it was carried out';
  if (told === 'UNKNOWN' && answered.isProvable && isProved(answered, entry))
    return 'UNKNOWN was told, and an answer proves the outcome';
  const outcome = result.value;
  if (outcome.ok) return shownWrongly(answered, outcome.value);
  const { kind } = outcome.failure;
  // The vendor has no own text for a missing contact, or the text was cut.
  const mayBeGone = entry.faults.includes(REFUSED) || entry.history.includes('elsewhere');
  const isExpected = EXPECTED.includes(kind) || (kind === 'rejected' && mayBeGone);
  return isExpected ? undefined : `nothing that was played amounts to ${kind}`;
}

/** The last request was answered in full, or the only one was rejected. */
function isProved({ mayRepeat }: Answered, { faults }: LedgerEntry): boolean {
  const last = faults.at(-1) ?? '';
  return DONE.includes(last) || (last === REFUSED && !mayRepeat);
}

function shownWrongly({ address, operation }: Answered, value: WriteResult): string | undefined {
  if (operation === 'REMOVE') return 'contact' in value ? 'a contact was shown for a removal' : undefined;
  const shown = 'contact' in value ? value.contact.emails[0]?.address : undefined;
  return shown === address ? undefined : `the contact shown is that of ${shown}`;
}
