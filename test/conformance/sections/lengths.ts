/** The vendor's own minimum and maximum lengths. */
import { describe, expect, test } from '@jest/globals';
import type { DescribedField } from '../../../src/mapping/describe.js';
import { isAddressWithLimit, isOfOwnWords, isTextWithLimit, nameOf, pathOf } from '../leaf.js';
import type { Subject } from '../subject.js';

export function lengths(subject: Subject): void {
  const { described } = subject;

  describe('minimum lengths', () => {
    const leaves = described.filter(
      (leaf) => isOfOwnWords(leaf) && leaf.type !== 'EMAIL' && subject.isFree(leaf),
    );
    test.each(leaves.map((leaf) => [nameOf(leaf), leaf] as const))('%s', async (_name, leaf) => {
      const least = leaf.minLength ?? 0;
      await subject.stage.added(subject.withLeaf(leaf, 'x'.repeat(least)));
      expect(await subject.stage.violations(subject.withLeaf(leaf, 'x'.repeat(least - 1)))).toMatchObject([
        { code: 'TOO_SHORT', path: pathOf(leaf), minLength: least, length: least - 1 },
      ]);
    });

    const addresses = described.filter(({ type }) => type === 'EMAIL');
    test.each(addresses.map((leaf) => [nameOf(leaf), leaf] as const))(
      'reject an empty address: %s',
      async (_name, leaf) => {
        const violations = await subject.stage.violations(subject.withLeaf(leaf, ''));
        expect(violations).toMatchObject([{ code: 'TOO_SHORT', path: pathOf(leaf) }]);
      },
    );
  });

  subject.section('length limits', () => {
    const leaves = described.filter((leaf) => isTextWithLimit(leaf) && subject.isFree(leaf));
    test.each(leaves.map((leaf) => [nameOf(leaf), leaf] as const))('%s', async (_name, leaf) => {
      const most = leaf.maxLength ?? 0;
      // Two UTF-16 units and four bytes each, to reveal a check that counts those.
      await expectLimit(subject, leaf, most, '😀'.repeat(most), '😀'.repeat(most + 1));
    });
  });

  subject.section('addresses at their limit', () => {
    const leaves = described.filter(isAddressWithLimit);
    test.each(leaves.map((leaf) => [nameOf(leaf), leaf] as const))('%s', async (_name, leaf) => {
      const most = leaf.maxLength ?? 0;
      await expectLimit(subject, leaf, most, addressOfLength(most), addressOfLength(most + 1));
    });
  });
}

/** The limit is ours and the vendor's: both accept a text at it, and neither one beyond it. */
async function expectLimit(
  subject: Subject,
  leaf: DescribedField,
  most: number,
  at: string,
  beyond: string,
): Promise<void> {
  await subject.expectKept(subject.withLeaf(leaf, at));
  expect(await subject.stage.violations(subject.withLeaf(leaf, beyond))).toMatchObject([
    { code: 'TOO_LONG', path: pathOf(leaf), maxLength: most, length: most + 1 },
  ]);
  expect(subject.stage.writes).toHaveLength(1);

  // Only this would notice a limit tighter than the vendor's.
  const encoded = (text: string) => new URLSearchParams({ text }).toString().slice('text='.length);
  await subject.restage({
    tamper: (body) => body.replace(at, beyond).replace(encoded(at), encoded(beyond)),
  });
  expect(await subject.stage.failure(subject.withLeaf(leaf, at))).toMatchObject({
    kind: 'invalid',
    violations: [{ code: 'PROVIDER_RULE', path: pathOf(leaf) }],
  });
}

/** A valid address of that length; the local part may have at most 64 characters. */
function addressOfLength(length: number): string {
  const domain = '.example.com';
  const local = 'a'.repeat(Math.min(64, length - 2 - domain.length));
  return `${local}@${'b'.repeat(length - 1 - local.length - domain.length)}${domain}`;
}
