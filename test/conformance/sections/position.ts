/** A contact's position among the customer's. */
import { expect, test } from '@jest/globals';
import type { Subject } from '../subject.js';

export function position(subject: Subject): void {
  const { minimal } = subject;

  subject.section('position', () => {
    test('starts at 1', async () => {
      await subject.expectKept({ ...minimal, position: 1 });
      for (const position of [0, -1]) {
        expect(await subject.stage.violations({ ...minimal, position })).toMatchObject([
          { code: 'RANGE', path: ['input', 'position'], minimum: 1 },
        ]);
      }
    });
  });
}
