/** How much of a vendor's answer is returned, at the edge of each limit. */
import { expect, test } from '@jest/globals';
import { boundJson } from '../../src/accounts/bound-json.js';
import type { JsonValue } from '../../src/model/contact.js';

const bounded = (value: JsonValue) => boundJson(value, (text) => text);
const LONGEST = 'x'.repeat(131_072);
const LONGEST_NAME = 'n'.repeat(1024);

test('limits a text to 128 KiB', () => {
  expect(bounded({ a: LONGEST, b: `${LONGEST}x` })).toEqual({ a: LONGEST });
  expect(bounded([`${LONGEST}x`, 'a'])).toEqual([null, 'a']);
});

test('limits a name to 1024 characters', () => {
  expect(bounded({ [LONGEST_NAME]: 1, [`${LONGEST_NAME}n`]: 2 })).toEqual({ [LONGEST_NAME]: 1 });
});

test('limits nesting to 32 levels', () => {
  const nested = (levels: number): JsonValue => (levels === 0 ? [] : [nested(levels - 1)]);
  expect(bounded(nested(31))).toEqual(nested(31));
  expect(JSON.stringify(bounded(nested(32)))).toBe(`${'['.repeat(32)}null${']'.repeat(32)}`);
});

test('leaves out a number that is out of range', () => {
  expect(bounded(JSON.parse('{"a":1e400,"b":1}'))).toEqual({ b: 1 });
});
