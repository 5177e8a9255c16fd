import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import ChartMogul from 'chartmogul-node';

import { createSandbox } from '../../src/sandbox/chartmogul/index.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/kit/server.js';

const KEY = 'chartmogul-sandbox-key';
const ACME = 'cus_00000000-0000-4000-8000-000000000001';
const GLOBEX = 'cus_00000000-0000-4000-8000-000000000002';
const INITECH = 'cus_00000000-0000-4000-8000-000000000003';
const SOURCE = 'ds_00000000-0000-4000-8000-000000000001';
const OTHER_SOURCE = 'ds_00000000-0000-4000-8000-000000000002';
const FAULT = 'cus_fa017000-0000-4000-8000-';

/** The keys of a contact, in the order of the recordings; `external_id` came later. */
const CONTACT_KEYS = [
  'uuid',
  'customer_uuid',
  'customer_external_id',
  'data_source_uuid',
  'external_id',
  'position',
  'first_name',
  'last_name',
  'title',
  'email',
  'phone',
  'linked_in',
  'twitter',
  'notes',
  'custom',
];

describe('ChartMogul sandbox', () => {
  const vendor = createSandbox({});
  let sandbox: Sandbox;
  let config: InstanceType<typeof ChartMogul.Config>;

  beforeAll(async () => {
    sandbox = await startSandbox({ vendors: [vendor] });
    config = client(KEY);
  });

  afterAll(() => sandbox.close());

  beforeEach(async () => {
    const { entries } = await ChartMogul.Contact.all(config, {});
    for (const { uuid } of entries) {
      // At a customer with a fault the contact is removed too, although the answer does not confirm it.
      await ChartMogul.Contact.destroy(config, uuid).catch(() => undefined);
    }
  });

  function client(apiKey: string): InstanceType<typeof ChartMogul.Config> {
    const made = new ChartMogul.Config(apiKey, new URL(sandbox.urls.chartmogul ?? '').origin);
    made.retries = 0;
    return made;
  }

  /** A call without the official client, for requests that it cannot send. */
  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; headers: Headers; text: string; json: unknown }> {
    const response = await fetch(`${sandbox.urls.chartmogul}${path}`, {
      method,
      headers: {
        authorization: `Basic ${btoa(`${KEY}:`)}`,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: text === '' ? undefined : JSON.parse(text),
    };
  }

  const add = (members: Readonly<Record<string, unknown>>, customer = ACME) =>
    ChartMogul.Customer.createContact(config, customer, { data_source_uuid: SOURCE, ...members });

  const refusal = (code: number, param: string | null) => ({
    status: code,
    json: { code, message: expect.any(String), param },
  });

  it('names the variables that point at it', () => {
    expect(sandbox.environment).toEqual({
      CHARTMOGUL_API_KEY: KEY,
      CHARTMOGUL_DATA_SOURCE_UUID: SOURCE,
      CHARTMOGUL_URL: sandbox.urls.chartmogul,
    });
    expect(sandbox.urls.chartmogul).toMatch(/\/v1$/);
  });

  it('accepts the settings of the subgraph instead of the published ones', () => {
    const vendor = createSandbox({ CHARTMOGUL_API_KEY: 'mine', CHARTMOGUL_DATA_SOURCE_UUID: 'ds_mine' });
    expect(vendor.environment('http://x')).toEqual({
      CHARTMOGUL_API_KEY: 'mine',
      CHARTMOGUL_DATA_SOURCE_UUID: 'ds_mine',
      CHARTMOGUL_URL: 'http://x',
    });
    const reply = vendor.handle({
      method: 'POST',
      path: `/v1/customers/${ACME}/contacts`,
      query: new URLSearchParams(),
      headers: { authorization: `Basic ${btoa('mine:mine')}`, 'content-type': 'application/json' },
      body: '{"data_source_uuid":"ds_mine"}',
    });
    expect(reply.status).toBe(201);
  });

  describe('with the official client', () => {
    it('adds, retrieves, changes and deletes a contact', async () => {
      const given = {
        external_id: 'crm-1',
        first_name: 'Adam',
        last_name: 'Smith',
        title: 'CEO',
        email: 'adam@example.com',
        phone: '+1234567890',
        linked_in: 'https://linkedin.com/in/adam',
        twitter: 'https://twitter.com/adam',
        notes: 'Heading\nBody\nFooter',
      };
      const added = await add({ ...given, custom: [{ key: 'Toggle', value: false }] });
      expect(added).toEqual({
        ...given,
        uuid: expect.stringMatching(/^con_[0-9a-f-]{36}$/),
        customer_uuid: ACME,
        customer_external_id: 'acme',
        data_source_uuid: SOURCE,
        position: 1,
        custom: { Toggle: false },
      });
      expect(Object.keys(added)).toEqual(CONTACT_KEYS);
      expect(await ChartMogul.Contact.retrieve(config, added.uuid)).toEqual(added);

      const changed = await ChartMogul.Contact.modify(config, added.uuid, {
        title: 'CTO',
        email: null,
        position: 10,
        custom: [{ key: 'Seats', value: 3 }],
      });
      expect(changed).toEqual({
        ...added,
        title: 'CTO',
        email: null,
        position: 10,
        custom: { Toggle: false, Seats: 3 },
      });

      expect(await ChartMogul.Contact.destroy(config, added.uuid)).toEqual({});
      await expect(ChartMogul.Contact.retrieve(config, added.uuid)).rejects.toMatchObject({ status: 404 });
    });

    it('returns every key, null if nothing was given', async () => {
      const added = await add({});
      expect(added).toEqual({
        ...Object.fromEntries(CONTACT_KEYS.map((key) => [key, null])),
        uuid: added.uuid,
        customer_uuid: ACME,
        customer_external_id: 'acme',
        data_source_uuid: SOURCE,
        position: 1,
        custom: {},
      });
    });

    it('adds in the flat form as well', async () => {
      const added = await ChartMogul.Contact.create(config, {
        customer_uuid: GLOBEX,
        data_source_uuid: OTHER_SOURCE,
        last_name: 'Flat',
      });
      expect(added).toMatchObject({
        customer_uuid: GLOBEX,
        data_source_uuid: OTHER_SOURCE,
        last_name: 'Flat',
      });
    });

    it('assigns the next position unless one is given, which need not be free', async () => {
      const positions = [];
      for (const members of [{}, {}, { position: 1 }, { position: 9 }, {}]) {
        positions.push((await add(members)).position);
      }
      expect(positions).toEqual([1, 2, 1, 9, 10]);
      expect((await add({}, GLOBEX)).position).toBe(1);
    });

    it('pages newest first, with a cursor on the last page too', async () => {
      const names = ['one', 'two', 'three'];
      for (const last_name of names) await add({ last_name });
      await add({ last_name: 'elsewhere' }, GLOBEX);

      const first = await ChartMogul.Customer.contacts(config, ACME, { per_page: 2 });
      expect(first.entries.map((contact) => contact.last_name)).toEqual(['three', 'two']);
      expect(first.has_more).toBe(true);
      expect(Buffer.from(first.cursor ?? '', 'base64').toString()).toMatch(
        new RegExp(`^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z&${first.entries[1]?.uuid}$`),
      );

      const second = await ChartMogul.Customer.contacts(config, ACME, { per_page: 2, cursor: first.cursor });
      expect(second.entries.map((contact) => contact.last_name)).toEqual(['one']);
      expect(second.has_more).toBe(false);
      expect(second.cursor).toEqual(expect.any(String));

      const all = await ChartMogul.Contact.all(config, {});
      expect(all.entries.map((contact) => contact.last_name)).toEqual(['elsewhere', 'three', 'two', 'one']);
    });

    it.each([
      [{ customer_uuid: GLOBEX }, ['b', 'c']],
      [{ customer_external_id: 'acme' }, ['a']],
      [{ data_source_uuid: OTHER_SOURCE }, ['c']],
      [{ email: 'b+1@example.com' }, ['b']],
      [{ customer_uuid: ACME, email: 'b+1@example.com' }, []],
      [{ customer_uuid: 'cus_nobody' }, []],
    ])('filters a list by %j', async (query, names) => {
      await add({ last_name: 'a', email: 'a@example.com' });
      await add({ last_name: 'b', email: 'b+1@example.com' }, GLOBEX);
      await add({ last_name: 'c', data_source_uuid: OTHER_SOURCE }, GLOBEX);

      const { entries } = await ChartMogul.Contact.all(config, query);
      expect(entries.map((contact) => contact.last_name).sort()).toEqual(names);
    });

    it('merges: fills blanks, joins notes and answers without the customer', async () => {
      const into = await add({ first_name: 'Adam', notes: 'Met.', custom: [{ key: 'Seats', value: 1 }] });
      const from = await add({
        first_name: 'Eve',
        title: 'CTO',
        notes: 'Called.',
        custom: [
          { key: 'Seats', value: 2 },
          { key: 'Toggle', value: true },
        ],
      });
      const merged = {
        ...into,
        title: 'CTO',
        notes: 'Met. Called.',
        custom: { Seats: 1, Toggle: true },
      };
      expect(await ChartMogul.Contact.merge(config, into.uuid, from.uuid)).toEqual({
        ...merged,
        customer_uuid: null,
      });
      const { entries } = await ChartMogul.Customer.contacts(config, ACME);
      expect(entries).toEqual([merged]);
    });

    it('finds a customer by uuid and by external id', async () => {
      const globex = {
        uuid: GLOBEX,
        external_id: 'globex',
        data_source_uuid: OTHER_SOURCE,
        data_source_uuids: [OTHER_SOURCE, SOURCE],
      };
      expect(await ChartMogul.Customer.retrieve(config, GLOBEX)).toMatchObject(globex);
      expect(await ChartMogul.Customer.all(config, { external_id: 'globex' })).toMatchObject({
        entries: [globex],
        has_more: false,
      });
    });

    it('answers a ping, and a wrong key as recorded', async () => {
      expect(await ChartMogul.Ping.ping(config)).toEqual({ data: 'pong!' });
      await expect(ChartMogul.Ping.ping(client('other'))).rejects.toMatchObject({
        status: 401,
        response: { body: { code: 401, message: 'No valid API key provided', param: null } },
      });
    });

    it.each([
      ['an unknown customer', 404, 'cus_00000000-0000-4000-8000-00000000ffff', {}, 'customer_uuid'],
      ['no data source', 400, ACME, { data_source_uuid: undefined }, 'data_source_uuid'],
      [
        'a data source of another customer',
        400,
        ACME,
        { data_source_uuid: OTHER_SOURCE },
        'data_source_uuid',
      ],
      ['the configured data source elsewhere', 400, INITECH, {}, 'data_source_uuid'],
    ])('rejects %s', async (_what, status, customer, members, param) => {
      await expect(add(members, customer)).rejects.toMatchObject({
        status,
        response: { body: { code: status, message: expect.any(String), param } },
      });
    });
  });

  describe('members', () => {
    const post = (members: Readonly<Record<string, unknown>>) =>
      call('POST', `/customers/${ACME}/contacts`, { data_source_uuid: SOURCE, ...members });

    it('names the missing parameter as recorded', async () => {
      expect((await call('POST', `/customers/${ACME}/contacts`, {})).json).toEqual({
        code: 400,
        message: 'Parameter "data_source_uuid" is missing',
        param: 'data_source_uuid',
      });
      expect(await call('POST', '/contacts', { data_source_uuid: SOURCE })).toMatchObject(
        refusal(400, 'customer_uuid'),
      );
    });

    it.each([
      ['first_name', 1],
      ['email', ['a@example.com']],
      ['notes', true],
      ['position', 0],
      ['position', 1.5],
      ['position', '1'],
      ['position', 4_294_967_296],
      ['job', 'CEO'],
    ])('rejects %s: %j', async (param, value) => {
      expect(await post({ [param]: value })).toMatchObject(refusal(400, param));
    });

    it('treats null as absent', async () => {
      expect(await post({ first_name: null, position: null, custom: null, external_id: null })).toMatchObject(
        {
          status: 201,
          json: { first_name: null, position: 1, custom: {} },
        },
      );
    });

    it('drops custom attributes that the account has not defined', async () => {
      const custom = [
        { key: 'Facebook', value: 'https://www.facebook.com/adam.smith' },
        { key: 'Department', value: 'Sales' },
        { key: 'constructor', value: 'x' },
      ];
      expect(await post({ custom })).toMatchObject({
        status: 201,
        json: { custom: { Department: 'Sales' } },
      });
    });

    it.each([
      ['Toggle', true, true],
      ['Toggle', 'f', false],
      ['Toggle', 1, true],
      ['Seats', 2.5, 2.5],
      ['Birthday', '1985-01-22', '1985-01-22'],
      ['Department', '😀'.repeat(255), '😀'.repeat(255)],
    ])('keeps %s: %j as %j', async (key, value, kept) => {
      expect(await post({ custom: [{ key, value }] })).toMatchObject({ json: { custom: { [key]: kept } } });
    });

    it.each([
      ['Toggle', 'maybe'],
      ['Seats', '2'],
      ['Birthday', 'tomorrow'],
      ['Department', 7],
      ['Department', '😀'.repeat(256)],
    ])('rejects %s: %j', async (key, value) => {
      const custom = [
        { key: 'Toggle', value: true },
        { key, value },
      ];
      expect(await post({ custom })).toMatchObject(refusal(400, 'custom[1][value]'));
    });

    it('fails on custom attributes that are a map', async () => {
      expect(await post({ custom: { Toggle: true } })).toMatchObject({ status: 500, text: '' });
    });

    it.each(['{', '[]', '"x"'])('rejects the body %s', async (body) => {
      expect(await call('POST', '/contacts', body)).toMatchObject(refusal(400, null));
    });

    it('reads a body of another media type as one without members', async () => {
      const body = JSON.stringify({ data_source_uuid: SOURCE });
      expect(
        await call('POST', `/customers/${ACME}/contacts`, body, { 'content-type': 'text/plain' }),
      ).toMatchObject(refusal(400, 'data_source_uuid'));
    });

    it('does not let a contact change its customer or data source', async () => {
      const { uuid } = await add({});
      for (const param of ['customer_uuid', 'data_source_uuid']) {
        expect(await call('PATCH', `/contacts/${uuid}`, { [param]: 'x' })).toMatchObject(refusal(400, param));
      }
    });

    it('does not merge a contact with itself or with one of another customer', async () => {
      const one = await add({});
      const other = await add({}, GLOBEX);
      for (const from of [one, other]) {
        expect(await call('POST', `/contacts/${one.uuid}/merge/${from.uuid}`)).toMatchObject(
          refusal(400, 'from_contact_uuid'),
        );
      }
    });
  });

  describe('lists', () => {
    it.each([
      ['page=2', 'page'],
      ['per_page=0', 'per_page'],
      ['per_page=x', 'per_page'],
      ['cursor=xyz', 'cursor'],
    ])('reject ?%s', async (query, param) => {
      expect(await call('GET', `/contacts?${query}`)).toMatchObject(refusal(400, param));
    });

    it('hold at most 200 rows', async () => {
      for (let index = 0; index < 201; index++)
        await call('POST', `/customers/${ACME}/contacts`, { data_source_uuid: SOURCE });
      for (const query of ['', '?per_page=500']) {
        const { json } = await call('GET', `/customers/${ACME}/contacts${query}`);
        expect(json).toMatchObject({ entries: { length: 200 }, has_more: true });
      }
      const { json } = await call('GET', '/contacts?per_page=1');
      await call('DELETE', `/contacts/${(json as { entries: [{ uuid: string }] }).entries[0].uuid}`);
    });

    it('are empty without a row', async () => {
      expect((await call('GET', '/contacts')).json).toEqual({ entries: [], cursor: null, has_more: false });
      expect(await call('GET', '/customers/cus_nobody/contacts')).toMatchObject(
        refusal(404, 'customer_uuid'),
      );
    });
  });

  it.each([
    ['PUT', '/contacts/con_1', 405],
    ['POST', '/ping', 405],
    ['GET', '/contacts/con_1/merge/con_2', 405],
    ['GET', '/nothing', 404],
    ['GET', '/contacts/', 404],
    ['GET', '/contacts/con_1/merge', 404],
    ['GET', '/contacts/con_1/merge/con_2/x', 404],
    ['GET', '/customers/%zz/contacts', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect(await call(method, path)).toMatchObject({ status, json: { code: status } });
  });

  describe('faults', () => {
    it.each([
      ['000009000401', 401, null],
      ['000009000422', 402, null],
      ['000009000403', 403, null],
      ['000009000429', 429, null],
      ['000009001429', 429, '30'],
      ['000009001503', 503, null],
    ])('%s answers %i', async (id, status, retryAfter) => {
      const answer = await call('POST', `/customers/${FAULT}${id}/contacts`, { data_source_uuid: SOURCE });
      expect(answer).toMatchObject(refusal(status, null));
      expect(answer.headers.get('retry-after')).toBe(retryAfter);
    });

    it('000009001503 rejects a change, a removal and a merge with 503 too', async () => {
      const [into, from] = [0, 1].map(() => vendor.put(`${FAULT}000009001503`, { title: 'CEO' }));
      const calls = [
        ['PATCH', `/contacts/${into}`],
        ['DELETE', `/contacts/${into}`],
        ['POST', `/contacts/${into}/merge/${from}`],
      ] as const;
      for (const [method, path] of calls) {
        expect(await call(method, path, method === 'PATCH' ? {} : undefined)).toMatchObject(
          refusal(503, null),
        );
      }
      expect(vendor.contactIds(`${FAULT}000009001503`)).toEqual([into, from]);
    });

    it.each([
      ['000009000500', 0],
      ['000009001500', 1],
    ])('%s answers 500 with %i contacts stored', async (id, count) => {
      const customer_uuid = FAULT + id;
      const answer = await call('POST', '/contacts', { customer_uuid, data_source_uuid: SOURCE });
      expect(answer).toMatchObject({ status: 500, json: { error: 'Internal Server Error' } });
      const { entries } = await ChartMogul.Contact.all(config, { customer_external_id: `fault_${id}` });
      expect(entries).toHaveLength(count);
    });

    it.each([
      ['000009000001', 0],
      ['000009000002', 1],
    ])('%s cuts the connection with %i contacts stored', async (id, count) => {
      await expect(add({}, FAULT + id)).rejects.toMatchObject({ code: 'ECONNRESET' });
      const { entries } = await ChartMogul.Customer.contacts(config, FAULT + id);
      expect(entries).toHaveLength(count);
    });

    it('knows every fault customer once the fault is removed', () => {
      const vendor = createSandbox({});
      for (const customer of Object.keys(vendor.faults)) {
        const request = {
          method: 'GET',
          path: `/v1/customers/${customer}`,
          query: new URLSearchParams(),
          headers: { authorization: `Basic ${btoa(`${KEY}:`)}` },
          body: '',
        };
        expect(vendor.handle(request)).toMatchObject({ status: 200 });
      }
    });
  });
});
