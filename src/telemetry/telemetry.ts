/** Turns all reports of the subgraph's parts into log lines, metrics and spans. */
import type { Logger } from 'pino';
import type { Accounts } from '../accounts/accounts.js';
import type { ReportBreaker, ReportExchange } from '../accounts/exchange-report.js';
import type { AttemptStore } from '../idempotency/store/store.js';
import type { ReportTries } from '../model/tries.js';
import type { ObservedRequest, ObserveRequest } from '../server/observe-request.js';
import type { Clock } from '../vendor-http/clock.js';
import { Deadline } from '../vendor-http/deadline.js';
import { USER_AGENT } from '../vendor-http/user-agent.js';
import { observeAccounts } from './accounts.js';
import { logBreaker, logStoreFailures, logVendorCalls } from './log.js';
import type { ReportOperation } from './observed-store.js';
import { type Outages, reportOutages } from './outages.js';
import { countRequests, traceRequests } from './requests.js';
import { openSdk } from './sdk.js';
import type { TelemetrySettings } from './settings.js';
import { countAuditErrors, countStoreOperations, countSweeps, observeAttempts } from './store.js';
import { countVendorCalls, traceVendorCalls } from './vendor-calls.js';

export interface Telemetry {
  readonly reportCall: ReportExchange;
  readonly reportBreaker: ReportBreaker;
  readonly reportOperation: ReportOperation;
  readonly outages: Outages;
  /** Absent if neither traces nor metrics are on. */
  readonly observeRequest: ObserveRequest | undefined;
  /** Adds gauges for the accounts and the store. */
  observe(accounts: Accounts, store: AttemptStore): void;
  /** The metrics as Prometheus text; undefined if they are off. */
  readonly scrape: (() => Promise<string>) | undefined;
  close(): Promise<void>;
}

const [NAME = '', VERSION = ''] = USER_AGENT.split('/');

/** An unresponsive collector must not delay shutdown. */
const CLOSE_MS = 2000;

export async function openTelemetry(
  settings: TelemetrySettings,
  log: Logger,
  clock: Clock,
): Promise<Telemetry> {
  const { meter, tracer, scrape, close } = await openSdk(settings, { name: NAME, version: VERSION }, log);
  const now = () => clock.now();
  const outages = reportOutages(log, now);
  return {
    reportCall: each(
      logVendorCalls(log),
      meter && countVendorCalls(meter),
      tracer && traceVendorCalls(tracer),
    ),
    reportBreaker: logBreaker(log),
    reportOperation: each(logStoreFailures(log, now), meter && countStoreOperations(meter)),
    outages: {
      ...outages,
      sweep: both(outages.sweep, meter && countSweeps(meter)),
      audit: both(outages.audit, meter && countAuditErrors(meter)),
    },
    observeRequest: observeRequests(tracer && traceRequests(tracer), meter && countRequests(meter)),
    observe: (accounts, store) => {
      if (!meter) return;
      observeAccounts(meter, accounts);
      observeAttempts(meter, store);
    },
    scrape,
    close: () => new Deadline(CLOSE_MS, clock).race(close(), () => undefined),
  };
}

function observeRequests(
  traced: ObserveRequest | undefined,
  count: ((request: ObservedRequest) => void) | undefined,
): ObserveRequest | undefined {
  if (!count) return traced;
  return async (request, serve) => {
    const observed = await (traced ? traced(request, serve) : serve());
    count(observed);
    return observed;
  };
}

function both(one: ReportTries, other: ReportTries | undefined): ReportTries {
  if (!other) return one;
  return {
    failed: each(one.failed, other.failed),
    succeeded: () => {
      one.succeeded();
      other.succeeded();
    },
  };
}

/** Sends one report to every receiver. */
function each<Report>(
  first: (report: Report) => void,
  ...others: readonly (((report: Report) => void) | undefined)[]
): (report: Report) => void {
  const rest = others.filter((other) => other !== undefined);
  if (rest.length === 0) return first;
  return (report) => {
    first(report);
    for (const other of rest) other(report);
  };
}
