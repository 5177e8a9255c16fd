/** Removing an added contact. */
import { describe, expect, test } from '@jest/globals';
import type { SandboxReply } from '../../../src/sandbox/kit/vendor.js';
import type { Subject } from '../subject.js';

export function removing(subject: Subject): void {
  const { provider, usual } = subject;

  describe('removing', () => {
    if (!provider.write.remove) {
      test('is unsupported, and calls no vendor', async () => {
        const { contact } = await subject.stage.added(usual);
        const { length } = subject.stage.exchanges;
        expect(await subject.stage.remove(contact)).toMatchObject({
          failure: { kind: 'operation-unsupported', operation: 'REMOVE' },
        });
        expect(subject.stage.exchanges).toHaveLength(length);
      });
      return;
    }

    test('removes the contact and no other', async () => {
      const { contact } = await subject.stage.added(usual);
      const { contact: other } = await subject.stage.added(usual);
      const { customerId, id: contactId } = contact;
      expect(await subject.stage.remove(contact)).toEqual({
        ok: true,
        value: { contactId, customerId, replayed: false },
      });
      expect(await subject.stage.readBack(contact)).toEqual({ ok: true, value: null });
      expect(await subject.stage.readBack(other)).toMatchObject({ value: { id: other.id } });
    });

    test("of a removed contact, or of another customer's, removes nothing", async () => {
      const { contact } = await subject.stage.added(usual);
      const elsewhere = { ...contact, customerId: subject.customers[1]?.[0] ?? '' };
      const failure = { kind: 'contact-not-found' };
      expect(await subject.stage.remove(elsewhere)).toMatchObject({ failure });
      expect(await subject.stage.readBack(contact)).toMatchObject({ value: { id: contact.id } });
      expect(await subject.stage.remove(contact)).toMatchObject({ ok: true });
      expect(await subject.stage.remove(contact)).toMatchObject({ failure });
    });

    test('is carried out once under a key, and replayed', async () => {
      const { contact } = await subject.stage.added(usual);
      const idempotencyKey = 'a-key-of-the-removal';
      const first = await subject.stage.remove(contact, { idempotencyKey });
      const writes = subject.stage.writes.length;
      expect(first).toMatchObject({ value: { replayed: false } });
      expect(await subject.stage.remove(contact, { idempotencyKey })).toMatchObject({
        value: { replayed: true },
      });
      expect(subject.stage.writes).toHaveLength(writes);
    });

    test('is found by its key when its answer is lost', async () => {
      let isLost = false;
      await subject.restage({ alter: (reply: SandboxReply) => (isLost ? { status: 502, body: {} } : reply) });
      const { contact: own } = await subject.stage.added(usual);
      isLost = true;
      const idempotencyKey = 'a-key-of-the-removal';
      const outcome = await subject.stage.remove(own, { idempotencyKey });
      expect(outcome).toMatchObject({ ok: true, value: { contactId: own.id, replayed: false } });
      isLost = false;
      expect(await subject.stage.readBack(own)).toEqual({ ok: true, value: null });
    });
  });
}
