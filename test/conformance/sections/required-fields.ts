/** Fields without which the provider accepts nothing. */
import { expect, test } from '@jest/globals';
import type { ContactInput } from '../../../src/model/contact.js';
import { requiredFields as requiredIn, samples, withField } from '../inputs.js';
import type { Subject } from '../subject.js';

export function requiredFields(subject: Subject): void {
  const { provider, described, minimal } = subject;

  subject.section('required fields', () => {
    const required = requiredIn(provider);

    test('are described as such', () => {
      const ofRequired = described.filter((field) => field.required && !field.inList);
      expect(ofRequired.map(({ path }) => path.join('.'))).toEqual(required.map((field) => `input.${field}`));
    });

    test('may be omitted if a field that replaces them is given', async () => {
      for (const field of required) {
        for (const other of provider.fields[field]?.requiredUnless ?? []) {
          const { [field as keyof ContactInput]: _, ...without } = minimal;
          await subject.stage.added(withField(without, other, samples[other]));
        }
      }
    });

    test.each(required)('%s: absent, null and empty are rejected', async (field) => {
      const path = ['input', field];
      const isList = typeof samples[field] !== 'string';
      const { [field as keyof ContactInput]: _, ...without } = minimal;
      const nothing = isList
        ? [without, { ...without, [field]: null }, { ...without, [field]: [] }]
        : [without, { ...without, [field]: null }];
      for (const input of nothing) {
        expect(await subject.stage.violations(input)).toMatchObject([{ code: 'REQUIRED', path }]);
      }
      const empty = field === 'emails' ? [{ address: '' }] : field === 'phones' ? [{ number: '' }] : '';
      expect(await subject.stage.violations({ ...without, [field]: empty })).toMatchObject([
        {
          code: 'TOO_SHORT',
          path: isList ? [...path, '0', field === 'emails' ? 'address' : 'number'] : path,
        },
      ]);
    });

    test('are required even when unsupported fields may be omitted', async () => {
      const violations = await subject.stage.violations({}, { unsupportedFields: 'OMIT' });
      expect(violations.map(({ code, path }) => [code, ...path])).toEqual(
        required.map((field) => ['REQUIRED', 'input', field]),
      );
    });
  });
}
