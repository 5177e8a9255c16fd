/** Maps events to log lines. No line contains a value from a request. */
import { trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { ExchangeReport, ReportBreaker, ReportExchange } from '../accounts/exchange-report.js';
import { StoreFullError } from '../idempotency/store/store.js';
import { isDnsFault, isProxyFault, isTlsFault } from '../vendor-http/fault-codes.js';
import { describeFault } from './fault.js';
import type { ReportOperation } from './observed-store.js';
import { Outage } from './outage.js';

export function logVendorCalls(log: Logger): ReportExchange {
  return (report) => {
    if (needsOperator(report)) log.warn(report, 'provider call');
    else log.info(report, 'provider call');
  };
}

/** Whether an operator must check our credentials, the network, or a contact's outcome. */
function needsOperator({ isRepeated, problem, code, outcome }: ExchangeReport): boolean {
  if (isRepeated) return false;
  return (
    problem !== undefined ||
    isDnsFault(code) ||
    isTlsFault(code) ||
    isProxyFault(code) ||
    outcome === 'UNKNOWN'
  );
}

export function logBreaker(log: Logger): ReportBreaker {
  return (report) => log.warn(report, 'circuit breaker');
}

/** The outage ends when every failed operation succeeds: a full disk rejects writes but answers reads. */
export function logStoreFailures(log: Logger, now: () => number): ReportOperation {
  const outage = new Outage(log, now, 'store recovered');
  const failing = new Set<string>();
  return ({ operation, error }) => {
    if (error !== undefined) {
      failing.add(operation);
      const text = error instanceof StoreFullError ? 'store full' : 'store failed';
      outage.failed({ operation, ...describeFault(error) }, text);
    } else if (failing.delete(operation) && failing.size === 0) {
      outage.succeeded();
    }
  };
}

/** Added to every line while a request is traced. */
export function traceFields(): { trace_id?: string; span_id?: string } {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}
