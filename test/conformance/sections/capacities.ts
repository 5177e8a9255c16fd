/** How many items a list keeps. */
import { expect, test } from '@jest/globals';
import { kindsOf, withField } from '../inputs.js';
import { hasCapacity } from '../leaf.js';
import type { Subject } from '../subject.js';

export function capacities(subject: Subject): void {
  const { provider, described, minimal } = subject;

  subject.section('list capacities', () => {
    const lists = (['emails', 'phones'] as const).filter((list) =>
      described.some((field) => field.path[1] === list && hasCapacity(field)),
    );
    test.each(lists)('%s', async (list) => {
      const kinds = kindsOf(provider, list);
      const most = described.find(({ path }) => path[1] === list)?.maxItems;
      expect(kinds).toHaveLength(most ?? -1);
      const item = (kind: { kind?: string }, index: number) =>
        list === 'emails'
          ? { address: `ada${index}@example.com`, ...kind }
          : { number: `+442079460${index}`, ...kind };
      const items = kinds.map(item);
      await subject.expectKept(withField(minimal, list, items));

      const tooMany = withField(minimal, list, [...items, item(kinds[0] ?? {}, 9)]);
      expect(await subject.stage.violations(tooMany)).toMatchObject([
        { code: 'TOO_MANY', path: ['input', list], maxItems: most, items: (most ?? 0) + 1 },
      ]);
      const { contact, fates } = await subject.stage.added(tooMany, { unsupportedFields: 'OMIT' });
      expect(contact[list]).toHaveLength(most ?? -1);
      const omitted = fates
        .filter(({ fate }) => fate === 'OMITTED')
        .map(({ path }) => path.slice(0, 3).join('.'));
      expect([...new Set(omitted)]).toEqual([`input.${list}.${most}`]);
    });
  });
}
