/** Where another client writes to a contact that is being changed, and the required result. */
import type { FOREIGN_INPUTS } from './keyed-writes.js';
import type { WriteFault } from './ledger-vendor.js';

/** A check follows a request without an answer. */
export const PLACES = {
  read: 'before the read',
  write: 'between the read and the write',
  answer: 'between the write and its answer',
  firstLook: 'before the first look',
  nextLook: 'before the look of the next caller',
  repeat: 'between a look and the repeat',
} as const;

export type Place = (typeof PLACES)[keyof typeof PLACES];

export type Step = readonly [
  place: Place,
  /** The fault of the first caller's writes. */
  fault: WriteFault,
  foreign: keyof typeof FOREIGN_INPUTS | 'removal',
  end: 'success' | 'contact-not-found' | 'unknown for good',
  /** Whose writes were carried out, oldest first. */
  history: 'ours' | 'elsewhere' | 'elsewhere, ours' | 'ours, elsewhere',
];

export const UPDATES: readonly Step[] = [
  // Nothing is lost.
  ['before the read', 'none', 'same field', 'success', 'elsewhere, ours'],
  ['before the read', 'none', 'other field', 'success', 'elsewhere, ours'],
  ['before the read', 'none', 'removal', 'contact-not-found', 'elsewhere'],
  // The window: the later write of a field wins.
  ['between the read and the write', 'none', 'same field', 'success', 'elsewhere, ours'],
  ['between the read and the write', 'none', 'other field', 'success', 'elsewhere, ours'],
  ['between the read and the write', 'none', 'removal', 'contact-not-found', 'elsewhere'],
  // Carried out: from here on nothing is sent again.
  ['between the write and its answer', 'none', 'same field', 'success', 'ours, elsewhere'],
  ['between the write and its answer', 'none', 'removal', 'success', 'ours, elsewhere'],
  ['before the first look', 'cut after commit', 'same field', 'unknown for good', 'ours, elsewhere'],
  ['before the first look', 'cut after commit', 'other field', 'success', 'ours, elsewhere'],
  ['before the first look', 'cut after commit', 'removal', 'unknown for good', 'ours, elsewhere'],
  // Not carried out, which cannot be known once the same field has another value.
  ['before the first look', 'cut before commit', 'same field', 'unknown for good', 'elsewhere'],
  ['before the first look', 'cut before commit', 'other field', 'success', 'elsewhere, ours'],
  ['before the first look', 'cut before commit', 'removal', 'unknown for good', 'elsewhere'],
  ['before the look of the next caller', 'cut before commit', 'same field', 'unknown for good', 'elsewhere'],
  ['before the look of the next caller', 'cut before commit', 'other field', 'success', 'elsewhere, ours'],
  // Carried out later, over the other client: no request can be called back.
  ['before the first look', 'cut, carried out later', 'same field', 'success', 'elsewhere, ours'],
];

export const REMOVALS: readonly Step[] = [
  ['before the read', 'none', 'same field', 'success', 'elsewhere, ours'],
  ['before the read', 'none', 'removal', 'contact-not-found', 'elsewhere'],
  ['between the read and the write', 'none', 'same field', 'success', 'elsewhere, ours'],
  ['between the read and the write', 'none', 'removal', 'contact-not-found', 'elsewhere'],
  // It is removed, by either client.
  ['before the first look', 'cut before commit', 'removal', 'success', 'elsewhere'],
  ['before the first look', 'cut before commit', 'same field', 'success', 'elsewhere, ours'],
  ['before the look of the next caller', 'cut before commit', 'same field', 'success', 'elsewhere, ours'],
];

/** The vendor's own key lets a check continue to a repeat, so that there is a window before that one too. */
export const REPEATS: readonly Step[] = [
  ['between a look and the repeat', 'cut before commit', 'same field', 'success', 'elsewhere, ours'],
];
