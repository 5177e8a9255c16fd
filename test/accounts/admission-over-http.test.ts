/** Admission over HTTP: how many requests reach a vendor, and when a failing one gets none. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { ContactReader } from '../../src/contacts/read-contacts.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import {
  BAD_GATEWAY,
  EMPTY,
  json,
  SILENCE,
  short,
  startVendor,
  useHttpVendors,
} from '../support/http-vendors.js';

describe('a vendor over HTTP', () => {
  const vendors = useHttpVendors();

  it.each([
    ['CHARGEBEE', 20],
    ['CRO', 5],
    ['RPM', 5],
  ] as const)('%s has at most %i requests in flight and sockets open', async (id, limit) => {
    // Answers nothing until the maximum has arrived, so that arrival times do not matter.
    const full = Promise.withResolvers<void>();
    const vendor = await vendors.vendorOf(async (request, response) => {
      if (vendor.mostInFlight >= limit) full.resolve();
      await full.promise;
      await sleep(20);
      json(200, EMPTY[id])(request, response);
    });
    const accounts = vendors.open(fixtureEnvironment(vendor.origin));
    const results = await Promise.all(Array.from({ length: 5 * limit }, () => vendors.read(accounts, id)));
    const counts = { ok: results.filter(({ ok }) => ok).length, all: vendor.methods.length };
    expect(counts).toEqual({ ok: 3 * limit, all: 3 * limit });
    expect(new Set(results.map(short)).size).toBe(2);
    expect([vendor.mostInFlight, vendor.mostSockets]).toEqual([limit, limit]);
  });

  it('has as many requests in flight as configured', async () => {
    const vendor = await vendors.vendorOf(async (request, response) => {
      await sleep(20);
      json(200, EMPTY.CRO)(request, response);
    });
    const accounts = vendors.open({ ...fixtureEnvironment(vendor.origin), CRO_CONCURRENCY: '2' });
    const results = await Promise.all(Array.from({ length: 10 }, () => vendors.read(accounts, 'CRO')));
    expect(results.filter(({ ok }) => ok)).toHaveLength(6);
    expect(vendor.mostInFlight).toBe(2);
  });

  it('begins as many requests a second as configured', async () => {
    const vendor = await vendors.vendorOf(json(200, EMPTY.CRO));
    const accounts = vendors.open({ ...fixtureEnvironment(vendor.origin), CRO_RATE_PER_SECOND: '3' });
    const startedAt = performance.now();
    const first = await Promise.all(Array.from({ length: 3 }, () => vendors.read(accounts, 'CRO')));
    const fourth = await vendors.read(accounts, 'CRO');
    expect([...first, fourth].map(short)).toEqual(Array(4).fill('ok'));
    // On a slow machine the fourth can only be later.
    expect(performance.now() - startedAt).toBeGreaterThan(1000);
  });

  it('ChartMogul has at most 20 requests in flight and begins at most 40 a second', async () => {
    const vendor = await vendors.vendorOf(json(200, EMPTY.CHARTMOGUL));
    const accounts = vendors.open(fixtureEnvironment(vendor.origin));
    const startedAt = performance.now();
    let left = 100;
    const worker = async () => {
      while (left > 0) {
        left -= 1;
        // A rejected call is not a request.
        if (!(await vendors.read(accounts, 'CHARTMOGUL', 30_000)).ok) {
          left += 1;
          await sleep(10);
        }
      }
    };
    await Promise.all(Array.from({ length: 45 }, worker));
    expect(vendor.methods).toHaveLength(100);
    expect(vendor.mostInFlight).toBeLessThanOrEqual(20);
    expect(vendor.mostSockets).toBeLessThanOrEqual(20);
    // Forty immediately, forty a second later, and the rest after another second: a slow machine only takes
    // longer.
    expect(performance.now() - startedAt).toBeGreaterThan(2000);
  });

  it('answers a hundred contacts of one request, a few at a time', async () => {
    const vendor = await vendors.vendorOf((request, response) => {
      const id = Number(request.url?.split('/').at(-1));
      json(200, { id, name: `Desk ${id}`, email: null, number: null, fax: null })(request, response);
    });
    const accounts = vendors.open(fixtureEnvironment(vendor.origin));
    const reader = new ContactReader(accounts, 10_000, 'test', { clock: vendors.clock });
    const ones = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        reader.several({ provider: 'CRO', customerId: String(index + 1) }, [String(index + 1)], true),
      ),
    );
    expect(ones.flat().filter(({ ok }) => ok)).toHaveLength(100);
    expect(vendor.mostInFlight).toBeLessThanOrEqual(5);
  });

  it('counts calls that wait for a token', async () => {
    const vendor = await vendors.vendorOf(SILENCE);
    const accounts = vendors.open(fixtureEnvironment(vendor.origin));
    const waiting = Array.from({ length: 60 }, () => vendors.read(accounts, 'ZUORA', 1500));
    expect(short(await vendors.read(accounts, 'ZUORA', 1500))).toBe('too many requests to Zuora are waiting');
    while (vendor.methods.length === 0) await sleep(5);
    vendors.clock.advance(1500);
    const kinds = (await Promise.all(waiting)).map((result) => !result.ok && result.failure.kind);
    expect(new Set(kinds)).toEqual(new Set(['unavailable']));
    expect(vendor.methods).toEqual(['POST']);
  });

  it('gets no more calls when it hangs and a full set of calls had no answer', async () => {
    const vendor = await vendors.vendorOf(() => {
      if (vendor.methods.length === 5) vendors.clock.advance(1500);
    });
    const accounts = vendors.open(fixtureEnvironment(vendor.origin));
    const hung = await Promise.all(Array.from({ length: 5 }, () => vendors.read(accounts, 'RPM', 1500)));
    expect(new Set(hung.map(short))).toEqual(new Set(['no complete response arrived before the deadline']));
    expect(short(await vendors.read(accounts, 'RPM', 1500))).toBe(
      'RPM Software has not been responding, so it was not called',
    );
    expect(vendor.methods).toHaveLength(5);
  });

  it('keeps only its own callers waiting when it hangs', async () => {
    const hanging = await vendors.vendorOf(SILENCE);
    const well = await vendors.vendorOf(json(200, EMPTY.CRO));
    const accounts = vendors.open({
      ...fixtureEnvironment(well.origin),
      CHARGEBEE_URL: `${hanging.origin}/api/v2`,
    });
    let answered = 0;
    const hung = Array.from({ length: 200 }, async () => {
      const result = await vendors.read(accounts, 'CHARGEBEE', 60_000);
      answered += 1;
      return short(result);
    });
    for (let round = 0; round < 20; round += 1) {
      const results = await Promise.all(Array.from({ length: 10 }, () => vendors.read(accounts, 'CRO')));
      expect(results.map(short)).toEqual(Array(10).fill('ok'));
    }
    // The hanging vendor has all it can have; the queue is full, and the rest was rejected.
    expect(hanging.methods).toHaveLength(20);
    expect(answered).toBe(140);
    await accounts.destroy();
    expect(await Promise.all(hung)).not.toContain('ok');
  });

  it('gets no more calls when it refuses connections, until a read probes it', async () => {
    // Its own address: a port closed at the shared one may be given to another test next.
    const gone = await startVendor(SILENCE, { host: '127.77.0.1', port: 0 });
    await gone.close();
    const accounts = vendors.open(fixtureEnvironment(gone.origin));
    const refused: string[] = [];
    for (let index = 0; index < 20; index += 1) refused.push(short(await vendors.add(accounts, 'CHARGEBEE')));
    expect(new Set(refused)).toEqual(new Set(['the connection was refused']));

    const back = await vendors.vendorOf((request, response) => {
      const reply = request.method === 'GET' ? EMPTY.CHARGEBEE : undefined;
      json(reply ? 200 : 400, reply ?? { api_error_code: 'invalid_request' })(request, response);
    }, gone.address);
    const notAsked = 'Chargebee has not been responding, so it was not called';
    expect(
      [await vendors.add(accounts, 'CHARGEBEE'), await vendors.read(accounts, 'CHARGEBEE')].map(short),
    ).toEqual([notAsked, notAsked]);
    expect(back.methods).toEqual([]);

    vendors.clock.advance(7000);
    // Two at a time: while the first one's read is in flight, the second is not admitted.
    const both = await Promise.all([vendors.add(accounts, 'CHARGEBEE'), vendors.add(accounts, 'CHARGEBEE')]);
    expect(both.map(short).sort()).toEqual([notAsked, 'rejected']);
    expect(back.methods).toEqual(['GET', 'POST']);
    expect(short(await vendors.add(accounts, 'CHARGEBEE'))).toBe('rejected');
    expect(back.methods).toEqual(['GET', 'POST', 'POST']);
  });

  it('gets no write while its read fails', async () => {
    const vendor = await vendors.vendorOf(BAD_GATEWAY);
    const accounts = vendors.open(fixtureEnvironment(vendor.origin));
    // As many as can be in flight.
    for (let index = 0; index < 5; index += 1) {
      expect(short(await vendors.add(accounts, 'RPM'))).toBe('unknown');
    }
    const before = vendor.methods.length;
    vendors.clock.advance(7000);
    expect(short(await vendors.add(accounts, 'RPM'))).toBe(
      'RPM Software has not been responding, so it was not called',
    );
    // One read; like every call to this vendor, it is a POST.
    expect(vendor.methods).toHaveLength(before + 1);
  });

  it('keeps getting calls when it rejects everything, because a rejection is an answer', async () => {
    const vendor = await vendors.vendorOf(
      json(503, { api_error_code: 'site_not_ready', message: 'maintenance' }),
    );
    const accounts = vendors.open(fixtureEnvironment(vendor.origin));
    for (let index = 0; index < 30; index += 1) await vendors.add(accounts, 'CHARGEBEE');
    expect(vendor.methods).toHaveLength(30);
  });
});
