/** Texts that a caller may send: valid ones that must be kept unchanged, and hostile ones. */
import fc, { type Arbitrary } from 'fast-check';
import { codePoint } from '../support/code-point.js';
import type { DocumentedText } from './documented.js';
import { textFaults } from './text-faults.js';

/** Texts that have broken encoders before. */
const TRICKS = [
  'a@x.io&contact[enabled]=true',
  'contact[email]',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'a=b&c=d;&e',
  '100% %41 %0A %00',
  '+49 30 +7946',
  '0071234',
  '","enabled":true,"x":"',
  '{"a":null}',
  '</script>\'"`',
  '../../admin?x#y',
  'null',
  'undefined',
  'NaN',
  'true',
  ' ',
  '  padded  ',
  ' none',
  'None ',
  '1e400',
  '12345678901234567890',
  '\u202eright to left',
  '\ufeffbom',
  '\u00a0',
  'e\u0301'.repeat(5),
  '\u00e9',
  '👩‍👩‍👧‍👦',
] as const;

const BROKEN = [
  '',
  '\u0000',
  'a\r\nx-injected: 1',
  'a\nb',
  'a\tb',
  'a\rb',
  '\u007f',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u001b[31m',
  '\ud83d',
  '\ude00',
  'a\ud800b',
  '\udc00\ud800',
] as const;

/** A character that no text may contain, or none of one line. */
export const brokenSign: Arbitrary<string> = fc.oneof(
  fc.constantFrom('\n', '\r', '\t', '\u0000', '\u007f', '\u0085', '\u2028', '\u2029'),
  fc.integer({ min: 0, max: 0x1f }).map((code) => String.fromCharCode(code)),
  fc.integer({ min: 0x80, max: 0x9f }).map((code) => String.fromCharCode(code)),
  fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code)),
);

/** Lengths that some provider has as its limit. */
const LIMITS = [1, 4, 7, 15, 20, 32, 40, 50, 64, 70, 74, 80, 90, 100, 128, 150, 255, 256];

/** One code point each, of one to four bytes and one or two UTF-16 units. */
export const UNITS = ['x', 'é', '漢', '😀', '\u0301', '\u200d', ' ', '&', '%'] as const;

/** Any 16-bit units, including lone surrogates. */
const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((codes) => codes.map((code) => String.fromCharCode(code)).join(''));

const atLimits = fc
  .tuple(fc.constantFrom(...LIMITS), fc.integer({ min: -1, max: 1 }), fc.constantFrom(...UNITS))
  .map(([limit, more, unit]) => unit.repeat(limit + more));

const huge = fc.constantFrom('x', '😀', '%', '"').map((unit) => unit.repeat(20_000));

export const anyText: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TRICKS) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 2, arbitrary: fc.string({ unit: codePoint, maxLength: 12 }) },
  { weight: 2, arbitrary: atLimits },
  { weight: 1, arbitrary: fc.constantFrom(...BROKEN) },
  { weight: 1, arbitrary: units },
  { weight: 1, arbitrary: huge },
);

/** Texts that keep the documented rules, up to the last allowed code point. */
export function keptText(rules: DocumentedText): Arbitrary<string> {
  const { min = 1, max } = rules;
  const atLimit = max === undefined ? huge : fc.constantFrom(...UNITS).map((unit) => unit.repeat(max));
  const lines = rules.multiline ? ['one\ntwo\r\nthree\tfour'] : [];
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.constantFrom(...TRICKS, ...lines) },
      { weight: 4, arbitrary: fc.string({ unit: 'grapheme', minLength: min, maxLength: 20 }) },
      { weight: 2, arbitrary: fc.string({ unit: codePoint, minLength: min, maxLength: 10 }) },
      { weight: 1, arbitrary: atLimit },
    )
    .filter((text) => textFaults(text, rules).length === 0);
}

const LOCALS = ['ada', 'a.b', "o'neil+tag%x", 'a&enabled=true', 'ADA', 'x_y-z', '{a}', '1'] as const;
const DOMAINS = ['x.io', 'example.com', 'Mail.Example.co.uk', 'a-b.example.org'] as const;

/** An address of exactly that length: the local part may have at most 64 characters, each domain label 63. */
function addressOfLength(length: number): string {
  const end = '.example.com';
  let rest = length - 2 - end.length;
  const local = Math.min(63, Math.max(0, rest - 1));
  rest -= local;
  const parts: string[] = [];
  while (rest > 0) {
    const part = Math.min(63, rest);
    // A dot needs something before it.
    const size = rest - part === 1 ? part - 1 : part;
    parts.push('b'.repeat(size));
    rest -= size + 1;
  }
  return `a${'a'.repeat(local)}@${parts.join('.')}${end}`;
}

export function keptAddress(max = 250): Arbitrary<string> {
  return fc
    .oneof(
      { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...LOCALS), fc.constantFrom(...DOMAINS)) },
      {
        weight: 2,
        arbitrary: fc.tuple(
          fc.string({ unit: fc.constantFrom(...'abcXYZ019'), minLength: 1, maxLength: 20 }),
          fc.constantFrom(...DOMAINS),
        ),
      },
    )
    .map(([local, domain]) => `${local}@${domain}`)
    .chain((address) => fc.constantFrom(address, address, addressOfLength(Math.min(max, 250))))
    .filter((address) => address.length <= max);
}

const NO_ADDRESSES = [
  'ada',
  'ada@',
  '@x.io',
  'ada@example',
  'ada@@x.io',
  'a d@x.io',
  ' ada@x.io',
  'ada@x.io ',
  'a@x.io,b@evil.io',
  'a@x.io;b@evil.io',
  'Ada <ada@x.io>',
  '"ada"@x.io',
  'ada@127.0.0.1',
  'a@x.io&contact[enabled]=true',
  'a@x.io\r\nBcc: b@evil.io',
  'a@x.io\u0000',
  'a@\ud800.io',
] as const;

export const anyAddress: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: keptAddress() },
  { weight: 1, arbitrary: fc.constantFrom(70, 71, 74, 75, 80, 81).map(addressOfLength) },
  { weight: 1, arbitrary: fc.constantFrom(...NO_ADDRESSES) },
  // Nothing without an @ is an address.
  { weight: 1, arbitrary: anyText.map((text) => text.replaceAll('@', '')) },
);
