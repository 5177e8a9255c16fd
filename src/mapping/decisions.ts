/**
 * Decisions: what becomes of each leaf of the input. Rows of the field table return them; `folds.ts` derives
 * the body, the violations and the fates. Nothing changes a decision.
 */
import type { JsonObject, JsonValue, Path } from '../model/contact.js';
import type { Violation } from '../model/violation.js';

/** Whether the provider's record shows the value was kept; undefined where the record does not tell. */
export type KeptCheck = (record: JsonObject) => boolean | undefined;

/** The leaf travels in a field of the provider, as it was given or in another form. */
export interface Mapped {
  readonly as: 'SENT' | 'TRANSFORMED';
  readonly path: Path;
  readonly wire: string;
  /** What goes on the wire; absent where the leaf is a part of another value, or its kind. */
  readonly value?: JsonValue;
  /** Why, when it is not SENT. */
  readonly reason?: string;
  /** Absent where the record is compared with the value. */
  readonly kept?: KeptCheck;
  /** Another wire field that the provider's default for this leaf goes to. */
  readonly decides?: string;
}

/** Goes on the wire without being a leaf of the input: a default, or a list that holds several leaves. */
export interface Added {
  readonly as: 'ADDED';
  readonly wire: string;
  readonly value: JsonValue;
}

/** Takes the value of one or more fields away. */
export interface Cleared {
  readonly as: 'CLEARED';
  readonly path: Path;
  readonly wires: readonly string[];
  /** What goes on the wire: for some fields that depends on what the contact has. */
  values(present: JsonObject): JsonObject;
  readonly kept: KeptCheck;
}

/** Needs no sending, because the provider does the same without it. */
export interface Implied {
  readonly as: 'IMPLIED';
  readonly path: Path;
  readonly reason: string;
}

/** A value without a target: a violation at its path, or left out with a fate for each of its leaves. */
export interface Unsupported {
  readonly as: 'UNSUPPORTED';
  readonly path: Path;
  readonly leaves: readonly Path[];
  /** Why the leaves are omitted. */
  readonly reason: string;
  /** What the violation is about, below the arguments, where `path` does not tell. */
  readonly field?: string;
  /** A more exact violation than UNSUPPORTED; null where another decision has it already. */
  readonly violation?: Violation | null;
  /** Reported where the caller chose to leave values out, but the list is longer than any may be. */
  readonly limit?: Violation | undefined;
}

/** A value that breaks a rule, or one that is missing. */
export interface Invalid {
  readonly as: 'INVALID';
  readonly violation: Violation;
}

export type Decision = Mapped | Added | Cleared | Implied | Unsupported | Invalid;

/** What rows and folds need of a provider. */
export interface MappedProvider {
  /** As the vendor writes its own name. */
  readonly name: string;
  /** The name of a wire field as the vendor's documentation writes it. */
  wireName(wire: string): string;
  /** True where the provider leaves unset fields out of its record, so that an absent one was not kept. */
  readonly omitsUnset: boolean;
}

export function sent(path: Path, wire: string, value: JsonValue): Mapped {
  return { as: 'SENT', path, wire, value };
}

export function invalid(violation: Violation): Invalid {
  return { as: 'INVALID', violation };
}

/** The decision about a checked value. */
export function unlessInvalid(violations: readonly Violation[], decision: Decision): readonly Decision[] {
  return violations.length === 0 ? [decision] : violations.map(invalid);
}
