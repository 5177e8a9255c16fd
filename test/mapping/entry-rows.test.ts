/** A list that a made-up vendor keeps as entries with ids: where a change puts each value. */
import { describe, expect, test } from '@jest/globals';
import type { TabledProvider } from '../../src/mapping/decide.js';
import { decideUpdate } from '../../src/mapping/decide-update.js';
import { entryList } from '../../src/mapping/entry-rows.js';
import { bodyOf } from '../../src/mapping/folds.js';
import { emailShape } from '../../src/mapping/list-rows.js';
import { resend, resentRules } from '../../src/mapping/resend.js';
import { text } from '../../src/mapping/text-rows.js';
import type { ContactChange, JsonObject } from '../../src/model/contact.js';

const provider: TabledProvider = {
  name: 'Acme',
  omitsUnset: false,
  wireName: (wire) => wire,
  fields: {
    nickname: text('nick'),
    emails: entryList(emailShape, 'mails', {
      names: { text: 'address', kind: 'use', id: 'key' },
      kinds: { WORK: 10, PERSONAL: 20 },
      default: 'WORK',
      capacity: 3,
      emptyWord: 'n/a',
    }),
  },
};

function change(present: JsonObject, input: ContactChange) {
  const wire = bodyOf(decideUpdate(input, provider), present);
  return resend(provider, 'ALL', { input, present, wire });
}
const entry = (key: number, use: number, address: string) => ({ key, use, address });
const present = { nick: 'Ann', mails: [entry(1, 10, 'a@x.example'), entry(2, 20, 'N/A ')] };

describe('a change', () => {
  test('sends back unnamed fields, without empty entries', () => {
    expect(change(present, { nickname: 'Bo' })).toEqual({ nick: 'Bo', mails: [entry(1, 10, 'a@x.example')] });
    expect(change(present, { emails: [{ address: 'b@x.example' }] })).toMatchObject({ nick: 'Ann' });
  });

  test('puts a value into the entry of its kind, and a new kind beside it', () => {
    const emails = [{ address: 'b@x.example' }, { address: 'c@x.example', kind: 'PERSONAL' as const }];
    expect(change(present, { emails })).toMatchObject({
      mails: [entry(1, 10, 'b@x.example'), { use: 20, address: 'c@x.example' }],
    });
  });

  test('empties the entry of a value that is no longer given', () => {
    const emails = [{ address: 'c@x.example', kind: 'PERSONAL' as const }];
    expect(change(present, { emails })).toMatchObject({
      mails: [{ use: 20, address: 'c@x.example' }, entry(1, 10, '')],
    });
    expect(change(present, { emails: [] })).toMatchObject({ mails: [entry(1, 10, '')] });
  });

  test('is invalid if it would have to guess a place, or has too many values', () => {
    const two = [{ address: 'b@x.example' }, { address: 'c@x.example' }];
    const tooMany = (maxItems: number, items: number) => [
      { code: 'TOO_MANY', path: ['input', 'emails'], maxItems, items, providerField: 'mails' },
    ];
    expect(change(present, { emails: two })).toMatchObject(tooMany(1, 2));
    const full = { mails: [1, 2, 3].map((key) => entry(key, 10, `${key}@x.example`)) };
    const personal = [{ address: 'c@x.example', kind: 'PERSONAL' as const }];
    expect(change(full, { emails: personal })).toMatchObject(tooMany(0, 1));
  });
});

test('forms get the rule if the vendor gets the field back', () => {
  expect(resentRules(provider.fields, 'ALL')).toMatchObject([
    { code: 'TOO_MANY', path: ['input', 'emails'] },
  ]);
  expect(resentRules(provider.fields, ['nickname'])).toEqual([]);
});
