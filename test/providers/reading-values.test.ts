/** Values of an almost documented answer, in spellings that vendors have been seen to use. */
import { describe, expect, test } from '@jest/globals';
import { parseJson } from '../../src/accounts/encode.js';
import { asObject, asObjects, readFlag, readText } from '../../src/mapping/field-table.js';
import { sameValue } from '../../src/mapping/folds.js';

describe('a text', () => {
  test.each([
    ['Ada', 'Ada'],
    [1234123, '1234123'],
    ['', undefined],
    [null, undefined],
    [true, undefined],
    [['Ada'], undefined],
    [{}, undefined],
  ])('of %j is %j', (value, expected) => {
    expect(readText({ name: value }, 'name')).toBe(expected);
  });

  test('is only taken from the record itself', () => {
    expect(readText({}, 'toString')).toBeUndefined();
    expect(readText({}, 'constructor')).toBeUndefined();
  });
});

describe('a flag', () => {
  test.each([
    [true, true],
    [false, false],
    ['True', true],
    ['false', false],
    ['yes', undefined],
    [1, undefined],
    [null, undefined],
  ])('of %j is %j', (value, expected) => {
    expect(readFlag({ flag: value }, 'flag')).toBe(expected);
  });
});

describe('a returned value', () => {
  test.each([
    ['0071', '0071', true],
    [71, '71', true],
    [71, '0071', false],
    ['True', true, true],
    ['1', true, false],
    [undefined, 'x', undefined],
    [null, 'x', false],
    [null, null, true],
    ['', null, false],
    [{}, 'x', false],
    [['x'], 'x', false],
    ['12.50', 12.5, false],
  ] as const)('as %j was sent as %j: %j', (got, sent, expected) => {
    expect(sameValue(got as never, sent)).toBe(expected);
  });
});

describe('an answer', () => {
  test('keeps ids that are too large for a number', () => {
    expect(parseJson('{"id":9223372036854775807,"n":12345678901234.5,"small":7}')).toEqual({
      id: '9223372036854775807',
      n: 12345678901234.5,
      small: 7,
    });
  });

  test.each(['', '{', 'null x', '<html>'])('that is not JSON is undefined: %j', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });

  test('is an object or undefined', () => {
    expect([null, [], 'x', 7, undefined].map((value) => asObject(value as never))).toEqual(
      Array(5).fill(undefined),
    );
    expect(asObjects([{ a: 1 }, null, 'x', [], { b: 2 }])).toEqual([{ a: 1 }, { b: 2 }]);
    expect(asObjects({ 0: {} })).toEqual([]);
  });
});
