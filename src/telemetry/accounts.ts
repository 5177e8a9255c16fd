/** Each account's admission load, read when the metrics are collected. */
import type { Meter } from '@opentelemetry/api';
import type { Accounts } from '../accounts/accounts.js';
import type { AdmissionLoad } from '../accounts/admission.js';
import type { BreakerState } from '../accounts/breaker.js';
import { type AccountLabels, DEFAULT_ACCOUNT } from '../accounts/exchange-report.js';
import type { Account } from '../accounts/provider-account.js';
import { HEALTH_STATES } from '../model/health.js';
import { beginWrites } from './requests.js';
import { beginErrors } from './vendor-calls.js';

const BREAKER: Readonly<Record<BreakerState, number>> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };

interface Gauge {
  readonly name: string;
  readonly description: string;
  readonly unit?: string;
  readonly value: (load: AdmissionLoad) => number;
}

const GAUGES: readonly Gauge[] = [
  {
    name: 'contacts.vendor.calls.in_flight',
    description: 'Calls that are under way.',
    value: ({ inFlight }) => inFlight,
  },
  {
    name: 'contacts.vendor.slots',
    description: 'Calls that may be under way at once.',
    value: ({ slots }) => slots,
  },
  {
    name: 'contacts.vendor.queue.waiting',
    description: 'Calls that wait for their turn.',
    value: ({ waiting }) => waiting,
  },
  {
    name: 'contacts.vendor.queue.limit',
    description: 'Calls of one kind that may wait; a write waits behind writes only.',
    value: ({ queueLimit }) => queueLimit,
  },
  {
    name: 'contacts.vendor.breaker.state',
    description: 'Circuit breaker: 0 closed, 1 half open, 2 open.',
    value: ({ breaker }) => BREAKER[breaker],
  },
  {
    name: 'contacts.vendor.pause.remaining',
    description: 'How long the vendor wants no more calls.',
    unit: 's',
    value: ({ pausedMs }) => pausedMs / 1000,
  },
];

export function observeAccounts(meter: Meter, accounts: Accounts): void {
  for (const account of accounts.all) {
    if (!account.load) continue;
    beginErrors(meter, labelsOf(account));
    beginWrites(meter, labelsOf(account));
  }
  for (const { name, value, ...options } of GAUGES) {
    meter.createObservableGauge(name, options).addCallback((result) => {
      for (const account of accounts.all) {
        if (account.load) result.observe(value(account.load), { ...labelsOf(account) });
      }
    });
  }
  observeHealth(meter, accounts);
}

/** One series per state, as is usual in Prometheus. */
function observeHealth(meter: Meter, accounts: Accounts): void {
  const options = {
    description: 'Health as the latest calls showed it: 1 for the state that the account is in.',
  };
  meter.createObservableGauge('contacts.vendor.health', options).addCallback((result) => {
    for (const account of accounts.all) {
      if (!account.load) continue;
      for (const health of HEALTH_STATES) {
        result.observe(health === account.health.state ? 1 : 0, { ...labelsOf(account), health });
      }
    }
  });
}

function labelsOf({ provider, name }: Account): AccountLabels {
  return { provider: provider.id, account: name ?? DEFAULT_ACCOUNT };
}
