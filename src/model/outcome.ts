/**
 * The possible outcomes of a request to a provider. Everything a caller is expected to handle is a value of
 * these types; an exception is a bug.
 */
import type { Contact, Path, ProviderId } from './contact.js';
import type { Violation } from './violation.js';

/** What a write does to a contact. */
export type WriteOperation = 'ADD' | 'UPDATE' | 'REMOVE';

export type FateKind = 'SENT' | 'TRANSFORMED' | 'CLEARED' | 'IMPLIED' | 'OMITTED' | 'NOT_KEPT';

/** How one supplied input field was handled. */
export interface FieldFate {
  readonly path: Path;
  readonly fate: FateKind;
  readonly providerField: string | null;
  /** Set unless the fate is SENT. */
  readonly reason: string | null;
}

/** The result of a successful add or update. */
export interface WrittenContact {
  readonly contact: Contact;
  readonly replayed: boolean;
  readonly fates: readonly FieldFate[];
  /** How an existing contact was used; absent if the contact was created. */
  readonly found?: 'RETURNED' | 'UPDATED';
  /** The customer id from the request; absent in answers that earlier releases stored. */
  readonly customerId?: string;
}

export type AddedContact = WrittenContact;

/** The result of a successful removal. */
export interface RemovedContact {
  /** The removed contact's id. */
  readonly contactId: string;
  /** The customer id from the request. */
  readonly customerId: string;
  readonly replayed: boolean;
}

export type WriteResult = WrittenContact | RemovedContact;

export type AccessProblem = 'NOT_CONFIGURED' | 'CREDENTIALS_REJECTED' | 'PERMISSION_DENIED';

/**
 * Why there is no contact to return. Never confuse `unavailable` (certainly not done) with `unknown` (may
 * have been done).
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
      /** The matching contact; null if several match, or if it cannot be shown. */
      readonly existing: Contact | null;
      /**
       * All matches; absent if the vendor found the duplicate, and in answers that earlier releases stored.
       */
      readonly matches?: readonly Contact[];
      /** What to report if the contact belongs to another customer; absent once that is ruled out. */
      readonly violation?: Violation;
    }
  | { readonly kind: 'access'; readonly problem: AccessProblem }
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number | null }
  | {
      readonly kind: 'unavailable';
      readonly reason: string;
      readonly retryAfterSeconds: number | null;
      /** A retry would fail the same way. */
      readonly isPermanent?: true;
    }
  | {
      readonly kind: 'rejected';
      readonly providerCode: string | null;
      readonly providerMessage: string | null;
    }
  | {
      readonly kind: 'unknown';
      /** What broke, for developers. */
      readonly uncertainty: string;
      readonly possibleMatches: readonly Contact[];
      readonly retryAfterSeconds: number | null;
      /** When the outcome will be known, if the provider answers; absent if nothing can be promised. */
      readonly decidedAfterSeconds?: number;
      /** Another client has changed the contact since, so the outcome can never be known. */
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
  /** The vendor marks this as its stored answer to the same vendor key. */
  readonly replayed?: true;
  /** The operation that failed, if an add became an update of an existing contact. */
  readonly operation?: 'UPDATE';
}

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(failure: Failure, { replayed = false } = {}): Failed {
  return { ok: false, failure, ...(replayed && { replayed }) };
}

/** Marks the outcome of an add that became an update. */
export function ofUpdate<T>(outcome: Outcome<T>): Outcome<T> {
  return outcome.ok ? outcome : { ...outcome, operation: 'UPDATE' };
}

/** Narrows to the outcome of an add or update. */
export function asWritten(outcome: Outcome<WriteResult>): Outcome<WrittenContact> {
  if (!outcome.ok) return outcome;
  const { value } = outcome;
  if (!('contact' in value)) throw new TypeError('A removal is no answer to another write.');
  return done(value);
}

/** Narrows to the outcome of a removal. */
export function asRemoved(outcome: Outcome<WriteResult>): Outcome<RemovedContact> {
  if (!outcome.ok) return outcome;
  const { value } = outcome;
  if ('contact' in value) throw new TypeError('A contact is no answer to its removal.');
  return done(value);
}
