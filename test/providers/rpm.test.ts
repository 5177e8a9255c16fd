/**
 * RPM Software's own rules: four numbers, a primary flag beside the contact, numbers that read back as none.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Stage } from '../conformance/stage.js';
import { openStage } from '../conformance/targets.js';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage('RPM');
});
afterEach(() => stage.close());

function sent(): unknown {
  return JSON.parse(stage.writes.at(-1)?.request.body ?? '');
}

describe('numbers', () => {
  test('are up to four, of any kinds, in order', async () => {
    const phones = [
      { number: '4', kind: 'FAX' },
      { number: '3', kind: 'WORK' },
      { number: '2', kind: 'FAX' },
      { number: '1', kind: 'OTHER' },
    ] as const;
    const { contact } = await stage.added({ phones });
    expect(sent()).toMatchObject({
      Contact: {
        PhoneNumbers: [
          { Type: 3, Number: '4' },
          { Type: 1, Number: '3' },
          { Type: 3, Number: '2' },
          { Type: 6, Number: '1' },
        ],
      },
    });
    expect(contact.phones).toEqual(phones);
  });

  test('that are five are one too many; the fifth can be omitted', async () => {
    const phones = ['1', '2', '3', '4', '5'].map((number) => ({ number }));
    expect(await stage.violations({ phones })).toMatchObject([
      { code: 'TOO_MANY', path: ['input', 'phones'], maxItems: 4, items: 5 },
    ]);
    const { contact, fates } = await stage.added({ phones }, { unsupportedFields: 'OMIT' });
    expect(contact.phones.map(({ number }) => number)).toEqual(['1', '2', '3', '4']);
    expect(fates.at(-1)).toMatchObject({ path: ['input', 'phones', '4', 'number'], fate: 'OMITTED' });
  });

  test('without a kind are business numbers', async () => {
    const { contact } = await stage.added({ phones: [{ number: '1' }] });
    expect(sent()).toMatchObject({ Contact: { PhoneNumbers: [{ Type: 1, Number: '1' }] } });
    expect(contact.phones).toEqual([{ number: '1', kind: 'WORK' }]);
  });

  test('of mobiles have no kind here', async () => {
    const phones = [{ number: '1', kind: 'MOBILE' as const }, { number: '2' }];
    expect(await stage.violations({ phones })).toMatchObject([
      {
        code: 'VALUE',
        path: ['input', 'phones', '0', 'kind'],
        allowedValues: ['WORK', 'HOME', 'FAX', 'OTHER'],
      },
    ]);
    const { contact } = await stage.added({ phones }, { unsupportedFields: 'OMIT' });
    expect(contact.phones.map(({ number }) => number)).toEqual(['2']);
  });

  test('that the vendor returns as " none" are not numbers', async () => {
    const { contact } = await stage.added({ firstName: 'Ada' });
    expect(JSON.stringify(contact.providerRecord)).toContain('" none"');
    expect(contact.phones).toEqual([]);
  });
});

test.each(['none', ' none', 'NONE', ' '])(
  'a number that would read back as none is rejected: %j',
  async (number) => {
    expect(await stage.violations({ phones: [{ number: '1' }, { number }] })).toMatchObject([
      { code: 'FORMAT', path: ['input', 'phones', '1', 'number'] },
    ]);
  },
);

describe('the primary flag', () => {
  test('is sent beside the contact, and reported because it was accepted', async () => {
    const { contact, fates } = await stage.added({ primary: true });
    expect(sent()).toEqual({ Contact: {}, CustomerID: 2001, IsPrimary: true });
    expect(contact.primary).toBe(true);
    expect(fates).toMatchObject([{ path: ['input', 'primary'], fate: 'SENT', providerField: 'IsPrimary' }]);
  });

  test('cannot be unset, so false is implied', async () => {
    const { contact, fates } = await stage.added({ firstName: 'Ada', primary: false });
    expect(sent()).toEqual({ Contact: { FirstName: 'Ada' }, CustomerID: 2001 });
    expect(contact.primary).toBeNull();
    expect(fates.at(-1)).toMatchObject({ path: ['input', 'primary'], fate: 'IMPLIED', providerField: null });
  });
});

test('nothing is sent for values that were not given', async () => {
  await stage.added({ firstName: 'Ada' });
  expect(sent()).toEqual({ Contact: { FirstName: 'Ada' }, CustomerID: 2001 });
});

test('the wait for the daily limit ends at midnight UTC', async () => {
  const failure = await stage.failure({ firstName: 'Ada' }, { customerId: '9000429' });
  const now = new Date();
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  expect(failure.kind).toBe('rate-limited');
  const wait = failure.kind === 'rate-limited' ? (failure.retryAfterSeconds ?? 0) : 0;
  // Modulo a day: midnight may fall between the two.
  const offBy = Math.abs(wait - (midnight - now.getTime()) / 1000) % 86_400;
  expect(Math.min(offBy, 86_400 - offBy)).toBeLessThan(5);
});

describe('numbers of a change', () => {
  const PERSON = { firstName: 'Kuhi', lastName: 'Das' };
  const WORK = (number: string) => ({ number, kind: 'WORK' as const });
  const tooMany = (maxItems: number, items: number) => ({
    failure: { violations: [{ code: 'TOO_MANY', path: ['input', 'phones'], maxItems, items }] },
  });

  test('that are two of a kind need two existing entries, else nothing is sent', async () => {
    const { contact } = await stage.added({ ...PERSON, phones: [WORK('1')] });
    const writes = stage.writes.length;
    expect(await stage.update(contact, { phones: [WORK('1'), WORK('2')] })).toMatchObject(tooMany(1, 2));
    expect(stage.writes).toHaveLength(writes);
    const other = await stage.added({ ...PERSON, phones: [WORK('1'), WORK('2')] });
    const changed = await stage.updated(other.contact, { phones: [WORK('3'), WORK('2')] });
    expect(changed.contact.phones.map(({ number }) => number).sort()).toEqual(['2', '3']);
  });

  test('take the entry of one that was removed', async () => {
    const { contact } = await stage.added({ ...PERSON, phones: [WORK('1'), WORK('2')] });
    await stage.updated(contact, { phones: [WORK('2')] });
    const changed = await stage.updated(contact, { phones: [WORK('2'), WORK('3')] });
    expect(changed.contact.phones.map(({ number }) => number).sort()).toEqual(['2', '3']);
  });

  test('that would need more than four entries are not sent', async () => {
    const { contact } = await stage.added({ ...PERSON, phones: ['1', '2', '3', '4'].map(WORK) });
    const change = { phones: [{ number: '5', kind: 'HOME' as const }] };
    expect(await stage.update(contact, change)).toMatchObject(tooMany(0, 1));
  });
});
