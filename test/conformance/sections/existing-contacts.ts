/** An existing contact of the customer is found, and none is created beside it. */
import { describe, expect, test } from '@jest/globals';
import type { ContactInput } from '../../../src/model/contact.js';
import { failures, writeOutcome } from '../../../src/model/errors.js';
import { whatCameBack } from '../came-back.js';
import { inShort, NEVER_IN_TIME } from '../fault-table.js';
import { fieldOf, suppliedLeaves } from '../inputs.js';
import type { Said } from '../stage.js';
import type { Subject } from '../subject.js';
import { seenOption } from '../target.js';

const FIND: Said = { ifExists: 'RETURN_EXISTING' };
const UPDATE: Said = { ifExists: 'UPDATE_EXISTING' };

export function existingContacts(subject: Subject): void {
  const { usual, full, mark, among, provider } = subject;
  const withEmail = full.filter(({ emails }) => emails && emails.length > 0);
  const emails = usual.emails ?? [];
  const shouted: ContactInput = {
    ...usual,
    emails: emails.map((email) => ({ ...email, address: email.address.toUpperCase() })),
  };

  describe('existing contacts', () => {
    test.each(withEmail.map((input) => [Object.keys(input).join(', '), input] as const))(
      'are returned as a read shows them, and no value is sent: %s',
      async (_fields, input) => {
        const { contact } = await subject.stage.added(input, FIND);
        const again = await subject.stage.added(input, FIND);
        expect(again.found).toBe('RETURNED');
        expect(again.fates.map(({ path }) => path)).toEqual(suppliedLeaves(input).map(({ path }) => path));
        for (const { fate } of again.fates) expect(fate).toBe('OMITTED');
        expect(await subject.stage.readBack(contact)).toMatchObject({
          ok: true,
          value: { id: again.contact.id, customFields: again.contact.customFields },
        });
        expect(subject.stage.writes).toHaveLength(1);
      },
    );

    test('match in another letter case, and a rejection names them', async () => {
      const { contact } = await subject.stage.added(usual);
      const { id } = contact;
      expect((await subject.stage.added(shouted, FIND)).contact.id).toBe(id);
      const match = expect.objectContaining({ id });
      const rejected = await subject.stage.failure(shouted, { ifExists: 'REJECT' });
      expect(rejected).toEqual({ kind: 'duplicate', existing: match, matches: [match] });
      expect(subject.stage.writes).toHaveLength(1);
    });

    test('are all named, and none is chosen, when several match', async () => {
      const added = [await subject.stage.added(usual), await subject.stage.added(usual)];
      const updating = provider.write.update ? (['UPDATE_EXISTING'] as const) : [];
      for (const ifExists of ['REJECT', 'RETURN_EXISTING', ...updating] as const) {
        const failure = await subject.stage.failure(usual, { ifExists });
        if (failure.kind !== 'duplicate') throw new Error(`Expected a duplicate, got ${failure.kind}`);
        expect(failure.existing).toBeNull();
        const ids = failure.matches?.map(({ id }) => id).sort();
        expect(ids).toEqual(added.map(({ contact }) => contact.id).sort());
      }
      expect(subject.stage.writes).toHaveLength(2);
    });

    test('are created once by many concurrent requests, with and without a key', async () => {
      const added = await Promise.all(
        Array.from({ length: 10 }, (_, index) => {
          const key = index % 2 === 0 ? {} : { idempotencyKey: `a-key-of-a-caller-${index}` };
          return subject.stage.added(usual, { ...FIND, ...key });
        }),
      );
      expect(new Set(added.map(({ contact }) => contact.id)).size).toBe(1);
      expect(added.filter(({ found }) => found === undefined)).toHaveLength(1);
      expect(subject.stage.writes).toHaveLength(1);
    });

    test('cost nothing unless requested', async () => {
      await subject.stage.added(usual);
      const before = subject.stage.exchanges.length;
      await subject.stage.added(usual, { ifExists: 'ALLOW', matchBy: ['EMAIL', 'PHONE'] });
      expect(subject.stage.exchanges).toHaveLength(before + 1);
    });

    test('are previewed as if none matched, without a call', async () => {
      await subject.stage.added(usual);
      const before = subject.stage.exchanges.length;
      expect(subject.stage.preview(usual, FIND)).toEqual(subject.stage.preview(usual));
      expect(subject.stage.exchanges).toHaveLength(before);
    });

    if (provider.write.update) existingUpdates();
    else
      test('cannot be changed, which is reported before any call', async () => {
        const violations = await subject.stage.violations(usual, UPDATE);
        expect(violations).toMatchObject([{ code: 'UNSUPPORTED', path: ['options', 'ifExists'] }]);
      });

    function existingUpdates(): void {
      test.each(withEmail.map((input) => [Object.keys(input).join(', '), input] as const))(
        'are changed to what the add names: %s',
        async (_fields, input) => {
          const { contact } = await subject.stage.added({ ...usual, emails: input.emails });
          const named = { ...input, externalId: input.externalId && contact.externalId };
          const changed = await subject.stage.added(named, UPDATE);
          expect(changed.found).toBe('UPDATED');
          expect(changed.contact.id).toBe(contact.id);
          expect(changed.fates.map(({ path }) => path)).toEqual(
            suppliedLeaves(named).map(({ path }) => path),
          );
          for (const { fate } of changed.fates) expect(['SENT', 'TRANSFORMED', 'IMPLIED']).toContain(fate);
          const read = await subject.stage.readBack(contact);
          for (const [name, value] of whatCameBack(provider, { ...named, externalId: undefined })) {
            expect([name, read?.ok && read.value && fieldOf(read.value, name)]).toEqual([name, value]);
          }
          expect(subject.stage.writes).toHaveLength(2);
        },
      );

      test.each(withEmail.map((input) => [Object.keys(input).join(', '), input] as const))(
        'keep what the add does not name: %s',
        async (_fields, input) => {
          const { contact } = await subject.stage.added(input);
          const before = await subject.stage.readBack(contact);
          const names = { name: input.name, firstName: input.firstName, lastName: input.lastName };
          const changed = await subject.stage.added({ ...names, emails: input.emails }, UPDATE);
          expect(changed.found).toBe('UPDATED');
          const after = await subject.stage.readBack(contact);
          const kept = (read: typeof before) => read?.ok && { ...read.value, providerRecord: undefined };
          expect(kept(after)).toEqual(kept(before));
        },
      );

      const { options: cases = {} } = subject.facts;
      for (const name of Object.keys(cases)) {
        test(`are changed with an option, or it has a fate: ${name}`, async () => {
          const { key = '', fields = {} } = provider.write.options ?? {};
          const one = cases[name]?.good.find(({ as }) => as !== undefined);
          if (!one) throw new Error(`No case of ${name} reaches the vendor.`);
          const { value, customerId, as } = one;
          const said = { providers: { [key]: { [name]: value } }, ...(customerId && { customerId }) };
          const leftOut = [{ path: ['options', key, name], fate: 'OMITTED', reason: expect.any(String) }];
          const fatesOf = async (input: ContactInput, rule: Said) => {
            const { found, fates } = await subject.stage.added(input, { ...said, ...rule });
            return { found, fates: fates.filter(({ path }) => path[0] === 'options') };
          };
          expect(await fatesOf(usual, {})).toEqual({ found: undefined, fates: [] });
          const keyed = { ...UPDATE, idempotencyKey: 'a-key-of-a-caller-1' };
          for (const rule of [UPDATE, keyed, keyed]) {
            const changed = await fatesOf(shouted, rule);
            const write = subject.stage.writes.at(-1);
            const isSeen = write !== undefined && seenOption(one, write.request) === as;
            expect(changed).toMatchObject({ found: 'UPDATED', fates: isSeen ? [] : leftOut });
            expect(changed.fates).toHaveLength(isSeen ? 0 : 1);
          }
          const { length } = fields[name]?.addOnly ? leftOut : [];
          expect((await fatesOf(usual, FIND)).fates).toHaveLength(length);
        });
      }

      test('are changed once under a key, and the answer is replayed', async () => {
        await subject.stage.added(usual);
        const said = { ...UPDATE, idempotencyKey: 'a-key-of-a-caller-1' };
        const first = await subject.stage.added(shouted, said);
        expect(first).toMatchObject({ found: 'UPDATED', replayed: false });
        const again = await subject.stage.added(shouted, said);
        expect(again).toEqual({ ...first, replayed: true });
        expect(subject.stage.writes).toHaveLength(2);
      });

      test('are found by a key when the answer to the change is lost', async () => {
        let replies = 0;
        await subject.restage({
          alter: (reply) => {
            replies += 1;
            return replies === 2 ? { status: 502, body: {} } : reply;
          },
        });
        const { contact } = await subject.stage.added(usual);
        const said = { ...UPDATE, idempotencyKey: 'a-key-of-a-caller-1' };
        const changed = await subject.stage.added(shouted, said);
        expect(changed).toMatchObject({ found: 'UPDATED', replayed: false, contact: { id: contact.id } });
        expect(subject.stage.distinctWrites).toBe(2);
        expect(await subject.stage.added(shouted, said)).toEqual({ ...changed, replayed: true });
      });
    }

    test('are matched by an id only if the caller may choose it', async () => {
      const keepsId = among.filter(({ fields }) => fields.externalId).map(({ id }) => id);
      const { violations } = subject.stage.preview(usual, { matchBy: ['EMAIL', 'EXTERNAL_ID'] });
      const path = ['options', 'matchBy', '1'];
      const expected = { code: 'UNSUPPORTED', path, supportedBy: keepsId };
      expect(violations).toMatchObject(keepsId.includes(provider.id) ? [] : [expected]);
    });
  });

  describe('existing contacts at every documented customer', () => {
    test.each(subject.customers)('%s %s: %s', async (id, _does, member) => {
      const fault = subject.faults[id];
      if (fault === 'SLOW') return expect(member).toBe('AddContactSuccess');
      const ask = (deadlineMs?: number) =>
        subject.stage.add(usual, {
          ...FIND,
          customerId: id,
          ...(deadlineMs !== undefined && { deadlineMs }),
        });
      const outcome = await (fault && NEVER_IN_TIME.has(fault) ? inShort(subject, ask) : ask());
      const stored = subject.stage.timesStored(mark);
      if (outcome.ok) {
        expect(member).toBe('AddContactSuccess');
        expect(stored).toBe(1);
        return;
      }
      const { failure } = outcome;
      if (writeOutcome(failure) === 'NOT_APPLIED') expect(stored).toBe(0);
      else expect(failures[failure.kind].member).toBe(member);
      expect(subject.stage.distinctWrites).toBeLessThanOrEqual(1);
    });
  });
}
