import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import Chargebee from 'chargebee';

import { createSandbox } from '../../src/sandbox/chargebee/index.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/kit/server.js';

const KEY = 'chargebee-sandbox-key';

describe('Chargebee sandbox', () => {
  let sandbox: Sandbox;
  let chargebee: Chargebee;

  beforeAll(async () => {
    sandbox = await startSandbox({ vendors: [createSandbox({})] });
    chargebee = client(KEY);
  });

  afterAll(() => sandbox.close());

  function client(apiKey: string): Chargebee {
    return new Chargebee({
      site: '127.0.0.1',
      hostSuffix: '',
      protocol: 'http',
      port: Number(new URL(sandbox.urls.chargebee ?? '').port),
      apiKey,
    });
  }

  /** A call without the official client, for requests that it cannot send. */
  async function call(
    path: string,
    { form, method = form ? 'POST' : 'GET', headers = {} }: RawCall = {},
  ): Promise<{ status: number; headers: Headers; body: unknown }> {
    const response = await fetch(`${sandbox.urls.chargebee}${path}`, {
      method,
      headers: { authorization: `Basic ${btoa(`${KEY}:`)}`, ...headers },
      ...(form && { body: new URLSearchParams(form) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  interface RawCall {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly form?: Record<string, string>;
  }

  const add = (form: Record<string, string>, headers: Readonly<Record<string, string>> = {}) =>
    call('/customers/cus_acme/add_contact', { form, headers });

  const refusal = (status: number, code: string, param?: string) => ({
    status,
    body: expect.objectContaining({
      message: expect.any(String),
      type: expect.any(String),
      api_error_code: code,
      error_code: expect.any(String),
      error_msg: expect.any(String),
      http_status_code: status,
      ...(param && { param }),
    }),
  });

  it('names the variables that point at it', () => {
    expect(sandbox.environment).toEqual({
      CHARGEBEE_SITE: 'sandbox',
      CHARGEBEE_API_KEY: KEY,
      CHARGEBEE_URL: sandbox.urls.chargebee,
    });
    expect(sandbox.urls.chargebee).toMatch(/\/api\/v2$/);
  });

  it('accepts the credentials of the subgraph instead of the published ones', () => {
    const vendor = createSandbox({ CHARGEBEE_API_KEY: 'mine', CHARGEBEE_SITE: 'acme' });
    expect(vendor.environment('http://x')).toEqual({
      CHARGEBEE_SITE: 'acme',
      CHARGEBEE_API_KEY: 'mine',
      CHARGEBEE_URL: 'http://x',
    });
    const request = { method: 'GET', path: '/', query: new URLSearchParams(), body: '' };
    const authorization = `Basic ${btoa('mine:')}`;
    expect(vendor.authenticated?.({ ...request, headers: { authorization } })).toBe(true);
    expect(vendor.authenticated?.({ ...request, headers: {} })).toBe(false);
  });

  describe('with the official client', () => {
    it('adds, lists, updates and deletes a contact', async () => {
      const added = await chargebee.customer.addContact('cus_globex', {
        contact: {
          id: 'ada',
          first_name: 'Ada',
          last_name: "O'Brien & Søn",
          email: 'ada+x@example.com',
          phone: '+1 (555) 010-1234',
          label: 'Tech Lead',
          enabled: true,
          send_billing_email: true,
        },
      });
      const ada = {
        id: 'ada',
        first_name: 'Ada',
        last_name: "O'Brien & Søn",
        email: 'ada+x@example.com',
        phone: '+1 (555) 010-1234',
        label: 'Tech Lead',
        enabled: true,
        send_account_email: false,
        send_billing_email: true,
        object: 'contact',
      };
      expect(added.httpStatusCode).toBe(200);
      expect(added.isIdempotencyReplayed).toBe(false);
      expect(added.customer.id).toBe('cus_globex');
      expect(added.customer.contacts).toHaveLength(3);
      expect(added.customer.contacts?.at(-1)).toEqual(ada);

      const listed = await chargebee.customer.contactsForCustomer('cus_globex');
      expect(listed.list.map(({ contact }) => contact.id)).toEqual([
        'contact_globex_1',
        'contact_globex_2',
        'ada',
      ]);
      expect(listed.next_offset).toBeUndefined();

      await chargebee.customer.updateContact('cus_globex', {
        contact: { id: 'ada', last_name: 'Lovelace', label: '', enabled: false },
      });
      const { label: _, ...rest } = ada;
      const { customer } = await chargebee.customer.retrieve('cus_globex');
      expect(customer.contacts?.at(-1)).toEqual({ ...rest, last_name: 'Lovelace', enabled: false });

      const deleted = await chargebee.customer.deleteContact('cus_globex', { contact: { id: 'ada' } });
      expect(deleted.customer.contacts?.map(({ id }) => id)).toEqual([
        'contact_globex_1',
        'contact_globex_2',
      ]);
    });

    it('generates an id, omits what was not given and has every flag off', async () => {
      const { customer } = await chargebee.customer.addContact('cus_globex', {
        contact: { email: 'min@example.com' },
      });
      expect(customer.contacts?.at(-1)).toEqual({
        id: expect.stringMatching(/^contact_[0-9a-f]{16}$/),
        email: 'min@example.com',
        enabled: false,
        send_account_email: false,
        send_billing_email: false,
        object: 'contact',
      });
    });

    it('pages through the list', async () => {
      const ids: string[] = [];
      let offset: string | undefined;
      let calls = 0;
      do {
        const page = await chargebee.customer.contactsForCustomer('cus_full', {
          limit: 4,
          ...(offset !== undefined && { offset }),
        });
        ids.push(...page.list.map(({ contact }) => contact.id));
        offset = page.next_offset;
        calls++;
      } while (offset !== undefined);
      expect(calls).toBe(3);
      expect(ids).toEqual(Array.from({ length: 10 }, (_, index) => `contact_full_${index + 1}`));
    });

    it('returns the stored answer to an idempotency key', async () => {
      const input = { contact: { email: 'once@example.com' } };
      const headers = { 'chargebee-idempotency-key': 'key-1' };
      const first = await chargebee.customer.addContact('cus_acme', input, headers);
      const second = await chargebee.customer.addContact('cus_acme', input, headers);

      expect(second.isIdempotencyReplayed).toBe('true');
      expect(second.customer).toEqual(first.customer);
      await expect(
        chargebee.customer.addContact('cus_acme', { contact: { email: 'other@example.com' } }, headers),
      ).rejects.toMatchObject({ http_status_code: 422, api_error_code: 'unable_to_process_request' });
    });

    it('returns the stored answer to the key of an update and of a delete, and carries out nothing twice', async () => {
      const update = (first_name: string, key: string) =>
        chargebee.customer.updateContact(
          'cus_globex',
          { contact: { id: 'contact_globex_2', first_name } },
          { 'chargebee-idempotency-key': key },
        );
      await update('Bea', 'update-1');
      await update('Cleo', 'update-2');
      expect((await update('Bea', 'update-1')).isIdempotencyReplayed).toBe('true');
      await expect(update('Dora', 'update-1')).rejects.toMatchObject({ http_status_code: 422 });
      const { customer } = await chargebee.customer.retrieve('cus_globex');
      expect(customer.contacts?.find(({ id }) => id === 'contact_globex_2')?.first_name).toBe('Cleo');

      await chargebee.customer.addContact('cus_acme', { contact: { id: 'gone', email: 'g@b.example' } });
      const remove = (key: string) =>
        chargebee.customer.deleteContact(
          'cus_acme',
          { contact: { id: 'gone' } },
          { 'chargebee-idempotency-key': key },
        );
      await remove('delete-1');
      expect((await remove('delete-1')).isIdempotencyReplayed).toBe('true');
      await expect(remove('delete-2')).rejects.toMatchObject({ http_status_code: 404 });
    });

    it('drops a null by itself, so that an update with nulls changes nothing', async () => {
      const contact = { id: 'contact_globex_1', first_name: null, enabled: null };
      // The client's types exclude null, but callers in JavaScript may send it.
      const update = chargebee.customer.updateContact as (id: string, input: object) => Promise<unknown>;
      const before = await chargebee.customer.contactsForCustomer('cus_globex');
      await update('cus_globex', { contact });
      const after = await chargebee.customer.contactsForCustomer('cus_globex');
      expect(after.list).toEqual(before.list);
    });

    it.each<[string, string, () => Promise<unknown>, Readonly<Record<string, unknown>>]>([
      [
        'an unknown customer',
        '404',
        () => chargebee.customer.addContact('nobody', { contact: { email: 'a@b.example' } }),
        { http_status_code: 404, api_error_code: 'resource_not_found' },
      ],
      [
        'a wrong key',
        '401',
        () => client('other').customer.contactsForCustomer('cus_acme'),
        {
          http_status_code: 401,
          api_error_code: 'api_authentication_failed',
          error_code: 'api_authentication_invalid_key',
        },
      ],
      [
        'a missing address',
        '400',
        () => chargebee.customer.addContact('cus_acme', { contact: { email: '' } }),
        {
          http_status_code: 400,
          message: 'contact[email] : cannot be blank',
          type: 'invalid_request',
          api_error_code: 'invalid_request',
          error_code: 'param_required',
          param: 'contact[email]',
          error_msg: 'cannot be blank',
        },
      ],
      [
        'a taken id',
        '400',
        () =>
          chargebee.customer.addContact('cus_acme', {
            contact: { id: 'contact_globex_1', email: 'a@b.example' },
          }),
        { http_status_code: 400, api_error_code: 'duplicate_entry', param: 'contact[id]' },
      ],
      [
        'an eleventh contact',
        '400',
        () => chargebee.customer.addContact('cus_full', { contact: { email: 'a@b.example' } }),
        { http_status_code: 400, api_error_code: 'resource_limit_exhausted' },
      ],
      [
        'an unknown contact',
        '404',
        () => chargebee.customer.updateContact('cus_acme', { contact: { id: 'nobody' } }),
        { http_status_code: 404, api_error_code: 'resource_not_found' },
      ],
    ])('rejects %s with %s', async (_what, _status, refused, error) => {
      await expect(refused()).rejects.toMatchObject(error);
    });
  });

  describe('parameters', () => {
    it.each([
      ['id', 150],
      ['first_name', 150],
      ['last_name', 150],
      ['phone', 50],
      ['label', 50],
    ])('contact[%s] may have %i code points', async (field, limit) => {
      // Updates, so that the customer does not fill up. Letters outside the basic plane count once.
      const update = (length: number) =>
        call('/customers/cus_full/update_contact', {
          form: { 'contact[id]': 'contact_full_1', [`contact[${field}]`]: '😀'.repeat(length) },
        });
      if (field !== 'id') expect(await update(limit)).toMatchObject({ status: 200 });
      expect(await update(limit + 1)).toMatchObject(refusal(400, 'param_wrong_value', `contact[${field}]`));
    });

    it('accepts an id of 150 code points', async () => {
      const form = { 'contact[id]': '😀'.repeat(150), 'contact[email]': 'a@b.example' };
      expect(await add(form)).toMatchObject({ status: 200 });
      expect(
        await call('/customers/cus_acme/delete_contact', { form: { 'contact[id]': '😀'.repeat(150) } }),
      ).toMatchObject({ status: 200 });
    });

    it('contact[email] may have 70 code points', async () => {
      const address = (length: number) => `${'a'.repeat(length - '@b.example'.length)}@b.example`;
      expect(await add({ 'contact[email]': address(71) })).toMatchObject(
        refusal(400, 'param_wrong_value', 'contact[email]'),
      );
      expect(await add({ 'contact[email]': address(70) })).toMatchObject({ status: 200 });
    });

    it.each(['plain', 'a@b', 'a b@c.example', 'a@b.example,c@d.example', '@b.example', 'a@b..example'])(
      'rejects the address %s',
      async (email) => {
        expect(await add({ 'contact[email]': email })).toMatchObject(
          refusal(400, 'param_wrong_value', 'contact[email]'),
        );
      },
    );

    it.each([
      ['contact[foo]', 'x'],
      ['contact[cf_department]', 'x'],
      ['email', 'a@b.example'],
      ['contact[enabled]', 'yes'],
      ['contact[send_billing_email]', '1'],
    ])('rejects %s=%s', async (param, value) => {
      expect(await add({ 'contact[email]': 'a@b.example', [param]: value })).toMatchObject(
        refusal(400, 'param_wrong_value', param),
      );
    });

    it('an eleventh contact replaces the oldest added one, never an initial one', async () => {
      const path = '/customers/cus_globex/add_contact';
      let kept: string[] = [];
      for (let index = 1; index <= 12; index += 1) {
        const form = { 'contact[id]': `added_${index}`, 'contact[email]': 'a@b.example' };
        const { status, body } = await call(path, { form });
        expect(status).toBe(200);
        kept = (body as { customer: { contacts: { id: string }[] } }).customer.contacts.map(({ id }) => id);
      }
      expect(kept).toEqual([
        'contact_globex_1',
        'contact_globex_2',
        ...Array.from({ length: 8 }, (_, index) => `added_${index + 5}`),
      ]);
    });

    it('delete takes nothing but the id', async () => {
      const path = '/customers/cus_full/delete_contact';
      expect(
        await call(path, { form: { 'contact[id]': 'contact_full_1', 'contact[label]': 'x' } }),
      ).toMatchObject(refusal(400, 'param_wrong_value', 'contact[label]'));
      expect(await call(path, { form: {} })).toMatchObject(refusal(400, 'invalid_request', 'contact[id]'));
    });

    it('an update cannot remove the address', async () => {
      const form = { 'contact[id]': 'contact_full_1', 'contact[email]': '' };
      expect(await call('/customers/cus_full/update_contact', { form })).toMatchObject(
        refusal(400, 'invalid_request', 'contact[email]'),
      );
    });

    it('reads a JSON body as one without parameters', async () => {
      const response = await fetch(`${sandbox.urls.chargebee}/customers/cus_acme/add_contact`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${KEY}:`)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ contact: { email: 'a@b.example' } }),
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ message: 'contact[email] : cannot be blank' });
    });

    it.each([
      ['limit=0', 'limit'],
      ['limit=101', 'limit'],
      ['limit=x', 'limit'],
      ['offset=11', 'offset'],
      ['sort=asc', 'sort'],
    ])('a list rejects ?%s', async (query, param) => {
      expect(await call(`/customers/cus_full/contacts?${query}`)).toMatchObject(
        refusal(400, 'param_wrong_value', param),
      );
    });
  });

  describe('paths and headers', () => {
    it.each([
      ['GET', '/customers/cus_acme/add_contact'],
      ['POST', '/customers/cus_acme/contacts'],
      ['DELETE', '/customers/cus_acme/contacts'],
      ['PUT', '/customers/cus_acme/update_contact'],
    ])('rejects %s %s', async (method, path) => {
      expect(await call(path, { method })).toMatchObject(refusal(405, 'http_method_not_supported'));
    });

    it.each([
      '/contacts',
      '/customers',
      '/customers/cus_acme/add_contacts',
      '/customers/%zz',
      '/customers/a/b/c',
    ])('knows no %s', async (path) => {
      expect(await call(path)).toMatchObject(refusal(404, 'resource_not_found'));
    });

    it.each([
      ['chargebee-event-webhook', 'all-disabled', 'none'],
      ['chargebee-event-email', 'all-disabled', 'true'],
      ['chargebee-event-actions', 'all-disabled', 'disabled'],
      ['chargebee-business-entity-id', 'e'.repeat(50), 'e'.repeat(51)],
      ['chargebee-request-origin-ip', '192.0.2.1', '192.0.2.256'],
      ['chargebee-request-origin-ip', '2001:db8::1', 'fe80::1%eth0'],
      ['chargebee-request-origin-ip', 'cafe.bad', 'www.example.com'],
      ['chargebee-request-origin-user', 'a@b.example', 'somebody'],
      ['chargebee-request-origin-user-encoded', btoa('a@b.example'), 'a@b.example'],
      ['chargebee-idempotency-key', 'k'.repeat(100), 'k'.repeat(101)],
    ])('%s may be %s, not %s', async (header, good, bad) => {
      expect(await call('/customers/cus_acme', { headers: { [header]: good } })).toMatchObject({
        status: 200,
      });
      expect(await call('/customers/cus_acme', { headers: { [header]: bad } })).toMatchObject(
        refusal(400, 'param_wrong_value', header),
      );
    });

    it.each([
      ['no credentials', ''],
      ['another scheme', `Bearer ${KEY}`],
      ['a password', `Basic ${btoa(`${KEY}:secret`)}`],
      ['no colon', `Basic ${btoa(KEY)}`],
    ])('rejects %s', async (_what, authorization) => {
      expect(await call('/customers/cus_acme', { headers: { authorization } })).toMatchObject(
        refusal(401, 'api_authentication_failed'),
      );
    });
  });

  describe('idempotency', () => {
    afterEach(() => {
      jest.restoreAllMocks();
    });

    it('forgets a key after thirty minutes', () => {
      const vendor = createSandbox({});
      const now = jest.spyOn(Date, 'now').mockReturnValue(0);
      const request = {
        method: 'POST',
        path: '/api/v2/customers/cus_acme/add_contact',
        query: new URLSearchParams(),
        headers: {
          authorization: `Basic ${btoa(`${KEY}:`)}`,
          'content-type': 'application/x-www-form-urlencoded',
          'chargebee-idempotency-key': 'k',
        },
        body: 'contact%5Bemail%5D=a%40b.example',
      };
      expect(vendor.handle(request).headers).toBeUndefined();
      now.mockReturnValue(30 * 60_000 - 1);
      expect(vendor.handle(request).headers).toEqual({ 'chargebee-idempotency-replayed': 'true' });
      now.mockReturnValue(30 * 60_000);
      expect(vendor.handle(request).headers).toBeUndefined();
    });

    it('does not keep a rejection', async () => {
      const headers = { 'chargebee-idempotency-key': 'key-refused' };
      expect(await add({ 'contact[email]': 'nobody' }, headers)).toMatchObject({ status: 400 });
      expect(await add({ 'contact[email]': 'some@body.example' }, headers)).toMatchObject({ status: 200 });
    });
  });

  describe('faults', () => {
    it.each([
      ['fault_rate_limited', 429, 'api_request_limit_exceeded', null],
      ['fault_rate_limited_retry_after', 429, 'api_request_limit_exceeded', '60'],
      ['fault_lock_timeout', 429, 'lock_timeout', null],
      ['fault_server_error', 500, 'internal_error', null],
      ['fault_server_error_after_commit', 500, 'internal_error', null],
      ['fault_credentials_refused', 401, 'api_authentication_failed', null],
      ['fault_permission_denied', 403, 'api_authorization_failed', null],
      ['fault_maintenance', 503, 'site_not_ready', null],
      ['fault_read_only', 503, 'site_read_only_mode', null],
      ['fault_temporary_error', 503, 'internal_temporary_error', null],
      ['fault_unknown_code', 409, 'invalid_state_for_request', null],
    ])('%s answers %i %s', async (customer, status, code, retryAfter) => {
      const answer = await call(`/customers/${customer}/add_contact`, {
        form: { 'contact[email]': 'a@b.example' },
      });
      expect(answer).toMatchObject(refusal(status, code));
      expect(answer.headers.get('retry-after')).toBe(retryAfter);
    });

    it("fault_bad_gateway answers with a gateway's page", async () => {
      const response = await fetch(`${sandbox.urls.chargebee}/customers/fault_bad_gateway/add_contact`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${KEY}:`)}` },
      });
      expect(response.status).toBe(502);
      expect(await response.text()).toContain('<h1>502 Bad Gateway</h1>');
    });

    it.each(['fault_lock_timeout', 'fault_read_only', 'fault_temporary_error', 'fault_bad_gateway'])(
      '%s does not affect reads',
      async (customer) => {
        expect(await call(`/customers/${customer}`)).toMatchObject({ status: 200 });
      },
    );

    it.each([
      ['fault_cut_before_commit', 0],
      ['fault_cut_after_commit', 1],
    ])('%s fails in the client with %i contacts stored', async (customer, count) => {
      await expect(
        chargebee.customer.addContact(customer, { contact: { email: 'a@b.example' } }),
      ).rejects.toThrow('fetch failed');
      const { list } = await chargebee.customer.contactsForCustomer(customer);
      expect(list).toHaveLength(count);
    });

    it('knows every fault customer once the fault is removed', () => {
      const vendor = createSandbox({});
      for (const customer of Object.keys(vendor.faults)) {
        expect(
          vendor.handle({
            method: 'GET',
            path: `/api/v2/customers/${customer}`,
            query: new URLSearchParams(),
            headers: { authorization: `Basic ${btoa(`${KEY}:`)}` },
            body: '',
          }),
        ).toMatchObject({ status: 200 });
      }
    });
  });
});
