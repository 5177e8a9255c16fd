/** Classifies a vendor's answer: by the vendor's own codes first, else by HTTP status. */
import type { ProviderCall } from '../providers/call.js';
import type { Provider } from '../providers/driver.js';
import type { ProviderReply, VendorError, VendorErrorKind } from '../providers/exchange.js';
import { retryAfterSeconds } from '../vendor-http/retry-after.js';
import type { Health } from './admission.js';

/** An error with a known kind. */
export type ClassifiedError = VendorError & { readonly kind: VendorErrorKind };

/** A complete vendor answer, classified. */
export interface ClassifiedReply {
  readonly reply: ProviderReply;
  /** Empty if the answer is a success. */
  readonly errors: readonly ClassifiedError[];
  /** The error that decides. */
  readonly primaryError: ClassifiedError | undefined;
  /** How long to wait, if the vendor specifies it. */
  readonly waitSeconds: number | null;
  /** The credentials to redact from the answer's text; called only if there is text to show. */
  readonly secrets: () => readonly string[];
}

/** `call` is absent for reads. */
export function classifyReply(
  provider: Provider,
  reply: ProviderReply,
  secrets: () => readonly string[],
  call?: ProviderCall,
): ClassifiedReply {
  const parsed = provider.parseErrors(reply, call);
  const errors =
    parsed.length === 0 ? errorsOfStatus(reply.status) : parsed.map((error) => withKind(error, reply.status));
  const primaryError = primaryErrorOf(errors);
  const waitSeconds = primaryError ? waitOf(primaryError, reply) : null;
  return { reply, errors, primaryError, waitSeconds, secrets };
}

/** What an answer says about the vendor itself. */
export function healthOf({ reply, primaryError, waitSeconds }: ClassifiedReply): Health {
  return {
    isFault: reply.status >= 500 && primaryError?.kind === 'UNKNOWN',
    // Any other wait concerns one customer or object, not the account.
    pauseSeconds: primaryError?.kind === 'RATE_LIMITED' ? waitSeconds : null,
  };
}

/**
 * Whether the vendor checked only the access token. All errors must say so: if another might hide a success,
 * the write must not be resent.
 */
export function rejectsToken({ reply, errors }: ClassifiedReply): boolean {
  return (
    reply.status === 401 || (errors.length > 0 && errors.every(({ kind }) => kind === 'CREDENTIALS_REJECTED'))
  );
}

function primaryErrorOf(errors: readonly ClassifiedError[]): ClassifiedError | undefined {
  // Not sorted: an answer may have thousands.
  let primary = errors[0];
  for (const error of errors) {
    if (primary && precedence(error.kind) < precedence(primary.kind)) primary = error;
  }
  return primary;
}

function waitOf(error: ClassifiedError, reply: ProviderReply): number | null {
  return error.retryAfterSeconds ?? retryAfterSeconds(reply.headers['retry-after']) ?? null;
}

/** The safest kinds come first: an answer that may hide a success is not reported as a rejection. */
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
  // A 404 without the vendor's own code may concern anything, so it never means the customer.
  if (status >= 400 && status < 500 && status !== 408) return 'REJECTED';
  return 'UNKNOWN';
}
