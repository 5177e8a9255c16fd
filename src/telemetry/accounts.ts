/** What admission does for each account, read when somebody asks for the metrics. */
import type { Attributes, Meter } from '@opentelemetry/api';
import type { Accounts } from '../accounts/accounts.js';
import type { AdmissionLoad } from '../accounts/admission.js';
import type { BreakerState } from '../accounts/breaker.js';
import { DEFAULT_ACCOUNT } from '../accounts/exchange-report.js';
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
  for (const { load, provider } of accounts.all) {
    if (!load) continue;
    beginErrors(meter, provider.id);
    beginWrites(meter, provider.id);
  }
  for (const { name, value, ...options } of GAUGES) {
    meter.createObservableGauge(name, options).addCallback((result) => {
      for (const { load, provider } of accounts.all) {
        if (load) result.observe(value(load), attributesOf(provider.id));
      }
    });
  }
}

function attributesOf(provider: string): Attributes {
  return { provider, account: DEFAULT_ACCOUNT };
}
