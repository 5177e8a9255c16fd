/** Maps events to log lines. No line contains a value from a request. */
import { trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { ExchangeReport, ReportBreaker, ReportExchange } from '../accounts/exchange-report.js';
import { StoreFullError } from '../idempotency/store/store.js';
import { isDnsFault, isTlsFault } from '../vendor-http/fault-codes.js';
import type { ReportOperation } from './observed-store.js';

export function logVendorCalls(log: Logger): ReportExchange {
  return (report) => {
    if (needsOperator(report)) log.warn(report, 'provider call');
    else log.info(report, 'provider call');
  };
}

/** Whether an operator must check our credentials, the network, or a contact's outcome. */
function needsOperator({ isRepeated, problem, code, outcome }: ExchangeReport): boolean {
  if (isRepeated) return false;
  return problem !== undefined || isDnsFault(code) || isTlsFault(code) || outcome === 'UNKNOWN';
}

export function logBreaker(log: Logger): ReportBreaker {
  return (report) => log.warn(report, 'circuit breaker');
}

/** While the store is down, every request fails there; log it once a second. */
const STORE_LINES_MS = 1000;

export function logStoreFailures(log: Logger, now: () => number): ReportOperation {
  let silentUntil = Number.NEGATIVE_INFINITY;
  return ({ operation, error }) => {
    if (error === undefined || now() < silentUntil) return;
    silentUntil = now() + STORE_LINES_MS;
    const isFull = error instanceof StoreFullError;
    log.error({ operation, ...describeFault(error) }, isFull ? 'store full' : 'store failed');
  };
}

/**
 * A message may contain a request's value, or the store's URL with its password. A code comes from the
 * library.
 */
export function describeFault(error: unknown): { error: string; code?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && String(error.code);
  return { error: error.name, ...(code && /^[A-Z0-9_]{2,40}$/i.test(code) && { code }) };
}

/** Added to every line while a request is traced. */
export function traceFields(): { trace_id?: string; span_id?: string } {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}
