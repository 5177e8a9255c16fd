/** What the provider cannot keep: rejected, or left out under OMIT. */
import { describe, expect, test } from '@jest/globals';
import { UNIFIED_FIELDS } from '../../../src/model/fields.js';
import type { Provider } from '../../../src/providers/driver.js';
import { samples, suppliedLeaves, textFields, withField } from '../inputs.js';
import type { Subject } from '../subject.js';
import { expectOnlyWhatWasAsked } from '../wire.js';

export function unkept(subject: Subject): void {
  const { provider, among, minimal, facts } = subject;

  describe('the provider', () => {
    const unkept = UNIFIED_FIELDS.filter((field) => !provider.fields[field]);

    test.each(unkept)('rejects %s, which it cannot keep, and names those that do', async (field) => {
      const violations = await subject.stage.violations(withField(minimal, field, samples[field]));
      expect(violations).toMatchObject([
        {
          code: 'UNSUPPORTED',
          path: ['input', ...field.split('.')],
          supportedBy: among.filter(({ fields }) => fields[field]).map(({ id }) => id),
        },
      ]);
      expect(subject.stage.exchanges).toHaveLength(0);
    });

    test.each(unkept)('omits %s under OMIT, and lists it', async (field) => {
      const input = withField(minimal, field, samples[field]);
      const { fates } = await subject.stage.added(input, { unsupportedFields: 'OMIT' });
      const given = suppliedLeaves(withField({}, field, samples[field])).map(({ path }) => path);
      const omitted = fates.filter(({ fate }) => fate === 'OMITTED');
      expect(omitted.map(({ path }) => path)).toEqual(given);
      for (const { providerField, reason } of omitted) {
        expect(providerField).toBeNull();
        expect(reason).not.toBeNull();
      }
      expect(fates.map(({ path }) => path)).toEqual(suppliedLeaves(input).map(({ path }) => path));
      expectOnlyWhatWasAsked(subject.stage.writes[0], fates, facts);
    });

    test('accepts values that hold anyway: enabled, and not the primary contact', async () => {
      const idle = (['enabled', 'primary'] as const).filter((field) => !provider.fields[field]);
      const input = idle.reduce((rest, field) => withField(rest, field, field === 'enabled'), minimal);
      const { fates } = await subject.stage.added(input);
      const implied = fates.filter(({ fate }) => fate === 'IMPLIED').map(({ path }) => path[1]);
      expect(implied.sort()).toEqual([...idle].sort());
      expectOnlyWhatWasAsked(subject.stage.writes[0], fates, facts);
    });

    describe.each([
      ['emails', 'address', ['WORK', 'PERSONAL']],
      ['phones', 'number', ['WORK', 'HOME', 'MOBILE', 'FAX', 'OTHER']],
    ] as const)('kinds of %s', (list, part, kinds) => {
      const value = list === 'emails' ? 'ada@example.com' : '+442079460';
      const kept = provider.fields[list]?.fields.find((leaf) => leaf.part === 'kind')?.allowedValues;
      const cases = provider.fields[list] ? kinds : [];
      test.each(cases)('%s', async (kind) => {
        const input = withField(minimal, list, [{ [part]: value, kind }]);
        const at = ['input', list, '0'];
        if (kept?.includes(kind)) {
          const { contact } = await subject.stage.added(input);
          expect(contact[list]).toEqual([{ [part]: value, kind }]);
          return;
        }
        const [violation, ...others] = await subject.stage.violations(input);
        expect(others).toEqual([]);
        expect(violation).toMatchObject(
          kept
            ? { code: 'VALUE', path: [...at, 'kind'], allowedValues: kept }
            : {
                code: 'UNSUPPORTED',
                path: [...at, 'kind'],
                supportedBy: among.filter((other) => keepsKinds(other, list)).map(({ id }) => id),
              },
        );
        const { fates } = subject.stage.preview(input, { unsupportedFields: 'OMIT' });
        // If the provider has kinds, this one has no slot and the value goes with it; else the value stays.
        const left = kept
          ? [
              [...at, part],
              [...at, 'kind'],
            ]
          : [[...at, 'kind']];
        expect(fates.filter(({ fate }) => fate === 'OMITTED').map(({ path }) => path)).toEqual(left);
      });
    });

    test('rejects each notification without a switch, and accepts the others', async () => {
      const known = provider.fields.notifications?.fields[0]?.allowedValues;
      if (!known) return;
      const all = ['ACCOUNT_EMAIL', 'BILLING_EMAIL', 'NEW_REQUEST', 'FAILED_REQUEST'];
      const input = withField(minimal, 'notifications', all);
      const unknown = all.flatMap((name, index) => (known.includes(name) ? [] : [String(index)]));
      expect((await subject.stage.violations(input)).map(({ code, path }) => [code, ...path])).toEqual(
        unknown.map((index) => ['VALUE', 'input', 'notifications', index]),
      );
      const { fates } = await subject.stage.added(input, { unsupportedFields: 'OMIT' });
      expect(fates.filter(({ fate }) => fate === 'OMITTED').map(({ path }) => path.at(-1))).toEqual(unknown);
    });

    test('rejects the options of every other provider', async () => {
      const others = among.filter((other) => other !== provider && other.write.options);
      expect(others).not.toHaveLength(0);
      for (const { id, write } of others) {
        const violations = await subject.stage.violations(minimal, {
          providers: { [write.options?.key ?? '']: {} },
        });
        expect(violations).toMatchObject([
          { code: 'UNSUPPORTED', path: ['options', write.options?.key], supportedBy: [id] },
        ]);
      }
      expect(subject.stage.exchanges).toHaveLength(0);
    });

    test('relaxes no rule under OMIT', async () => {
      const [field] = textFields(provider);
      if (!field) return;
      const input = withField(
        withField(minimal, field, ''),
        unkept[0] ?? 'name',
        samples[unkept[0] ?? 'name'],
      );
      const violations = await subject.stage.violations(input, { unsupportedFields: 'OMIT' });
      expect(violations.map(({ code, path }) => [code, ...path])).toEqual([
        ['TOO_SHORT', 'input', ...field.split('.')],
      ]);
    });
  });
}

function keepsKinds(provider: Provider, list: 'emails' | 'phones'): boolean {
  return provider.fields[list]?.fields.some(({ part }) => part === 'kind') ?? false;
}
