/**
 * From a vendor's answer to a failure kind: the vendor's own words first, the HTTP status where it says
 * nothing.
 */

import { pathOf } from '../mapping/folds.js';
import { fieldAt } from '../mapping/input-order.js';
import type { Path } from '../model/contact.js';
import { writeWords } from '../model/errors.js';
import { UNIFIED_FIELDS } from '../model/fields.js';
import type { Failure } from '../model/outcome.js';
import { listFound, type Violation } from '../model/violation.js';
import type { ProviderCall } from '../providers/call.js';
import type { Provider } from '../providers/driver.js';
import type { ProviderReply, VendorError, VendorErrorKind } from '../providers/exchange.js';
import { retryAfterSeconds } from '../vendor-http/retry-after.js';
import type { Health } from './admission.js';
import { redactText, type Unshown } from './redact.js';

/** A error of which it is known what it amounts to. */
type ClassifiedError = VendorError & { readonly kind: VendorErrorKind };

/** A complete answer of a vendor, and what it amounts to. */
export interface ClassifiedReply {
  readonly reply: ProviderReply;
  /** Empty when the answer is a success. */
  readonly errors: readonly ClassifiedError[];
  /** The one that decides. */
  readonly primaryError: ClassifiedError | undefined;
  /** How long to wait, where the vendor says it. */
  readonly waitSeconds: number | null;
}

/**
 * With the credentials that no text of the answer may show; called only where there is something to show.
 */
export interface SafeReply extends ClassifiedReply {
  readonly secrets: () => readonly string[];
}

/** `call` is absent for reads. */
export function classifyReply(
  provider: Provider,
  reply: ProviderReply,
  call?: ProviderCall,
): ClassifiedReply {
  const parsed = provider.parseErrors(reply, call);
  const errors =
    parsed.length === 0 ? errorsOfStatus(reply.status) : parsed.map((error) => withKind(error, reply.status));
  const primaryError = primaryErrorOf(errors);
  const waitSeconds = primaryError ? waitOf(primaryError, reply) : null;
  return { reply, errors, primaryError, waitSeconds };
}

/** What an answer says about the vendor itself. */
export function healthOf({ reply, primaryError, waitSeconds }: ClassifiedReply): Health {
  return {
    isFault: reply.status >= 500 && primaryError?.kind === 'UNKNOWN',
    // Any other wait is about one customer or one object, not about the account.
    pauseSeconds: primaryError?.kind === 'RATE_LIMITED' ? waitSeconds : null,
  };
}

/**
 * Whether the vendor looked at nothing but the access token. All errors have to say so: where another one may
 * hide a success, the write must not be sent once more.
 */
export function rejectsToken({ reply, errors }: ClassifiedReply): boolean {
  return (
    reply.status === 401 || (errors.length > 0 && errors.every(({ kind }) => kind === 'CREDENTIALS_REJECTED'))
  );
}

/**
 * The failure an answer to a write amounts to; undefined when it is a success. What may have been carried out
 * is never called a rejection: a redirect, a 408 and every 5xx that the vendor does not explain are unknown.
 */
export function toWriteFailure(
  provider: Provider,
  classified: SafeReply,
  call: ProviderCall,
): Failure | undefined {
  const { reply, errors, primaryError, waitSeconds: wait } = classified;
  if (!primaryError) return undefined;
  const unshown: Unshown = { values: valuesOf(call), secrets: classified.secrets() };
  switch (primaryError.kind) {
    case 'CUSTOMER_NOT_FOUND':
      return call.contactId === undefined
        ? { kind: 'customer-not-found', customerId: call.customerId }
        : contactGone(call, call.contactId);
    case 'DUPLICATE':
      return duplicate(provider, primaryError, call, unshown);
    case 'NOT_CONFIGURED':
    case 'CREDENTIALS_REJECTED':
    case 'PERMISSION_DENIED':
    case 'RATE_LIMITED':
      return accountFailure(primaryError.kind, wait);
    case 'UNAVAILABLE':
      return {
        kind: 'unavailable',
        reason: `${provider.name} did not carry the request out and may on a retry`,
        retryAfterSeconds: wait,
      };
    case 'KEY_OF_OTHER_REQUEST':
      // A random key belongs to no other request, so the error is about something else.
      return call.hasCallerKey
        ? { kind: 'idempotency-conflict', conflict: 'DIFFERENT_REQUEST', retryAfterSeconds: null }
        : rejected(primaryError, unshown);
    case 'KEY_IN_PROGRESS':
      return call.hasCallerKey
        ? { kind: 'idempotency-conflict', conflict: 'IN_PROGRESS', retryAfterSeconds: wait }
        : undecided(provider, reply, primaryError, wait, unshown, call);
    case 'UNKNOWN':
      return undecided(provider, reply, primaryError, wait, unshown, call);
    case 'FIELD_REQUIRED':
    case 'FIELD_REJECTED':
    case 'REJECTED':
      return invalid(provider, errors, call, unshown) ?? rejected(primaryError, unshown);
  }
}

/**
 * The failure an answer to a read amounts to; `missing` when there is no such customer or contact, undefined
 * when it is a success. A read changes nothing, so an unreadable answer only means a provider
 * out of order.
 */
export function toReadFailure(
  provider: Provider,
  { reply, primaryError, waitSeconds: wait, secrets }: SafeReply,
): Failure | 'missing' | undefined {
  if (!primaryError) return undefined;
  const unshown: Unshown = { values: [], secrets: secrets() };
  switch (primaryError.kind) {
    case 'CUSTOMER_NOT_FOUND':
      return 'missing';
    case 'NOT_CONFIGURED':
    case 'CREDENTIALS_REJECTED':
    case 'PERMISSION_DENIED':
    case 'RATE_LIMITED':
      return accountFailure(primaryError.kind, wait);
    case 'UNAVAILABLE':
    case 'UNKNOWN':
      return {
        kind: 'unavailable',
        reason: `${provider.name} answered ${describe(reply, primaryError, unshown)}`,
        retryAfterSeconds: wait,
      };
    case 'DUPLICATE':
    case 'KEY_OF_OTHER_REQUEST':
    case 'KEY_IN_PROGRESS':
    case 'FIELD_REQUIRED':
    case 'FIELD_REJECTED':
    case 'REJECTED':
      return rejected(primaryError, unshown);
  }
}

/** Errors of our account mean the same for every call. */
function accountFailure(
  kind: 'NOT_CONFIGURED' | 'CREDENTIALS_REJECTED' | 'PERMISSION_DENIED' | 'RATE_LIMITED',
  retryAfterSeconds: number | null,
): Failure {
  return kind === 'RATE_LIMITED'
    ? { kind: 'rate-limited', retryAfterSeconds }
    : { kind: 'access', problem: kind };
}

function primaryErrorOf(errors: readonly ClassifiedError[]): ClassifiedError | undefined {
  return [...errors].sort((a, b) => precedence(a.kind) - precedence(b.kind))[0];
}

function waitOf(error: ClassifiedError, reply: ProviderReply): number | null {
  return error.retryAfterSeconds ?? retryAfterSeconds(reply.headers['retry-after']) ?? null;
}

/**
 * The kinds that lose nothing come first: an answer that may hide a success is not reported as a rejection.
 */
const PRECEDENCE: readonly VendorErrorKind[] = [
  'UNKNOWN',
  'KEY_IN_PROGRESS',
  'KEY_OF_OTHER_REQUEST',
  'CREDENTIALS_REJECTED',
  'PERMISSION_DENIED',
  'NOT_CONFIGURED',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'CUSTOMER_NOT_FOUND',
  'DUPLICATE',
  'REJECTED',
  'FIELD_REQUIRED',
  'FIELD_REJECTED',
];

function precedence(kind: VendorErrorKind): number {
  return PRECEDENCE.indexOf(kind);
}

function withKind(error: VendorError, status: number): ClassifiedError {
  return { ...error, kind: error.kind ?? kindOfStatus(status) ?? 'REJECTED' };
}

function errorsOfStatus(status: number): ClassifiedError[] {
  const kind = kindOfStatus(status);
  return kind ? [{ kind, code: String(status) }] : [];
}

function kindOfStatus(status: number): VendorErrorKind | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 401) return 'CREDENTIALS_REJECTED';
  if (status === 403) return 'PERMISSION_DENIED';
  if (status === 429) return 'RATE_LIMITED';
  // A 404 that is not in the vendor's own words may be about anything, so it never means the customer.
  if (status >= 400 && status < 500 && status !== 408) return 'REJECTED';
  return 'UNKNOWN';
}

function undecided(
  provider: Provider,
  reply: ProviderReply,
  error: ClassifiedError,
  retryAfterSeconds: number | null,
  unshown: Unshown,
  { operation = 'ADD' }: ProviderCall,
): Failure {
  const { done } = writeWords[operation];
  return {
    kind: 'unknown',
    uncertainty: `${provider.name} answered ${describe(reply, error, unshown)}, which does not tell whether the contact was ${done}`,
    possibleMatches: [],
    retryAfterSeconds,
  };
}

function describe(reply: ProviderReply, error: ClassifiedError, unshown: Unshown): string {
  return error.code === undefined || error.code === String(reply.status)
    ? `HTTP ${reply.status}`
    : `HTTP ${reply.status} with code ${safeCode(error.code, unshown) ?? 'unreadable'}`;
}

function rejected(error: ClassifiedError, unshown: Unshown): Failure {
  return {
    kind: 'rejected',
    providerCode: safeCode(error.code, unshown),
    providerMessage: safeText(error.message, unshown),
  };
}

/** The errors as violations of the caller's input; undefined when none of them names what the caller gave. */
function invalid(
  provider: Provider,
  errors: readonly ClassifiedError[],
  call: ProviderCall,
  unshown: Unshown,
): Failure | undefined {
  const places = errors.flatMap((error) => placeOf(provider, error, call) ?? []);
  if (places.length === 0) return undefined;
  const inInputOrder = places.toSorted((a, b) => a.order - b.order);
  return { kind: 'invalid', violations: listFound(inInputOrder, (place) => violationAt(place, unshown)) };
}

/** What a vendor's error is about. */
interface Place {
  readonly provider: Provider;
  readonly error: ClassifiedError;
  readonly path: Path;
  readonly order: number;
}

function placeOf(provider: Provider, error: ClassifiedError, call: ProviderCall): Place | undefined {
  const { field, kind } = error;
  if (field === undefined || (kind !== 'FIELD_REJECTED' && kind !== 'FIELD_REQUIRED')) return undefined;
  const path = isOption(field) ? field.split('.') : inputPath(provider, field, kind, call);
  if (!path) return undefined;
  return { provider, error, path, order: fieldAt(path) };
}

function isOption(field: string): boolean {
  return field.startsWith('options.');
}

function violationAt({ provider, error, path }: Place, unshown: Unshown): Violation {
  const { field = '', kind } = error;
  const at = { path, providerField: isOption(field) ? undefined : provider.wireName(field) };
  if (kind === 'FIELD_REQUIRED') {
    return { ...at, code: 'REQUIRED', message: `${provider.name} needs ${path.join('.')}.` };
  }
  return {
    ...at,
    code: 'PROVIDER_RULE',
    message: `${provider.name} rejected ${path.join('.')} by a rule of its own.`,
    providerCode: safeCode(error.code, unshown),
    providerMessage: safeText(error.message, unshown),
  };
}

/** Where an add was to change the contact, the next one creates it. */
export function contactGone({ isOfAdd }: ProviderCall, contactId: string): Failure {
  if (!isOfAdd) return { kind: 'contact-not-found', contactId };
  const reason = 'the contact that matched was removed before it was changed';
  return { kind: 'unavailable', reason, retryAfterSeconds: null };
}

/** Whose contact it is that exists already is found out later; until then both are possible. */
function duplicate(
  provider: Provider,
  error: ClassifiedError,
  call: ProviderCall,
  unshown: Unshown,
): Failure {
  const place = placeOf(provider, { ...error, kind: 'FIELD_REJECTED' }, call);
  if (!place) return { kind: 'duplicate', existing: null };
  const message = `${provider.name} already has a contact with this value of ${place.path.join('.')}. Choose another one.`;
  return { kind: 'duplicate', existing: null, violation: { ...violationAt(place, unshown), message } };
}

/**
 * Where the value came from; for a value the vendor misses and the caller did not give, where it would go.
 */
function inputPath(
  provider: Provider,
  wire: string,
  kind: VendorErrorKind,
  { decisions }: ProviderCall,
): Path | undefined {
  const given = pathOf(decisions, wire);
  if (given || kind !== 'FIELD_REQUIRED') return given;
  const field = UNIFIED_FIELDS.find((unified) =>
    provider.fields[unified]?.fields.some((leaf) => leaf.wires.includes(wire)),
  );
  return field && ['input', ...field.split('.')];
}

/**
 * Codes are words of the vendor's; what does not look like one, or repeats what the caller sent, is not
 * shown.
 */
function safeCode(code: string | undefined, unshown: Unshown): string | null {
  if (code === undefined || !/^[\w.-]{1,64}$/.test(code)) return null;
  return isCode(code) || redactText(code, unshown) === code ? code : null;
}

/** Too short a number for a phone's. */
function isCode(code: string): boolean {
  return /^\d{1,9}$/.test(code);
}

function safeText(text: string | undefined, unshown: Unshown): string | null {
  return text === undefined ? null : redactText(text, unshown);
}

/** The caller's values, and those that are sent with them; an option may name a person too. */
function valuesOf({ input, givenOptions, present }: ProviderCall): string[] {
  return textsOf([input, givenOptions, present?.record]);
}

/** Every text and number in the value, which may be nested deeper than calls can be. */
function textsOf(value: unknown): string[] {
  const texts: string[] = [];
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string' || typeof next === 'number') texts.push(String(next));
    else if (typeof next === 'object' && next !== null) {
      for (const inner of Object.values(next).reverse()) pending.push(inner);
    }
  }
  return texts;
}
