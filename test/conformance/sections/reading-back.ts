/** Reading an added contact. */
import { describe, expect, test } from '@jest/globals';
import type { Subject } from '../subject.js';

export function readingBack(subject: Subject): void {
  const { full } = subject;

  describe('reading back', () => {
    test.each(full.map((input) => [Object.keys(input).join(', '), input] as const))(
      'returns what the add returned: %s',
      async (_fields, input) => {
        const { contact } = await subject.stage.added(input);
        expect(await subject.stage.readBack(contact)).toEqual({ ok: true, value: contact });
      },
    );
  });
}
