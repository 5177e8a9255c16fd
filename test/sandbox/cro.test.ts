import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { createSandbox } from '../../src/sandbox/cro/index.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/kit/server.js';

type Json = Record<string, unknown>;
interface Answer {
  status: number;
  headers: Headers;
  body: Json;
}
type Init = { headers?: Record<string, string | undefined>; json?: unknown; text?: string };

const FLAGS_OFF = {
  notify_on_new_request: false,
  notify_on_acknowledged_request: false,
  notify_on_dispatched_request: false,
  notify_on_completed_request: false,
  notify_on_failed_request: false,
};

const vendor = createSandbox({});
let sandbox: Sandbox;

async function ask(method: string, path: string, { headers, json, text }: Init = {}): Promise<Answer> {
  const { CRO_ACCESS_TOKEN, CRO_TENANT_ID = '' } = sandbox.environment;
  const all = { authorization: `Bearer ${CRO_ACCESS_TOKEN}`, 'x-tenant-id': CRO_TENANT_ID, ...headers };
  const response = await fetch(sandbox.urls.cro + path, {
    method,
    headers: Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
    // Bytes, because `fetch` would set a content type for a string.
    ...(json === undefined ? {} : { body: Buffer.from(JSON.stringify(json)) }),
    ...(text === undefined ? {} : { body: Buffer.from(text) }),
  });
  const raw = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(raw) : { raw } };
}

const create = (json: unknown, customerId: string | number = 1001, headers: Init['headers'] = {}) =>
  ask('POST', `/customers/${customerId}/contacts`, { json, headers });
const list = (customerId: number, query = '') => ask('GET', `/customers/${customerId}/contacts${query}`);

beforeAll(async () => {
  sandbox = await startSandbox({ vendors: [vendor] });
});
afterAll(() => sandbox.close());
afterEach(() => {
  jest.restoreAllMocks();
});

describe('every call', () => {
  it.each([
    ['no token', { authorization: undefined }, 401, 'authorization'],
    ['another token', { authorization: 'Bearer cro.other.token' }, 401, 'authorization'],
    ['another scheme', { authorization: 'Basic cro.sandbox.token' }, 401, 'authorization'],
    ['an endless token', { authorization: `Bearer a.b.${'c'.repeat(256)}` }, 401, 'authorization'],
    ['no tenant', { 'x-tenant-id': undefined }, 400, 'x-tenant-id'],
    ['a tenant that is not an integer', { 'x-tenant-id': 'seven' }, 400, 'x-tenant-id'],
    ['another tenant', { 'x-tenant-id': '8' }, 403, 'x-tenant-id'],
    ['an unknown version', { 'x-api-version': '2020/01/01' }, 400, 'x-api-version'],
    ['a request id that is not a UUID', { 'x-request-id': '1' }, 400, 'x-request-id'],
    ['a format that is not JSON', { accept: 'text/html' }, 406, 'accept'],
  ])('is rejected for %s', async (_, headers, status, field) => {
    const answer = await create({ name: 'Ann' }, 1001, headers);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ field, detail: expect.any(String), explanation: expect.any(String) });
    expect(answer.headers.get('x-request-id')).toHaveLength(36);
  });

  it('echoes the request id and the version', async () => {
    const id = randomUUID();
    const { headers } = await create({}, 1001, { 'x-request-id': id, 'x-api-version': '2023/04/19' });
    expect(headers.get('x-request-id')).toBe(id);
    expect(headers.get('x-api-version')).toBe('2023/04/19');
  });

  it('uses, without a version, the one that the client id used last, and the oldest before that', async () => {
    const version = async (given?: string) =>
      (await create({}, 1001, { 'x-api-version': given })).headers.get('x-api-version');
    const fresh = await startSandbox({ vendors: [createSandbox({})] });
    const shared = sandbox;
    sandbox = fresh;
    try {
      expect(await version()).toBe('2019/02/08');
      expect(await version('2021/11/04')).toBe('2021/11/04');
      expect(await version()).toBe('2021/11/04');
      expect(await version('2020/01/01')).toBe('2021/11/04');
    } finally {
      sandbox = shared;
      await fresh.close();
    }
  });

  it('accepts the scheme in any letter case', async () => {
    const authorization = `bearer ${sandbox.environment.CRO_ACCESS_TOKEN}`;
    expect((await create({}, 1001, { authorization })).status).toBe(200);
  });

  it('must have a known path and method', async () => {
    expect((await ask('GET', '/customers')).status).toBe(404);
    expect((await ask('GET', '/customers/abc/contacts')).status).toBe(404);
    const deleted = await ask('DELETE', '/customers/1001/contacts/1');
    expect([deleted.status, deleted.headers.get('allow')]).toEqual([405, 'GET,PATCH']);
    expect((await ask('PUT', '/customers/1001/contacts')).headers.get('allow')).toBe('GET,POST');
  });
});

describe('create', () => {
  it('answers null and false for what was not given', async () => {
    const { status, body } = await create({ name: 'Ann Lee' });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.any(Number),
      name: 'Ann Lee',
      email: null,
      number: null,
      fax: null,
      ...FLAGS_OFF,
    });
    expect((await ask('GET', `/customers/1001/contacts/${body.id}/`)).body).toEqual(body);
  });

  it('accepts an empty object, nulls and a trailing slash', async () => {
    expect((await create({})).body).toMatchObject({ name: null, ...FLAGS_OFF });
    expect((await create({ name: null, fax: null })).body).toMatchObject({ name: null });
    expect((await ask('POST', '/customers/1001/contacts/', { json: {} })).status).toBe(200);
  });

  it.each([true, 1, 'TRUE', 'true', '1'])('reads %j as true', async (value) => {
    expect((await create({ notify_on_new_request: value })).body.notify_on_new_request).toBe(true);
  });

  it.each([false, 0, 'False', '0', null])('reads %j as false', async (value) => {
    expect((await create({ notify_on_new_request: value })).body.notify_on_new_request).toBe(false);
  });

  it('accepts a list of addresses with any white space around them', async () => {
    const email = 'a@example.com,\n\tb@example.com';
    expect((await create({ email })).body.email).toBe(email);
    expect((await create({ email: '' })).status).toBe(200);
  });

  it.each([
    ['foo', 'x', 'Unknown field.'],
    ['name', '', 'Length must be between 1 and 128.'],
    ['name', '\u{1F600}'.repeat(129), 'Length must be between 1 and 128.'],
    ['number', 'x'.repeat(91), 'Length must be between 1 and 90.'],
    ['number', 5551234, 'Not a valid string.'],
    ['fax', '123456', 'Length must be between 7 and 15.'],
    ['fax', '1234567890123456', 'Length must be between 7 and 15.'],
    ['email', `${'x'.repeat(245)}@example.com`, 'Length must be between 0 and 256.'],
    ['email', 'a@example.com,,b@example.com', 'Not a valid email address.'],
    ['notify_on_failed_request', 'yes', 'Not a valid boolean.'],
    ['notify_on_failed_request', 2, 'Not a valid boolean.'],
    ['notify_on_failed_request', [true], 'Not a valid boolean.'],
  ])('rejects %s: %j', async (field, value, detail) => {
    expect(await create({ [field]: value })).toMatchObject({
      status: 400,
      body: {
        field: `CreateCustomerContactModel.${field}`,
        detail,
        explanation: 'The resource could not be accessed.',
      },
    });
  });

  it('counts code points', async () => {
    const name = '\u{1F600}'.repeat(128);
    expect((await create({ name })).body.name).toBe(name);
  });

  it('rejects a body that is not a JSON object', async () => {
    expect((await ask('POST', '/customers/1001/contacts', { text: '[]' })).status).toBe(400);
    expect((await ask('POST', '/customers/1001/contacts', { text: '{' })).status).toBe(400);
    expect((await create({}, 1001, { 'content-type': 'text/plain' })).status).toBe(400);
  });

  it('knows its customers', async () => {
    expect(await create({}, 404404)).toMatchObject({ status: 404, body: { field: 'customer_id' } });
    expect((await create({}, '9223372036854775807')).status).toBe(404);
  });
});

describe('update', () => {
  it('changes the named fields', async () => {
    const { id } = (await create({ name: 'Ann', fax: '5551234' })).body;
    const path = `/customers/1001/contacts/${id}`;
    const { body } = await ask('PATCH', path, { json: { email: 'ann@example.com' } });
    expect(body).toMatchObject({ id, name: 'Ann', fax: '5551234', email: 'ann@example.com' });
    expect((await ask('PATCH', path, { json: { foo: 1 } })).body.field).toBe(
      'UpdateCustomerContactModel.foo',
    );
    expect((await ask('PATCH', '/customers/1001/contacts/1', { json: {} })).status).toBe(404);
    expect((await ask('GET', `/customers/1002/contacts/${id}`)).status).toBe(404);
  });

  it('clears a text with null, and turns off a flag', async () => {
    const { id } = (await create({ name: 'Ann', number: '1', notify_on_failed_request: true })).body;
    const json = { number: null, notify_on_failed_request: false };
    const { body } = await ask('PATCH', `/customers/1001/contacts/${id}`, { json });
    expect(body).toMatchObject({ name: 'Ann', number: null, notify_on_failed_request: false });
  });

  it.each([
    [9000400, 400],
    [9001400, 400],
    [9000409, 409],
  ])('is rejected at %i with %i, in the words of its own model', async (customerId, status) => {
    const contactId = vendor.put(String(customerId), { name: 'Ann' });
    const path = `/customers/${customerId}/contacts/${contactId}`;
    const { body, ...answer } = await ask('PATCH', path, { json: { name: 'Bea' } });
    expect(answer.status).toBe(status);
    expect(body.field ?? body.title).toBe(
      customerId === 9001400 ? 'name' : 'UpdateCustomerContactModel.name',
    );
    expect((await ask('GET', path)).body.name).toBe('Ann');
  });

  it('is the only write besides create: a contact cannot be removed', async () => {
    const { id } = (await create({ name: 'Ann' })).body;
    const { status, headers } = await ask('DELETE', `/customers/1001/contacts/${id}`);
    expect([status, headers.get('allow')]).toEqual([405, 'GET,PATCH']);
  });
});

describe('list', () => {
  it('comes in pages of a hundred by default', async () => {
    const first = (await list(1003)).body;
    expect(first).toMatchObject({ current_limit: 100, current_page: 1, total_count: 120, total_pages: 2 });
    expect(first.results).toHaveLength(100);
    expect((await list(1003, '?page_index=2')).body.results).toHaveLength(20);
    const small = (await list(1003, '?page_limit=50&page_index=3')).body;
    expect(small).toMatchObject({ current_limit: 50, current_page: 3, total_pages: 3 });
    expect(small.results).toHaveLength(20);
  });

  it('is empty for an unknown customer and past the end', async () => {
    expect((await list(404404)).body).toMatchObject({ results: [], total_count: 0, total_pages: 0 });
    expect((await list(1002, '?page_index=9')).body.results).toEqual([]);
  });

  it.each(['page_limit=0', 'page_limit=1001', 'page_index=0', 'page_index=10001', 'page_limit=x'])(
    'rejects %s',
    async (query) => {
      expect((await list(1002, `?${query}`)).status).toBe(400);
    },
  );
});

describe('token endpoint', () => {
  const form = {
    grant_type: 'refresh_token',
    refresh_token: 'cro-sandbox-refresh-token',
    client_id: 'cro-sandbox-client',
    client_secret: 'cro-sandbox-secret',
  };
  const askToken = (changes: Record<string, string> = {}) =>
    fetch(`${sandbox.urls.cro}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...form, ...changes }),
    });

  it('issues a token that is good for an hour', async () => {
    const response = await askToken();
    expect(response.status).toBe(200);
    const { access_token, ...rest } = (await response.json()) as Json;
    expect(rest).toEqual({ token_type: 'bearer', expires_in: 3600 });
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await create({}, 1001, headers)).status).toBe(200);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 3_600_001);
    expect((await create({}, 1001, headers)).status).toBe(401);
  });

  it.each([
    ['client_secret', 401, 'invalid_client'],
    ['refresh_token', 400, 'invalid_grant'],
    ['grant_type', 400, 'unsupported_grant_type'],
  ])('rejects another %s', async (field, status, error) => {
    const response = await askToken({ [field]: 'other' });
    expect([response.status, await response.json()]).toEqual([status, { error }]);
  });
});

describe('customers with a fault', () => {
  it.each([
    [9000429, 429],
    [9001429, 429],
    [9000500, 500],
    [9000401, 401],
    [9000403, 403],
    [9000422, 422],
    [9000400, 400],
    [9001400, 400],
    [9000409, 409],
  ])('%i answers %i', async (customerId, status) => {
    const answer = await create({ name: 'Ann' }, customerId);
    expect(answer.status).toBe(status);
    expect(answer.body).toHaveProperty('detail');
    expect(answer.headers.get('retry-after')).toBe(customerId === 9001429 ? '30' : null);
    expect(answer.headers.get('x-request-id')).toHaveLength(36);
  });

  it('answers a page during maintenance', async () => {
    expect(await create({}, 9000503)).toMatchObject({
      status: 503,
      body: { raw: expect.stringContaining('<') },
    });
  });

  it('keeps a contact of a connection cut after commit, and none of one cut before', async () => {
    await expect(create({ name: 'Ann' }, 9000001)).rejects.toThrow();
    await expect(create({ name: 'Ann' }, 9000002)).rejects.toThrow();
    expect((await list(9000001)).body.total_count).toBe(0);
    expect((await list(9000002)).body.total_count).toBe(1);
  });

  it('accept the credentials of the emulator', () => {
    const mine = { CRO_ACCESS_TOKEN: 'my.own.token', CRO_TENANT_ID: '12' };
    expect(createSandbox(mine).environment('http://x')).toEqual({ ...mine, CRO_URL: 'http://x' });
  });
});
