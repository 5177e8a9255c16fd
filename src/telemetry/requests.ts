/** Requests as spans, in the router's trace, and as metrics. */
import type { IncomingMessage } from 'node:http';
import {
  type Attributes,
  context,
  type Meter,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { type AccountLabels, DEFAULT_ACCOUNT } from '../accounts/exchange-report.js';
import { failures } from '../model/errors.js';
import type { ObservedRequest, ObserveRequest } from '../server/observe-request.js';
import { DURATION_BUCKETS } from './vendor-calls.js';

/** Serves the request within its span, where vendor calls and log lines find it. */
export function traceRequests(tracer: Tracer): ObserveRequest {
  return async (request, serve) => {
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const span = tracer.startSpan('POST /graphql', { kind: SpanKind.SERVER }, parent);
    try {
      const observed = await context.with(trace.setSpan(parent, span), serve);
      if (span.isRecording()) span.setAttributes(spanAttributes(request, observed));
      if (isOurFault(observed)) span.setStatus({ code: SpanStatusCode.ERROR });
      return observed;
    } finally {
      span.end();
    }
  };
}

function spanAttributes({ method = '' }: IncomingMessage, request: ObservedRequest): Attributes {
  const { status, code, operation, operationType, writes = [] } = request;
  return {
    'http.request.method': method,
    'http.route': '/graphql',
    'http.response.status_code': status,
    'graphql.operation.type': operationType,
    'graphql.operation.name': operation,
    'error.type': code,
    ...(writes.length > 0 && {
      provider: writes.map(({ provider }) => provider),
      account: writes.map(({ account = DEFAULT_ACCOUNT }) => account),
      member: writes.map(({ result = NO_MEMBER }) => result),
      outcome: writes.map(({ outcome }) => outcome),
    }),
  };
}

/** The label after an internal error, which has no union member. */
const NO_MEMBER = 'none';

/** The caller's mistakes do not count. */
function isOurFault({ status, code }: ObservedRequest): boolean {
  return status >= 500 || code === 'INTERNAL_SERVER_ERROR';
}

/** What alerts look for. */
const ALERTED = ['AUTH_UNAVAILABLE', 'CALLER_RATE_LIMITED', 'INTERNAL_SERVER_ERROR', 'UNAUTHENTICATED'];

export function countRequests(meter: Meter): (request: ObservedRequest) => void {
  const durations = meter.createHistogram('http.server.request.duration', {
    unit: 's',
    description: 'Time from a GraphQL request to its answer.',
    advice: { explicitBucketBoundaries: DURATION_BUCKETS },
  });
  const errors = meter.createCounter('contacts.request.errors', {
    description: 'Answers to GraphQL requests with an error, by the code of the first one.',
  });
  // An alert sees the first error only as a change of an existing counter.
  for (const code of ALERTED) errors.add(0, { 'error.type': code });
  const writes = createWrites(meter);
  return ({ status, durationMs, code, operationType, writes: done = [] }) => {
    const type = operationType && { 'graphql.operation.type': operationType };
    durations.record(durationMs / 1000, { 'http.response.status_code': status, ...type });
    if (code !== undefined) errors.add(1, { 'error.type': code });
    for (const write of done) {
      // Rejected before it became a write.
      if (write.isForbidden) continue;
      const { provider, account = DEFAULT_ACCOUNT, result: member = NO_MEMBER, outcome, replayed } = write;
      writes.add(1, { provider, account, member, outcome, replayed });
    }
  };
}

function createWrites(meter: Meter) {
  return meter.createCounter('contacts.writes', {
    description: 'Answers to addContact. A replayed one tells of a write that was counted before.',
  });
}

/** Starts the counter at zero, so that an alert sees the first unknown outcome as an increase. */
export function beginWrites(meter: Meter, account: AccountLabels): void {
  const { member } = failures.unknown;
  const labels = { ...account, member, outcome: 'UNKNOWN', replayed: false };
  createWrites(meter).add(0, labels);
}
