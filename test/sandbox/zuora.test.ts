import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { FaultScript, SandboxCall } from '../../src/sandbox/kit/script.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/kit/server.js';
import { createSandbox } from '../../src/sandbox/zuora/index.js';

type Json = Record<string, unknown>;
interface Answer {
  status: number;
  headers: Headers;
  body: Json;
}
type Init = { headers?: Record<string, string>; json?: unknown; text?: string };

const ACME_ID = '2c92c0f86a8dd422016a9e7a70116b01';
const GLOBEX_ID = '2c92c0f86a8dd422016a9e7a70116b02';
const PERSON = { accountNumber: 'A00000002', firstName: 'Kuhi', lastName: 'Das' };

let sandbox: Sandbox;
let lastCall: SandboxCall | undefined;
let token: string;

async function ask(method: string, path: string, { headers = {}, json, text }: Init = {}): Promise<Answer> {
  const response = await fetch(sandbox.urls.zuora + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    ...(text === undefined ? {} : { body: text }),
  });
  const raw = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(raw) : { raw } };
}

async function askToken(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${sandbox.urls.zuora}/oauth/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
}

const credentials = (): Record<string, string> => ({
  client_id: sandbox.environment.ZUORA_CLIENT_ID ?? '',
  client_secret: sandbox.environment.ZUORA_CLIENT_SECRET ?? '',
  grant_type: 'client_credentials',
});
const create = (json: unknown, headers: Record<string, string> = {}) =>
  ask('POST', '/v1/contacts', { json, headers });
const query = (queryString: string, conf?: Json) =>
  ask('POST', '/v1/action/query', { json: { queryString, conf } });
const reasons = ({ body }: Answer) => body.reasons as { code: number; message: string }[];
const suffixes = (answer: Answer) => reasons(answer).map(({ code }) => code % 100);

beforeAll(async () => {
  const script: FaultScript = {
    fault(call) {
      lastCall = call;
      return undefined;
    },
  };
  sandbox = await startSandbox({ vendors: [createSandbox({})], script });
  token = String((await askToken(credentials())).body.access_token);
});
afterAll(() => sandbox.close());
afterEach(() => {
  jest.restoreAllMocks();
});

describe('token', () => {
  it("is issued for the environment's credentials", async () => {
    const { status, body, headers } = await askToken(credentials());
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3599, access_token: expect.any(String) });
    expect(headers.get('x-ratelimit-limit-minute')).toBe('100');
    expect(headers.get('zuora-request-id')).toHaveLength(36);
  });

  it('is issued for the credentials of the emulator', async () => {
    const mine = { ZUORA_CLIENT_ID: randomUUID(), ZUORA_CLIENT_SECRET: 'mine' };
    expect(createSandbox(mine).environment('http://x')).toEqual({ ...mine, ZUORA_URL: 'http://x' });
  });

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, {}, 401],
    ['another client', { client_id: randomUUID() }, {}, 401],
    ['a client id of another length', { client_id: 'short' }, {}, 400],
    ['another grant', { grant_type: 'password' }, {}, 400],
    ['an Authorization header', {}, { authorization: 'Bearer x' }, 400],
  ])('is rejected for %s', async (_, form, headers, status) => {
    expect((await askToken({ ...credentials(), ...form }, headers)).status).toBe(status);
  });

  it('expires after an hour', async () => {
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 3_590_000);
    expect((await ask('GET', '/v1/accounts/A00000002')).status).toBe(200);
    clock.mockReturnValue(now + 3_600_000);
    expect((await ask('GET', '/v1/accounts/A00000002')).status).toBe(401);
  });
});

describe('every call', () => {
  it('is rejected without a valid token', async () => {
    const answer = await ask('POST', '/v1/contacts', {
      json: PERSON,
      headers: { authorization: 'Bearer no' },
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer realm=Zuora API');
    expect(reasons(answer)).toEqual([
      { code: 90000011, message: 'this resource is protected, please sign in first' },
    ]);
    const action = await ask('POST', '/v1/action/query', { headers: { authorization: 'Bearer no' } });
    expect(action).toMatchObject({ status: 401, body: { message: 'Authentication error' } });
  });

  it("has Zuora's headers, with the tracking id echoed", async () => {
    const { headers } = await create(PERSON, { 'zuora-track-id': 'trace-1' });
    expect(headers.get('zuora-track-id')).toBe('trace-1');
    expect(headers.get('zuora-request-id')).toHaveLength(36);
    expect(headers.get('ratelimit-limit')).toContain('50000;w=60');
    expect(headers.get('ratelimit-remaining')).toMatch(/^\d+$/);
  });

  it.each(['a:b', 'a;b', "a'b", 'a"b', 'x'.repeat(65)])('rejects the tracking id %s', async (id) => {
    expect((await create(PERSON, { 'zuora-track-id': id })).status).toBe(400);
  });

  it("accepts orgs and an entity, but not other accounts' ones", async () => {
    const mine = await create(PERSON, { 'zuora-org-ids': 'org-1,org-2', 'zuora-entity-ids': 'entity-1' });
    expect(mine.body.success).toBe(true);
    expect(suffixes(await create(PERSON, { 'zuora-org-ids': 'org-1, foreign-2' }))).toEqual([10]);
    expect(suffixes(await create(PERSON, { 'zuora-entity-ids': 'foreign-1' }))).toEqual([10]);
    expect((await create(PERSON, { 'zuora-entity-ids': 'one,two' })).status).toBe(400);
  });

  it('must have a known path, method and type', async () => {
    expect((await ask('GET', '/v1/nothing')).status).toBe(404);
    expect((await ask('GET', '/v1/contacts/%')).status).toBe(404);
    expect(suffixes(await ask('GET', '/v1/contacts'))).toEqual([45]);
    expect((await create(PERSON, { 'content-type': 'text/plain' })).status).toBe(415);
    expect(suffixes(await ask('POST', '/v1/contacts', { text: '{' }))).toEqual([90]);
  });
});

describe('create', () => {
  it('returns the flat record with null for what was not given', async () => {
    const { status, body } = await create({
      ...PERSON,
      mobilePhone: 123213,
      Region__c: 'North',
      vip__c: true,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      accountId: GLOBEX_ID,
      accountNumber: 'A00000002',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      firstName: 'Kuhi',
      lastName: 'Das',
      mobilePhone: '123213',
      workEmail: null,
      contactDescription: null,
      Region__c: 'North',
      vip__c: true,
      success: true,
    });
    expect(await ask('GET', `/v1/contacts/${body.id}`)).toMatchObject({ status: 200, body });
  });

  it('accepts the account by id, by number and by both of one account', async () => {
    const { accountNumber: _, ...person } = PERSON;
    expect((await create({ ...person, accountId: GLOBEX_ID })).body.accountNumber).toBe('A00000002');
    expect((await create({ ...PERSON, accountId: GLOBEX_ID })).body.success).toBe(true);
    expect(suffixes(await create({ ...PERSON, accountId: ACME_ID }))).toEqual([20]);
    expect(reasons(await create(person))[0]?.message).toContain('either_or_both');
  });

  it('rejects an unknown account in an answer with status 200', async () => {
    const answer = await create({ ...PERSON, accountNumber: 'A404' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      success: false,
      processId: expect.stringMatching(/^[0-9A-F]{16}$/),
      requestId: expect.any(String),
    });
    expect(suffixes(answer)).toEqual([40]);
  });

  it('names every value it rejects, in body order', async () => {
    const answer = await create({
      accountNumber: 'A00000002',
      firstName: '',
      city: 'x'.repeat(41),
      otherPhoneType: 'Fax',
      personalEmail: 'nobody',
      fooBar: 1,
      Nested__c: {},
      workPhone: true,
    });
    expect(suffixes(answer)).toEqual([20, 20, 20, 21, 20, 20, 22, 22]);
    expect(reasons(answer).map(({ message }) => /'(\w+)'/.exec(message)?.[1])).toEqual([
      'city',
      'otherPhoneType',
      'personalEmail',
      'fooBar',
      'Nested__c',
      'workPhone',
      'firstName',
      'lastName',
    ]);
  });

  it.each([
    ['firstName', 100],
    ['workEmail', 74],
    ['workPhone', 40],
    ['mobilePhone', 100],
    ['address1', 255],
    ['county', 32],
    ['country', 64],
    ['zipCode', 20],
    ['contactDescription', 100],
  ])('accepts %s of up to %i code points', async (field, most) => {
    const fitting = '\u{1F600}'.repeat(most);
    expect((await create({ ...PERSON, [field]: fitting })).body[field]).toBe(fitting);
    expect(suffixes(await create({ ...PERSON, [field]: `${fitting}x` }))).toEqual([20]);
  });

  it('accepts a personal email address of up to 80 characters', async () => {
    const address = `${'x'.repeat(68)}@example.com`;
    expect((await create({ ...PERSON, personalEmail: address })).body.personalEmail).toBe(address);
    expect(suffixes(await create({ ...PERSON, personalEmail: `x${address}` }))).toEqual([20]);
  });
});

describe('idempotency', () => {
  const keyed = (json: unknown, key: string) => create(json, { 'idempotency-key': key });

  it('returns the first answer again, headers included, for any body', async () => {
    const key = randomUUID();
    const first = await keyed(PERSON, key);
    const second = await keyed({ ...PERSON, firstName: 'Other' }, key);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('zuora-request-id')).toBe(first.headers.get('zuora-request-id'));
  });

  it('returns a failure again, and forgets it after a day', async () => {
    const key = randomUUID();
    const first = await keyed({ ...PERSON, firstName: '' }, key);
    expect((await keyed(PERSON, key)).body).toEqual(first.body);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 24 * 3_600_000 + 1);
    token = String((await askToken(credentials())).body.access_token);
    expect((await keyed(PERSON, key)).body.success).toBe(true);
  });

  it('rejects another URL, another method and a key that is too long', async () => {
    const key = randomUUID();
    const { body } = await keyed(PERSON, key);
    const other = await ask('POST', '/v1/action/query', { json: {}, headers: { 'idempotency-key': key } });
    expect(other.status).toBe(422);
    const put = await ask('PUT', `/v1/contacts/${body.id}`, {
      json: {},
      headers: { 'idempotency-key': key },
    });
    expect(put).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("'PUT' not supported") },
    });
    expect((await keyed(PERSON, 'x'.repeat(256))).status).toBe(400);
  });

  it('answers a second request with 409 while the first one runs', async () => {
    const key = randomUUID();
    const slow = { ...PERSON, accountNumber: 'FAULT-SLOW' };
    const [first, second] = await Promise.all([keyed(slow, key), keyed(slow, key)]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    expect((await keyed(slow, key)).status).toBe(200);
  });
});

describe('one contact', () => {
  it('is updated in part', async () => {
    const { id } = (await create({ ...PERSON, nickname: 'Kay', city: 'Mumbai' })).body;
    const { body } = await ask('PUT', `/v1/contacts/${id}`, { json: { firstName: 'Ann', city: null } });
    expect(body).toMatchObject({ id, firstName: 'Ann', lastName: 'Das', nickname: 'Kay', city: null });
    expect(suffixes(await ask('PUT', `/v1/contacts/${id}`, { json: { accountId: ACME_ID } }))).toEqual([21]);
  });

  it('is deleted, unless it is the bill-to contact', async () => {
    const { id } = (await create(PERSON)).body;
    expect(await ask('DELETE', `/v1/contacts/${id}`)).toMatchObject({ status: 200, body: { success: true } });
    const gone = await ask('GET', `/v1/contacts/${id}`);
    expect(gone.status).toBe(404);
    expect(reasons(gone)).toEqual([{ code: 50000040, message: `Cannot find entity by key: '${id}'.` }]);
    const { billToContact } = (await ask('GET', `/v1/accounts/${ACME_ID}`)).body as { billToContact: Json };
    expect(suffixes(await ask('DELETE', `/v1/contacts/${billToContact.id}`))).toEqual([30]);
  });
});

describe('account', () => {
  it('is read by number and by id', async () => {
    const { body } = await ask('GET', '/v1/accounts/A00000001');
    expect(body).toMatchObject({
      basicInfo: { id: ACME_ID, accountNumber: 'A00000001' },
      billToContact: { firstName: 'Wile', workEmail: '', country: null },
      success: true,
    });
    expect((await ask('GET', `/v1/accounts/${ACME_ID}`)).body).toEqual(body);
    expect((await ask('GET', '/v1/accounts/nobody')).body).toMatchObject({ success: false });
  });
});

describe('query', () => {
  it('finds contacts by account id, without the fields that are null', async () => {
    const { id } = (await create({ ...PERSON, lastName: "O'Hara \\ Co", zipCode: '12' })).body;
    const found = await query(
      `select Id, LastName, PostalCode, NickName from Contact where AccountId = '${GLOBEX_ID}' and LastName = 'O\\'Hara \\\\ Co'`,
    );
    expect(found.body).toEqual({
      records: [{ Id: id, LastName: "O'Hara \\ Co", PostalCode: '12' }],
      size: 1,
      done: true,
    });
  });

  it("pages through an account's contacts", async () => {
    const [account] = (await query("select Id from Account where AccountNumber = 'A00000003'")).body
      .records as Json[];
    const first = await query(`select LastName from Contact where AccountId = '${account?.Id}'`, {
      batchSize: 20,
    });
    expect(first.body).toMatchObject({ size: 20, done: false });
    const names = new Set((first.body.records as Json[]).map(({ LastName }) => LastName));
    let { queryLocator } = first.body;
    let pages = 1;
    while (queryLocator !== undefined) {
      const { body } = await ask('POST', '/v1/action/queryMore', { json: { queryLocator } });
      for (const { LastName } of body.records as Json[]) names.add(LastName);
      queryLocator = body.queryLocator;
      pages += 1;
      expect(body.done).toBe(queryLocator === undefined);
    }
    expect([pages, names.size]).toEqual([3, 45]);
  });

  it.each([
    ['SELECT Id FROM Contact', 'MALFORMED_QUERY'],
    ['select * from Contact', 'MALFORMED_QUERY'],
    ["select Id from Contact where AccountId = 'x' order by Id", 'MALFORMED_QUERY'],
    ['select Id from Contact where AccountId = "x"', 'MALFORMED_QUERY'],
    ["select Id from Contact where AccountNumber = 'A00000001'", 'INVALID_FIELD'],
    ['select nickname from Contact', 'INVALID_FIELD'],
  ])('rejects %s', async (text, code) => {
    expect(await query(text)).toMatchObject({ status: 400, body: { FaultCode: code } });
  });

  it('rejects a batch size out of bounds and an unknown cursor', async () => {
    expect((await query('select Id from Contact', { batchSize: 0 })).status).toBe(400);
    expect((await query('select Id from Contact', { batchSize: 9_999 })).status).toBe(200);
    const more = await ask('POST', '/v1/action/queryMore', { json: { queryLocator: 'nope' } });
    expect(more.status).toBe(400);
  });
});

describe('accounts with a fault', () => {
  const add = (accountNumber: string) => create({ ...PERSON, accountNumber });

  it('answers an exhausted rate as documented: a two-digit code and no success flag', async () => {
    const answer = await add('FAULT-RATE-LIMITED');
    expect(answer.status).toBe(429);
    expect(answer.headers.has('retry-after')).toBe(false);
    expect(answer.body).not.toHaveProperty('success');
    expect(reasons(answer)[0]?.code).toBe(70);
  });

  it('answers too many concurrent requests with the time to wait', async () => {
    const answer = await add('FAULT-RATE-LIMITED-RETRY-AFTER');
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('120');
    expect(reasons(answer)[0]?.code).toBe(50000070);
  });

  it.each([
    ['FAULT-SERVER-ERROR', 500, [60]],
    ['FAULT-CREDENTIALS-REFUSED', 401, [11]],
    ['FAULT-PERMISSION-DENIED', 200, [10]],
    ['FAULT-ERROR-IN-200', 200, [30]],
    ['FAULT-UNKNOWN-CODE', 200, [88]],
    ['FAULT-LOCKED', 200, [50]],
    ['FAULT-TEMPORARY', 200, [61]],
    ['FAULT-INTERNAL', 200, [60]],
    ['FAULT-EXTERNAL', 200, [99]],
    ['FAULT-FIELD-REFUSED', 200, [20]],
    ['FAULT-STATE-REQUIRED', 200, [22]],
  ])('%s answers %i with %j', async (accountNumber, status, codes) => {
    const answer = await add(accountNumber);
    expect(answer.status).toBe(status);
    expect(suffixes(answer)).toEqual(codes);
    expect(answer.headers.get('zuora-request-id')).toHaveLength(36);
  });

  it('accepts a contact that has the state', async () => {
    const answer = await create({ ...PERSON, accountNumber: 'FAULT-STATE-REQUIRED', state: 'Assam' });
    expect(answer.body.success).toBe(true);
  });

  it('answers a page during maintenance', async () => {
    expect(await add('FAULT-MAINTENANCE')).toMatchObject({
      status: 503,
      body: { raw: expect.stringContaining('<') },
    });
  });

  it('knows each of them by id too', async () => {
    const [account] = (await query("select Id from Account where AccountNumber = 'FAULT-CUT-AFTER-COMMIT'"))
      .body.records as Json[];
    const accountId = String(account?.Id);
    const { accountNumber: _, ...person } = PERSON;
    await expect(create({ ...person, accountId })).rejects.toThrow();
    const { body } = await query(`select Id from Contact where AccountId = '${accountId}'`);
    expect(body.size).toBe(1);
    expect(lastCall).toMatchObject({ customerId: 'FAULT-CUT-AFTER-COMMIT', write: false });
  });

  it('hides its faults from callers without a token', async () => {
    const answer = await create(
      { ...PERSON, accountNumber: 'FAULT-RATE-LIMITED' },
      { authorization: 'Bearer no' },
    );
    expect(answer.status).toBe(401);
  });
});
