/** Zuora's action calls for contacts: an update that can clear, and a delete of several. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/kit/server.js';
import { createSandbox } from '../../src/sandbox/zuora/index.js';

type Json = Record<string, unknown>;

const ACCOUNT = 'A00000002';
const vendor = createSandbox({});
let sandbox: Sandbox;
let token: string;

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(sandbox.urls.zuora + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

const update = (objects: readonly Json[], query = '', headers: Record<string, string> = {}) =>
  post(`/v1/action/update${query}`, { type: 'Contact', objects }, headers);

async function read(id: string): Promise<Json> {
  const response = await fetch(`${sandbox.urls.zuora}/v1/contacts/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return (await response.json()) as Json;
}

const put = (values: Json = {}, account = ACCOUNT) =>
  vendor.put(account, { firstName: 'Kuhi', lastName: 'Das', nickname: 'Kay', city: 'Mumbai', ...values });
const failed = (code: string) => [{ Success: false, Errors: [{ Code: code, Message: expect.any(String) }] }];

beforeAll(async () => {
  sandbox = await startSandbox({ vendors: [vendor] });
  const { ZUORA_CLIENT_ID = '', ZUORA_CLIENT_SECRET = '' } = sandbox.environment;
  const form = {
    client_id: ZUORA_CLIENT_ID,
    client_secret: ZUORA_CLIENT_SECRET,
    grant_type: 'client_credentials',
  };
  const response = await fetch(`${sandbox.urls.zuora}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  token = String(((await response.json()) as Json).access_token);
});
afterAll(() => sandbox.close());

describe('update', () => {
  it('sets by SOAP names, clears the names in fieldsToNull, and keeps the rest', async () => {
    const id = put({ workPhone: '1', zipCode: '12', Vip__c: true, Team__c: 'TPS' });
    const object = {
      Id: id,
      NickName: 'Das',
      PostalCode: '34',
      Team__c: 'QA',
      fieldsToNull: ['WorkPhone', 'Vip__c'],
    };
    expect(await update([object])).toEqual({ status: 200, body: [{ Id: id, Success: true }] });
    expect(await read(id)).toMatchObject({
      firstName: 'Kuhi',
      lastName: 'Das',
      nickname: 'Das',
      city: 'Mumbai',
      zipCode: '34',
      workPhone: null,
      Vip__c: null,
      Team__c: 'QA',
    });
  });

  it('ignores a field that is null or empty', async () => {
    const id = put();
    await update([{ Id: id, NickName: null, City: '' }]);
    expect(await read(id)).toMatchObject({ nickname: 'Kay', city: 'Mumbai' });
  });

  it.each([
    ['an unknown contact', { Id: 'nobody' }, 'INVALID_ID'],
    ['a name in fieldsToNull', { fieldsToNull: ['LastName'] }, 'MISSING_REQUIRED_VALUE'],
    ['an unknown field in fieldsToNull', { fieldsToNull: ['Salary'] }, 'INVALID_FIELD'],
    ['a country of more than 32 characters', { Country: 'x'.repeat(33) }, 'INVALID_VALUE'],
    ['a mobile number of more than 40 characters', { MobilePhone: '1'.repeat(41) }, 'INVALID_VALUE'],
    ['a custom phone type', { OtherPhoneType: 'Fax' }, 'INVALID_VALUE'],
    ['a value that is not a text', { City: ['Mumbai'] }, 'INVALID_VALUE'],
  ])('rejects %s in a 200 and changes nothing', async (_what, members, code) => {
    const id = put();
    const before = await read(id);
    expect(await update([{ Id: id, NickName: 'changed', ...members }])).toEqual({
      status: 200,
      body: failed(code),
    });
    expect(await read(id)).toEqual(before);
  });

  it('answers for each object in order, and one that fails does not affect another', async () => {
    const ids = [put(), put()];
    const { body } = await update([
      { Id: ids[0], NickName: 'one' },
      { Id: 'nobody' },
      { Id: ids[1], NickName: 'two' },
    ]);
    expect(body).toEqual([
      { Id: ids[0], Success: true },
      ...failed('INVALID_ID'),
      { Id: ids[1], Success: true },
    ]);
    expect((await read(ids[1] ?? '')).nickname).toBe('two');
  });

  it('ignores members with unknown names, unless the query says otherwise', async () => {
    const id = put();
    expect((await update([{ Id: id, foo: 1 }])).body).toEqual([{ Id: id, Success: true }]);
    expect(await update([{ Id: id, foo: 1 }], '?rejectUnknownFields=true')).toEqual({
      status: 400,
      body: { message: 'Error - unrecognised fields' },
    });
  });

  it.each([
    ['another type', { type: 'Account', objects: [{ Id: 'x' }] }, 'INVALID_TYPE'],
    ['no object', { type: 'Contact', objects: [] }, 'MAX_RECORDS_EXCEEDED'],
    [
      '51 objects',
      { type: 'Contact', objects: Array.from({ length: 51 }, () => ({})) },
      'MAX_RECORDS_EXCEEDED',
    ],
  ])('rejects %s', async (_what, body, FaultCode) => {
    expect(await post('/v1/action/update', body)).toMatchObject({ status: 400, body: { FaultCode } });
  });

  it('accepts an idempotency key, and returns the first answer again', async () => {
    const id = put();
    const headers = { 'idempotency-key': 'update-1' };
    await update([{ Id: id, NickName: 'first' }], '', headers);
    expect((await update([{ Id: id, NickName: 'second' }], '', headers)).body).toEqual([
      { Id: id, Success: true },
    ]);
    expect((await read(id)).nickname).toBe('first');
  });

  it.each([
    ['FAULT-LOCKED', 'LOCK_COMPETITION'],
    ['FAULT-TEMPORARY', 'TEMPORARY_ERROR'],
    ['FAULT-INTERNAL', 'UNKNOWN_ERROR'],
    ['FAULT-EXTERNAL', 'TRANSACTION_FAILED'],
    ['FAULT-FIELD-REFUSED', 'INVALID_VALUE'],
    ['FAULT-STATE-REQUIRED', 'MISSING_REQUIRED_VALUE'],
    ['FAULT-PERMISSION-DENIED', 'API_DISABLED'],
    ['FAULT-ERROR-IN-200', 'TRANSACTION_FAILED'],
    ['FAULT-UNKNOWN-CODE', 'POLICY_7731'],
  ])('of a contact of %s fails with %s', async (account, code) => {
    expect(await update([{ Id: put({}, account), NickName: 'x' }])).toEqual({
      status: 200,
      body: failed(code),
    });
  });

  it('is rejected in its own words without a valid token, at an account with a fault too', async () => {
    const rejected = { status: 401, body: { message: 'Authentication error' } };
    expect(await update([{ Id: put() }], '', { authorization: 'Bearer no' })).toEqual(rejected);
    expect(await update([{ Id: put({}, 'FAULT-CREDENTIALS-REFUSED') }])).toEqual(rejected);
  });
});

describe('delete', () => {
  const remove = (ids: readonly string[]) => post('/v1/action/delete', { type: 'Contact', ids });

  it('answers for each contact in order, in lower case', async () => {
    const ids = [put(), 'nobody'];
    expect(await remove(ids)).toEqual({
      status: 200,
      body: [
        { id: ids[0], success: true },
        { id: 'nobody', success: false, errors: [{ Code: 'INVALID_ID', Message: expect.any(String) }] },
      ],
    });
    expect(await read(ids[0] ?? '')).toMatchObject({ success: false });
  });

  it('rejects the bill-to contact', async () => {
    const [billTo = ''] = vendor.contactIds('A00000001');
    expect((await remove([billTo])).body).toMatchObject([
      { success: false, errors: [{ Code: 'CANNOT_DELETE' }] },
    ]);
  });

  it("fails as its contact's account does", async () => {
    expect((await remove([put({}, 'FAULT-LOCKED')])).body).toMatchObject([
      { success: false, errors: [{ Code: 'LOCK_COMPETITION' }] },
    ]);
    expect((await remove([put({}, 'FAULT-ERROR-IN-200')])).body).toMatchObject([
      { success: false, errors: [{ Code: 'TRANSACTION_FAILED' }] },
    ]);
  });
});
