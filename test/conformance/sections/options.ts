/** The provider's options, and where the vendor gets them. */
import { expect, test } from '@jest/globals';
import type { Subject } from '../subject.js';
import { seenOption } from '../target.js';
import { expectOnlyWhatWasAsked } from '../wire.js';

export function options(subject: Subject): void {
  const { provider, minimal, facts } = subject;

  subject.section('options', () => {
    const cases = facts.options ?? {};

    test('all have a case', () => {
      expect(Object.keys(cases).sort()).toEqual(Object.keys(provider.write.options?.fields ?? {}).sort());
    });

    test.each(Object.keys(cases))('%s', async (name) => {
      const key = provider.write.options?.key ?? '';
      for (const one of cases[name]?.good ?? []) {
        const { value, customerId, as } = one;
        await subject.stage.added(minimal, {
          providers: { [key]: { [name]: value } },
          ...(customerId && { customerId }),
        });
        const write = subject.stage.writes.at(-1);
        expect(write && seenOption(one, write.request)).toEqual(as);
      }
      const before = subject.stage.exchanges.length;
      for (const [value, code] of cases[name]?.bad ?? []) {
        const violations = await subject.stage.violations(minimal, {
          providers: { [key]: { [name]: value } },
        });
        expect([value, violations]).toMatchObject([value, [{ code }]]);
        expect(violations[0]?.path.slice(0, 3)).toEqual(['options', key, name]);
      }
      expect(subject.stage.exchanges).toHaveLength(before);
    });

    test('are accepted by the vendor with their examples', async () => {
      const { key = '', fields = {} } = provider.write.options ?? {};
      for (const [name, { example }] of Object.entries(fields)) {
        if (example !== undefined) {
          await subject.stage.added(minimal, { providers: { [key]: { [name]: example } } });
        }
      }
    });

    test('given as null equal absent ones', async () => {
      const nulls = Object.fromEntries(Object.keys(cases).map((name) => [name, null]));
      const { fates } = await subject.stage.added(minimal, {
        providers: { [provider.write.options?.key ?? '']: nulls },
      });
      expectOnlyWhatWasAsked(subject.stage.writes[0], fates, facts);
    });
  });
}
