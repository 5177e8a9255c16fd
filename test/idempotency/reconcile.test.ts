/** What a list of contacts proves, case by case. */
import { describe, expect, it } from '@jest/globals';
import {
  type ConcurrentAttempts,
  type Facts,
  nextCheckMs,
  reconcile,
} from '../../src/idempotency/reconcile.js';
import { fromJson, makeSendRecord, type SendRecord, toJson } from '../../src/idempotency/send-record.js';
import { decodeContact } from '../../src/mapping/decode-contact.js';
import type { Contact, JsonObject } from '../../src/model/contact.js';
import { chartmogul } from '../../src/providers/chartmogul/index.js';
import { Deadline } from '../../src/vendor-http/deadline.js';

const CUSTOMER = 'cus_5915ee5a-babd-406b-b8ce-d207133fb4cb';
const ADA = { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' };

function contact(externalId: string, record: JsonObject): Contact {
  return decodeContact(chartmogul, { externalId, record }, CUSTOMER);
}

function recordOf(wire: JsonObject, before: readonly string[] | null = []): SendRecord {
  const call = {
    customerId: CUSTOMER,
    input: {},
    options: {},
    givenOptions: {},
    idempotencyKey: 'a-key-of-sixteen-or-more',
    hasCallerKey: true,
    requestId: 'test',
    wire,
    decisions: [],
  };
  return makeSendRecord(
    { provider: chartmogul, expected: () => contact('', wire) },
    call,
    { run: 1, contactId: null, idChosenByUs: false, before },
    { clock: Date.now, deadline: new Deadline(1000) },
  );
}

const NOBODY: ConcurrentAttempts = { others: [], claimed: new Set() };
const beside = (wire: JsonObject, mayCommit: boolean, before?: string[]): ConcurrentAttempts => ({
  others: [{ record: recordOf(wire, before), mayCommit }],
  claimed: new Set(),
});

const GRACE_MS = 120_000;
/** After the grace period and one empty list, so that a second one confirms absence. */
function factsOf(
  record: SendRecord,
  contacts: readonly Contact[],
  concurrent = NOBODY,
  changes: Partial<Facts> = {},
): Facts {
  const seen = { ...record, emptyChecks: 1 };
  return {
    record: seen,
    contacts,
    concurrent,
    checks: 1,
    msSinceLastSend: GRACE_MS,
    graceMs: GRACE_MS,
    ...changes,
  };
}
function decide(...facts: Parameters<typeof factsOf>) {
  return reconcile(factsOf(...facts));
}

describe('a new contact that holds everything sent', () => {
  const record = recordOf(ADA, ['con_1']);
  const listed = [contact('con_1', ADA), contact('con_2', ADA)];

  it('is the contact we added', () => {
    expect(decide(record, listed, NOBODY)).toMatchObject({
      kind: 'created',
      contact: { externalId: 'con_2' },
    });
  });

  it('is ours beside others that hold some of it', () => {
    const more = [...listed, contact('con_3', { ...ADA, email: 'other@example.com' })];
    expect(decide(record, more, NOBODY)).toMatchObject({
      kind: 'created',
      contact: { externalId: 'con_2' },
    });
  });

  it('is not ours when it belongs to another attempt', () => {
    const claimed = new Set([listed[1]?.id ?? '']);
    expect(decide(record, listed, { ...NOBODY, claimed })).toEqual({ kind: 'absent' });
  });

  it('may belong to another attempt that may still create one', () => {
    expect(decide(record, listed, beside(ADA, true))).toMatchObject({
      kind: 'undecided',
      possibleMatches: [{ externalId: 'con_2' }],
    });
  });

  it('may belong to another attempt while our own may still arrive', () => {
    const early = { msSinceLastSend: GRACE_MS - 1 };
    expect(decide(record, listed, beside(ADA, false), early)).toMatchObject({
      kind: 'undecided',
      possibleMatches: [{ externalId: 'con_2' }],
    });
  });

  it('may belong to another attempt that sent less', () => {
    expect(decide(record, listed, beside({ last_name: 'Lovelace' }, true)).kind).toBe('undecided');
  });

  it.each([
    ['sent something else', beside({ ...ADA, email: 'other@example.com' }, true)],
    ['knew the contact before', beside(ADA, true, ['con_1', 'con_2'])],
    ['cannot create one any more', beside(ADA, false)],
  ])('is ours beside another attempt that %s', (_what, concurrent) => {
    expect(decide(record, listed, concurrent).kind).toBe('created');
  });

  it('may belong to an attempt about which nothing is known', () => {
    const concurrent = { ...NOBODY, others: [{ record: undefined, mayCommit: true }] };
    expect(decide(record, listed, concurrent).kind).toBe('undecided');
  });

  it('cannot be told from a second one, unless two attempts made them', () => {
    const two = [...listed, contact('con_3', ADA)];
    expect(decide(record, two, NOBODY)).toMatchObject({
      kind: 'undecided',
      possibleMatches: [{ externalId: 'con_2' }, { externalId: 'con_3' }],
    });
    expect(decide(record, two, beside(ADA, false))).toMatchObject({ kind: 'created' });
  });

  it('confirms nothing when the earlier contacts are unknown', () => {
    expect(decide(recordOf(ADA, null), listed, NOBODY)).toMatchObject({
      kind: 'undecided',
      possibleMatches: [{}, {}],
    });
  });
});

describe('our input', () => {
  it('is absent when no new contact holds any of it', () => {
    const listed = [contact('con_2', { first_name: 'Grace', email: 'grace@example.com' })];
    expect(decide(recordOf(ADA), listed, NOBODY)).toEqual({ kind: 'absent' });
    expect(decide(recordOf(ADA), [], NOBODY)).toEqual({ kind: 'absent' });
  });

  it('may exist when a new contact holds some of it', () => {
    const listed = [contact('con_2', { ...ADA, email: 'ADA@example.com' })];
    expect(decide(recordOf(ADA), listed, NOBODY)).toMatchObject({ kind: 'undecided', possibleMatches: [{}] });
  });

  it('may be any new contact when it is empty', () => {
    expect(decide(recordOf({}), [contact('con_2', ADA)], NOBODY)).toMatchObject({ kind: 'undecided' });
    expect(decide(recordOf({}, ['con_2']), [contact('con_2', ADA)], NOBODY)).toEqual({ kind: 'absent' });
  });
});

describe('the earlier ids', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `${index}`.padStart(32, '0'));

  it('are stored as digests of a few characters', () => {
    const record = recordOf(ADA, ids(2000));
    expect(JSON.stringify(record).length).toBeLessThan(20_000);
    expect(JSON.stringify(record)).not.toContain(ids(2000)[1999]);
    expect(fromJson(toJson(record))).toEqual(record);
  });

  it('tell an older contact from a new one', () => {
    const record = recordOf(ADA, ids(2000));
    const [old = ''] = ids(1);
    expect(decide(record, [contact(old, ADA)], NOBODY).kind).toBe('absent');
    expect(decide(record, [contact(old, ADA), contact('new', ADA)], NOBODY)).toMatchObject({
      kind: 'created',
      contact: { externalId: 'new' },
    });
  });

  it('are not stored when there are too many, and then a list confirms nothing', () => {
    const record = recordOf(ADA, ids(4001));
    expect(JSON.stringify(record).length).toBeLessThan(1000);
    expect(decide(record, [contact('new', ADA)], NOBODY).kind).toBe('undecided');
  });

  it('are read from records made before digests', () => {
    const { beforeDigests: _, ...stored } = toJson(recordOf(ADA, []));
    const record = fromJson({ ...stored, before: ['con_1'] });
    expect(record && decide(record, [contact('con_1', ADA)], NOBODY).kind).toBe('absent');
    expect(record && decide(record, [contact('con_2', ADA)], NOBODY).kind).toBe('created');
  });
});

describe('an empty list', () => {
  const fresh = { ...recordOf(ADA), emptyChecks: 0 };
  const decideAfter = (msSinceLastSend: number, emptyChecks: number) =>
    reconcile({ ...factsOf(fresh, []), record: { ...fresh, emptyChecks }, msSinceLastSend });

  it.each([
    { when: 'the first one after the grace period', ms: GRACE_MS, emptyChecks: 0 },
    { when: 'one in the grace period', ms: GRACE_MS - 1, emptyChecks: 1 },
    { when: 'one before the request can have been sent', ms: -1, emptyChecks: 5 },
  ])('confirms nothing but counts: $when', ({ ms, emptyChecks }) => {
    expect(decideAfter(ms, emptyChecks)).toEqual({
      kind: 'undecided',
      possibleMatches: [],
      record: { ...fresh, emptyChecks: emptyChecks + 1 },
    });
  });

  it('confirms absence after the grace period and an earlier empty list', () => {
    expect(decideAfter(GRACE_MS, 1)).toEqual({ kind: 'absent' });
  });

  it('confirms absence of a contact with an id we chose', () => {
    const ours = { ...fresh, idChosenByUs: true, contactId: 'con_9', emptyChecks: 1 };
    expect(reconcile({ ...factsOf(ours, [contact('con_2', ADA)]), record: ours })).toEqual({
      kind: 'absent',
    });
    expect(reconcile({ ...factsOf(ours, [contact('con_9', ADA)]), record: ours }).kind).toBe('created');
    const other = contact('con_9', { first_name: 'Grace' });
    expect(reconcile({ ...factsOf(ours, [other]), record: ours })).toMatchObject({
      kind: 'undecided',
      possibleMatches: [{ externalId: 'con_9' }],
    });
  });
});

describe('the next check', () => {
  it.each([
    { checks: 0, msSinceLastSend: 0, waitMs: 2000 },
    { checks: 2, msSinceLastSend: 15_000, waitMs: 30_000 },
    { checks: 9, msSinceLastSend: -5000, waitMs: 120_000 },
    { checks: 9, msSinceLastSend: GRACE_MS - 700, waitMs: 700 },
    { checks: 9, msSinceLastSend: GRACE_MS, waitMs: 10_000 },
    { checks: 9, msSinceLastSend: GRACE_MS + 60_000, waitMs: 60_000 },
    { checks: 9, msSinceLastSend: GRACE_MS + 86_400_000, waitMs: 3_600_000 },
  ])('comes $waitMs ms after check $checks at $msSinceLastSend ms', ({ waitMs, ...schedule }) => {
    expect(nextCheckMs({ ...schedule, graceMs: GRACE_MS })).toBe(waitMs);
  });
});

describe('the stored record', () => {
  const record: SendRecord = {
    ...recordOf(ADA),
    contactId: 'con_9',
    idChosenByUs: true,
    scope: { 'x-tenant-id': '8' },
    resent: true,
    emptyChecks: 2,
  };

  it('has the names that earlier releases read', () => {
    const { salt, sent, request, sentAt, lastSendAt, beforeDigests = '' } = record;
    expect(toJson(record)).toEqual({
      run: 1,
      customerId: record.customerId,
      marker: 'con_9',
      isGenerated: true,
      before: null,
      beforeDigests,
      salt,
      sent,
      scope: { 'x-tenant-id': '8' },
      request,
      sentAt,
      leftBy: lastSendAt,
      resent: true,
      looks: 2,
    });
    expect(fromJson(toJson(record))).toEqual(record);
  });

  it('is read as the first releases wrote it', () => {
    const { leftBy: _, looks: __, ...first } = toJson(record);
    const { emptyChecks: ___, ...known } = record;
    expect(fromJson(first)).toEqual({ ...known, lastSendAt: record.sentAt });
  });
});
