/** Changes of an existing contact: keeping, setting and clearing a field are three things. */
import { describe, expect, test } from '@jest/globals';
import { clearableNames } from '../../../src/mapping/decide-update.js';
import type { Contact, ContactInput } from '../../../src/model/contact.js';
import { contactFields, type UnifiedField } from '../../../src/model/fields.js';
import type { SandboxReply } from '../../../src/sandbox/kit/vendor.js';
import { whatCameBack } from '../came-back.js';
import { besides, fieldOf, keptFields, withField } from '../inputs.js';
import type { Subject } from '../subject.js';

export function changing(subject: Subject): void {
  const { provider, full, usual } = subject;
  const kept = keptFields(provider);
  const clearable = new Set(clearableNames(provider.fields));

  /** The contact as the vendor has it now. */
  async function present(contact: Contact): Promise<Contact> {
    const read = await subject.stage.readBack(contact);
    if (!read?.ok || !read.value) throw new Error(`Expected a contact, got ${JSON.stringify(read)}`);
    return read.value;
  }

  describe('changing', () => {
    if (!provider.write.update) {
      test('is unsupported, and calls no vendor', async () => {
        const { contact } = await subject.stage.added(usual);
        const { length } = subject.stage.exchanges;
        expect(await subject.stage.update(contact, { emails: [{ address: 'a@example.com' }] })).toMatchObject(
          {
            failure: { kind: 'operation-unsupported', operation: 'UPDATE' },
          },
        );
        expect(subject.stage.exchanges).toHaveLength(length);
      });
      return;
    }

    const values = full.flatMap((input, index) =>
      kept
        .filter((field) => field !== 'externalId' && fieldOf(input, field) !== undefined)
        .map((field) => [field, index, input] as const),
    );

    test.each(values)('sets %s (of input %i) and keeps the rest', async (field, _index, input) => {
      const { contact } = await subject.stage.added(besides(provider, usual, field));
      const before = await present(contact);
      const change = partsOf(field).reduce<ContactInput>(
        (rest, part) => withField(rest, part, fieldOf(input, part)),
        {},
      );
      const changed = await subject.stage.updated(contact, change);
      expect(changed.fates.filter(({ fate }) => fate === 'NOT_KEPT' || fate === 'OMITTED')).toEqual([]);
      const after = await present(contact);
      for (const [name, value] of whatCameBack(provider, change)) {
        expect([name, fieldOf(after, name)]).toEqual([name, value]);
      }
      expect(others(after, change)).toEqual(others(before, change));
      expect(others(changed.contact, {})).toEqual(others(after, {}));
    });

    /** Names that are sent as one text change together. */
    function partsOf(field: UnifiedField): readonly UnifiedField[] {
      return provider.fields[field]?.joins ?? [field];
    }

    /** Everything but the named fields and what is derived from them. */
    function others(contact: Contact, change: ContactInput): Readonly<Record<string, unknown>> {
      const { providerRecord: _, name, ...rest } = contact;
      const named = new Set(Object.keys(change));
      const own = Object.entries(rest).filter(([field]) => !named.has(field) || field === 'address');
      const parts = contact.address as Readonly<Record<string, unknown>> | null;
      const address = Object.entries(parts ?? {}).filter(
        ([part, value]) => value !== null && fieldOf(change, `address.${part}` as UnifiedField) === undefined,
      );
      const left = Object.fromEntries([...own, ['address', Object.fromEntries(address)]]);
      return ['name', 'firstName', 'lastName', 'emails'].some((field) => named.has(field))
        ? left
        : { ...left, name };
    }

    test.each([...clearable])('clears %s and keeps the rest', async (name) => {
      for (const input of full) {
        const { contact } = await subject.stage.added(input);
        const before = await present(contact);
        const { fates } = await subject.stage.updated(contact, { clear: [name] });
        expect(fates).toMatchObject([{ path: ['input', 'clear', '0'], fate: 'CLEARED' }]);
        const after = await present(contact);
        const cleared = contactFields[name] ?? [];
        for (const field of cleared.filter((one) => provider.fields[one])) {
          const value = fieldOf(after, field) ?? null;
          const isNothing = value === null || isEmptyList(value) || field === 'name';
          expect([field, isNothing, value]).toEqual([field, true, value]);
        }
        const change = cleared.reduce<ContactInput>((rest, field) => withField(rest, field, ''), {});
        expect(others(after, change)).toEqual(others(before, change));
      }
    });

    function isEmptyList(value: unknown): boolean {
      return Array.isArray(value) && value.every((item) => item.value === null);
    }

    test.each(Object.keys(contactFields).filter((name) => !clearable.has(name)))(
      'does not clear %s, which is unsupported',
      async (name) => {
        const { contact } = await subject.stage.added(usual);
        const outcome = await subject.stage.update(contact, { clear: [name] });
        expect(outcome).toMatchObject({
          failure: { violations: [{ code: 'UNSUPPORTED', path: ['input', 'clear', '0'] }] },
        });
      },
    );

    test('ignores null, and rejects a change that names no field', async () => {
      const { contact } = await subject.stage.added(usual);
      const nothing = Object.fromEntries(kept.map((field) => [field.split('.')[0], null]));
      expect(await subject.stage.update(contact, nothing)).toMatchObject({
        failure: { violations: [{ code: 'REQUIRED', path: ['input'] }] },
      });
    });

    test('rejects a field that is both set and cleared', async () => {
      const { contact } = await subject.stage.added(usual);
      const [field = 'notes'] = kept.filter((one) => clearable.has(one.toUpperCase()));
      const value = full.map((input) => fieldOf(input, field)).find((given) => given !== undefined);
      const change = { ...withField({}, field, value), clear: [field.toUpperCase()] };
      expect(await subject.stage.update(contact, change)).toMatchObject({
        failure: { violations: [{ code: 'CONFLICT', path: ['input', 'clear', '0'] }] },
      });
    });

    test("of an unknown contact, or of another customer's, changes nothing", async () => {
      const { contact } = await subject.stage.added(usual);
      const other = subject.customers[1]?.[0] ?? '';
      const change = { emails: [{ address: 'other@example.com' }] };
      const before = await present(contact);
      for (const elsewhere of [{ ...contact, customerId: other }]) {
        expect(await subject.stage.update(elsewhere, change)).toMatchObject({
          failure: { kind: 'contact-not-found' },
        });
      }
      expect(await present(contact)).toEqual(before);
    });

    test('is carried out once under a key, and replayed', async () => {
      const { contact } = await subject.stage.added(usual);
      const change = { emails: [{ address: 'changed@example.com' }] };
      const idempotencyKey = 'a-key-of-the-change';
      const first = await subject.stage.updated(contact, change, { idempotencyKey });
      const writes = subject.stage.writes.length;
      expect(first.replayed).toBe(false);
      const again = await subject.stage.updated(contact, change, { idempotencyKey });
      expect(again).toEqual({ ...first, replayed: true });
      expect(subject.stage.writes).toHaveLength(writes);
    });

    test('does nothing under the key of an add', async () => {
      const idempotencyKey = 'a-key-of-the-add-';
      const { contact } = await subject.stage.added(usual, { idempotencyKey });
      const writes = subject.stage.writes.length;
      const change = { emails: [{ address: 'changed@example.com' }] };
      expect(await subject.stage.update(contact, change, { idempotencyKey })).toMatchObject({
        failure: { kind: 'idempotency-conflict', conflict: 'DIFFERENT_REQUEST' },
      });
      expect(subject.stage.writes).toHaveLength(writes);
    });

    test('is found by its key when its answer is lost', async () => {
      let losses = 0;
      const alter = (reply: SandboxReply): SandboxReply =>
        losses-- === 1 ? { status: 502, body: {} } : reply;
      await subject.restage({ alter });
      const { contact } = await subject.stage.added(usual);
      const change = { emails: [{ address: 'changed@example.com' }] };
      const idempotencyKey = 'a-key-of-the-change';
      losses = 1;
      const changed = await subject.stage.updated(contact, change, { idempotencyKey });
      expect(changed).toMatchObject({
        replayed: false,
        contact: { emails: [{ address: 'changed@example.com' }] },
      });
      expect(subject.stage.distinctWrites).toBe(2);
    });
  });
}
