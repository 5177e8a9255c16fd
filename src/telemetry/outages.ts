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
  const keys = new Outage(log, now, "the issuer's keys can be fetched again", 'warn');
  return {
    sweep: tries('sweep failed', 'the sweep works again'),
    audit: tries('the audit log could not be written', 'the audit log is written again'),
    limits: tries(
      "the store of the vendors' limits failed: this replica goes on with an equal part of them",
      "the store of the vendors' limits works again",
      'warn',
    ),
    callerShares: tries(
      "the store of callers' shares failed: this replica counts for itself",
      "the store of callers' shares works again",
      'warn',
    ),
    tokens: tries(
      'the store of refresh tokens failed: a restart may need a new refresh token',
      'the store of refresh tokens works again',
      'warn',
    ),
    issuerKeys: {
      failed: (reason: string) => keys.failed({ reason }, "the issuer's keys could not be fetched"),
      succeeded: () => keys.succeeded(),
    },
  };
}
