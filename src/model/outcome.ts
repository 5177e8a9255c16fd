/**
 * What can become of a request to a provider. A leaf of vocabulary. Everything a caller is expected to handle
 * is a value of these types; an exception is a bug.
 */
import type { Contact, Path, ProviderId } from './contact.js';
import type { Violation } from './violation.js';

/** What a write does to a contact. */
export type WriteOperation = 'ADD' | 'UPDATE' | 'REMOVE';

export type FateKind = 'SENT' | 'TRANSFORMED' | 'CLEARED' | 'IMPLIED' | 'OMITTED' | 'NOT_KEPT';

/** What became of one supplied leaf of the input. */
export interface FieldFate {
  readonly path: Path;
  readonly fate: FateKind;
  readonly providerField: string | null;
  /** Why, when it is not SENT. */
  readonly reason: string | null;
}

/** What an add or an update that succeeded leads to. */
export interface WrittenContact {
  readonly contact: Contact;
  readonly replayed: boolean;
  readonly fates: readonly FieldFate[];
  /** What was done with a contact that was there before; absent where the contact was created. */
  readonly found?: 'RETURNED' | 'UPDATED';
  /** The customer's id as the request gave it; absent in answers that earlier releases stored. */
  readonly customerId?: string;
}

export type AddedContact = WrittenContact;

/** What a removal that succeeded leads to. */
export interface RemovedContact {
  /** The id of the contact that is gone. */
  readonly contactId: string;
  /** The customer's id as the request gave it. */
  readonly customerId: string;
  readonly replayed: boolean;
}

export type WriteResult = WrittenContact | RemovedContact;

export type AccessProblem = 'NOT_CONFIGURED' | 'CREDENTIALS_REJECTED' | 'PERMISSION_DENIED';

/**
 * Why there is no contact to give. `unavailable` and `unknown` must never be mixed up: the first is certainly
 * not done, the second may have been.
 */
export type Failure =
  | { readonly kind: 'invalid'; readonly violations: readonly Violation[] }
  | { readonly kind: 'customer-not-found'; readonly customerId: string }
  | { readonly kind: 'contact-not-found'; readonly contactId: string }
  | {
      readonly kind: 'operation-unsupported';
      readonly operation: WriteOperation;
      readonly supportedBy: readonly ProviderId[];
    }
  | {
      readonly kind: 'duplicate';
      /** The one that matches; null where several do, or none can be shown. */
      readonly existing: Contact | null;
      /** All that match; absent where the vendor said so, and in answers that earlier releases stored. */
      readonly matches?: readonly Contact[];
      /** What to tell where the contact is not the customer's own; absent once that is known. */
      readonly violation?: Violation;
    }
  | { readonly kind: 'access'; readonly problem: AccessProblem }
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number | null }
  | {
      readonly kind: 'unavailable';
      readonly reason: string;
      readonly retryAfterSeconds: number | null;
      /** Asking again leads to the same failure. */
      readonly isPermanent?: true;
    }
  | {
      readonly kind: 'rejected';
      readonly providerCode: string | null;
      readonly providerMessage: string | null;
    }
  | {
      readonly kind: 'unknown';
      /** What broke, for a developer. */
      readonly uncertainty: string;
      readonly possibleMatches: readonly Contact[];
      readonly retryAfterSeconds: number | null;
      /** By then the outcome is known if the provider answers; absent where nothing can be promised. */
      readonly decidedAfterSeconds?: number;
      /** Somebody else has changed the contact since, so nobody will ever know. */
      readonly isForGood?: true;
    }
  | {
      readonly kind: 'idempotency-conflict';
      readonly conflict: 'DIFFERENT_REQUEST' | 'IN_PROGRESS';
      readonly retryAfterSeconds: number | null;
    };

export type FailureKind = Failure['kind'];

export type Outcome<T> = { readonly ok: true; readonly value: T } | Failed;

export interface Failed {
  readonly ok: false;
  readonly failure: Failure;
  /** The vendor says that it gave this answer before, to the same key of its own. */
  readonly replayed?: true;
  /** What failed, where an add had become the update of a contact that was there before. */
  readonly operation?: 'UPDATE';
}

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(failure: Failure, { replayed = false } = {}): Failed {
  return { ok: false, failure, ...(replayed && { replayed }) };
}

/** The outcome of an add that had become an update. */
export function ofUpdate<T>(outcome: Outcome<T>): Outcome<T> {
  return outcome.ok ? outcome : { ...outcome, operation: 'UPDATE' };
}

/** The outcome of an add or an update, which a removal is not. */
export function asWritten(outcome: Outcome<WriteResult>): Outcome<WrittenContact> {
  if (!outcome.ok) return outcome;
  const { value } = outcome;
  if (!('contact' in value)) throw new TypeError('A removal is no answer to another write.');
  return done(value);
}

/** The outcome of a removal. */
export function asRemoved(outcome: Outcome<WriteResult>): Outcome<RemovedContact> {
  if (!outcome.ok) return outcome;
  const { value } = outcome;
  if ('contact' in value) throw new TypeError('A contact is no answer to its removal.');
  return done(value);
}
