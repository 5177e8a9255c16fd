/** From a vendor's answer to a failure kind: the vendor's own words first, the HTTP status where it says nothing. */

import type { Plan } from '../mapping/plan.js';
import type { Path } from '../model/contact.js';
import { UNIFIED_FIELDS } from '../model/fields.js';
import { type Failure, listViolations, type Violation } from '../model/outcome.js';
import type { Provider, ProviderCall, ProviderReply, Refusal, Verdict } from '../providers/driver.js';
import { retryAfterSeconds } from '../vendor-http/retry-after.js';
import type { Health } from './admission.js';
import { redactText, type Unshown } from './redact.js';

/** A complaint of which it is known what it amounts to. */
type Judged = Refusal & { readonly verdict: Verdict };

/** A complete answer of a vendor, and what it amounts to. */
export interface Judgement {
  readonly reply: ProviderReply;
  /** Empty when the answer is a success. */
  readonly refusals: readonly Judged[];
  /** The one that decides. */
  readonly worst: Judged | undefined;
  /** How long to wait, where the vendor says it. */
  readonly waitSeconds: number | null;
}

/** With the credentials that no text of the answer may show; asked for only where there is something to show. */
export interface SafeJudgement extends Judgement {
  readonly secrets: () => readonly string[];
}

/** `call` is absent for reads. */
export function judge(provider: Provider, reply: ProviderReply, call?: ProviderCall): Judgement {
  const complaints = provider.refusals(reply, call);
  const refusals =
    complaints.length === 0
      ? byStatus(reply.status)
      : complaints.map((complaint) => judged(complaint, reply.status));
  const worst = worstOf(refusals);
  return { reply, refusals, worst, waitSeconds: worst ? waitOf(worst, reply) : null };
}

/** What an answer says about the vendor itself. */
export function healthOf({ reply, worst, waitSeconds }: Judgement): Health {
  return {
    isFault: reply.status >= 500 && worst?.verdict === 'UNKNOWN',
    // Any other wait is about one customer or one object, not about the account.
    holdSeconds: worst?.verdict === 'RATE_LIMITED' ? waitSeconds : null,
  };
}

/**
 * Whether the vendor looked at nothing but the access token. All complaints have to say so: where another one may hide a
 * success, the write must not be sent once more.
 */
export function refusesToken({ reply, refusals }: Judgement): boolean {
  return (
    reply.status === 401 ||
    (refusals.length > 0 && refusals.every(({ verdict }) => verdict === 'CREDENTIALS_REJECTED'))
  );
}

/**
 * The failure an answer to a write amounts to; undefined when it is a success. What may have been carried out is never
 * called a refusal: a redirect, a 408 and every 5xx that the vendor does not explain are unknown.
 */
export function classify(
  provider: Provider,
  judgement: SafeJudgement,
  call: ProviderCall,
  plan: Plan,
): Failure | undefined {
  const { reply, refusals, worst, waitSeconds: wait } = judgement;
  if (!worst) return undefined;
  const unshown: Unshown = { values: valuesOf(call), secrets: judgement.secrets() };
  switch (worst.verdict) {
    case 'CUSTOMER_NOT_FOUND':
      return { kind: 'customer-not-found', customerId: call.customerId };
    case 'DUPLICATE':
      return duplicate(provider, worst, plan, unshown);
    case 'NOT_CONFIGURED':
    case 'CREDENTIALS_REJECTED':
    case 'PERMISSION_DENIED':
    case 'RATE_LIMITED':
      return accountFailure(worst.verdict, wait);
    case 'UNAVAILABLE':
      return {
        kind: 'unavailable',
        reason: `${provider.name} did not carry the request out and may if asked again`,
        retryAfterSeconds: wait,
      };
    case 'KEY_OF_OTHER_REQUEST':
      // A random key belongs to no other request, so the complaint is about something else.
      return call.hasCallerKey
        ? { kind: 'idempotency-conflict', conflict: 'DIFFERENT_REQUEST', retryAfterSeconds: null }
        : rejected(worst, unshown);
    case 'KEY_IN_PROGRESS':
      return call.hasCallerKey
        ? { kind: 'idempotency-conflict', conflict: 'IN_PROGRESS', retryAfterSeconds: wait }
        : undecided(provider, reply, worst, wait, unshown);
    case 'UNKNOWN':
      return undecided(provider, reply, worst, wait, unshown);
    case 'FIELD_REQUIRED':
    case 'FIELD_REFUSED':
    case 'REJECTED':
      return invalid(provider, refusals, plan, unshown) ?? rejected(worst, unshown);
  }
}

/**
 * The failure an answer to a read amounts to; `missing` when there is no such customer or contact, undefined when it
 * is a success. A read changes nothing, so an answer that tells nothing is no more than a provider out of order.
 */
export function classifyRead(
  provider: Provider,
  { reply, worst, waitSeconds: wait, secrets }: SafeJudgement,
): Failure | 'missing' | undefined {
  if (!worst) return undefined;
  const unshown: Unshown = { values: [], secrets: secrets() };
  switch (worst.verdict) {
    case 'CUSTOMER_NOT_FOUND':
      return 'missing';
    case 'NOT_CONFIGURED':
    case 'CREDENTIALS_REJECTED':
    case 'PERMISSION_DENIED':
    case 'RATE_LIMITED':
      return accountFailure(worst.verdict, wait);
    case 'UNAVAILABLE':
    case 'UNKNOWN':
      return {
        kind: 'unavailable',
        reason: `${provider.name} answered ${describe(reply, worst, unshown)}`,
        retryAfterSeconds: wait,
      };
    case 'DUPLICATE':
    case 'KEY_OF_OTHER_REQUEST':
    case 'KEY_IN_PROGRESS':
    case 'FIELD_REQUIRED':
    case 'FIELD_REFUSED':
    case 'REJECTED':
      return rejected(worst, unshown);
  }
}

/** What is about our account at the vendor means the same whatever was asked. */
function accountFailure(
  verdict: 'NOT_CONFIGURED' | 'CREDENTIALS_REJECTED' | 'PERMISSION_DENIED' | 'RATE_LIMITED',
  retryAfterSeconds: number | null,
): Failure {
  return verdict === 'RATE_LIMITED'
    ? { kind: 'rate-limited', retryAfterSeconds }
    : { kind: 'access', problem: verdict };
}

function worstOf(refusals: readonly Judged[]): Judged | undefined {
  return [...refusals].sort((a, b) => rank(a.verdict) - rank(b.verdict))[0];
}

function waitOf(refusal: Judged, reply: ProviderReply): number | null {
  return refusal.retryAfterSeconds ?? retryAfterSeconds(reply.headers['retry-after']) ?? null;
}

/** What loses nothing comes first: an answer that may hide a success is not told as a refusal. */
const RANKS: readonly Verdict[] = [
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
  'FIELD_REFUSED',
];

function rank(verdict: Verdict): number {
  return RANKS.indexOf(verdict);
}

function judged(complaint: Refusal, status: number): Judged {
  return { ...complaint, verdict: complaint.verdict ?? statusVerdict(status) ?? 'REJECTED' };
}

function byStatus(status: number): Judged[] {
  const verdict = statusVerdict(status);
  return verdict ? [{ verdict, code: String(status) }] : [];
}

function statusVerdict(status: number): Verdict | undefined {
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
  refusal: Judged,
  retryAfterSeconds: number | null,
  unshown: Unshown,
): Failure {
  return {
    kind: 'unknown',
    uncertainty: `${provider.name} answered ${describe(reply, refusal, unshown)}, which does not tell whether the contact was created`,
    possibleMatches: [],
    retryAfterSeconds,
  };
}

function describe(reply: ProviderReply, refusal: Judged, unshown: Unshown): string {
  return refusal.code === undefined || refusal.code === String(reply.status)
    ? `HTTP ${reply.status}`
    : `HTTP ${reply.status} with code ${safeCode(refusal.code, unshown) ?? 'unreadable'}`;
}

function rejected(refusal: Judged, unshown: Unshown): Failure {
  return {
    kind: 'rejected',
    providerCode: safeCode(refusal.code, unshown),
    providerMessage: safeText(refusal.message, unshown),
  };
}

/** The complaints as violations of the caller's input; undefined when none of them names what the caller gave. */
function invalid(
  provider: Provider,
  refusals: readonly Judged[],
  plan: Plan,
  unshown: Unshown,
): Failure | undefined {
  const violations = refusals.flatMap((refusal) => violation(provider, refusal, plan, unshown) ?? []);
  if (violations.length === 0) return undefined;
  return { kind: 'invalid', violations: listViolations(inInputOrder(violations)) };
}

function violation(provider: Provider, refusal: Judged, plan: Plan, unshown: Unshown): Violation | undefined {
  const { field, verdict } = refusal;
  if (field === undefined || (verdict !== 'FIELD_REFUSED' && verdict !== 'FIELD_REQUIRED')) return undefined;
  const isOption = field.startsWith('options.');
  const path = isOption ? field.split('.') : pathOf(provider, field, verdict, plan);
  if (!path) return undefined;
  const at = { path, providerField: isOption ? undefined : provider.wireName(field) };
  if (verdict === 'FIELD_REQUIRED') {
    return { ...at, code: 'REQUIRED', message: `${provider.name} needs ${path.join('.')}.` };
  }
  return {
    ...at,
    code: 'PROVIDER_RULE',
    message: `${provider.name} refused ${path.join('.')} by a rule of its own.`,
    providerCode: safeCode(refusal.code, unshown),
    providerMessage: safeText(refusal.message, unshown),
  };
}

/** Whose contact it is that exists already is found out later; until then both are possible. */
function duplicate(provider: Provider, refusal: Judged, plan: Plan, unshown: Unshown): Failure {
  const taken = violation(provider, { ...refusal, verdict: 'FIELD_REFUSED' }, plan, unshown);
  const message = `${provider.name} already has a contact with this value of ${taken?.path.join('.')}. Choose another one.`;
  return { kind: 'duplicate', existing: null, ...(taken && { violation: { ...taken, message } }) };
}

/** Where the value came from; for a value the vendor misses and the caller did not give, where it would go. */
function pathOf(provider: Provider, wire: string, verdict: Verdict, plan: Plan): Path | undefined {
  const given = plan.pathOf(wire);
  if (given || verdict !== 'FIELD_REQUIRED') return given;
  const field = UNIFIED_FIELDS.find((unified) =>
    provider.fields[unified]?.fields.some((leaf) => leaf.wires.includes(wire)),
  );
  return field && ['input', ...field.split('.')];
}

function inInputOrder(violations: Violation[]): Violation[] {
  const order = (violation: Violation) => {
    const index = UNIFIED_FIELDS.findIndex((field) => violation.path.join('.').startsWith(`input.${field}`));
    return index === -1 ? UNIFIED_FIELDS.length : index;
  };
  return violations.sort((a, b) => order(a) - order(b));
}

/** Codes are words of the vendor's; what does not look like one, or repeats what the caller sent, is not shown. */
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

/** What the caller gave; an option may name a person too. */
function valuesOf({ input, givenOptions }: ProviderCall): string[] {
  return textsOf([input, givenOptions]);
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
