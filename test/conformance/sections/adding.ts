/** A minimal contact and a full one. */
import { describe, expect, test } from '@jest/globals';
import type { ContactInput } from '../../../src/model/contact.js';
import { UNIFIED_FIELDS } from '../../../src/model/fields.js';
import { whatCameBack } from '../came-back.js';
import { fieldOf, suppliedLeaves } from '../inputs.js';
import { bodyValues } from '../stage.js';
import type { Subject } from '../subject.js';
import { expectOnlyWhatWasAsked, isAtOrBelow } from '../wire.js';

export function adding(subject: Subject): void {
  const { provider, minimal, full, facts } = subject;

  describe('adding', () => {
    test('accepts a minimal contact with required fields only', async () => {
      const { contact, fates } = await subject.stage.added(minimal);
      expect(fates.map(({ path }) => path)).toEqual(suppliedLeaves(minimal).map(({ path }) => path));
      expect(contact.externalId).not.toBe('');
      expect(subject.stage.writes).toHaveLength(1);
      expectOnlyWhatWasAsked(subject.stage.writes[0], fates, facts);
    });

    test.each(full.map((input) => [Object.keys(input).join(', '), input] as const))(
      'accepts a full contact: %s',
      async (_fields, input) => {
        const { contact, fates, replayed } = await subject.stage.added(input);

        expect(replayed).toBe(false);
        expect(fates.map(({ path }) => path)).toEqual(suppliedLeaves(input).map(({ path }) => path));
        expect(fates.filter(({ fate }) => fate === 'OMITTED' || fate === 'NOT_KEPT')).toEqual([]);
        for (const { fate, reason } of fates) expect(reason === null).toBe(fate === 'SENT');

        expect(subject.stage.writes).toHaveLength(1);
        expectOnlyWhatWasAsked(subject.stage.writes[0], fates, facts);
        const sent = subject.stage.writes[0] ? bodyValues(subject.stage.writes[0].request) : [];
        for (const { path, value } of suppliedLeaves(input)) {
          const { fate, providerField } =
            fates.find((candidate) => String(candidate.path) === String(path)) ?? {};
          if (fate !== 'SENT' || path.at(-1) === 'kind' || path[1] === 'notifications') continue;
          const there = sent.filter(([name]) => isAtOrBelow(name, providerField ?? ''));
          // A custom field's name is a name on the wire too, not a value.
          const values = there.flatMap(([name, sentValue]) => [
            ...[name, name.slice(name.indexOf('.') + 1)],
            ...[sentValue, String(sentValue)],
          ]);
          expect(values).toContain(typeof value === 'boolean' ? String(value) : value);
        }

        expect(contact.customerId).not.toBe('');
        expect(contact.provider).toBe(provider.id);
        for (const [field, value] of whatCameBack(provider, input)) {
          expect([field, fieldOf(contact, field)]).toEqual([field, value]);
        }
      },
    );

    test.each(full.map((input) => [Object.keys(input).join(', '), input] as const))(
      'matches its preview, which calls no vendor: %s',
      async (_fields, input) => {
        const { violations, fates } = subject.stage.preview(input);
        expect(violations).toEqual([]);
        expect(subject.stage.exchanges).toHaveLength(0);
        expect(fates).toEqual((await subject.stage.added(input)).fates);
      },
    );

    test('takes null, and an empty list of addresses, numbers or custom fields, as not given', async () => {
      const nulls = Object.fromEntries(
        ['address', 'socialProfiles', ...UNIFIED_FIELDS.filter((field) => !field.includes('.'))].map(
          (name) => [name, null],
        ),
      );
      const lists = ['emails', 'phones', 'customFields'] as const;
      const empty = Object.fromEntries(
        lists.filter((field) => !provider.fields[field]?.required).map((field) => [field, []]),
      );
      for (const nothing of [nulls, empty, { address: {}, socialProfiles: {} }]) {
        const { fates } = await subject.stage.added({ ...nothing, ...minimal });
        expect(fates.map(({ path }) => path)).toEqual(suppliedLeaves(minimal).map(({ path }) => path));
      }
      const bodies = subject.stage.writes.map(({ request }) => bodyValues(request).map(([name]) => name));
      expect(new Set(bodies.map(String)).size).toBe(1);
    });

    test("reports in input order, regardless of the caller's order", async () => {
      for (const input of full) {
        const reversed = Object.fromEntries(Object.entries(input).reverse()) as ContactInput;
        const { fates } = subject.stage.preview(reversed);
        expect(fates.map(({ path }) => path)).toEqual(suppliedLeaves(input).map(({ path }) => path));
      }
    });
  });
}
