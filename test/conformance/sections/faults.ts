/** The vendor's faults, each reported truthfully. */
import { expect, test } from '@jest/globals';
import { failureMessage, writeOutcome } from '../../../src/model/errors.js';
import type { Fault } from '../../../src/sandbox/kit/vendor.js';
import { FAULTS, inShort, NEVER_IN_TIME } from '../fault-table.js';
import type { Subject } from '../subject.js';

export function faults(subject: Subject): void {
  const { provider, usual, mark } = subject;

  for (const fault of Object.keys(FAULTS) as Fault[]) {
    subject.section(`fault ${fault}`, () => {
      test('is reported truthfully', async () => {
        const [customerId = ''] = Object.keys(subject.faults).filter((id) => subject.faults[id] === fault);
        const isLate = NEVER_IN_TIME.has(fault);
        const ask = (deadlineMs?: number) =>
          subject.stage.failure(usual, { customerId, ...(deadlineMs !== undefined && { deadlineMs }) });
        const failure = await (isLate ? inShort(subject, ask) : ask());

        const { kinds, stored } = FAULTS[fault];
        expect(kinds).toContain(failure.kind);
        expect(writeOutcome(failure)).toBe(failure.kind === 'unknown' ? 'UNKNOWN' : 'NOT_APPLIED');
        expect(subject.stage.timesStored(mark)).toBe(stored);
        if (failure.kind === 'unknown') expect(subject.stage.distinctWrites).toBe(1);
        if (fault === 'RATE_LIMITED_WITH_RETRY_AFTER') {
          expect(failure).toMatchObject({ retryAfterSeconds: expect.any(Number) });
        }
        if (fault === 'CREDENTIALS_REFUSED')
          expect(failure).toMatchObject({ problem: 'CREDENTIALS_REJECTED' });
        if (fault === 'PERMISSION_DENIED') expect(failure).toMatchObject({ problem: 'PERMISSION_DENIED' });
        expect(failureMessage(failure, provider.name)).not.toBe('');
      });
    });
  }
}
