/** Rows of a vendor whose replies use other names than its requests. */
import { expect, test } from '@jest/globals';
import { customFieldMap, customFieldsBeside } from '../../src/mapping/custom-field-rows.js';
import { decideUpdate } from '../../src/mapping/decide-update.js';
import { bodyOf, fatesOf } from '../../src/mapping/folds.js';
import { withReplyNames } from '../../src/mapping/reply-names.js';
import { text } from '../../src/mapping/text-rows.js';

const beside = customFieldsBeside('x_*', { limits: { pattern: /^x_/u, expected: 'a name of ours' } });

test('clearing uses the names in replies', () => {
  const fields = withReplyNames({ customFields: customFieldMap('attrs') }, { attrs: 'attributes' });
  const provider = { name: 'Any', omitsUnset: true, wireName: (wire: string) => wire, fields };
  const decisions = decideUpdate({ clear: ['CUSTOM_FIELDS'] }, provider);
  const present = { attributes: { team: 'A', size: 3 } };
  expect(bodyOf(decisions, present)).toEqual({
    attrs: [
      { key: 'team', value: null },
      { key: 'size', value: null },
    ],
  });
  expect(fatesOf(decisions, provider, present)).toMatchObject([{ fate: 'NOT_KEPT' }]);
  expect(fatesOf(decisions, provider, { attributes: {} })).toMatchObject([{ fate: 'CLEARED' }]);
});

test('a name that replies share is read under itself', () => {
  const { jobTitle, customFields } = withReplyNames(
    { jobTitle: text('title'), customFields: beside },
    { first: 'given' },
  );
  const record = { title: 'Chair', x_team: 'A' };
  expect(jobTitle?.decode(record)).toBe('Chair');
  expect(customFields?.decode(record)).toEqual([{ name: 'x_team', value: 'A' }]);
});

test('a reply value under a request name that replies rename is ignored', () => {
  const { nickname } = withReplyNames({ nickname: text('name') }, { name: 'alias' });
  expect(nickname?.decode({ name: 'Ada Lovelace' })).toBeUndefined();
  expect(nickname?.decode({ name: 'Ada Lovelace', alias: 'Ada' })).toBe('Ada');
});
