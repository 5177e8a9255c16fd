/**
 * Decisions: how each input field is handled. Field table rows return them; `folds.ts` derives the body, the
 * violations and the fates. Decisions are immutable.
 */
import type { JsonObject, JsonValue, Path } from '../model/contact.js';
import type { Violation } from '../model/violation.js';

/** Whether the provider's record shows that the value was kept; undefined if it does not tell. */
export type KeptCheck = (record: JsonObject) => boolean | undefined;

/** Sent in a provider field, verbatim or transformed. */
export interface Mapped {
  readonly as: 'SENT' | 'TRANSFORMED';
  readonly path: Path;
  readonly wire: string;
  /** The value to send; absent if the leaf is part of another value, or its kind. */
  readonly value?: JsonValue;
  /** Set unless SENT. */
  readonly reason?: string;
  /** Absent if the record is compared with the value. */
  readonly kept?: KeptCheck;
  /** Another wire field that gets the provider's default for this leaf. */
  readonly decides?: string;
}

/** Sent without being an input field: a default, or a list that combines several leaves. */
export interface Added {
  readonly as: 'ADDED';
  readonly wire: string;
  readonly value: JsonValue;
}

/** Clears one or more fields. */
export interface Cleared {
  readonly as: 'CLEARED';
  readonly path: Path;
  readonly wires: readonly string[];
  /** What to send; for some fields, this depends on the contact's current values. */
  values(present: JsonObject): JsonObject;
  readonly kept: KeptCheck;
}

/** Not sent, because the provider behaves the same without it. */
export interface Implied {
  readonly as: 'IMPLIED';
  readonly path: Path;
  readonly reason: string;
}

/** A value without a target: a violation at its path, or omitted with a fate for each leaf. */
export interface Unsupported {
  readonly as: 'UNSUPPORTED';
  readonly path: Path;
  readonly leaves: readonly Path[];
  /** Why the leaves are omitted. */
  readonly reason: string;
  /** The field that the violation concerns, if `path` does not show it. */
  readonly field?: string;
  /** A more precise violation than UNSUPPORTED; null if another decision reports it. */
  readonly violation?: Violation | null;
  /** Reported even if the caller chose to omit values: the list exceeds the global maximum. */
  readonly limit?: Violation | undefined;
}

/** An invalid or missing value. */
export interface Invalid {
  readonly as: 'INVALID';
  readonly violation: Violation;
}

export type Decision = Mapped | Added | Cleared | Implied | Unsupported | Invalid;

/** What rows and folds need from a provider. */
export interface MappedProvider {
  /** The vendor's name as the vendor writes it. */
  readonly name: string;
  /** A wire field's name as in the vendor's documentation. */
  wireName(wire: string): string;
  /** Whether the provider omits unset fields from its record, so that an absent one was not kept. */
  readonly omitsUnset: boolean;
}

export function sent(path: Path, wire: string, value: JsonValue): Mapped {
  return { as: 'SENT', path, wire, value };
}

export function unsupported(path: Path, reason: string): Unsupported {
  return { as: 'UNSUPPORTED', path, leaves: [path], reason };
}

export function invalid(violation: Violation): Invalid {
  return { as: 'INVALID', violation };
}

/** The decision, unless the value has violations. */
export function unlessInvalid(violations: readonly Violation[], decision: Decision): readonly Decision[] {
  return violations.length === 0 ? [decision] : violations.map(invalid);
}
