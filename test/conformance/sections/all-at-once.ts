/** An input that breaks every rule. */
import { describe, expect, test } from '@jest/globals';
import type { ContactInput } from '../../../src/model/contact.js';
import { UNIFIED_FIELDS, type UnifiedField } from '../../../src/model/fields.js';
import { samples, withField } from '../inputs.js';
import type { Subject } from '../subject.js';

export function allAtOnce(subject: Subject): void {
  const { provider, among } = subject;

  describe('an input that breaks every rule', () => {
    test('gets all violations in one answer, in input order, and calls no vendor', async () => {
      const bad: Partial<Record<UnifiedField, unknown>> = {
        emails: [{ address: 'nobody' }],
        phones: [{ number: '' }],
        position: 0,
        customFields: [{ name: '', value: 'x' }],
        notifications: ['ACCOUNT_EMAIL', 'NEW_REQUEST'],
      };
      // A supported flag has no wrong value.
      const faulty = UNIFIED_FIELDS.filter(
        (field) => !(provider.fields[field] && (field === 'primary' || field === 'enabled')),
      );
      const input = faulty.reduce((rest, field) => {
        const value = provider.fields[field] ? (bad[field] ?? '') : samples[field];
        return withField(rest, field, value);
      }, {} as ContactInput);
      const other =
        among.find(({ id, write }) => id !== provider.id && write.options)?.write.options?.key ?? '';
      const violations = await subject.stage.violations(input, {
        customerId: '',
        idempotencyKey: 'short',
        providers: { [other]: {} },
      });

      const heads = violations.map(({ path }) =>
        path.slice(1, path[1] === 'address' || path[1] === 'socialProfiles' ? 3 : 2).join('.'),
      );
      expect(violations[0]?.path).toEqual(['customerId']);
      expect([...new Set(heads.slice(1))]).toEqual([...faulty, 'idempotencyKey', other]);
      for (const { message } of violations) expect(message).not.toBe('');
      expect(subject.stage.exchanges).toHaveLength(0);
    });
  });
}
