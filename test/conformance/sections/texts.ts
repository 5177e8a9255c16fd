/** Texts that are kept unchanged, and those that are rejected. */
import { describe, expect, test } from '@jest/globals';
import type { ContactInput } from '../../../src/model/contact.js';
import { whatCameBack } from '../came-back.js';
import { fieldOf, hasForm, textFields, withField } from '../inputs.js';
import { isOfOwnWords, nameOf, pathOf } from '../leaf.js';
import type { Subject } from '../subject.js';

const CONTROL_CHARACTERS = ['\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\u2028', '\u2029'];
const LONE_SURROGATES = ['\ud83d', '\ude00'];
const LINE_BREAKS = ['\n', '\r\n', '\t'];

/** Seven to fifteen code points, which fits every text field. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['letters beyond ASCII', 'Zoë Åß 漢字 Ωж'],
  ['emoji', '😀 👩‍👩‍👧 🏳️‍🌈'],
  ['leading zeros', '0071234'],
  ['plus signs', '+49+30+7946'],
  ['ampersands and equals signs', 'a=b&c=d;&e'],
  ['quotes', `"O'Neil" \`x\``],
  ['percent signs', '100% %41 %0A'],
  ['slashes', 'a\\b/c?d#e..'],
  ['markup', '<b>&amp;</b>'],
  ['a word of JSON', '{"a":null}'],
  ['blanks around it', '  padded  '],
  ['combining marks, not composed', 'e\u0301e\u0301e\u0301e\u0301'],
];

export function texts(subject: Subject): void {
  const { provider, described, minimal, full } = subject;

  describe('texts', () => {
    test.each(TEXTS)('are kept unchanged: %s', async (_what, text) => {
      for (const base of full) {
        const input = withTexts(base, text);
        const { contact, fates } = await subject.stage.added(input);
        expect(fates.filter(({ fate }) => fate === 'NOT_KEPT')).toEqual([]);
        for (const [field, value] of whatCameBack(provider, input)) {
          expect([field, fieldOf(contact, field)]).toEqual([field, value]);
        }
      }
    });

    /** The base with the text in every leaf that holds free text, numbers included, except addresses. */
    function withTexts(base: ContactInput, text: string): ContactInput {
      const texts = textFields(provider).filter((field) => fieldOf(base, field) !== undefined);
      const input = texts.reduce((rest, field) => withField(rest, field, text), base);
      return {
        ...input,
        ...(input.phones &&
          !hasForm(provider, 'phones') && {
            phones: input.phones.map((phone) => ({ ...phone, number: text })),
          }),
      };
    }

    test('line breaks and tabs are kept in notes', async () => {
      if (!provider.fields.notes) return;
      const notes = 'one\ntwo\r\nthree\tfour\n';
      const { contact } = await subject.stage.added({ ...minimal, notes });
      expect(contact.notes).toBe(notes);
    });

    const freeTexts = described.filter(
      (leaf) =>
        isOfOwnWords(leaf) && (leaf.type !== 'EMAIL' || leaf.path[1] === 'emails') && subject.isFree(leaf),
    );
    test.each(freeTexts.map((leaf) => [nameOf(leaf), leaf] as const))(
      'control characters and lone surrogates are invalid: %s',
      async (_name, leaf) => {
        const ofOneLine = leaf.path[1] === 'notes' ? [] : LINE_BREAKS;
        for (const character of [...CONTROL_CHARACTERS, ...LONE_SURROGATES, ...ofOneLine]) {
          const text = leaf.type === 'EMAIL' ? `ada${character}@example.com` : `+44 20${character}7946`;
          expect([character, await subject.stage.violations(subject.withLeaf(leaf, text))]).toMatchObject([
            character,
            [{ code: 'FORMAT', path: pathOf(leaf) }],
          ]);
        }
        expect(subject.stage.exchanges).toHaveLength(0);
      },
    );
  });
}
