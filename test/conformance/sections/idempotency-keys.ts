/** One contact per idempotency key. */
import { describe, expect, test } from '@jest/globals';
import type { SandboxReply } from '../../../src/sandbox/kit/vendor.js';
import type { Subject } from '../subject.js';

export function idempotencyKeys(subject: Subject): void {
  const { usual } = subject;

  describe('idempotency keys', () => {
    const key = 'Key_0.1~2-3456789';

    test('create one contact for two requests', async () => {
      const first = await subject.stage.added(usual, { idempotencyKey: key });
      const writes = subject.stage.writes.length;
      const again = await subject.stage.added(usual, { idempotencyKey: key });
      expect(again).toEqual({ ...first, replayed: true });
      expect(first.replayed).toBe(false);
      expect(subject.stage.writes).toHaveLength(writes);
    });

    test('create one contact for many concurrent requests', async () => {
      const added = await Promise.all(
        Array.from({ length: 10 }, () => subject.stage.added(usual, { idempotencyKey: key })),
      );
      expect(new Set(added.map(({ contact }) => contact.id)).size).toBe(1);
      expect(added.filter(({ replayed }) => !replayed)).toHaveLength(1);
      expect(subject.stage.writes).toHaveLength(1);
    });

    test.each(subject.full.map((input, index) => [index, input] as const))(
      'confirm a contact whose answer is lost: input %i',
      async (_index, input) => {
        let isLost = false;
        const alter = (reply: SandboxReply): SandboxReply => {
          if (isLost) return reply;
          isLost = true;
          return { status: 502, body: {} };
        };
        await subject.restage({ alter });
        const { contact, replayed } = await subject.stage.added(input, { idempotencyKey: key });
        expect(replayed).toBe(false);
        expect(subject.stage.distinctWrites).toBe(1);
        const again = await subject.stage.added(input, { idempotencyKey: key });
        expect(again).toMatchObject({ replayed: true, contact: { id: contact.id } });
      },
    );

    test('send nothing when they were used for another contact', async () => {
      await subject.stage.added(usual, { idempotencyKey: key });
      const writes = subject.stage.writes.length;
      const other = { ...usual, emails: [{ address: 'another@example.com' }] };
      const outcome = await subject.stage.add(other, { idempotencyKey: key });
      expect(outcome).toMatchObject({
        failure: { kind: 'idempotency-conflict', conflict: 'DIFFERENT_REQUEST' },
      });
      expect(subject.stage.writes).toHaveLength(writes);
    });

    test('are valid up to their limits only', async () => {
      for (const length of [16, 128])
        await subject.stage.added(usual, { idempotencyKey: 'k'.repeat(length) });
      const before = subject.stage.exchanges.length;
      for (const [idempotencyKey, code] of [
        ['k'.repeat(15), 'TOO_SHORT'],
        ['k'.repeat(129), 'TOO_LONG'],
        ['', 'TOO_SHORT'],
        [`${key}:`, 'FORMAT'],
        [`${key}é`, 'FORMAT'],
        [`${key}\n`, 'FORMAT'],
      ] as const) {
        const violations = await subject.stage.violations(usual, { idempotencyKey });
        expect(violations.map((violation) => violation.code)).toContain(code);
        for (const { path } of violations) expect(path).toEqual(['options', 'idempotencyKey']);
      }
      expect(subject.stage.exchanges).toHaveLength(before);
    });
  });
}
