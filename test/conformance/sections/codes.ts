/** Texts of one form, such as a country code. */
import { describe, expect, test } from '@jest/globals';
import { fieldOf, hasPattern, keptFields, withField } from '../inputs.js';
import type { Subject } from '../subject.js';

const WRONG = ['gb', 'G\u0412', 'G1', '--', ' G'];

export function codes(subject: Subject): void {
  const { provider, minimal, target } = subject;
  const fields = keptFields(provider).filter((field) => hasPattern(provider, field));

  describe('codes', () => {
    test('have a sample among the facts', () => {
      expect(fields.filter((field) => target.facts.samples?.[field] === undefined)).toEqual([]);
    });

    test('are kept in their form, and are FORMAT in any other', async () => {
      for (const field of fields) {
        const sample = target.facts.samples?.[field];
        const { contact } = await subject.stage.added(withField(minimal, field, sample));
        expect([field, fieldOf(contact, field)]).toEqual([field, sample]);
        for (const wrong of WRONG) {
          const path = ['input', ...field.split('.')];
          expect([wrong, await subject.stage.violations(withField(minimal, field, wrong))]).toMatchObject([
            wrong,
            [{ code: 'FORMAT', path, expected: expect.any(String) }],
          ]);
        }
      }
    });
  });
}
