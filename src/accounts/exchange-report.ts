/** The report of each call to a vendor, from which log lines, metrics and spans are made. */
import { rowOf, writeOutcome } from '../model/errors.js';
import type { AccessProblem, Failure } from '../model/outcome.js';
import type { TokenFailure } from '../vendor-http/authorization.js';
import type { Fault, Reply } from '../vendor-http/client.js';
import type { NotAdmitted } from './admission.js';
import type { BreakerState, CallKind } from './breaker.js';

/** The name of an account that has none of its own. */
export const DEFAULT_ACCOUNT = 'default';
/** The name of whatever a request calls an account and is none. */
export const UNKNOWN_ACCOUNT = 'unknown';

/** What reports and metrics call an account. */
export interface AccountLabels {
  readonly provider: string;
  readonly account: string;
}

/** Holds no value of the request. */
export interface ExchangeReport extends Transfer, AccountLabels {
  readonly requestId: string;
  readonly operation: string;
  /** The member of the union that the call leads to; undefined when it succeeded. */
  readonly error: string | undefined;
  /** The problem with our access to the account. */
  readonly problem: AccessProblem | undefined;
  /** Of a write. */
  readonly outcome: 'APPLIED' | 'NOT_APPLIED' | 'UNKNOWN' | undefined;
  /** Why admission did not let the call out. */
  readonly notAdmitted: NotAdmitted['cause'] | undefined;
  /** The vendor rejected an access token, and the call is made once more with a new one. */
  readonly isRepeated: true | undefined;
}

/** What went over the wire. */
export interface Transfer {
  /** Of a complete answer. */
  readonly status: number | undefined;
  /** Why there is no complete answer. */
  readonly fault: string | undefined;
  /**
   * Of undici or Node; `NOT_ASKED` when admission did not let the call out, `NO_TOKEN` without an access
   * token.
   */
  readonly code: string | undefined;
  readonly sent: boolean;
  readonly durationMs: number;
  /** The vendor's own id of the request, to quote to its support. */
  readonly providerRequestId: string | undefined;
}

export type ReportExchange = (report: ExchangeReport) => void;

/** A circuit breaker changed its state. */
export interface BreakerReport extends AccountLabels {
  readonly state: BreakerState;
}

export type ReportBreaker = (report: BreakerReport) => void;

interface ReportedCall {
  readonly operation: string;
  readonly requestId: string;
  readonly kind: CallKind;
}

type Result =
  | NotAdmitted
  | {
      readonly ok: boolean;
      readonly failure?: Failure;
      readonly transfer: Transfer;
      readonly isRepeated?: boolean;
    };

export function reportOf(
  { provider, account }: AccountLabels,
  { operation, requestId, kind }: ReportedCall,
  result: Result,
): ExchangeReport {
  const { failure } = result;
  const isNotAdmitted = 'cause' in result;
  const outcomeOfWrite = failure ? writeOutcome(failure) : 'APPLIED';
  return {
    requestId,
    provider,
    account,
    operation,
    ...(isNotAdmitted ? notSent(result.failure) : result.transfer),
    error: failure && rowOf(failure).member,
    problem: failure?.kind === 'access' ? failure.problem : undefined,
    outcome: kind === 'write' ? outcomeOfWrite : undefined,
    notAdmitted: isNotAdmitted ? result.cause : undefined,
    isRepeated: !isNotAdmitted && result.isRepeated ? true : undefined,
  };
}

function notSent(failure: NotAdmitted['failure']): Transfer {
  const fault = failure.kind === 'unavailable' ? failure.reason : 'the vendor wants no calls for now';
  return { ...NOTHING, fault, code: 'NOT_ASKED', durationMs: 0 };
}

const NOTHING = { status: undefined, sent: false, providerRequestId: undefined };

export function transferOf(answer: Reply | Fault, sentAt: number, hide: (text: string) => string): Transfer {
  const durationMs = performance.now() - sentAt;
  if (answer.kind === 'fault') {
    const { reason: fault, code, sent } = answer;
    return { ...NOTHING, fault, code, sent, durationMs };
  }
  return {
    status: answer.status,
    fault: undefined,
    code: undefined,
    sent: true,
    durationMs,
    providerRequestId: requestIdOf(answer, hide),
  };
}

/** The call was not made, whatever became of the call for the token. */
export function transferWithoutToken(token: TokenFailure, askedAt: number): Transfer {
  const durationMs = performance.now() - askedAt;
  switch (token.kind) {
    case 'rejected':
      return { ...NOTHING, fault: 'the credentials got no access token', code: 'NO_TOKEN', durationMs };
    case 'rate-limited':
      return { ...NOTHING, fault: 'the vendor limits access tokens', code: 'NO_TOKEN', durationMs };
    case 'unreachable':
      return { ...NOTHING, fault: token.reason, code: token.code ?? 'NO_TOKEN', durationMs };
  }
}

/** The headers in which vendors answer their own id of a request. */
const REQUEST_ID_HEADERS = ['zuora-request-id', 'x-request-id', 'request-id'];

function requestIdOf(reply: Reply, hide: (text: string) => string): string | undefined {
  for (const name of REQUEST_ID_HEADERS) {
    const value = reply.headers[name];
    if (typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value)) return hide(value);
  }
  return undefined;
}
