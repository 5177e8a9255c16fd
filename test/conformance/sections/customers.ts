/** Every customer in the sandbox's documentation. */

import { describe, expect, test } from '@jest/globals';
import { failures, writeOutcome } from '../../../src/model/errors.js';
import { inShort, NEVER_IN_TIME } from '../fault-table.js';
import type { Subject } from '../subject.js';

export function customers(subject: Subject): void {
  const { minimal, usual, mark } = subject;

  subject.section('unknown customer', () => {
    test('is reported as CustomerNotFound', async () => {
      const member = failures['customer-not-found'].member;
      const customerId = subject.customers.find(([, , result]) => result === member)?.[0] ?? '';
      expect(await subject.stage.failure(minimal, { customerId })).toEqual({
        kind: 'customer-not-found',
        customerId,
      });
      expect(subject.stage.writes).toHaveLength(1);
    });
  });

  describe('every documented customer', () => {
    test.each(subject.customers)('%s %s: %s', async (id, _does, member) => {
      const fault = subject.faults[id];
      // Takes two seconds, so `slowAnswers` covers it for all providers concurrently.
      if (fault === 'SLOW') return expect(member).toBe('AddContactSuccess');
      const ask = (deadlineMs?: number) =>
        subject.stage.add(usual, { customerId: id, ...(deadlineMs !== undefined && { deadlineMs }) });
      const outcome = await (fault && NEVER_IN_TIME.has(fault) ? inShort(subject, ask) : ask());
      if (outcome.ok) {
        expect('AddContactSuccess').toBe(member);
        expect(subject.stage.timesStored(mark)).toBe(1);
        return;
      }
      const { failure } = outcome;
      expect(failures[failure.kind].member).toBe(member);
      expect(subject.stage.writes.length).toBeGreaterThan(0);
      if (writeOutcome(failure) === 'NOT_APPLIED') expect(subject.stage.timesStored(mark)).toBe(0);
      // A write that may have been carried out is repeated under the vendor's own key only.
      else expect(subject.stage.distinctWrites).toBe(1);
      if (failure.kind === 'invalid')
        expect(failure.violations).toMatchObject([{ path: expect.arrayContaining(['input']) }]);
    });
  });
}
