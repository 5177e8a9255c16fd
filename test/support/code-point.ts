/**
 * One code point. `unit: 'binary'` generates the same, but first writes down how it generates each of them.
 */
import fc from 'fast-check';

/** Surrogates are not code points of characters; their codes are in the middle. */
const [FIRST_HALF, HALVES, LAST] = [0xd800, 0x800, 0x10ffff];

export const codePoint = fc.nat(LAST - HALVES).map(
  (place) => String.fromCodePoint(place < FIRST_HALF ? place : place + HALVES),
  (text) => {
    const code = String(text).codePointAt(0) ?? LAST + 1;
    if (String.fromCodePoint(code) !== text) throw new Error('It is not one code point.');
    return code < FIRST_HALF ? code : code - HALVES;
  },
);
