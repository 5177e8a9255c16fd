import { describe, expect, test } from '@jest/globals';
import { redactText } from '../../src/providers/connection/redact-values.js';

const redactValues = (text: string, values: readonly string[]) => redactText(text, { values });

describe('the caller’s values in a vendor’s text', () => {
  test.each([
    ['whole', 'Name "Lovelace" is taken', ['Lovelace'], 'Name "[value]" is taken'],
    ['in another case', 'LOVELACE is taken', ['Lovelace'], '[value] is taken'],
    ['more than once', 'Ada Ada', ['Ada'], '[value] [value]'],
    ['one within another', 'Ada Lovelace', ['Ada', 'Ada Lovelace'], '[value]'],
    ['of signs with a meaning in patterns', 'is a.*(b) wrong', ['a.*(b)'], 'is [value] wrong'],
    ['of several lines, made one by the vendor', 'Notes: one two', ['one\ntwo'], 'Notes: [value]'],
    ['of several lines, kept by the vendor', 'Notes: one\r\ntwo', ['one\r\ntwo'], 'Notes: [value]'],
    [
      'of several lines, of which one is repeated',
      'Line second line',
      ['first\nsecond line'],
      'Line [value]',
    ],
    ['with a tab', 'Notes: a\tb c', ['a\tb c'], 'Notes: [value]'],
    ['with a joiner that is not shown', 'Name می\u200cخواهم', ['می\u200cخواهم'], 'Name [value]'],
    ['of joined emoji', 'Name 👩\u200d👩\u200d👧!', ['👩\u200d👩\u200d👧'], 'Name [value]!'],
    ['as it stood in the JSON', 'at {"a":"say \\"hi\\" now"}', ['say "hi" now'], 'at {"a":"[value]"}'],
    ['with blanks around it', 'is  padded text ', ['  padded text  '], 'is  [value]'],
  ])('are taken out: %s', (_how, text, values, expected) => {
    expect(redactValues(text, values)).toBe(expected);
  });

  test('of a letter or two count only as words of their own', () => {
    expect(redactValues('Status of Bo is no', ['Bo', 'us', 'n'])).toBe('Status of [value] is no');
  });

  test('that are empty or blank take nothing out', () => {
    expect(redactValues('nothing to see', ['', ' ', '\n'])).toBe('nothing to see');
  });
});

test('what looks like an address or a number goes, whoever’s it is', () => {
  expect(redactValues('ask bob@example.com or +49 (30) 123-45 67', [])).toBe('ask [value] or [value]');
  expect(redactValues('code 581300 of 2026', [])).toBe('code 581300 of 2026');
});

test('control characters and line breaks become blanks', () => {
  expect(redactValues('a\u0000b\r\nc\u2028d\u200be', [])).toBe('a b c d e');
});

test('a text has 300 characters at most, counted after the values were taken out', () => {
  const capped = redactValues('😀'.repeat(301), []);
  expect([...(capped ?? '')]).toHaveLength(300);
  expect(capped?.endsWith('…')).toBe(true);
  expect(redactValues('😀'.repeat(300), [])).toBe('😀'.repeat(300));
  expect(redactValues(`${'x'.repeat(290)} Lovelace Lovelace`, ['Lovelace'])).not.toContain('Love');
});

test('nothing is null', () => {
  expect(redactValues(' \n\u200b ', [])).toBeNull();
});
