import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { decodeCursor, encodeCursor } from '../../src/contacts/cursor.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const customer = { provider: 'CHARGEBEE', customerId: 'cus_acme' };

describe('a cursor round-trips', () => {
  test.each([
    ['1'],
    ['0.MjAyMy0xMC0yOVQxODowODo1MC4yNDQ4NzUwMDBaJmNvbl8='],
    ['contact with blanks'],
    ['"quoted" \\ and, [listed]'],
    ['zoë 😀 日本'],
    ['x'.repeat(150)],
    ['\u0001'.repeat(2048)],
    ['\ud800'],
    [''],
  ])('%s', (cursor) => {
    const text = encodeCursor(customer, cursor);
    expect(text).toMatch(/^[\w-]+$/);
    expect(decodeCursor(text, customer)).toBe(cursor);
  });

  test('customers with odd ids', () => {
    for (const customerId of ['kundin-zoë-😀', 'a"b', "cus!$&'()*+,:=@~[]", '😀'.repeat(50)]) {
      const of = { provider: 'CHARGEBEE', customerId };
      // The longest possible: an id of 150 four-byte characters.
      const cursor = '😀'.repeat(150);
      expect(decodeCursor(encodeCursor(of, cursor), of)).toBe(cursor);
    }
  });
});

test('rejects a cursor with a character changed, left out or added', () => {
  // Lengths that leave zero, two and four unused bits in the last character.
  for (const cursor of ['1', '12', '123']) {
    const text = encodeCursor(customer, cursor);
    for (let place = 0; place < text.length; place += 1) {
      const before = text.slice(0, place);
      const after = text.slice(place + 1);
      for (const character of ALPHABET) {
        if (character !== text[place])
          expect(decodeCursor(before + character + after, customer)).toBeUndefined();
      }
      expect(decodeCursor(before + after, customer)).toBeUndefined();
      expect(decodeCursor(`${before}A${text.slice(place)}`, customer)).toBeUndefined();
    }
    expect(decodeCursor(`${text}A`, customer)).toBeUndefined();
  }
});

test.each([
  ['nothing', ''],
  ['a space', ' '],
  ['padding', `${encodeCursor(customer, '1')}=`],
  ['a line break', `${encodeCursor(customer, '1')}\n`],
  ['a cursor of offsets', 'YXJyYXljb25uZWN0aW9uOjA'],
  ['too long a text', 'A'.repeat(20_001)],
  ['characters beyond ASCII', 'é'],
])('rejects %s as a cursor', (_name, text) => {
  expect(decodeCursor(text, customer)).toBeUndefined();
});

test('rejects the other Base64 alphabet', () => {
  const cursor = ['???', '>>>', '~~~', 'ÿÿÿ'].find((text) => /[-_]/.test(encodeCursor(customer, text))) ?? '';
  const text = encodeCursor(customer, cursor);
  expect(text).toMatch(/[-_]/);
  expect(decodeCursor(text.replaceAll('_', '/').replaceAll('-', '+'), customer)).toBeUndefined();
});

test('rejects a cursor of another list', () => {
  const text = encodeCursor(customer, '1');
  expect(decodeCursor(text, { provider: 'CHARGEBEE', customerId: 'cus_globex' })).toBeUndefined();
  expect(decodeCursor(text, { provider: 'ZUORA', customerId: 'cus_acme' })).toBeUndefined();
});

test.each([
  '',
  'null',
  '{',
  '[]',
  '1',
  '"text"',
  '["CHARGEBEE","cus_acme",5]',
  '["CHARGEBEE","cus_acme"]',
  '["CHARGEBEE","cus_acme",null]',
  '["CHARGEBEE", "cus_acme", "1"]',
  '["CHARGEBEE","cus_acme","1",2]',
])('rejects %p even with a valid checksum', (payload) => {
  const checksum = createHash('sha256').update(`contacts-cursor-1\n${payload}`).digest('hex').slice(0, 8);
  const forged = Buffer.from(`${checksum}${payload}`).toString('base64url');
  expect(decodeCursor(forged, customer)).toBeUndefined();
});

test('binds a cursor to its account, and leaves cursors of the default account unchanged', () => {
  const eu = { ...customer, account: 'eu' };
  const text = encodeCursor(eu, '1');
  expect(decodeCursor(text, eu)).toBe('1');
  for (const other of [customer, { ...customer, account: 'apac' }]) {
    expect(decodeCursor(text, other)).toBeUndefined();
    expect(decodeCursor(encodeCursor(other, '1'), eu)).toBeUndefined();
  }
  const kept = Buffer.from(encodeCursor(customer, '1'), 'base64url').toString();
  expect(kept.slice(8)).toBe('["CHARGEBEE","cus_acme","1"]');
});
