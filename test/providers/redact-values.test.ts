import { describe, expect, test } from '@jest/globals';
import { redactText } from '../../src/accounts/redact.js';
import { fastest } from '../support/fastest.js';
import { processorMs } from '../support/processor-time.js';

const redactValues = (text: string, values: readonly string[]) => redactText(text, { values });

describe('the caller’s values in a vendor’s text', () => {
  test.each([
    ['whole', 'Name "Lovelace" is taken', ['Lovelace'], 'Name "[value]" is taken'],
    ['in another letter case', 'LOVELACE is taken', ['Lovelace'], '[value] is taken'],
    ['more than once', 'Ada Ada', ['Ada'], '[value] [value]'],
    ['one within another', 'Ada Lovelace', ['Ada', 'Ada Lovelace'], '[value]'],
    ['of regular expression characters', 'is a.*(b) wrong', ['a.*(b)'], 'is [value] wrong'],
    ['of several lines, made one by the vendor', 'Notes: one two', ['one\ntwo'], 'Notes: [value]'],
    ['of several lines, kept by the vendor', 'Notes: one\r\ntwo', ['one\r\ntwo'], 'Notes: [value]'],
    [
      'of several lines, of which one is repeated',
      'Line second line',
      ['first\nsecond line'],
      'Line [value]',
    ],
    ['with a tab', 'Notes: a\tb c', ['a\tb c'], 'Notes: [value]'],
    ['with an invisible joiner', 'Name می\u200cخواهم', ['می\u200cخواهم'], 'Name [value]'],
    ['of joined emoji', 'Name 👩\u200d👩\u200d👧!', ['👩\u200d👩\u200d👧'], 'Name [value]!'],
    ['as in the JSON', 'at {"a":"say \\"hi\\" now"}', ['say "hi" now'], 'at {"a":"[value]"}'],
    ['with spaces around it', 'is  padded text ', ['  padded text  '], 'is  [value]'],
  ])('are redacted: %s', (_how, text, values, expected) => {
    expect(redactValues(text, values)).toBe(expected);
  });

  test('of a letter or two count only as whole words', () => {
    expect(redactValues('Status of Bo is no', ['Bo', 'us', 'n'])).toBe('Status of [value] is no');
  });

  test.each([
    ['of a longer one', 'Customer Quillfeather unknown', ['Ada Quillfeather'], 'Customer [value] unknown'],
    ['of a longer one, in another case', 'QUILLFEATHER: bad', ['Ada Quillfeather'], '[value]: bad'],
    ['of an address', 'user quillfeather at host', ['quillfeather@example.com'], 'user [value] at host'],
    ['cut short', 'Name "Quillfeathe…" is bad', ['Ada Quillfeather'], 'Name "[value]…" is bad'],
    ['of two letters', 'First name Bo is bad', ['Bo Quill'], 'First name [value] is bad'],
    ['percent-encoded', 'at ?name=Ada%20Qu%69ll%2Bfeather', ['Quill+feather'], 'at ?name=Ada [value]'],
    ['percent-encoded twice', 'at ?name=O%2527Hara', ["O'Hara"], 'at ?name=[value]'],
    ['in JSON escapes', 'got \\u0051uillfeather', ['Quillfeather'], 'got [value]'],
    ['in JSON in JSON', 'got {\\"a\\":\\"Qu\\\\u0069ll\\"}', ['Quill'], 'got {"a":"[value]"}'],
    ['in HTML', 'got O&#39;Hara &amp; Quill&#x66;eather', ["O'Hara & Quillfeather"], 'got [value]'],
    ['in Base64', 'got QWRhIFF1aWxsZmVhdGhlcg==', ['Ada Quillfeather'], 'got [value]'],
    ['in Base64 with more', 'got eyJuYW1lIjoiUXVpbGxmZWF0aGVyIn0=', ['Quillfeather'], 'got [value]'],
    ['in hexadecimal', 'got 5175696c6c66656174686572', ['Quillfeather'], 'got [value]'],
    ['that hold escapes themselves', 'got 100%25', ['100%25'], 'got [value]'],
  ])('are redacted as words: %s', (_how, text, values, expected) => {
    expect(redactValues(text, values)).toBe(expected);
  });

  test('leave common words of a message, even if a note or a name contains them', () => {
    const text = 'The last name of this contact is too long; maximum length is 100 characters.';
    const values = [
      'Please contact the customer by phone. The name on the account is 100 years old.',
      'Will Long',
    ];
    expect(redactValues(text, values)).toBe(text);
    expect(redactValues('username is invalid', ['Name'])).toBe('username is invalid');
  });

  test('are not exposed by a cut text', () => {
    expect(redactValues(`${'is '.repeat(660)} ${'Quill'.repeat(900)}`, ['Quill'.repeat(900)])).not.toContain(
      'Q',
    );
    expect(redactValues('Quill'.repeat(900), ['Quill'.repeat(900)])).toBeNull();
  });

  test('that are empty or blank redact nothing', () => {
    expect(redactValues('nothing to see', ['', ' ', '\n'])).toBe('nothing to see');
  });
});

test('anything that looks like an address or a number is redacted', () => {
  expect(redactValues('ask bob@example.com or +49 (30) 123-45 67', [])).toBe('ask [value] or [value]');
  expect(redactValues('code 581300 of 2026', [])).toBe('code 581300 of 2026');
});

test('control characters and line breaks become spaces', () => {
  expect(redactValues('a\u0000b\r\nc\u2028d\u200be', [])).toBe('a b c d e');
});

test('a text has at most 300 characters, counted after redaction', () => {
  const capped = redactValues('😀'.repeat(301), []);
  expect([...(capped ?? '')]).toHaveLength(300);
  expect(capped?.endsWith('…')).toBe(true);
  expect(redactValues('😀'.repeat(300), [])).toBe('😀'.repeat(300));
  expect(redactValues(`${'x'.repeat(290)} Lovelace Lovelace`, ['Lovelace'])).not.toContain('Love');
});

describe('our credentials in a vendor’s text', () => {
  const secrets = ['live_4f9aB27cQx81', 'sandbox-key'];
  test.each([
    ['whole', 'Key live_4f9aB27cQx81 is expired', 'Key [value] is expired'],
    ['in part', 'Key live_4f9a... is expired', 'Key [value]... is expired'],
    ['by its end', 'Key ****aB27cQx81', 'Key ****[value]'],
    ['percent-encoded', 'Key live%5f4f9aB27cQx81', 'Key [value]'],
    ['but not a word that one begins with', 'sandbox mode', 'sandbox mode'],
  ])('are redacted: %s', (_how, text, expected) => {
    expect(redactText(text, { values: [], secrets })).toBe(expected);
  });
});

/** Texts of a single letter take no more steps than others; repetitive ones take the most. */
const HOSTILE: readonly (readonly [what: string, text: string])[] = [
  ['letters', 'x'],
  ['blanks', ' '],
  ['digits', '1'],
  ['digits apart', '1 - '],
  ['@', '@'],
  ['addresses', 'a@'],
  ['percent signs', '%25'],
  ['backslashes', '\\\\u005c'],
  ['references', '&amp;'],
  ['letters that join', 'a\u0301'],
  ['lines', 'abcdefgh\n'],
  ['words', 'abcdefgh '],
].map(([what, unit]) => [what ?? '', (unit ?? '').repeat(100_000 / (unit ?? '').length)] as const);

describe('a text of 100 KB', () => {
  const values = HOSTILE.map(([, text]) => text);

  test.each(HOSTILE)('of %s takes a few milliseconds, with any values', async (_what, text) => {
    const withoutValues = await fastest(5, () => {
      const startedAt = processorMs();
      redactValues(text, []);
      return processorMs() - startedAt;
    });
    expect(withoutValues).toBeLessThan(5);
    expect(() => redactValues(text, values)).not.toThrow();
  });

  test('with a request of a megabyte takes unnoticeable time', async () => {
    const many = Array.from({ length: 500 }, (_, index) => `Quillfeather${index} ${'and more '.repeat(220)}`);
    redactValues('x'.repeat(100_000), many);
    const tookMs = await fastest(200, () => {
      const startedAt = processorMs();
      redactValues('Quillfeather9 is '.repeat(6000), many);
      return processorMs() - startedAt;
    });
    expect(tookMs).toBeLessThan(200);
  });
});

test('a text without visible characters becomes null', () => {
  expect(redactValues(' \n\u200b ', [])).toBeNull();
});
