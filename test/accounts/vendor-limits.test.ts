/** Admission over HTTP: oversized or late answers, and vendors that limit us. */
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, jest } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { openAccounts } from '../../src/accounts/accounts.js';
import { Env } from '../../src/config/env.js';
import { ContactReader } from '../../src/contacts/read-contacts.js';
import type { Outcome } from '../../src/model/outcome.js';
import type { Provider } from '../../src/providers/driver.js';
import { providers } from '../../src/providers/registry.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { BAD_GATEWAY, CUSTOMERS, EMPTY, json, short, useHttpVendors } from '../support/http-vendors.js';
import { SkippingClock } from '../support/skipping-clock.js';

describe('a vendor over HTTP', () => {
  const vendors = useHttpVendors();

  describe('with an oversized answer', () => {
    const contact = (id: number, note: string) => ({
      Contact: { ContactID: id, FirstName: 'Ada', LastName: note, PhoneNumbers: [] },
      IsPrimary: false,
    });
    const customer = (contacts: number, length: number) =>
      json(200, {
        Result: {
          CustomerID: 1001,
          Contacts: Array.from({ length: contacts }, (_, index) => contact(index + 1, 'x'.repeat(length))),
        },
      });

    it('is read in full up to 4 MiB if it returns a list in one piece', async () => {
      const vendor = await vendors.vendorOf(customer(3000, 1000));
      const accounts = vendors.open(fixtureEnvironment(vendor.origin));
      expect(await vendors.read(accounts, 'RPM')).toMatchObject({ ok: true, value: { hasNext: true } });
    });

    it('fails only that read, without a retry, and still gets calls', async () => {
      const vendor = await vendors.vendorOf(customer(4500, 1000));
      const accounts = vendors.open(fixtureEnvironment(vendor.origin));
      const results: Outcome<unknown>[] = [];
      for (let index = 0; index < 25; index += 1) results.push(await vendors.read(accounts, 'RPM'));
      expect(new Set(results.map(short))).toEqual(new Set(['the response was larger than 4 MiB']));
      expect(vendor.methods).toHaveLength(25);
      vendor.answer = json(200, EMPTY.RPM);
      expect(short(await vendors.read(accounts, 'RPM'))).toBe('ok');
    });

    it('still gets calls after oversized answers to writes', async () => {
      const vendor = await vendors.vendorOf((_request, response) =>
        response.end('x'.repeat(1024 * 1024 + 1)),
      );
      const accounts = vendors.open(fixtureEnvironment(vendor.origin));
      const results: Outcome<unknown>[] = [];
      for (let index = 0; index < 25; index += 1) results.push(await vendors.add(accounts, 'CRO'));
      expect(new Set(results.map(short))).toEqual(new Set(['unknown']));
      expect(vendor.methods).toHaveLength(25);
    });

    it('still gets calls after oversized headers', async () => {
      const vendor = await vendors.vendorOf(json(200, EMPTY.CRO, { 'x-filler': 'x'.repeat(20_000) }));
      const accounts = vendors.open(fixtureEnvironment(vendor.origin));
      for (let index = 0; index < 25; index += 1) await vendors.read(accounts, 'CRO');
      vendor.answer = json(200, EMPTY.CRO);
      expect(short(await vendors.read(accounts, 'CRO'))).toBe('ok');
    });
  });

  it('has not failed when it only had the rest of a deadline to answer in', async () => {
    const vendor = await vendors.vendorOf((request, response) => {
      if (!request.url?.endsWith('second')) json(200, EMPTY.CRO)(request, response);
    });
    const { provider } = vendors.open(fixtureEnvironment(vendor.origin)).get('CRO');
    const clocks = Array.from({ length: 5 }, () => new SkippingClock());
    const begun = clocks.values();
    const slowly: Provider = {
      ...provider,
      read: {
        ...provider.read,
        list: async (customerId, page, calls) => {
          const own = begun.next().value;
          if (!own) return provider.read.list(customerId, page, calls);
          await calls.read({ method: 'GET', segments: ['first'] }, (json) => json);
          own.advance(600);
          await calls.read({ method: 'GET', segments: ['second'] }, (json) => json);
          return null;
        },
      },
    };
    const live = readProviderSettings([slowly], new Env(fixtureEnvironment(vendor.origin)));
    const accounts = openAccounts([slowly], { live });
    vendors.closeAfterwards(() => accounts.destroy());
    const query = { customerId: CUSTOMERS.CRO ?? '', requestId: 'test' };
    const pages = clocks.map((own) =>
      accounts.get('CRO').list(query, { first: 1, fullRecord: false }, new Deadline(1000, own)),
    );
    for (const result of await Promise.all(pages)) {
      expect(short(result)).toBe('no complete response arrived before the deadline');
    }
    expect(short(await vendors.read(accounts, 'CRO'))).toBe('ok');
  });

  it('gets Accept-Encoding gzip for lists at Zuora, and identity for an add', async () => {
    const asked: string[] = [];
    const vendor = await vendors.vendorOf((request, response) => {
      const encoding = String(request.headers['accept-encoding']);
      asked.push(`${request.url} ${encoding}`);
      if (request.url === '/oauth/token')
        json(200, { access_token: 't', expires_in: 3600 })(request, response);
      else if (request.url === '/v1/contacts') json(200, { id: 'a1', success: true })(request, response);
      else {
        const body = JSON.stringify({ done: true, size: 1, records: [{ Id: 'a1', FirstName: 'Ada' }] });
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body));
      }
    });
    const accounts = vendors.open(fixtureEnvironment(vendor.origin));
    const reader = new ContactReader(accounts, 10_000, 'test', { clock: vendors.clock });
    const customer = { provider: 'ZUORA', customerId: 'f'.repeat(32) } as const;
    expect(await reader.page(customer, { first: 1 }, false)).toMatchObject({
      ok: true,
      value: { contacts: [{ externalId: 'a1' }] },
    });
    expect(short(await vendors.add(accounts, 'ZUORA'))).toBe('ok');
    expect(asked).toEqual(['/oauth/token identity', '/v1/action/query gzip', '/v1/contacts identity']);
  });

  describe('with a rate limit', () => {
    const limit = (seconds: number) =>
      json(429, { api_error_code: 'api_request_limit_exceeded' }, { 'retry-after': String(seconds) });

    it('gets the call when its Retry-After ends within the deadline', async () => {
      const vendor = await vendors.vendorOf(limit(1));
      const accounts = vendors.open(fixtureEnvironment(vendor.origin));
      expect(await vendors.add(accounts, 'CHARGEBEE')).toEqual({
        ok: false,
        failure: { kind: 'rate-limited', retryAfterSeconds: 1 },
      });
      await vendors.add(accounts, 'CHARGEBEE');
      // Before the third: the wait it asks for can only begin later.
      const limitedAt = vendors.clock.now();
      await vendors.add(accounts, 'CHARGEBEE');
      let waitedMs = 0;
      vendor.answer = (request, response) => {
        waitedMs = vendors.clock.now() - limitedAt;
        json(400, { api_error_code: 'invalid_request' })(request, response);
      };
      const waiting = vendors.add(accounts, 'CHARGEBEE');
      await setImmediate();
      vendors.clock.advance(1000);
      expect(short(await waiting)).toBe('rejected');
      expect(waitedMs).toBeGreaterThan(990);
    });

    it('gets no call when its Retry-After ends too late, which callers learn', async () => {
      const vendor = await vendors.vendorOf(limit(30));
      const accounts = vendors.open(fixtureEnvironment(vendor.origin));
      for (let time = 0; time < 3; time += 1) await vendors.add(accounts, 'CHARGEBEE');
      const results = await Promise.all([
        vendors.add(accounts, 'CHARGEBEE'),
        vendors.read(accounts, 'CHARGEBEE'),
      ]);
      expect(results).toEqual(
        Array(2).fill({ ok: false, failure: { kind: 'rate-limited', retryAfterSeconds: 30 } }),
      );
      expect(vendor.methods).toHaveLength(3);
    });

    it('gets no call either when it limits by its own text inside a 200', async () => {
      const vendor = await vendors.vendorOf(json(200, { Result: { Error: 'API daily limit reached' } }));
      const accounts = vendors.open(fixtureEnvironment(vendor.origin));
      const results: string[] = [];
      for (let time = 0; time < 4; time += 1) results.push(short(await vendors.add(accounts, 'RPM')));
      expect(results).toEqual(Array(4).fill('rate-limited'));
      expect(vendor.methods).toHaveLength(3);
    });

    it('still gets calls about other customers when it limits one', async () => {
      const vendor = await vendors.vendorOf(
        json(429, { api_error_code: 'lock_timeout' }, { 'retry-after': '30' }),
      );
      const accounts = vendors.open(fixtureEnvironment(vendor.origin));
      await vendors.add(accounts, 'CHARGEBEE');
      await vendors.add(accounts, 'CHARGEBEE');
      expect(vendor.methods).toHaveLength(2);
    });

    it('still gets calls about other customers when it limits one in the sandbox', async () => {
      const vendor = await vendors.vendorOf(limit(30));
      const accounts = vendors.open(fixtureEnvironment(vendor.origin), 'sandboxed');
      await vendors.add(accounts, 'CHARGEBEE');
      await vendors.add(accounts, 'CHARGEBEE');
      expect(vendor.methods).toHaveLength(2);
    });
  });

  it('gets the waiting calls on close', async () => {
    const vendor = await vendors.vendorOf(async (request, response) => {
      await sleep(20);
      json(200, EMPTY.CRO)(request, response);
    });
    const accounts = vendors.open(fixtureEnvironment(vendor.origin));
    const reads = Array.from({ length: 15 }, () => vendors.read(accounts, 'CRO'));
    await accounts.close();
    expect((await Promise.all(reads)).map(short)).toEqual(Array(15).fill('ok'));
  });

  it('gets no waiting call on destroy', async () => {
    const vendor = await vendors.vendorOf(
      json(429, { api_error_code: 'api_request_limit_exceeded' }, { 'retry-after': '50' }),
    );
    const accounts = vendors.open(fixtureEnvironment(vendor.origin));
    for (let time = 0; time < 3; time += 1) await vendors.add(accounts, 'CHARGEBEE');
    const waiting = vendors.add(accounts, 'CHARGEBEE', 60_000);
    await accounts.destroy();
    expect(short(await waiting)).toBe('the subgraph is shutting down');
    expect(vendor.methods).toHaveLength(3);
  });

  it('gets few retries while it is down: a budget pays for ten, then each read is tried once', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const vendor = await vendors.vendorOf(BAD_GATEWAY);
    const accounts = vendors.open(fixtureEnvironment(vendor.origin), 'sandboxed');
    for (let index = 0; index < 40; index += 1) await vendors.read(accounts, 'CRO');
    expect(vendor.methods).toHaveLength(40 + 10);
  });

  it('gets no retry of a read that was not admitted', async () => {
    const told: string[] = [];
    const vendor = await vendors.vendorOf(limitReads);
    const accounts = openAccounts(providers, {
      live: readProviderSettings(providers, new Env(fixtureEnvironment(vendor.origin))),
      report: ({ code, sent }) => told.push(`${code ?? 'answered'} ${sent}`),
    });
    vendors.closeAfterwards(() => accounts.destroy());
    for (let time = 0; time < 4; time += 1) await vendors.read(accounts, 'CHARGEBEE', 2000);
    expect(told).toEqual([...Array(3).fill('answered true'), 'NOT_ASKED false']);
  });
});

const limitReads = json(429, { api_error_code: 'api_request_limit_exceeded' }, { 'retry-after': '30' });
