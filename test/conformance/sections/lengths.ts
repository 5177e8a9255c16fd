/** The least and the greatest lengths, which are the vendor's own. */
import { describe, expect, test } from '@jest/globals';
import type { DescribedField } from '../../../src/mapping/describe.js';
import { isAddressWithLimit, isTextWithLimit, nameOf, pathOf, withLeaf } from '../leaf.js';
import type { Subject } from '../subject.js';

export function lengths(subject: Subject): void {
  const { described, minimal } = subject;

  describe('least lengths', () => {
    const leaves = described.filter(({ minLength, format }) => minLength !== null && format !== 'email');
    test.each(leaves.map((leaf) => [nameOf(leaf), leaf] as const))('%s', async (_name, leaf) => {
      const least = leaf.minLength ?? 0;
      await subject.stage.added(withLeaf(minimal, leaf, 'x'.repeat(least)));
      expect(await subject.stage.violations(withLeaf(minimal, leaf, 'x'.repeat(least - 1)))).toMatchObject([
        { code: 'TOO_SHORT', path: pathOf(leaf), minLength: least, length: least - 1 },
      ]);
    });

    const addresses = described.filter(({ format }) => format === 'email');
    test.each(addresses.map((leaf) => [nameOf(leaf), leaf] as const))(
      'an empty address: %s',
      async (_name, leaf) => {
        const violations = await subject.stage.violations(withLeaf(minimal, leaf, ''));
        expect(violations).toMatchObject([{ code: 'TOO_SHORT', path: pathOf(leaf) }]);
      },
    );
  });

  subject.section('length limits', () => {
    const leaves = described.filter(isTextWithLimit);
    test.each(leaves.map((leaf) => [nameOf(leaf), leaf] as const))('%s', async (_name, leaf) => {
      const most = leaf.maxLength ?? 0;
      // Two UTF-16 units and four bytes each: whoever counts those is found out.
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

/** The limit is ours and the vendor's: both take what is at it, and neither what is beyond. */
async function expectLimit(
  subject: Subject,
  leaf: DescribedField,
  most: number,
  at: string,
  beyond: string,
): Promise<void> {
  await subject.expectKept(withLeaf(subject.minimal, leaf, at));
  expect(await subject.stage.violations(withLeaf(subject.minimal, leaf, beyond))).toMatchObject([
    { code: 'TOO_LONG', path: pathOf(leaf), maxLength: most, length: most + 1 },
  ]);
  expect(subject.stage.writes).toHaveLength(1);

  // A limit that is tighter than the vendor's is noticed by nobody else.
  const encoded = (text: string) => new URLSearchParams({ text }).toString().slice('text='.length);
  await subject.restage({
    tamper: (body) => body.replace(at, beyond).replace(encoded(at), encoded(beyond)),
  });
  expect(await subject.stage.failure(withLeaf(subject.minimal, leaf, at))).toMatchObject({
    kind: 'invalid',
    violations: [{ code: 'PROVIDER_RULE', path: pathOf(leaf) }],
  });
}

/** A valid address of that length; the part before the sign may have 64 at most. */
function addressOfLength(length: number): string {
  const domain = '.example.com';
  const local = 'a'.repeat(Math.min(64, length - 2 - domain.length));
  return `${local}@${'b'.repeat(length - 1 - local.length - domain.length)}${domain}`;
}
