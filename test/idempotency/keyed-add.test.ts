/** What an idempotency key promises, over HTTP against vendors that keep what they receive. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AddContactCommand } from '../../src/contacts/commands.js';
import { openStore } from '../../src/idempotency/store/open-store.js';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import { AttemptSweep } from '../../src/idempotency/sweep.js';
import type { ProviderId } from '../../src/model/contact.js';
import { systemClock } from '../../src/vendor-http/clock.js';
import { emulatedFacts } from '../support/emulated-vendors.js';
import { describedAs } from '../support/facts.js';
import { failingStore, storeLostAt } from '../support/failing-store.js';
import { command, emailOf, type KeyedStage, openKeyedStage, told } from '../support/keyed-stage.js';
import { BY_DIFFERENCE, likeFirstContact, useLedgerStages } from '../support/ledger-stages.js';
import {
  LEDGER_PROVIDERS,
  type LedgerVendor,
  ledgerCustomer,
  type WriteFault,
} from '../support/ledger-vendor.js';
import { SkippingClock } from '../support/skipping-clock.js';
import { MemoryStore } from '../support/stores.js';

const folder = mkdtempSync(join(tmpdir(), 'contacts-keyed-'));
let files = 0;
const sqliteUrl = () => `sqlite:${folder}/${++files}/contacts.db`;

const stages = useLedgerStages();
const open = stages.open.bind(stages);
const play = stages.play.bind(stages);
const attemptOf = stages.attemptOf.bind(stages);
const idOf = stages.idOf.bind(stages);
let vendor: LedgerVendor;

beforeEach(() => {
  vendor = stages.vendor;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(LEDGER_PROVIDERS)('a key at %s', (provider) => {
  it('writes once and answers again', async () => {
    const { service } = open();
    const first = await service.add(command(provider, 1));
    const again = await service.add(command(provider, 1));
    expect(first).toMatchObject({ ok: true, value: { replayed: false } });
    if (!first.ok) throw new Error('not added');
    expect(again).toEqual({ ok: true, value: { ...first.value, replayed: true } });
    expect(vendor.writes()).toBe(1);
  });

  it('writes once for fifty concurrent callers, in two processes with one file', async () => {
    const url = sqliteUrl();
    const processes = await Promise.all(
      [1, 2].map(async () => open({ store: await openStore(url), deadlineMs: 10_000, clock: systemClock })),
    );
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => processes[index % 2]?.service.add(command(provider, 1))),
    );
    expect(vendor.writes()).toBe(1);
    expect(new Set(outcomes.map((outcome) => outcome && told(outcome)))).toEqual(new Set(['success']));
    const ids = outcomes.map((outcome) => outcome?.ok && outcome.value.contact.id);
    expect(new Set(ids).size).toBe(1);
    expect(outcomes.filter((outcome) => outcome?.ok && !outcome.value.replayed)).toHaveLength(1);
  });

  it('rejects another request under the key without a call', async () => {
    const { service } = open();
    await service.add(command(provider, 1));
    const calls = vendor.calls.length;
    const outcome = await service.add(command(provider, 1, { lastName: 'Other' }));
    expect(outcome).toMatchObject({
      failure: { kind: 'idempotency-conflict', conflict: 'DIFFERENT_REQUEST' },
    });
    expect(vendor.calls).toHaveLength(calls);
  });

  it('repeats a rejection without a call', async () => {
    const { service } = open();
    play('refused');
    const first = await service.add(command(provider, 1));
    const calls = vendor.calls.length;
    expect(first).toMatchObject({ failure: { kind: 'rejected' } });
    expect(await service.add(command(provider, 1))).toEqual(first);
    expect(vendor.calls).toHaveLength(calls);
  });

  it('may be used again after a rate limit', async () => {
    const { service } = open();
    play('rate limited');
    expect(told(await service.add(command(provider, 1)))).toBe('rate-limited');
    expect(await service.add(command(provider, 1))).toMatchObject({ ok: true, value: { replayed: false } });
    expect(vendor.commits(emailOf(1))).toBe(1);
  });

  it('waits out a rate limit whose Retry-After ends in time', async () => {
    const clock = new SkippingClock();
    const { service } = open({ deadlineMs: 5000, clock });
    vendor.retryAfter = '1';
    play('rate limited');
    const startedAt = clock.now();
    expect(await service.add(command(provider, 1))).toMatchObject({ ok: true, value: { replayed: false } });
    expect(clock.now() - startedAt).toBeGreaterThan(950);
    expect([vendor.writes(), vendor.commits(emailOf(1))]).toEqual([2, 1]);
    // Under its old key a vendor may repeat the rejection.
    const keys = vendor.calls.filter(({ kind }) => kind === 'write').map(({ key }) => key);
    expect(new Set(keys).size).toBe(isNative(provider) ? 2 : 1);
  });

  it.each([
    ['it is too long', '30', 'a-key-of-this-operation'],
    ['it leaves no time for the write', '2', 'a-key-of-this-operation'],
    ['there is no key', '1', undefined],
  ])('reports how long to wait when %s', async (_why, retryAfter, idempotencyKey) => {
    const { service } = open({ deadlineMs: 2200 });
    vendor.retryAfter = retryAfter;
    play('rate limited');
    const options = idempotencyKey === undefined ? {} : { idempotencyKey };
    const outcome = await service.add({ ...command(provider, 1), options });
    expect(outcome).toMatchObject({
      failure: { kind: 'rate-limited', retryAfterSeconds: Number(retryAfter) },
    });
    expect(vendor.writes()).toBe(1);
  });

  it('is not retried forever', async () => {
    const { service } = open({ deadlineMs: 10_000 });
    vendor.retryAfter = '0';
    vendor.fault = () => 'rate limited';
    expect(told(await service.add(command(provider, 1)))).toBe('rate-limited');
    expect(vendor.writes()).toBe(3);
  });

  it('may be used again when nothing could be sent', async () => {
    const store = new MemoryStore();
    const down = open({ store });
    await down.accounts.destroy();
    expect(told(await down.service.add(command(provider, 1)))).toBe('unavailable');
    expect(told(await open({ store }).service.add(command(provider, 1)))).toBe('success');
    expect(vendor.commits(emailOf(1))).toBe(1);
  });

  it.each(['cut after commit', 'cut in the answer', 'failure after commit'] as const)(
    'reports success although the answer was lost: %s',
    async (fault) => {
      const { service } = open();
      play(fault);
      const outcome = await service.add(command(provider, 1));
      expect(outcome).toMatchObject({
        ok: true,
        value: { replayed: false, contact: { emails: [{ address: emailOf(1) }] } },
      });
      expect(vendor.commits(emailOf(1))).toBe(1);
      if (!outcome.ok) throw new Error('not added');
      expect(await service.add(command(provider, 1))).toEqual({
        ok: true,
        value: { ...outcome.value, replayed: true },
      });
    },
  );

  it.each(['rate limited', 'cut before commit', 'failure before commit', 'refused'] as const)(
    'never reports a lost success as not applied when the retry meets: %s',
    async (fault) => {
      const asksAgain = isNative(provider);
      // After the grace, a vendor gets no more retries.
      const { service } = open(asksAgain ? {} : { graceMs: 0 });
      vendor.reading = () => (vendor.writes() === 0 ? undefined : { status: 500, body: '' });
      play('cut after commit', fault, fault);
      const first = await service.add(command(provider, 1));
      expect(told(first)).toBe('unknown');
      const second = await service.add(command(provider, 1));
      expect(told(second)).toBe('unknown');
      vendor.reading = () => undefined;
      expect(told(await service.add(command(provider, 1)))).toBe('success');
      expect(vendor.commits(emailOf(1))).toBe(1);
      expect(vendor.writes()).toBe(asksAgain ? 4 : 1);
    },
    20_000,
  );

  it('confirms absence only after the grace and at the second check, then runs again', async () => {
    const patient = open();
    // A vendor with its own key gets a retry with it within the grace, so it must fail again.
    vendor.fault = () => 'failure before commit';
    expect(told(await patient.service.add(command(provider, 1)))).toBe('unknown');
    expect(told(await patient.service.add(command(provider, 1)))).toBe('unknown');
    const hasty = open({ store: patient.store, graceMs: 0 });
    play();
    expect(await hasty.service.add(command(provider, 1))).toMatchObject({
      ok: true,
      value: { replayed: false },
    });
    expect(vendor.commits(emailOf(1))).toBe(1);
  });

  it('concludes nothing from a list that cannot be read', async () => {
    const { service } = open({ graceMs: 0 });
    vendor.reading = () => (vendor.writes() === 0 ? undefined : { status: 500, body: '' });
    vendor.fault = () => 'failure after commit';
    for (const _ of [1, 2, 3]) expect(told(await service.add(command(provider, 1)))).toBe('unknown');
    expect(vendor.commits(emailOf(1))).toBe(1);
  });

  it('runs an attempt left behind before anything was sent', async () => {
    const stage = open();
    const left = command(provider, 1);
    await leave(stage, left, 'PENDING');
    expect(await stage.service.add(left)).toMatchObject({ ok: true, value: { replayed: false } });
    expect(vendor.writes()).toBe(1);
  });

  it('looks for an attempt left behind while sending, and sends nothing blindly', async () => {
    const store = new MemoryStore();
    const dead = open({ store: storeLostAt(store, 'UNKNOWN') });
    play('cut after commit');
    expect(told(await dead.service.add(command(provider, 1)))).toBe('unknown');
    await expireLease(store, idOf(command(provider, 1)));

    const outcome = await open({ store }).service.add(command(provider, 1));
    expect(outcome).toMatchObject({ ok: true, value: { replayed: true } });
    expect(vendor.commits(emailOf(1))).toBe(1);
    // A vendor with its own key may get a retry with it.
    const native = isNative(provider);
    expect(vendor.writes()).toBe(native ? 2 : 1);
  });

  it('sends nothing when the store fails on the claim', async () => {
    const { service } = open({ store: failingStore(new MemoryStore(), (method) => method === 'claim') });
    expect(await service.add(command(provider, 1))).toMatchObject({ failure: { kind: 'unavailable' } });
    expect(vendor.calls).toHaveLength(0);
  });

  it('writes nothing when the store fails before the request', async () => {
    const { service } = open({
      store: failingStore(new MemoryStore(), (method, state) => method === 'change' && state === 'SENDING'),
    });
    expect(await service.add(command(provider, 1))).toMatchObject({ failure: { kind: 'unavailable' } });
    expect(vendor.writes()).toBe(0);
  });

  it('reports the true outcome when the store fails after the answer', async () => {
    const store = new MemoryStore();
    let isDown = false;
    const { service } = open({ store: failingStore(store, () => isDown) });
    vendor.fault = () => {
      isDown = vendor.writes() === 1;
      return 'none';
    };
    expect(await service.add(command(provider, 1))).toMatchObject({ ok: true, value: { replayed: false } });
    isDown = false;
    await expireLease(store, idOf(command(provider, 1)));
    expect(told(await service.add(command(provider, 1)))).toBe('success');
    expect(vendor.commits(emailOf(1))).toBe(1);
  });

  it('leaves the rest to the sweep', async () => {
    const store = new MemoryStore();
    const lost = command(provider, 1);
    const unsent = command(provider, 2);
    const stage = open({ store });
    vendor.reading = () => (vendor.writes() === 0 ? undefined : { status: 500, body: '' });
    play('cut after commit', 'rate limited');
    expect(told(await stage.service.add(lost))).toBe('unknown');
    vendor.reading = () => undefined;
    await leave(stage, unsent, 'PENDING');
    await store.change(idOf(lost), (await attemptOf(stage, lost)).epoch, {
      dueInMs: 0,
    });

    await sweepUntil(stage, async () => {
      const states = await Promise.all(
        [lost, unsent].map(async (one) => (await attemptOf(stage, one)).state),
      );
      return states.join() === 'SUCCEEDED,NOT_APPLIED';
    });
    expect(vendor.commits(emailOf(1))).toBe(1);
    expect(vendor.commits(emailOf(2))).toBe(0);
    play();
    expect(await stage.service.add(lost)).toMatchObject({ ok: true, value: { replayed: true } });
    expect(await stage.service.add(unsent)).toMatchObject({ ok: true, value: { replayed: false } });
  });

  it('lets the sweep of another process find the request of one that died', async () => {
    const store = new MemoryStore();
    const dead = open({ store: storeLostAt(store, 'UNKNOWN') });
    play('cut after commit');
    expect(told(await dead.service.add(command(provider, 1)))).toBe('unknown');
    await expireLease(store, idOf(command(provider, 1)));

    const other = open({ store });
    const state = async () => (await attemptOf(other, command(provider, 1))).state;
    await sweepUntil(other, async () => (await state()) === 'SUCCEEDED');
    expect(vendor.writes()).toBe(1);
    // No process had the request when the contact was found; a retry of it still learns the fate of every
    // field.
    const outcome = await other.service.add(command(provider, 1));
    expect(outcome).toMatchObject({ ok: true, value: { replayed: true } });
    expect(outcome.ok && outcome.value.fates.map(({ path }) => path.join('.'))).toEqual([
      'input.firstName',
      'input.lastName',
      'input.emails.0.address',
    ]);
  });

  it('keeps values and keys out of the file, except in the answer', async () => {
    const url = sqliteUrl();
    const stage = open({ store: await openStore(url), graceMs: 0 });
    const secret = command(provider, 1, {
      firstName: 'CanaryFirst',
      lastName: 'CanaryLast',
      emails: [{ address: 'canary@example.com' }],
      key: 'canary-idempotency-key',
    });
    const seen = () => (fileText(url).match(/canary[\w-]*/gi) ?? []).map((text) => text.toLowerCase());
    let whileSending: string[] | undefined;
    vendor.fault = () => {
      whileSending = seen();
      return 'failure before commit';
    };
    expect(told(await stage.service.add(secret))).toBe('unknown');
    expect(whileSending).toEqual([]);
    expect(seen()).toEqual([]);
    vendor.fault = () => 'none';
    expect(told(await stage.service.add(secret))).toBe('success');
    // The answer holds the vendor's answer, never the key.
    const settled = seen();
    expect(settled).toContain('canaryfirst');
    expect(settled.filter((text) => text.includes('key'))).toEqual([]);
  });
});

describe('when another caller has the key', () => {
  it('waits for its answer, or reports that it is in progress once the time is over', async () => {
    const store = new MemoryStore();
    const slow = open({ store, deadlineMs: 5000, clock: systemClock });
    const hasty = open({ store, deadlineMs: 200, clock: systemClock });
    let answer: (fault: WriteFault) => void = () => {};
    const reached = new Promise<void>((resolve) => {
      vendor.fault = () => {
        resolve();
        return new Promise((answered) => {
          answer = answered;
        });
      };
    });
    const first = slow.service.add(command('CRO', 1));
    await reached;
    expect(await hasty.service.add(command('CRO', 1))).toMatchObject({
      failure: { kind: 'idempotency-conflict', conflict: 'IN_PROGRESS' },
    });
    const second = slow.service.add(command('CRO', 1));
    answer('none');
    expect(told(await first)).toBe('success');
    expect(await second).toMatchObject({ ok: true, value: { replayed: true } });
    expect(vendor.writes()).toBe(1);
  });
});

describe("a vendor's own key", () => {
  it('settles an id that the caller chose at Chargebee', async () => {
    const { service } = open();
    const chosen = command('CHARGEBEE', 1, { externalId: 'chosen_by_the_caller' });
    play('cut after commit');
    expect(await service.add(chosen)).toMatchObject({
      ok: true,
      value: { replayed: false, contact: { externalId: 'chosen_by_the_caller' } },
    });
    expect(vendor.commits(emailOf(1))).toBe(1);
  });

  it.each(LEDGER_PROVIDERS.filter(isNative))(
    'is sent to %s with the very same request, from another process too',
    async (provider) => {
      const { service, store } = open();
      play('cut before commit', 'cut before commit');
      expect(told(await service.add(command(provider, 1)))).toBe('unknown');
      const outcome = await open({ store, graceMs: 0 }).service.add(command(provider, 1));
      expect(told(outcome)).toBe('success');
      expect(vendor.commits(emailOf(1))).toBe(1);
      expect(vendor.writes()).toBe(3);
    },
  );

  it('does not report a lost contact as a duplicate when the vendor kept no answer', async () => {
    const { service } = open();
    const chosen = command('CHARGEBEE', 1, { externalId: 'chosen_by_the_caller' });
    vendor.fault = ({ provider, customerId }) => {
      if (vendor.writes() > 1) return 'none';
      // Created, and the answer forgotten with the key.
      vendor.put(provider as 'CHARGEBEE', customerId, {
        id: 'chosen_by_the_caller',
        email: emailOf(1),
        first_name: 'Kuhi1',
        last_name: 'Das1',
      });
      return 'cut before commit';
    };
    const outcome = await service.add(chosen);
    expect(outcome).toMatchObject({ ok: true, value: { contact: { externalId: 'chosen_by_the_caller' } } });
    expect(vendor.commits(emailOf(1))).toBe(0);
  });

  it.each(LEDGER_PROVIDERS.filter(isNative))('changes at %s for a new run only', async (provider) => {
    const { service } = open({ graceMs: 0 });
    play('failure before commit', 'failure before commit', 'none');
    expect(told(await service.add(command(provider, 1)))).toBe('unknown');
    expect(told(await service.add(command(provider, 1)))).toBe('success');
    const [first, ...others] = vendor.calls
      .filter(({ kind }) => kind === 'write')
      .map(({ key }) => key ?? 'none');
    // The request, its repeat, and the new run.
    expect(others).toEqual([first, expect.not.stringMatching(`^${first}$`)]);
    expect(vendor.commits(emailOf(1))).toBe(1);
  });

  it.each(LEDGER_PROVIDERS.filter(isNative))(
    "finds the outcome at %s without a caller's key until the repeat budget is spent, and again after successes",
    async (provider) => {
      const { service } = open();
      const lose = (number: number) => {
        play('cut after commit');
        return service.add({ ...command(provider, number), options: {} }).then(told);
      };
      const lost: string[] = [];
      while (lost.at(-1) !== 'unknown') lost.push(await lose(lost.length));
      expect(lost.length).toBeGreaterThan(5);
      for (const number of Array(10).keys()) {
        expect(told(await service.add({ ...command(provider, 100 + number), options: {} }))).toBe('success');
      }
      expect(await lose(200)).toBe('success');
    },
    20_000,
  );

  it('does not return the contact of an earlier request under the key', async () => {
    expect(told(await open().service.add(command('CHARGEBEE', 1)))).toBe('success');
    // The vendor knows it, the store does not.
    const outcome = await open().service.add(
      command('CHARGEBEE', 1, {
        firstName: 'Peter',
        lastName: 'Other',
        emails: [{ address: 'o@example.com' }],
      }),
    );
    expect(told(outcome)).not.toBe('success');
    expect(vendor.ids('CHARGEBEE', ledgerCustomer('CHARGEBEE', 1))).toHaveLength(1);
  });
});

describe.each(BY_DIFFERENCE)('reconciliation by difference at %s', (provider) => {
  const customerId = ledgerCustomer(provider, 1);
  const twin = likeFirstContact(provider);

  /** The same request under two keys. */
  const twoAlike = () =>
    ['the-first-of-two-keys', 'the-other-of-two-keys'].map((key) => command(provider, 1, { key }));

  /** Two requests are in flight before either connection is cut; one of them is carried out. */
  const loseBoth = () => {
    const faults: WriteFault[] = ['cut before commit', 'cut after commit'];
    const both = meetingOf(2);
    vendor.fault = async () => {
      const fault = faults.shift() ?? 'none';
      await both();
      return fault;
    };
  };

  it('never takes an older contact', async () => {
    vendor.put(provider, customerId, twin);
    const { service } = open();
    play('cut before commit');
    expect(await service.add(command(provider, 1))).toMatchObject({
      failure: { kind: 'unknown', possibleMatches: [] },
    });
  });

  it('takes the new one of two identical contacts', async () => {
    const before = vendor.put(provider, customerId, twin);
    const { service } = open();
    play('cut after commit');
    const outcome = await service.add(command(provider, 1));
    expect(told(outcome)).toBe('success');
    if (outcome.ok) expect(outcome.value.contact.externalId).not.toBe(before);
  });

  it('does not choose between two new ones', async () => {
    const { service } = open({ graceMs: 0 });
    vendor.fault = () => {
      vendor.put(provider, customerId, twin);
      return 'cut after commit';
    };
    for (const _ of [1, 2, 3]) {
      const outcome = await service.add(command(provider, 1));
      expect(outcome).toMatchObject({ failure: { kind: 'unknown' } });
      if (!outcome.ok && outcome.failure.kind === 'unknown') {
        expect(outcome.failure.possibleMatches).toHaveLength(2);
      }
    }
    expect(vendor.writes()).toBe(1);
  });

  it('does not take a contact that holds only part of the input', async () => {
    const { service } = open({ graceMs: 0 });
    vendor.fault = () => {
      const other = { emails: [{ address: 'x@example.com' }] };
      vendor.put(provider, customerId, likeFirstContact(provider, other));
      return 'cut before commit';
    };
    for (const _ of [1, 2, 3]) {
      expect(await service.add(command(provider, 1))).toMatchObject({
        failure: { kind: 'unknown', possibleMatches: [{}] },
      });
    }
    expect(vendor.writes()).toBe(1);
  });

  it('gives one contact to one of two identical lost requests', async () => {
    const { service } = open();
    const alike = twoAlike();
    loseBoth();
    const outcomes = await Promise.all(alike.map((one) => service.add(one)));
    const again = await Promise.all(alike.map((one) => service.add(one)));
    for (const pair of [outcomes, again]) {
      expect(pair.filter(({ ok }) => ok).length).toBeLessThanOrEqual(1);
    }
    expect(vendor.commits(emailOf(1))).toBe(1);
  });

  it('gives each of two identical lost requests its own contact in the end', async () => {
    const store = new MemoryStore();
    const { service } = open({ store });
    const alike = twoAlike();
    loseBoth();
    // Within the grace the vendor may still carry out either one.
    const first = await Promise.all(alike.map((one) => service.add(one)));
    expect(first.map(told)).toEqual(['unknown', 'unknown']);
    const late = open({ store, graceMs: 0 }).service;
    for (const one of alike) await late.add(one);
    const outcomes = await Promise.all(alike.map((one) => late.add(one)));
    expect(outcomes.map(told)).toEqual(['success', 'success']);
    expect(vendor.commits(emailOf(1))).toBe(2);
    const ids = outcomes.map((outcome) => outcome.ok && outcome.value.contact.id);
    expect(new Set(ids).size).toBe(2);
  });

  it('does not count a contact known to belong to another request', async () => {
    const { service } = open({ graceMs: 0 });
    play('cut before commit', 'none');
    vendor.reading = () => (vendor.writes() === 1 ? { status: 500, body: '' } : undefined);
    const lost = command(provider, 1);
    expect(told(await service.add(lost))).toBe('unknown');
    vendor.reading = () => undefined;
    // Like the lost one except for the address, and new since.
    const akin = command(provider, 1, {
      key: 'the-key-of-one-akin',
      emails: [{ address: 'other@example.com' }],
    });
    expect(told(await service.add(akin))).toBe('success');
    // A failed list is not a check.
    expect(await service.add(lost)).toMatchObject({ failure: { kind: 'unknown', possibleMatches: [] } });
    expect(await service.add(lost)).toMatchObject({ ok: true, value: { replayed: false } });
    expect([vendor.commits(emailOf(1)), vendor.commits('other@example.com')]).toEqual([1, 1]);
  });

  it.each(['the same process', 'another process'])(
    'does not take the contact of a request whose answer is still on its way to %s',
    async (place) => {
      const store = new MemoryStore();
      const here = open({ store }).service;
      const there = place === 'another process' ? open({ store }).service : here;
      const alike = twoAlike();
      const both = meetingOf(2);
      let answer = () => {};
      vendor.fault = async (): Promise<WriteFault> => {
        const isFirst = vendor.writes() === 1;
        await both();
        if (isFirst) return 'cut before commit';
        // Carried out and listed before its answer arrives.
        vendor.put(provider, customerId, twin);
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return 'cut before commit';
      };
      const results = alike.map((one, index) => (index === 0 ? here : there).add(one));
      const first = await Promise.race(results);
      answer();
      await Promise.all(results);
      expect(told(first)).toBe('unknown');
    },
  );

  it('concludes nothing from a list that is too long', async () => {
    const { service } = open({ graceMs: 0 });
    // One answer holds all contacts, or there are more pages than are read.
    const isWhole = describedAs(provider).provider.read.pageSize === Number.POSITIVE_INFINITY;
    for (let count = 0; count < 2500; count += 1) {
      vendor.put(provider, customerId, emulatedFacts(provider).contact(count));
    }
    vendor.fault = () => 'cut after commit';
    const outcome = await service.add(command(provider, 1));
    expect(told(outcome)).toBe(isWhole ? 'success' : 'unknown');
    const again = await service.add(command(provider, 1));
    expect(told(again)).toBe(isWhole ? 'success' : 'unknown');
    expect(vendor.writes()).toBe(1);
  });
});

/** Leaves an attempt behind as a dying process does. */
async function leave({ store }: KeyedStage, left: AddContactCommand, state: 'PENDING'): Promise<void> {
  const probe = openKeyedStage(vendor.environment, {
    store: failingStore(store, (method) => method === 'change'),
  });
  await probe.service.add(left);
  await probe.accounts.destroy();
  expect(await store.get(idOf(left))).toMatchObject({ state });
  await expireLease(store, idOf(left));
}

async function expireLease(store: AttemptStore, id: string): Promise<void> {
  const attempt = await store.get(id);
  await store.change(id, attempt?.epoch ?? 0, { lease: { owner: 'dead', ms: 0 } });
}

async function sweepUntil(stage: KeyedStage, isDone: () => Promise<boolean>): Promise<void> {
  const failures: unknown[] = [];
  const sweep = new AttemptSweep(stage.store, stage.adds, {
    deadlineMs: 2000,
    intervalMs: 10,
    failed: (error) => failures.push(error),
  });
  sweep.start();
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 10));
  await sweep.stop();
  expect(failures).toEqual([]);
}

/** Resolves for all once this many have arrived; for later ones immediately. */
function meetingOf(count: number): () => Promise<void> {
  let come = 0;
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    come += 1;
    if (come === count) open();
    return opened;
  };
}

function isNative(id: ProviderId): boolean {
  return describedAs(id).provider.idempotency.vendorKey !== undefined;
}

function fileText(url: string): string {
  const path = join(url.slice('sqlite:'.length), '..');
  return readdirSync(path)
    .map((file) => readFileSync(join(path, file), 'latin1'))
    .join('\n');
}
