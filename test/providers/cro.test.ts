/** CRO Software's own rules: one name, several addresses in one text, five switches. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bodyValues, type Stage } from '../conformance/stage.js';
import { openStage } from '../conformance/targets.js';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage('CRO');
});
afterEach(() => stage.close());

function sent(): Record<string, unknown> {
  const write = stage.writes.at(-1);
  return Object.fromEntries(write ? bodyValues(write.request) : []);
}

describe('the name', () => {
  test('is first and last name joined with a space, and never split again', async () => {
    const { contact, fates } = await stage.added({ firstName: 'Ada King', lastName: 'Lovelace' });
    expect(sent()).toEqual({ name: 'Ada King Lovelace' });
    expect(fates.map(({ fate, providerField }) => [fate, providerField])).toEqual([
      ['TRANSFORMED', 'name'],
      ['TRANSFORMED', 'name'],
    ]);
    expect(contact).toMatchObject({ name: 'Ada King Lovelace', firstName: null, lastName: null });
  });

  test.each(['firstName', 'lastName'] as const)('may be %s alone', async (field) => {
    const { contact, fates } = await stage.added({ [field]: 'Ada' });
    expect(contact.name).toBe('Ada');
    expect(fates).toMatchObject([{ path: ['input', field], fate: 'TRANSFORMED' }]);
  });

  test.each([{ firstName: 'Ada' }, { lastName: 'Lovelace' }, { firstName: 'Ada', lastName: 'Lovelace' }])(
    'with its parts is a contradiction: %j',
    async (parts) => {
      expect(await stage.violations({ name: 'Ada Lovelace', ...parts })).toMatchObject([
        {
          code: 'CONFLICT',
          path: ['input', 'name'],
          conflictsWith: Object.keys(parts).map((part) => ['input', part]),
        },
      ]);
    },
  );

  test('that is too long with all parts together is reported on the last part given', async () => {
    await stage.added({ firstName: '😀'.repeat(64), lastName: 'b'.repeat(63) });
    const tooLong = { code: 'TOO_LONG', maxLength: 128, length: 129 };
    expect(await stage.violations({ firstName: '😀'.repeat(64), lastName: 'b'.repeat(64) })).toMatchObject([
      { ...tooLong, path: ['input', 'lastName'] },
    ]);
    expect(await stage.violations({ firstName: 'a'.repeat(129) })).toMatchObject([
      { ...tooLong, path: ['input', 'firstName'] },
    ]);
    expect(await stage.violations({ firstName: 'a'.repeat(200), lastName: 'b' })).toMatchObject([
      { ...tooLong, length: 202, path: ['input', 'lastName'] },
    ]);
  });
});

describe('addresses', () => {
  /** 128 characters, and as many as a domain of that length needs. */
  const address = (letter: string, length: number) =>
    `${letter.repeat(64)}@${letter.repeat(50)}.${'d'.repeat(length - 64 - 1 - 50 - 1 - 4)}.com`;

  test('are joined with commas, in order', async () => {
    const emails = ['c@example.com', 'a@example.com', 'b@example.com'].map((one) => ({ address: one }));
    const { contact, fates } = await stage.added({ emails });
    expect(sent()).toEqual({ email: 'c@example.com,a@example.com,b@example.com' });
    expect(contact.emails).toEqual(emails);
    expect(fates.map(({ fate }) => fate)).toEqual(['TRANSFORMED', 'TRANSFORMED', 'TRANSFORMED']);
  });

  test('alone is sent unchanged', async () => {
    const { fates } = await stage.added({ emails: [{ address: 'a@example.com' }] });
    expect(fates).toMatchObject([{ fate: 'SENT', providerField: 'email' }]);
  });

  test('have 256 characters in all, commas included', async () => {
    const emails = (last: number) => [{ address: address('a', 128) }, { address: address('b', last) }];
    await stage.added({ emails: emails(127) });
    expect(String(sent().email)).toHaveLength(256);
    expect(await stage.violations({ emails: emails(128) })).toMatchObject([
      { code: 'TOO_LONG', path: ['input', 'emails', '1', 'address'], maxLength: 256, length: 257 },
    ]);
  });

  test.each(['a,b@example.com', 'a b@example.com', 'a\nb@example.com', 'a@example.com,b@example.com'])(
    'that would break apart in a list are rejected: %j',
    async (one) => {
      const violations = await stage.violations({ emails: [{ address: 'x@example.com' }, { address: one }] });
      expect(violations).toMatchObject([{ code: 'FORMAT', path: ['input', 'emails', '1', 'address'] }]);
    },
  );

  test('have no kinds', async () => {
    const emails = [{ address: 'a@example.com', kind: 'WORK' as const }];
    expect(await stage.violations({ emails })).toMatchObject([
      {
        code: 'UNSUPPORTED',
        path: ['input', 'emails', '0', 'kind'],
        supportedBy: expect.arrayContaining(['ZUORA']),
      },
    ]);
  });
});

describe('numbers', () => {
  test('are one and a fax number, in any order', async () => {
    const { contact } = await stage.added({ phones: [{ number: '4930123', kind: 'FAX' }, { number: '1' }] });
    expect(sent()).toEqual({ number: '1', fax: '4930123' });
    expect(contact.phones).toEqual([{ number: '1' }, { number: '4930123', kind: 'FAX' }]);
  });

  test('that are two without a kind are one too many', async () => {
    expect(await stage.violations({ phones: [{ number: '1' }, { number: '2' }] })).toMatchObject([
      {
        code: 'TOO_MANY',
        path: ['input', 'phones', '1'],
        maxItems: 1,
        items: 2,
        providerField: 'number',
      },
    ]);
  });

  test('of another kind are rejected with the existing kind', async () => {
    expect(await stage.violations({ phones: [{ number: '1', kind: 'WORK' }] })).toMatchObject([
      { code: 'VALUE', path: ['input', 'phones', '0', 'kind'], allowedValues: ['FAX'] },
    ]);
  });
});

describe('notifications', () => {
  const flags = ['new', 'acknowledged', 'dispatched', 'completed', 'failed'].map(
    (name) => `notify_on_${name}_request`,
  );

  test('are all sent if one is given', async () => {
    const { contact } = await stage.added({ notifications: ['COMPLETED_REQUEST'] });
    expect(sent()).toEqual(
      Object.fromEntries(flags.map((flag) => [flag, flag === 'notify_on_completed_request'])),
    );
    expect(contact.notifications).toEqual(['COMPLETED_REQUEST']);
  });

  test('given as an empty list are all off, and sent as such', async () => {
    await stage.added({ name: 'Ada', notifications: [] });
    expect(sent()).toEqual({ name: 'Ada', ...Object.fromEntries(flags.map((flag) => [flag, false])) });
  });

  test('that are not given are not sent', async () => {
    await stage.added({ name: 'Ada' });
    expect(sent()).toEqual({ name: 'Ada' });
  });
});

test('a value that the answer omits counts as kept, and null as not kept', async () => {
  for (const [name, fate] of [
    [undefined, 'SENT'],
    [null, 'NOT_KEPT'],
  ] as const) {
    await stage.close();
    stage = await openStage('CRO', { alter: () => ({ status: 200, body: { id: 7, name } }) });
    const { fates } = await stage.added({ name: 'Ada' });
    expect(fates).toMatchObject([{ path: ['input', 'name'], fate }]);
  }
});
