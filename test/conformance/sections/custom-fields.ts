/** Custom fields, if the provider keeps them. */
import { expect, test } from '@jest/globals';
import type { ContactInput, Path } from '../../../src/model/contact.js';
import type { Subject } from '../subject.js';

export function customFields(subject: Subject): void {
  const { minimal, facts } = subject;

  subject.section('custom fields', () => {
    const [field] = facts.customFields ?? [];
    const name = field?.name ?? '';
    const withFields = (customFields: unknown): ContactInput =>
      ({ ...minimal, customFields }) as ContactInput;
    const at = (...rest: string[]): Path => ['input', 'customFields', ...rest];

    test('of every type are kept', async () => {
      await subject.expectKept(withFields(facts.customFields));
    });

    test('are rejected twice under one name', async () => {
      const violations = await subject.stage.violations(withFields([field, field]));
      expect(violations).toMatchObject([{ code: 'FORMAT', path: at('1', 'name') }]);
    });

    test('are rejected under a name that reaches a prototype', async () => {
      const names = ['__proto__', 'constructor', 'prototype'];
      const fields = names.map((reserved) => ({ name: reserved, value: 'x' }));
      expect(
        (await subject.stage.violations(withFields(fields))).map(({ code, path }) => [code, path]),
      ).toEqual(names.map((_, index) => ['FORMAT', at(String(index), 'name')]));
    });

    test('require a name', async () => {
      const violations = await subject.stage.violations(withFields([{ name: '', value: 'x' }]));
      expect(violations).toMatchObject([{ code: 'TOO_SHORT', path: at('0', 'name') }]);
    });

    test('require a single value', async () => {
      const noValues = [{ a: 1 }, ['x'], [], {}, Number.NaN, Number.POSITIVE_INFINITY];
      for (const value of noValues) {
        const violations = await subject.stage.violations(withFields([{ name, value }]));
        expect(violations).toMatchObject([{ code: 'FORMAT', path: at('0', 'value') }]);
      }
      for (const nothing of [{ name }, { name, value: undefined }]) {
        const violations = await subject.stage.violations(withFields([nothing]));
        expect(violations).toMatchObject([{ code: 'REQUIRED', path: at('0', 'value') }]);
      }
    });

    test('accept null, which clears a field', async () => {
      const { fates } = await subject.stage.added(withFields([{ name, value: null }]));
      expect(fates.map(({ path }) => path.slice(1).join('.'))).toEqual(
        expect.arrayContaining(['customFields.0.name', 'customFields.0.value']),
      );
    });
  });
}
