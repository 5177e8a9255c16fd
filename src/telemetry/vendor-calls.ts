/** Vendor calls as metrics and spans, both made from the report of a finished call. */
import {
  type Attributes,
  type Counter,
  type Meter,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { AccountLabels, ExchangeReport, ReportExchange } from '../accounts/exchange-report.js';
import { failures } from '../model/errors.js';

/** In seconds, as OpenTelemetry recommends for HTTP. */
export const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

export function countVendorCalls(meter: Meter): ReportExchange {
  const durations = meter.createHistogram('contacts.vendor.call.duration', {
    unit: 's',
    description: 'Time from a request to a vendor to its complete answer.',
    advice: { explicitBucketBoundaries: DURATION_BUCKETS },
  });
  const errors = createErrors(meter);
  return (report) => {
    const { provider, account, operation, status, error } = report;
    if (report.notAdmitted === undefined) {
      const answered = status === undefined ? undefined : { 'http.response.status_code': status };
      durations.record(report.durationMs / 1000, { provider, account, operation, ...answered });
    }
    if (error) errors.add(1, { provider, account, 'error.type': error, reason: reasonOf(report) });
  };
}

function createErrors(meter: Meter): Counter {
  return meter.createCounter('contacts.vendor.errors', {
    description:
      'Calls that did not succeed, those that were not made among them, by what they lead to and why.',
  });
}

/** The errors that alerts use. */
const ALERTED = [
  { 'error.type': failures.access.member, reason: 'CREDENTIALS_REJECTED' },
  { 'error.type': failures.unavailable.member, reason: 'QUEUE_FULL' },
];

/** Starts the counters at zero, so that an alert sees an account's first error as an increase. */
export function beginErrors(meter: Meter, account: AccountLabels): void {
  const errors = createErrors(meter);
  for (const error of ALERTED) errors.add(0, { ...account, ...error });
}

/** The reason a call failed: one of a few words, none taken from a request. */
export function reasonOf({ isRepeated, notAdmitted, problem, code, status }: ExchangeReport): string {
  if (isRepeated) return 'TOKEN_RENEWED';
  return notAdmitted ?? problem ?? code ?? `HTTP_${status}`;
}

/** The span is a child of the request's: the report runs in the caller's context. */
export function traceVendorCalls(tracer: Tracer): ReportExchange {
  return (report) => {
    // The request is not sampled; at a low sampling rate, most are not.
    if (trace.getActiveSpan()?.isRecording() === false) return;
    const { provider, operation, durationMs, error } = report;
    const endedAt = performance.now();
    const span = tracer.startSpan(`${provider} ${operation}`, {
      kind: SpanKind.CLIENT,
      startTime: endedAt - durationMs,
      attributes: attributesOf(report),
    });
    if (error) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(endedAt);
  };
}

function attributesOf(report: ExchangeReport): Attributes {
  const { provider, account, operation, status, outcome, sent, error, providerRequestId } = report;
  return {
    provider,
    account,
    operation,
    sent,
    'http.response.status_code': status,
    outcome,
    provider_request_id: providerRequestId,
    ...(error && { 'error.type': error, reason: reasonOf(report) }),
  };
}
