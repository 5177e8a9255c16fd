/** The report of each vendor call, the source of log lines, metrics and spans. */
import { rowOf, writeOutcome } from '../model/errors.js';
import type { AccessProblem, Failure } from '../model/outcome.js';
import type { TokenFailure } from '../vendor-http/authorization.js';
import type { Fault, Reply } from '../vendor-http/client.js';
import type { NotAdmitted } from './admission.js';
import type { BreakerState, CallKind } from './breaker.js';

/** The label of an account without a name. */
export const DEFAULT_ACCOUNT = 'default';
/** The label of any account name that is not configured. */
export const UNKNOWN_ACCOUNT = 'unknown';

/** Labels of an account in reports and metrics. */
export interface AccountLabels {
  readonly provider: string;
  readonly account: string;
}

/** Contains no value from the request. */
export interface ExchangeReport extends Transfer, AccountLabels {
  readonly requestId: string;
  readonly operation: string;
  /** The union member the call leads to; undefined on success. */
  readonly error: string | undefined;
  /** The problem with our access to the account. */
  readonly problem: AccessProblem | undefined;
  /** For writes. */
  readonly outcome: 'APPLIED' | 'NOT_APPLIED' | 'UNKNOWN' | undefined;
  /** Why admission did not admit the call. */
  readonly notAdmitted: NotAdmitted['cause'] | undefined;
  /** The vendor rejected an access token, so the call is repeated with a new one. */
  readonly isRepeated: true | undefined;
}

/** What crossed the wire. */
export interface Transfer {
  /** For a complete answer. */
  readonly status: number | undefined;
  /** Why there is no complete answer. */
  readonly fault: string | undefined;
  /** undici's or Node's code; `NOT_ASKED` if not admitted, `NO_TOKEN` without an access token. */
  readonly code: string | undefined;
  readonly sent: boolean;
  readonly durationMs: number;
  /** The vendor's own request id, to quote to its support. */
  readonly providerRequestId: string | undefined;
}

export type ReportExchange = (report: ExchangeReport) => void;

/** A circuit breaker's state change. */
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
  const fault = failure.kind === 'unavailable' ? failure.reason : 'calls to the vendor are paused';
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

/** The call was not made, regardless of the token request's outcome. */
export function transferWithoutToken(token: TokenFailure, askedAt: number): Transfer {
  const durationMs = performance.now() - askedAt;
  switch (token.kind) {
    case 'rejected':
      return {
        ...NOTHING,
        fault: 'the credentials were rejected at the token endpoint',
        code: 'NO_TOKEN',
        durationMs,
      };
    case 'rate-limited':
      return { ...NOTHING, fault: 'the token endpoint is rate limited', code: 'NO_TOKEN', durationMs };
    case 'unreachable':
      return { ...NOTHING, fault: token.reason, code: token.code ?? 'NO_TOKEN', durationMs };
  }
}

/** Headers in which vendors return their own request id. */
const REQUEST_ID_HEADERS = ['zuora-request-id', 'x-request-id', 'request-id'];

function requestIdOf(reply: Reply, hide: (text: string) => string): string | undefined {
  for (const name of REQUEST_ID_HEADERS) {
    const value = reply.headers[name];
    if (typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value)) return hide(value);
  }
  return undefined;
}
