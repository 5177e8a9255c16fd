/** The gate before a vendor: alone under a clock of the test's, then over real HTTP. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { type Accounts, openAccounts } from '../../src/accounts/accounts.js';
import {
  AdmissionControl,
  type AdmissionOptions,
  type Health,
  type NotAdmitted,
} from '../../src/accounts/admission.js';
import type { CallKind } from '../../src/accounts/breaker.js';
import { Env, type Environment } from '../../src/config/env.js';
import { ContactService } from '../../src/contacts/add-contact.js';
import { ContactReader } from '../../src/contacts/read-contacts.js';
import type { ProviderId } from '../../src/model/contact.js';
import type { Outcome } from '../../src/model/outcome.js';
import { chartmogul } from '../../src/providers/chartmogul/index.js';
import type { Provider } from '../../src/providers/driver.js';
import { providers } from '../../src/providers/registry.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { outcome, settled, type Told } from '../support/admission-calls.js';
import { described } from '../support/facts.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { SkippingClock } from '../support/skipping-clock.js';

const FINE: Health = { isFault: false, pauseSeconds: null };
const FAULT: Health = { isFault: true, pauseSeconds: null };

/** A vendor whose calls take as long as a test says, before a gate. */
class Stage {
  readonly gate: AdmissionControl;
  /** When calls began, in milliseconds of the test's clock. */
  readonly starts: number[] = [];
  inFlight = 0;
  mostInFlight = 0;

  constructor(options: Partial<AdmissionOptions> = {}) {
    this.gate = new AdmissionControl({
      name: 'Acme',
      concurrency: 2,
      sharedFaultState: true,
      limitsBeforePause: 1,
      callsBeforeBreak: 20,
      ...options,
    });
  }

  call(kind: CallKind, tookMs: number, health = FINE, deadlineMs = 10_000): Promise<Told> {
    return this.gate.run(kind, new Deadline(deadlineMs), async () => {
      this.starts.push(performance.now());
      this.inFlight += 1;
      this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
      await new Promise((resolve) => setTimeout(resolve, tookMs));
      this.inFlight -= 1;
      return { health };
    });
  }

  /** One after the other. */
  async several(count: number, kind: CallKind, health: Health): Promise<Told[]> {
    const told: Told[] = [];
    for (let index = 0; index < count; index += 1) told.push(await settled(this.call(kind, 1, health)));
    return told;
  }
}

const NOT_ASKED = 'Acme has not been answering and was not asked';

describe('the gate', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    // The middle of the jitter: times are as documented.
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  describe('limits', () => {
    it.each([5, 100, 700])(
      'ChartMogul: of 1000 calls at 500 a second none is too many, when one takes %i ms',
      async (tookMs) => {
        const stage = new Stage({ name: chartmogul.name, ...chartmogul.limits });
        const calls: Promise<Told>[] = [];
        for (let index = 0; index < 1000; index += 1) {
          calls.push(stage.call('write', tookMs));
          await jest.advanceTimersByTimeAsync(2);
        }
        await jest.advanceTimersByTimeAsync(10_000);
        const outcomes = (await Promise.all(calls)).map(outcome);
        const made = outcomes.filter((told) => told === 'made').length;
        expect(made).toBe(stage.starts.length);
        // Each call has its answer, and the rest was turned away for want of a place and nothing else.
        expect(new Set(outcomes)).toEqual(new Set(['made', 'too many requests to ChartMogul are waiting']));
        expect(stage.mostInFlight).toBeLessThanOrEqual(20);
        expect(mostInASecond(stage.starts)).toBeLessThanOrEqual(40);
        // What the vendor allows is used: the slots, or nine tenths of the rate.
        expect(made).toBeGreaterThanOrEqual(Math.min((2000 / tookMs) * 15, 2 * 36));
      },
    );

    it('makes what waits in its order', async () => {
      const stage = new Stage({ concurrency: 1 });
      const order: string[] = [];
      const calls = ['a', 'b', 'c'].map((name) =>
        stage.gate.run('read', new Deadline(1000), async () => {
          order.push(name);
          return { health: FINE };
        }),
      );
      await settled(Promise.all(calls));
      expect(order).toEqual(['a', 'b', 'c']);
    });

    it('rejects at once when two calls wait for each slot', async () => {
      const stage = new Stage();
      const calls = Array.from({ length: 6 }, () => stage.call('write', 100));
      expect(outcome(await stage.call('write', 100))).toBe('too many requests to Acme are waiting');
      expect(stage.starts).toHaveLength(2);
      expect((await settled(Promise.all(calls))).map(outcome)).toEqual(Array(6).fill('made'));
      expect(stage.mostInFlight).toBe(2);
    });

    it('rejects at once what would not get its turn in time, and takes what would', async () => {
      const stage = new Stage({ concurrency: 1 });
      await settled(stage.call('read', 1000));
      const busy = stage.call('read', 1000);
      const late = await stage.call('read', 1, FINE, 900);
      expect(late).toEqual({
        kind: 'not-admitted',
        cause: 'QUEUE_FULL',
        failure: {
          kind: 'unavailable',
          reason: 'requests to Acme wait longer than the deadline allows',
          retryAfterSeconds: 1,
        },
      });
      expect(outcome(await settled(stage.call('read', 1, FINE, 1200)))).toBe('made');
      await busy;
    });

    it('lets writes, and the reads that they depend on, go before other reads', async () => {
      const stage = new Stage();
      const kinds = ['read', 'read', 'read', 'read', 'write', 'check'] as const;
      const order: string[] = [];
      const calls = kinds.map((kind, index) =>
        stage.gate.run(kind, new Deadline(10_000), async () => {
          order.push(`${kind} ${index}`);
          await new Promise((resolve) => setTimeout(resolve, 100));
          return { health: FINE };
        }),
      );
      await settled(Promise.all(calls));
      expect(order).toEqual(['read 0', 'read 1', 'write 4', 'check 5', 'read 2', 'read 3']);
    });

    it('rejects no write for the reads that wait', async () => {
      const stage = new Stage();
      const reads = Array.from({ length: 6 }, () => stage.call('read', 100));
      expect(outcome(await stage.call('read', 100))).toBe('too many requests to Acme are waiting');
      const writes = Array.from({ length: 4 }, () => stage.call('write', 100));
      expect(outcome(await stage.call('write', 100))).toBe('too many requests to Acme are waiting');
      expect((await settled(Promise.all([...reads, ...writes]))).map(outcome)).toEqual(
        Array(10).fill('made'),
      );
    });

    it('counts what goes first only, where it says how long a write would wait', async () => {
      const stage = new Stage({ concurrency: 1 });
      await settled(stage.call('read', 1000));
      const reads = Array.from({ length: 3 }, () => stage.call('read', 1000));
      expect(outcome(await stage.call('read', 1000, FINE, 2500))).toBe(
        'too many requests to Acme are waiting',
      );
      expect(outcome(await settled(stage.call('write', 1000, FINE, 2500)))).toBe('made');
      await settled(Promise.all(reads));
    });

    it('rejects at its deadline what got no turn, and never makes it', async () => {
      const stage = new Stage({ concurrency: 1 });
      const busy = stage.call('read', 500);
      const waiting = stage.call('write', 1, FINE, 200);
      const before = performance.now();
      expect(outcome(await settled(waiting))).toBe('no turn came before the deadline');
      expect(performance.now() - before).toBeLessThanOrEqual(201);
      await settled(busy);
      await jest.advanceTimersByTimeAsync(1000);
      expect(stage.starts).toHaveLength(1);
    });

    it('frees the slot of a call that throws', async () => {
      const stage = new Stage({ concurrency: 1 });
      const bug = stage.gate.run('read', new Deadline(1000), () => Promise.reject(new Error('a bug')));
      await expect(bug).rejects.toThrow('a bug');
      expect(outcome(await settled(stage.call('read', 1)))).toBe('made');
    });

    it('waits for the rate as long as the deadline allows', async () => {
      const stage = new Stage({ concurrency: 9, ratePerSecond: 2 });
      await settled(Promise.all([stage.call('read', 1), stage.call('read', 1)]));
      const short = stage.call('read', 1, FINE, 500);
      const long = stage.call('read', 1, FINE, 2000);
      expect(outcome(await settled(short))).toBe('no turn came before the deadline');
      expect(outcome(await settled(long))).toBe('made');
      expect(mostInASecond(stage.starts)).toBe(2);
    });

    it('close rejects what waits, and idle waits for the rest', async () => {
      const stage = new Stage({ concurrency: 1 });
      const busy = stage.call('read', 100);
      const waiting = stage.call('read', 100);
      stage.gate.close();
      expect(outcome(await waiting)).toBe('the subgraph is shutting down');
      await settled(stage.gate.idle());
      expect(stage.inFlight).toBe(0);
      expect(outcome(await busy)).toBe('made');
    });
  });

  describe('the breaker', () => {
    async function opened(): Promise<Stage> {
      const stage = new Stage();
      await stage.several(20, 'write', FAULT);
      expect(outcome(await stage.call('write', 1))).toBe(NOT_ASKED);
      return stage;
    }

    it('opens at 20 calls of which half are faults, not before', async () => {
      const stage = new Stage();
      await stage.several(10, 'write', FINE);
      await stage.several(9, 'write', FAULT);
      expect(outcome(await settled(stage.call('write', 1, FAULT)))).toBe('made');
      expect(await stage.call('read', 1)).toEqual({
        kind: 'not-admitted',
        cause: 'BREAKER_OPEN',
        failure: { kind: 'unavailable', reason: NOT_ASKED, retryAfterSeconds: 5 },
      });
      expect(stage.starts).toHaveLength(20);
    });

    it('does not open on fewer calls, fewer faults, or refusals', async () => {
      const few = new Stage();
      await few.several(19, 'write', FAULT);
      expect(outcome(await settled(few.call('write', 1)))).toBe('made');
      const mixed = new Stage();
      await mixed.several(11, 'write', FINE);
      await mixed.several(10, 'write', FAULT);
      expect(outcome(await settled(mixed.call('write', 1)))).toBe('made');
    });

    it('forgets what is older than ten seconds', async () => {
      const stage = new Stage();
      await stage.several(19, 'write', FAULT);
      await jest.advanceTimersByTimeAsync(11_000);
      await stage.several(19, 'write', FAULT);
      expect(outcome(await settled(stage.call('write', 1)))).toBe('made');
    });

    it('rejects what waits when it opens', async () => {
      const stage = new Stage();
      await stage.several(19, 'write', FAULT);
      const hanging = stage.call('write', 60_000);
      const last = stage.call('write', 10, FAULT);
      const waiting = [stage.call('write', 1), stage.call('read', 1)];
      await settled(last);
      expect((await Promise.all(waiting)).map(outcome)).toEqual([NOT_ASKED, NOT_ASKED]);
      expect(stage.starts).toHaveLength(21);
      await settled(hanging);
    });

    it('lets nothing through for five seconds', async () => {
      const stage = await opened();
      await jest.advanceTimersByTimeAsync(4900);
      expect(outcome(await stage.call('read', 1))).toBe(NOT_ASKED);
      expect(stage.gate.needsProbe).toBe(false);
      expect(stage.starts).toHaveLength(20);
    });

    it('then lets one read through and no write, and is closed by its answer', async () => {
      const stage = await opened();
      await jest.advanceTimersByTimeAsync(5000);
      expect(stage.gate.needsProbe).toBe(true);
      expect(outcome(await stage.call('write', 1))).toBe(NOT_ASKED);
      const probe = stage.call('read', 100);
      expect(stage.gate.needsProbe).toBe(false);
      const others = [stage.call('read', 1), stage.call('write', 1)];
      expect((await Promise.all(others)).map(outcome)).toEqual([NOT_ASKED, NOT_ASKED]);
      expect(stage.starts).toHaveLength(21);
      expect(outcome(await settled(probe))).toBe('made');
      expect(outcome(await settled(stage.call('write', 1)))).toBe('made');
      // The faults of before do not count any more.
      await stage.several(10, 'write', FAULT);
      expect(outcome(await settled(stage.call('write', 1)))).toBe('made');
    });

    it('stays open twice as long each time that the read fails, a minute at most', async () => {
      const stage = await opened();
      const seconds: number[] = [];
      await jest.advanceTimersByTimeAsync(5000);
      for (let round = 0; round < 6; round += 1) {
        await settled(stage.call('read', 0, FAULT));
        const refused = (await stage.call('read', 1)) as NotAdmitted;
        seconds.push(refused.failure.retryAfterSeconds ?? 0);
        await jest.advanceTimersByTimeAsync((seconds.at(-1) ?? 0) * 1000);
      }
      expect(seconds).toEqual([10, 20, 40, 60, 60, 60]);
    });

    it('spreads the end of the open time by a fifth', async () => {
      jest.spyOn(Math, 'random').mockReturnValue(0);
      const early = await opened();
      await jest.advanceTimersByTimeAsync(4000);
      expect(early.gate.needsProbe).toBe(true);
      jest.spyOn(Math, 'random').mockReturnValue(0.999);
      const late = await opened();
      await jest.advanceTimersByTimeAsync(5900);
      expect(late.gate.needsProbe).toBe(false);
      await jest.advanceTimersByTimeAsync(100);
      expect(late.gate.needsProbe).toBe(true);
    });

    it('is not opened again by calls that began before it opened', async () => {
      const stage = new Stage({ concurrency: 40 });
      const hung = Array.from({ length: 20 }, () => stage.call('write', 9000, FAULT));
      await stage.several(20, 'write', FAULT);
      await jest.advanceTimersByTimeAsync(5000);
      await settled(stage.call('read', 1));
      await settled(Promise.all(hung));
      expect(outcome(await settled(stage.call('write', 1)))).toBe('made');
    });

    it('lets one read through where several waited for their turn', async () => {
      const stage = new Stage();
      const limited = stage.call('write', 100, { isFault: false, pauseSeconds: 6 });
      await stage.several(20, 'write', FAULT);
      await settled(limited);
      await jest.advanceTimersByTimeAsync(5000);
      expect(stage.gate.needsProbe).toBe(true);
      const reads = [stage.call('read', 50), stage.call('read', 50)];
      expect((await settled(Promise.all(reads))).map(outcome)).toEqual(['made', NOT_ASKED]);
      expect(stage.starts).toHaveLength(22);
    });

    it('is not there where faults are not remembered', async () => {
      const stage = new Stage({ sharedFaultState: false });
      await stage.several(50, 'write', FAULT);
      expect(stage.starts).toHaveLength(50);
    });
  });

  describe('Retry-After', () => {
    const limited = (pauseSeconds: number): Health => ({ isFault: false, pauseSeconds });

    it('holds calls back until then where that is before their deadline', async () => {
      const stage = new Stage();
      await settled(stage.call('write', 0, limited(3)));
      const until = performance.now() + 3000;
      const calls = [stage.call('write', 1), stage.call('read', 1)];
      await jest.advanceTimersByTimeAsync(2900);
      expect(stage.starts).toHaveLength(1);
      expect((await settled(Promise.all(calls))).map(outcome)).toEqual(['made', 'made']);
      expect(Math.min(...stage.starts.slice(1))).toBeGreaterThanOrEqual(until - 1);
    });

    it('is reported at once where it is not', async () => {
      const stage = new Stage();
      await settled(stage.call('write', 0, limited(30)));
      await jest.advanceTimersByTimeAsync(12_000);
      expect(await stage.call('write', 1)).toEqual({
        kind: 'not-admitted',
        cause: 'PAUSED',
        failure: { kind: 'rate-limited', retryAfterSeconds: 18 },
      });
      await jest.advanceTimersByTimeAsync(18_000);
      expect(outcome(await settled(stage.call('write', 1)))).toBe('made');
    });

    it('is reported at once to those that wait already and cannot wait that long', async () => {
      const stage = new Stage({ concurrency: 1 });
      const first = stage.call('write', 10, limited(4));
      const short = stage.call('write', 1, FINE, 2000);
      const long = stage.call('write', 1, FINE, 8000);
      await settled(first);
      expect(await short).toMatchObject({ failure: { kind: 'rate-limited', retryAfterSeconds: 4 } });
      expect(outcome(await settled(long))).toBe('made');
    });

    it('is not shortened by a shorter one', async () => {
      const stage = new Stage();
      await settled(Promise.all([stage.call('read', 0, limited(60)), stage.call('read', 5, limited(1))]));
      expect(outcome(await stage.call('read', 1))).toBe('rate-limited');
    });

    it('is put to the test after five minutes, however long it is', async () => {
      const stage = new Stage();
      await settled(stage.call('write', 0, limited(80_000)));
      await jest.advanceTimersByTimeAsync(280_000);
      expect(await stage.call('write', 1)).toMatchObject({ failure: { retryAfterSeconds: 79_720 } });
      await jest.advanceTimersByTimeAsync(20_000);
      expect(outcome(await settled(stage.call('write', 0, limited(79_700))))).toBe('made');
      expect(await stage.call('write', 1)).toMatchObject({ failure: { retryAfterSeconds: 79_700 } });
      expect(stage.starts).toHaveLength(2);
    });

    it('holds back only after three in a row: one may be about one customer', async () => {
      const stage = new Stage({ limitsBeforePause: 3 });
      for (const health of [limited(30), limited(30), FINE, limited(30), limited(30)]) {
        expect(outcome(await settled(stage.call('write', 0, health)))).toBe('made');
      }
      expect(outcome(await settled(stage.call('write', 0, limited(30))))).toBe('made');
      expect(outcome(await stage.call('write', 1))).toBe('rate-limited');
    });

    it("is nobody else's where faults are not remembered", async () => {
      const stage = new Stage({ sharedFaultState: false });
      await settled(stage.call('write', 0, limited(30)));
      expect(outcome(await settled(stage.call('write', 1)))).toBe('made');
    });
  });
});

/** Calls begun within any second. */
function mostInASecond(starts: readonly number[]): number {
  const sorted = [...starts].sort((a, b) => a - b);
  const counts = sorted.map((from) => sorted.filter((at) => at >= from && at < from + 1000).length);
  return Math.max(0, ...counts);
}

const CUSTOMERS: Readonly<Record<string, string>> = Object.fromEntries(
  described.map(({ provider, facts }) => [provider.id, facts.emulated.customer(1)]),
);

/** What each vendor answers to a list that holds nothing. */
const EMPTY: Readonly<Record<string, unknown>> = {
  CHARGEBEE: { list: [] },
  CHARTMOGUL: { entries: [], has_more: false, cursor: '' },
  CRO: { results: [], total_count: 0, total_pages: 1, current_page: 1, current_limit: 100 },
  RPM: { Result: { CustomerID: 1001, Contacts: [] } },
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

interface Address {
  readonly host: string;
  readonly port: number;
}

interface HttpVendor {
  readonly address: Address;
  readonly origin: string;
  /** `GET` or `POST` of each request, oldest first. */
  readonly methods: string[];
  answer: Answer;
  mostInFlight: number;
  mostSockets: number;
  close(): Promise<void>;
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

const BAD_GATEWAY: Answer = (_request, response) => response.writeHead(502).end('<h1>Bad gateway</h1>');
const SILENCE: Answer = () => {};

/** Any free port of the address that all tests share. */
const ANYWHERE: Address = { host: '127.0.0.1', port: 0 };

async function startVendor(answer: Answer, { host, port } = ANYWHERE): Promise<HttpVendor> {
  let inFlight = 0;
  let sockets = 0;
  const server = createServer((request, response) => {
    vendor.methods.push(request.method ?? '');
    inFlight += 1;
    vendor.mostInFlight = Math.max(vendor.mostInFlight, inFlight);
    response.on('close', () => {
      inFlight -= 1;
    });
    request.resume().on('end', () => vendor.answer(request, response));
  });
  server.on('connection', (socket) => {
    sockets += 1;
    vendor.mostSockets = Math.max(vendor.mostSockets, sockets);
    socket.on('close', () => {
      sockets -= 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const address = { host, port: (server.address() as AddressInfo).port };
  const vendor: HttpVendor = {
    address,
    origin: `http://${host}:${address.port}`,
    methods: [],
    answer,
    mostInFlight: 0,
    mostSockets: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return vendor;
}

describe('a vendor over HTTP', () => {
  const closing: (() => Promise<void>)[] = [];
  let clock: SkippingClock;
  beforeEach(() => {
    clock = new SkippingClock();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function vendorOf(answer: Answer, address = ANYWHERE): Promise<HttpVendor> {
    const vendor = await startVendor(answer, address);
    closing.push(() => vendor.close());
    return vendor;
  }

  function open(environment: Environment, mode: 'live' | 'sandboxed' = 'live'): Accounts {
    const accounts = openAccounts(
      providers,
      mode === 'live'
        ? { live: readProviderSettings(providers, new Env(environment)), clock }
        : { live: new Map(), sandboxed: environment, clock },
    );
    closing.push(() => accounts.destroy());
    return accounts;
  }

  function read(accounts: Accounts, id: ProviderId, deadlineMs = 10_000): Promise<Outcome<unknown>> {
    const query = { customerId: CUSTOMERS[id] ?? '', requestId: 'test' };
    return accounts.get(id).list(query, { first: 1, fullRecord: false }, new Deadline(deadlineMs, clock));
  }

  function add(accounts: Accounts, id: ProviderId, deadlineMs = 10_000): Promise<Outcome<unknown>> {
    return new ContactService(accounts, deadlineMs, undefined, clock).add({
      provider: id,
      customerId: CUSTOMERS[id] ?? '',
      input: { firstName: 'Ada', lastName: 'Lovelace', emails: [{ address: 'ada@example.com' }] },
      options: {},
      requestId: 'test',
    });
  }

  /** `ok`, or the failure in short. */
  function short(result: Outcome<unknown>): string {
    if (result.ok) return 'ok';
    const { failure } = result;
    return failure.kind === 'unavailable' ? failure.reason : failure.kind;
  }

  it.each([
    ['CHARGEBEE', 20],
    ['CRO', 5],
    ['RPM', 5],
  ] as const)('%s has no more than %i requests in flight and sockets open', async (id, limit) => {
    // Nobody is answered before as many are here as may be, so that it does not depend on how soon they come.
    const full = Promise.withResolvers<void>();
    const vendor = await vendorOf(async (request, response) => {
      if (vendor.mostInFlight >= limit) full.resolve();
      await full.promise;
      await sleep(20);
      json(200, EMPTY[id])(request, response);
    });
    const accounts = open(fixtureEnvironment(vendor.origin));
    const results = await Promise.all(Array.from({ length: 5 * limit }, () => read(accounts, id)));
    const counts = { ok: results.filter(({ ok }) => ok).length, all: vendor.methods.length };
    expect(counts).toEqual({ ok: 3 * limit, all: 3 * limit });
    expect(new Set(results.map(short)).size).toBe(2);
    expect([vendor.mostInFlight, vendor.mostSockets]).toEqual([limit, limit]);
  });

  it('has as many requests in flight as the settings say, where they say it', async () => {
    const vendor = await vendorOf(async (request, response) => {
      await sleep(20);
      json(200, EMPTY.CRO)(request, response);
    });
    const accounts = open({ ...fixtureEnvironment(vendor.origin), CRO_CONCURRENCY: '2' });
    const results = await Promise.all(Array.from({ length: 10 }, () => read(accounts, 'CRO')));
    expect(results.filter(({ ok }) => ok)).toHaveLength(6);
    expect(vendor.mostInFlight).toBe(2);
  });

  it('has as many requests begun in a second as the settings say', async () => {
    const vendor = await vendorOf(json(200, EMPTY.CRO));
    const accounts = open({ ...fixtureEnvironment(vendor.origin), CRO_RATE_PER_SECOND: '3' });
    const startedAt = performance.now();
    const first = await Promise.all(Array.from({ length: 3 }, () => read(accounts, 'CRO')));
    const fourth = await read(accounts, 'CRO');
    expect([...first, fourth].map(short)).toEqual(Array(4).fill('ok'));
    // However slow the machine is, the fourth may only be later.
    expect(performance.now() - startedAt).toBeGreaterThan(1000);
  });

  it('ChartMogul has no more than 20 requests in flight and 40 begun in a second', async () => {
    const vendor = await vendorOf(json(200, EMPTY.CHARTMOGUL));
    const accounts = open(fixtureEnvironment(vendor.origin));
    const startedAt = performance.now();
    let left = 100;
    const worker = async () => {
      while (left > 0) {
        left -= 1;
        // One that was turned away is not a request.
        if (!(await read(accounts, 'CHARTMOGUL', 30_000)).ok) {
          left += 1;
          await sleep(10);
        }
      }
    };
    await Promise.all(Array.from({ length: 45 }, worker));
    expect(vendor.methods).toHaveLength(100);
    expect(vendor.mostInFlight).toBeLessThanOrEqual(20);
    expect(vendor.mostSockets).toBeLessThanOrEqual(20);
    // Forty at once, forty a second later, and the rest after as long again: a slow machine only takes
    // longer.
    expect(performance.now() - startedAt).toBeGreaterThan(2000);
  });

  it('a hundred contacts of one request are all read, a few at a time', async () => {
    const vendor = await vendorOf((request, response) => {
      const id = Number(request.url?.split('/').at(-1));
      json(200, { id, name: `Desk ${id}`, email: null, number: null, fax: null })(request, response);
    });
    const accounts = open(fixtureEnvironment(vendor.origin));
    const reader = new ContactReader(accounts, 10_000, 'test', { clock });
    const ones = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        reader.several({ provider: 'CRO', customerId: String(index + 1) }, [String(index + 1)], true),
      ),
    );
    expect(ones.flat().filter(({ ok }) => ok)).toHaveLength(100);
    expect(vendor.mostInFlight).toBeLessThanOrEqual(5);
  });

  it('a token that is waited for takes a place too', async () => {
    const vendor = await vendorOf(SILENCE);
    const accounts = open(fixtureEnvironment(vendor.origin));
    const waiting = Array.from({ length: 60 }, () => read(accounts, 'ZUORA', 1500));
    expect(short(await read(accounts, 'ZUORA', 1500))).toBe('too many requests to Zuora are waiting');
    while (vendor.methods.length === 0) await sleep(5);
    clock.advance(1500);
    const kinds = (await Promise.all(waiting)).map((result) => !result.ok && result.failure.kind);
    expect(new Set(kinds)).toEqual(new Set(['unavailable']));
    expect(vendor.methods).toEqual(['POST']);
  });

  it('one that hangs is not asked any more when as many calls as can be in flight have had no answer', async () => {
    const vendor = await vendorOf(() => {
      if (vendor.methods.length === 5) clock.advance(1500);
    });
    const accounts = open(fixtureEnvironment(vendor.origin));
    const hung = await Promise.all(Array.from({ length: 5 }, () => read(accounts, 'RPM', 1500)));
    expect(new Set(hung.map(short))).toEqual(new Set(['no complete answer came before the deadline']));
    expect(short(await read(accounts, 'RPM', 1500))).toBe(
      'RPM Software has not been answering and was not asked',
    );
    expect(vendor.methods).toHaveLength(5);
  });

  it("one that hangs keeps its own callers waiting and nobody else's", async () => {
    const hanging = await vendorOf(SILENCE);
    const well = await vendorOf(json(200, EMPTY.CRO));
    const accounts = open({
      ...fixtureEnvironment(well.origin),
      CHARGEBEE_URL: `${hanging.origin}/api/v2`,
    });
    let answered = 0;
    const hung = Array.from({ length: 200 }, async () => {
      const result = await read(accounts, 'CHARGEBEE', 60_000);
      answered += 1;
      return short(result);
    });
    for (let round = 0; round < 20; round += 1) {
      const results = await Promise.all(Array.from({ length: 10 }, () => read(accounts, 'CRO')));
      expect(results.map(short)).toEqual(Array(10).fill('ok'));
    }
    // The vendor that hangs has what it can have at once; what may wait for it waits, and the rest was turned
    // away.
    expect(hanging.methods).toHaveLength(20);
    expect(answered).toBe(140);
    await accounts.destroy();
    expect(await Promise.all(hung)).not.toContain('ok');
  });

  it('one that refuses connections is not asked any more, and tried by a read when it may be back', async () => {
    // An address of its own: a port that is given up at the shared one may be the next to be given to another
    // test.
    const gone = await startVendor(SILENCE, { host: '127.77.0.1', port: 0 });
    await gone.close();
    const accounts = open(fixtureEnvironment(gone.origin));
    const refused: string[] = [];
    for (let index = 0; index < 20; index += 1) refused.push(short(await add(accounts, 'CHARGEBEE')));
    expect(new Set(refused)).toEqual(new Set(['the connection was refused']));

    const back = await vendorOf((request, response) => {
      const reply = request.method === 'GET' ? EMPTY.CHARGEBEE : undefined;
      json(reply ? 200 : 400, reply ?? { api_error_code: 'invalid_request' })(request, response);
    }, gone.address);
    const notAsked = 'Chargebee has not been answering and was not asked';
    expect([await add(accounts, 'CHARGEBEE'), await read(accounts, 'CHARGEBEE')].map(short)).toEqual([
      notAsked,
      notAsked,
    ]);
    expect(back.methods).toEqual([]);

    clock.advance(7000);
    // Two at a time: while the read of the first is under way, the second is not let through.
    const both = await Promise.all([add(accounts, 'CHARGEBEE'), add(accounts, 'CHARGEBEE')]);
    expect(both.map(short).sort()).toEqual([notAsked, 'rejected']);
    expect(back.methods).toEqual(['GET', 'POST']);
    expect(short(await add(accounts, 'CHARGEBEE'))).toBe('rejected');
    expect(back.methods).toEqual(['GET', 'POST', 'POST']);
  });

  it('one whose read fails is not written to', async () => {
    const vendor = await vendorOf(BAD_GATEWAY);
    const accounts = open(fixtureEnvironment(vendor.origin));
    // As many as can be in flight.
    for (let index = 0; index < 5; index += 1) {
      expect(short(await add(accounts, 'RPM'))).toBe('unknown');
    }
    const before = vendor.methods.length;
    clock.advance(7000);
    expect(short(await add(accounts, 'RPM'))).toBe('RPM Software has not been answering and was not asked');
    // One read; like all of this vendor's calls it is a POST.
    expect(vendor.methods).toHaveLength(before + 1);
  });

  it('a rejection is an answer: a vendor that rejects everything goes on being asked', async () => {
    const vendor = await vendorOf(json(503, { api_error_code: 'site_not_ready', message: 'maintenance' }));
    const accounts = open(fixtureEnvironment(vendor.origin));
    for (let index = 0; index < 30; index += 1) await add(accounts, 'CHARGEBEE');
    expect(vendor.methods).toHaveLength(30);
  });

  describe('whose answer is too large', () => {
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

    it('is read whole up to 4 MiB, where it answers a list in one piece', async () => {
      const vendor = await vendorOf(customer(3000, 1000));
      const accounts = open(fixtureEnvironment(vendor.origin));
      expect(await read(accounts, 'RPM')).toMatchObject({ ok: true, value: { hasNext: true } });
    });

    it('fails that one read, which is not repeated, and is asked on by everybody', async () => {
      const vendor = await vendorOf(customer(4500, 1000));
      const accounts = open(fixtureEnvironment(vendor.origin));
      const results: Outcome<unknown>[] = [];
      for (let index = 0; index < 25; index += 1) results.push(await read(accounts, 'RPM'));
      expect(new Set(results.map(short))).toEqual(new Set(['the answer was larger than 4 MiB']));
      expect(vendor.methods).toHaveLength(25);
      vendor.answer = json(200, EMPTY.RPM);
      expect(short(await read(accounts, 'RPM'))).toBe('ok');
    });

    it('is asked on after answers to writes that are too large', async () => {
      const vendor = await vendorOf((_request, response) => response.end('x'.repeat(1024 * 1024 + 1)));
      const accounts = open(fixtureEnvironment(vendor.origin));
      const results: Outcome<unknown>[] = [];
      for (let index = 0; index < 25; index += 1) results.push(await add(accounts, 'CRO'));
      expect(new Set(results.map(short))).toEqual(new Set(['unknown']));
      expect(vendor.methods).toHaveLength(25);
    });

    it('is asked on after answers whose headers are too large', async () => {
      const vendor = await vendorOf(json(200, EMPTY.CRO, { 'x-filler': 'x'.repeat(20_000) }));
      const accounts = open(fixtureEnvironment(vendor.origin));
      for (let index = 0; index < 25; index += 1) await read(accounts, 'CRO');
      vendor.answer = json(200, EMPTY.CRO);
      expect(short(await read(accounts, 'CRO'))).toBe('ok');
    });
  });

  it('one that has only the rest of a deadline to answer in has not failed', async () => {
    const vendor = await vendorOf((request, response) => {
      if (!request.url?.endsWith('second')) json(200, EMPTY.CRO)(request, response);
    });
    const { provider } = open(fixtureEnvironment(vendor.origin)).get('CRO');
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
    closing.push(() => accounts.destroy());
    const query = { customerId: CUSTOMERS.CRO ?? '', requestId: 'test' };
    const pages = clocks.map((own) =>
      accounts.get('CRO').list(query, { first: 1, fullRecord: false }, new Deadline(1000, own)),
    );
    for (const result of await Promise.all(pages)) {
      expect(short(result)).toBe('no complete answer came before the deadline');
    }
    expect(short(await read(accounts, 'CRO'))).toBe('ok');
  });

  it('requests compressed lists from Zuora, and nothing compressed when it adds a contact', async () => {
    const asked: string[] = [];
    const vendor = await vendorOf((request, response) => {
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
    const accounts = open(fixtureEnvironment(vendor.origin));
    const reader = new ContactReader(accounts, 10_000, 'test', { clock });
    const customer = { provider: 'ZUORA', customerId: 'f'.repeat(32) } as const;
    expect(await reader.page(customer, { first: 1 }, false)).toMatchObject({
      ok: true,
      value: { contacts: [{ externalId: 'a1' }] },
    });
    expect(short(await add(accounts, 'ZUORA'))).toBe('ok');
    expect(asked).toEqual(['/oauth/token identity', '/v1/action/query gzip', '/v1/contacts identity']);
  });

  describe('that limits us', () => {
    const limit = (seconds: number) =>
      json(429, { api_error_code: 'api_request_limit_exceeded' }, { 'retry-after': String(seconds) });

    it('is asked again when it said, where that is in time', async () => {
      const vendor = await vendorOf(limit(1));
      const accounts = open(fixtureEnvironment(vendor.origin));
      expect(await add(accounts, 'CHARGEBEE')).toEqual({
        ok: false,
        failure: { kind: 'rate-limited', retryAfterSeconds: 1 },
      });
      await add(accounts, 'CHARGEBEE');
      // Before the third: what it is told to wait can only begin later.
      const limitedAt = clock.now();
      await add(accounts, 'CHARGEBEE');
      let waitedMs = 0;
      vendor.answer = (request, response) => {
        waitedMs = clock.now() - limitedAt;
        json(400, { api_error_code: 'invalid_request' })(request, response);
      };
      const waiting = add(accounts, 'CHARGEBEE');
      await setImmediate();
      clock.advance(1000);
      expect(short(await waiting)).toBe('rejected');
      expect(waitedMs).toBeGreaterThan(990);
    });

    it('is not asked where that is too late; callers learn when', async () => {
      const vendor = await vendorOf(limit(30));
      const accounts = open(fixtureEnvironment(vendor.origin));
      for (let time = 0; time < 3; time += 1) await add(accounts, 'CHARGEBEE');
      const results = await Promise.all([add(accounts, 'CHARGEBEE'), read(accounts, 'CHARGEBEE')]);
      expect(results).toEqual(
        Array(2).fill({ ok: false, failure: { kind: 'rate-limited', retryAfterSeconds: 30 } }),
      );
      expect(vendor.methods).toHaveLength(3);
    });

    it('by its own words inside a 200 is not asked either', async () => {
      const vendor = await vendorOf(json(200, { Result: { Error: 'API daily limit reached' } }));
      const accounts = open(fixtureEnvironment(vendor.origin));
      const results: string[] = [];
      for (let time = 0; time < 4; time += 1) results.push(short(await add(accounts, 'RPM')));
      expect(results).toEqual(Array(4).fill('rate-limited'));
      expect(vendor.methods).toHaveLength(3);
    });

    it('for one customer is asked about others', async () => {
      const vendor = await vendorOf(json(429, { api_error_code: 'lock_timeout' }, { 'retry-after': '30' }));
      const accounts = open(fixtureEnvironment(vendor.origin));
      await add(accounts, 'CHARGEBEE');
      await add(accounts, 'CHARGEBEE');
      expect(vendor.methods).toHaveLength(2);
    });

    it('in the sandbox limits one customer: others are asked about', async () => {
      const vendor = await vendorOf(limit(30));
      const accounts = open(fixtureEnvironment(vendor.origin), 'sandboxed');
      await add(accounts, 'CHARGEBEE');
      await add(accounts, 'CHARGEBEE');
      expect(vendor.methods).toHaveLength(2);
    });
  });

  it('close lets what waits be made', async () => {
    const vendor = await vendorOf(async (request, response) => {
      await sleep(20);
      json(200, EMPTY.CRO)(request, response);
    });
    const accounts = open(fixtureEnvironment(vendor.origin));
    const reads = Array.from({ length: 15 }, () => read(accounts, 'CRO'));
    await accounts.close();
    expect((await Promise.all(reads)).map(short)).toEqual(Array(15).fill('ok'));
  });

  it('destroy rejects what waits', async () => {
    const vendor = await vendorOf(
      json(429, { api_error_code: 'api_request_limit_exceeded' }, { 'retry-after': '50' }),
    );
    const accounts = open(fixtureEnvironment(vendor.origin));
    for (let time = 0; time < 3; time += 1) await add(accounts, 'CHARGEBEE');
    const waiting = add(accounts, 'CHARGEBEE', 60_000);
    await accounts.destroy();
    expect(short(await waiting)).toBe('the subgraph is shutting down');
    expect(vendor.methods).toHaveLength(3);
  });

  it('one that is down gets few retries: a budget pays for ten, then each read is tried once', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const vendor = await vendorOf(BAD_GATEWAY);
    const accounts = open(fixtureEnvironment(vendor.origin), 'sandboxed');
    for (let index = 0; index < 40; index += 1) await read(accounts, 'CRO');
    expect(vendor.methods).toHaveLength(40 + 10);
  });

  it('what the gate rejected is not tried again by the read', async () => {
    const told: string[] = [];
    const vendor = await vendorOf(limitReads);
    const accounts = openAccounts(providers, {
      live: readProviderSettings(providers, new Env(fixtureEnvironment(vendor.origin))),
      report: ({ code, sent }) => told.push(`${code ?? 'answered'} ${sent}`),
    });
    closing.push(() => accounts.destroy());
    for (let time = 0; time < 4; time += 1) await read(accounts, 'CHARGEBEE', 2000);
    expect(told).toEqual([...Array(3).fill('answered true'), 'NOT_ASKED false']);
  });
});

const limitReads = json(429, { api_error_code: 'api_request_limit_exceeded' }, { 'retry-after': '30' });
