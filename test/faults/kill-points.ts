/** The points of an attempt at which a process is killed, in the order it passes them. */
import type { WriteFault } from '../support/ledger-vendor.js';
import type { Random } from '../support/raw-vendor.js';
import type { Kind } from './keyed-run.js';

/** A store call at which the process stops; see stopping-store.mjs. */
export interface StorePoint {
  readonly when: 'before' | 'after';
  readonly call: 'claim' | 'takeLease' | 'change' | 'claimContact';
  readonly state?: 'SENDING' | 'UNKNOWN' | 'SUCCEEDED' | 'NOT_APPLIED';
  readonly takesLease?: true;
  readonly sinceUnknown?: true;
}

export interface KillPoint {
  readonly name: string;
  /**
   * Where the process stops by itself, or where the vendor keeps it waiting. `look read`: the vendor has the
   * check of an unknown outcome, which is the same write under the vendor's own key, the contact or the list.
   * `contact read`: the vendor has the read before a change.
   */
  readonly stop: StorePoint | 'contact read' | 'request read' | 'carried out' | 'look read';
  /** The kind of writes that pass the point; all by default. */
  readonly only?: Kind;
  /** The fault of a write, by how many came before it; by default it is carried out and answered. */
  readonly fault?: (random: Random, before: number) => WriteFault;
  /** The vendor's state at the kill, which proves that the kill hit the point. */
  readonly writes?: 0;
  readonly commits?: 0 | 1;
}

const WITHOUT_ANSWER: readonly WriteFault[] = [
  'cut before commit',
  'cut after commit',
  'cut in the answer',
  'failure before commit',
  'failure after commit',
];
const DONE: readonly WriteFault[] = ['cut after commit', 'cut in the answer', 'failure after commit'];
const NOT_DONE: readonly WriteFault[] = ['cut before commit', 'failure before commit'];

/** Carried out and not answered; then the vendor's own key answers, or fails too so that the list must. */
const found = (random: Random, before: number) =>
  random.pick<WriteFault>(before === 0 ? DONE : ['none', 'failure after commit']);

const KILL_POINTS: readonly KillPoint[] = [
  { name: 'before the claim', stop: { when: 'before', call: 'claim' }, writes: 0 },
  { name: 'claimed', stop: { when: 'after', call: 'claim' }, writes: 0 },
  {
    name: 'the lease is taken, before the read',
    only: 'changes',
    stop: { when: 'after', call: 'takeLease' },
    writes: 0,
  },
  { name: 'the vendor has the read', only: 'changes', stop: 'contact read', writes: 0 },
  {
    name: 'before SENDING is durable',
    stop: { when: 'before', call: 'change', state: 'SENDING' },
    writes: 0,
  },
  {
    name: 'SENDING is durable, nothing has left',
    stop: { when: 'after', call: 'change', state: 'SENDING' },
    writes: 0,
  },
  { name: 'the vendor has the request', stop: 'request read', commits: 0 },
  { name: 'the vendor has carried it out', stop: 'carried out', fault: () => 'silence', commits: 1 },
  {
    name: 'the answer is read, not recorded',
    stop: { when: 'before', call: 'change', state: 'SUCCEEDED' },
    commits: 1,
  },
  {
    name: 'recorded, not told',
    stop: { when: 'after', call: 'change', state: 'SUCCEEDED' },
    commits: 1,
  },
  {
    name: 'no answer, not recorded',
    stop: { when: 'before', call: 'change', state: 'UNKNOWN' },
    fault: (random) => random.pick(WITHOUT_ANSWER),
  },
  {
    name: 'UNKNOWN is durable, before the look',
    stop: { when: 'after', call: 'change', state: 'UNKNOWN' },
    fault: (random) => random.pick(WITHOUT_ANSWER),
  },
  {
    name: 'UNKNOWN, the vendor has the look',
    stop: 'look read',
    fault: (random) => random.pick(WITHOUT_ANSWER),
  },
  {
    name: 'UNKNOWN, the contact is found',
    stop: { when: 'before', call: 'change', state: 'SUCCEEDED', sinceUnknown: true },
    fault: found,
    commits: 1,
  },
  {
    name: 'UNKNOWN, the contact is found and claimed',
    only: 'adds',
    stop: { when: 'after', call: 'claimContact', sinceUnknown: true },
    // By the list only: an answer to the vendor's own key needs no claim.
    fault: (random, before) => (before === 0 ? random.pick(DONE) : 'failure after commit'),
    commits: 1,
  },
  {
    name: 'taken over, before the look',
    stop: { when: 'after', call: 'change', takesLease: true, sinceUnknown: true },
    fault: (random) => random.pick(NOT_DONE),
    commits: 0,
  },
  {
    name: 'the absence is proved',
    stop: { when: 'before', call: 'change', state: 'NOT_APPLIED' },
    fault: (random) => random.pick(NOT_DONE),
    commits: 0,
  },
  {
    name: 'NOT_APPLIED is durable, before the next run',
    stop: { when: 'after', call: 'change', state: 'NOT_APPLIED' },
    fault: (random) => random.pick(NOT_DONE),
    commits: 0,
  },
];

export function killPointsOf(kind: Kind): readonly KillPoint[] {
  return KILL_POINTS.filter(({ only }) => only === undefined || only === kind);
}

export const RANDOM_MOMENT = 'at a random moment';
