/** The dependencies that are retried while they are down, and their log lines. */
import type { Logger } from 'pino';
import type { ReportTries } from '../model/tries.js';
import { describeFault } from './fault.js';
import { Outage } from './outage.js';

export type Outages = ReturnType<typeof reportOutages>;

export function reportOutages(log: Logger, now: () => number) {
  const tries = (failed: string, ended: string, level?: 'warn'): ReportTries => {
    const outage = new Outage(log, now, ended, level);
    return {
      failed: (error) => outage.failed(describeFault(error), failed),
      succeeded: () => outage.succeeded(),
    };
  };
  const keys = new Outage(log, now, 'issuer keys fetched again', 'warn');
  return {
    sweep: tries('sweep failed', 'sweep recovered'),
    audit: tries('audit log failed', 'audit log recovered'),
    limits: tries(
      'vendor limits store failed: this replica uses an equal part',
      'vendor limits store recovered',
      'warn',
    ),
    callerShares: tries(
      'caller shares store failed: this replica counts alone',
      'caller shares store recovered',
      'warn',
    ),
    tokens: tries(
      'refresh token store failed: a restart may need a new refresh token',
      'refresh token store recovered',
      'warn',
    ),
    issuerKeys: {
      failed: (reason: string) => keys.failed({ reason }, 'issuer keys not fetched'),
      succeeded: () => keys.succeeded(),
    },
  };
}
