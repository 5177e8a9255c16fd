import { expect, test } from '@jest/globals';
import {
  anyOf,
  contactWith,
  listOf,
  maybeFlag,
  maybeText,
  objectOf,
  parserOf,
  text,
} from '../../src/mapping/reply.js';
import type { JsonValue } from '../../src/model/contact.js';

const parseContact = parserOf(contactWith('id'));

test('a record passes unchanged: the same object, all its names in order', () => {
  const record = JSON.parse(
    '{"z":1e400,"id":7,"a":[{"__proto__":1}],"__proto__":{"b":2},"constructor":null}',
  );
  const contact = parseContact(record);
  expect(contact?.externalId).toBe('7');
  expect(contact?.record).toBe(record);
  expect(Object.keys(contact?.record ?? {})).toEqual(['z', 'id', 'a', '__proto__', 'constructor']);
});

test.each<[string, JsonValue | undefined]>([
  ['nothing', undefined],
  ['null', null],
  ['a list', [{ id: '7' }]],
  ['a text', '{"id":"7"}'],
  ['no id', { name: 'Ada' }],
  ['an empty id', { id: '' }],
  ['an id of another form', { id: { value: 7 } }],
])('%s is not a contact', (_name, json) => {
  expect(parseContact(json)).toBeUndefined();
});

test('an id on the prototype of the parsed object does not count', () => {
  expect(parserOf(contactWith('constructor'))({})).toBeUndefined();
  expect(parseContact(JSON.parse('{"__proto__":{"id":"7"}}'))).toBeUndefined();
});

test('an object holds what its schema names, and a list is never an object', () => {
  const parse = parserOf(objectOf({ code: maybeText, flag: maybeFlag }));
  expect(parse({ code: 12, flag: 'True', other: 'x' })).toEqual({ code: '12', flag: true });
  expect(parse({ code: [], flag: 'perhaps' })).toEqual({ code: undefined, flag: undefined });
  expect(parse({})?.code).toBeUndefined();
  expect(parse([])).toBeUndefined();
});

test('one unreadable entry makes a list unreadable, and is skipped among errors', () => {
  const json = { rows: [{ id: 'a' }, [], { id: 'b' }, null] };
  const entry = objectOf({ id: text });
  expect(parserOf(objectOf({ rows: listOf(entry) }))(json)).toBeUndefined();
  expect(parserOf(objectOf({ rows: anyOf(entry) }))(json)?.rows).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect(parserOf(objectOf({ rows: anyOf(entry) }))({})?.rows).toEqual([]);
  expect(parserOf(objectOf({ rows: listOf(entry) }))({})).toBeUndefined();
});
