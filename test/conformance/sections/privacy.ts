/** Personal values stay out of failures, reports and violations. */
import { describe, expect, test } from '@jest/globals';
import type { ContactInput } from '../../../src/model/contact.js';
import { failureMessage } from '../../../src/model/errors.js';
import { UNIFIED_FIELDS, type UnifiedField } from '../../../src/model/fields.js';
import type { Fault } from '../../../src/sandbox/kit/vendor.js';
import { NEVER_IN_TIME } from '../fault-table.js';
import { withField } from '../inputs.js';
import { PRIVATE, privateInputs, privateTexts, repeating } from '../private-inputs.js';
import type { Subject } from '../subject.js';

export function privacy(subject: Subject): void {
  const { provider, full } = subject;

  describe('a personal value', () => {
    const secretive = privateInputs(full);

    test.each(secretive.map((input) => [Object.keys(input).join(', '), input] as const))(
      'stays out of failures and reports when the vendor repeats it: %s',
      async (_fields, input) => {
        const texts = privateTexts(input);
        expect(texts.length).toBeGreaterThan(0);
        const refusing = subject.customers.filter(
          ([id, , member]) =>
            member !== 'AddContactSuccess' && !NEVER_IN_TIME.has(subject.faults[id] as Fault),
        );
        for (const echo of [texts.join(' | '), ...texts, JSON.stringify(input)]) {
          await subject.restage({ alter: (reply) => ({ ...reply, body: repeating(reply.body, echo) }) });
          for (const [customerId] of refusing) {
            const outcome = await subject.stage.add(input, { customerId });
            // Some vendors reject a contact only for a value of this one.
            const failure = outcome.ok
              ? []
              : [outcome.failure, failureMessage(outcome.failure, provider.name)];
            const told = [failure, subject.stage.reports];
            expect(JSON.stringify(told)).not.toMatch(PRIVATE);
          }
        }
      },
    );
  });
}

export function privateViolations(subject: Subject): void {
  const { provider } = subject;

  describe('a personal value', () => {
    test('stays out of violations', async () => {
      const canary = 'Qzprivate';
      const bad: Partial<Record<UnifiedField, unknown>> = {
        emails: [{ address: `${canary} at example.com`, kind: 'WORK' }, { address: `${canary}@` }],
        phones: [{ number: `${canary}\u0000` }, { number: '' }, { number: canary }],
        customFields: [
          { name: `${canary}\u0000`, value: canary },
          { name: canary, value: { canary } },
        ],
        position: 0,
        notifications: ['NEW_REQUEST', 'ACCOUNT_EMAIL'],
        primary: true,
        enabled: false,
      };
      const input = UNIFIED_FIELDS.reduce(
        (rest, field) => withField(rest, field, field in bad ? bad[field] : `${canary.repeat(99)}\u0000`),
        {} as ContactInput,
      );
      const failure = await subject.stage.failure(input, {
        customerId: `${canary} /`,
        idempotencyKey: `${canary}:`,
      });
      expect(failure.kind).toBe('invalid');
      expect(JSON.stringify([failureMessage(failure, provider.name), failure])).not.toContain(canary);
    });
  });
}
