/** Texts of one form, such as a country code. */
import { describe, expect, test } from '@jest/globals';
import type { DescribedField } from '../../../src/mapping/describe.js';
import { samples } from '../inputs.js';
import { fieldNameOf, isOfOwnWords, nameOf, pathOf } from '../leaf.js';
import type { Subject } from '../subject.js';

const WRONG = ['gb', 'G\u0412', 'G1', '--', ' G'];

export function codes(subject: Subject): void {
  const { described, target } = subject;
  const leaves = described.filter((leaf) => isOfOwnWords(leaf) && !subject.isFree(leaf));

  /** The provider's own sample, or the usual one. */
  function sampleOf(leaf: DescribedField): string {
    const field = fieldNameOf(leaf);
    const value: unknown = target.facts.samples?.[field] ?? samples[field];
    const [item] = Array.isArray(value) ? (value as readonly Record<string, string>[]) : [];
    return item ? (item[leaf.path.at(-1) ?? ''] ?? '') : String(value);
  }

  describe('codes', () => {
    test('have a sample in the facts if the usual one has another form', () => {
      const isWrong = (leaf: DescribedField) => !new RegExp(leaf.pattern ?? '', 'u').test(sampleOf(leaf));
      expect({ 'missing in samples': leaves.filter(isWrong).map(fieldNameOf) }).toEqual({
        'missing in samples': [],
      });
    });

    for (const leaf of leaves) {
      test(`are kept in their form, and are FORMAT in any other: ${nameOf(leaf)}`, async () => {
        await subject.expectKept(subject.withLeaf(leaf, sampleOf(leaf)));
        for (const wrong of WRONG) {
          expect([wrong, await subject.stage.violations(subject.withLeaf(leaf, wrong))]).toMatchObject([
            wrong,
            [{ code: 'FORMAT', path: pathOf(leaf), expected: expect.any(String) }],
          ]);
        }
      });
    }
  });
}
