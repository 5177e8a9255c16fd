/** What a list of contacts proves, case by case. */
import { describe, expect, it } from '@jest/globals';
import {
  type ConcurrentAttempts,
  fromJson,
  makeSendRecord,
  reconcile,
  type SendRecord,
  toJson,
} from '../../src/idempotency/send-record.js';
import { decodeContact } from '../../src/mapping/decode-contact.js';
import type { Contact, JsonObject } from '../../src/model/contact.js';
import { chartmogul } from '../../src/providers/chartmogul/index.js';
import { Deadline } from '../../src/vendor-http/deadline.js';

const CUSTOMER = 'cus_5915ee5a-babd-406b-b8ce-d207133fb4cb';
const ADA = { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' };

function contact(externalId: string, record: JsonObject): Contact {
  return decodeContact(chartmogul, { externalId, record }, CUSTOMER);
}

function evidenceOf(wire: JsonObject, before: readonly string[] | null = []): SendRecord {
  const call = {
    customerId: CUSTOMER,
    input: {},
    options: {},
    givenOptions: {},
    idempotencyKey: 'a-key-of-sixteen-or-more',
    hasCallerKey: true,
    requestId: 'test',
    wire,
  };
  return makeSendRecord(
    chartmogul,
    call,
    { run: 1, marker: null, isGenerated: false, before },
    { clock: Date.now, deadline: new Deadline(1000) },
  );
}

const NOBODY: ConcurrentAttempts = { mayCommit: true, others: [], claimed: new Set() };
const rival = (wire: JsonObject, mayCommit: boolean, before?: string[]): ConcurrentAttempts => ({
  mayCommit: false,
  others: [{ evidence: evidenceOf(wire, before), mayCommit }],
  claimed: new Set(),
});

describe('a new contact that holds all that was sent', () => {
  const evidence = evidenceOf(ADA, ['con_1']);
  const listed = [contact('con_1', ADA), contact('con_2', ADA)];

  it('is the one', () => {
    expect(reconcile(evidence, listed, NOBODY)).toMatchObject({
      kind: 'created',
      contact: { externalId: 'con_2' },
    });
  });

  it('is the one beside others that hold some of it', () => {
    const more = [...listed, contact('con_3', { ...ADA, email: 'other@example.com' })];
    expect(reconcile(evidence, more, NOBODY)).toMatchObject({
      kind: 'created',
      contact: { externalId: 'con_2' },
    });
  });

  it("is not the one when it is another attempt's", () => {
    const claimed = new Set([listed[1]?.id ?? '']);
    expect(reconcile(evidence, listed, { ...NOBODY, claimed })).toEqual({ kind: 'absent' });
  });

  it('may be that of another attempt which may still create one', () => {
    expect(reconcile(evidence, listed, rival(ADA, true))).toMatchObject({
      kind: 'possible',
      contacts: [{ externalId: 'con_2' }],
    });
  });

  it('may be that of another attempt while our own may still come', () => {
    const rivals = { ...rival(ADA, false), mayCommit: true };
    expect(reconcile(evidence, listed, rivals).kind).toBe('possible');
  });

  it('may be that of another attempt which sent less', () => {
    expect(reconcile(evidence, listed, rival({ last_name: 'Lovelace' }, true)).kind).toBe('possible');
  });

  it.each([
    ['sent something else', rival({ ...ADA, email: 'other@example.com' }, true)],
    ['knew the contact before', rival(ADA, true, ['con_1', 'con_2'])],
    ['cannot create one any more', rival(ADA, false)],
  ])('is the one beside another attempt that %s', (_what, rivals) => {
    expect(reconcile(evidence, listed, rivals).kind).toBe('created');
  });

  it('may be that of an attempt of which nothing is known', () => {
    const rivals = { ...NOBODY, others: [{ evidence: undefined, mayCommit: true }] };
    expect(reconcile(evidence, listed, rivals).kind).toBe('possible');
  });

  it('is not told from a second one, unless two attempts made them', () => {
    const two = [...listed, contact('con_3', ADA)];
    expect(reconcile(evidence, two, NOBODY)).toMatchObject({
      kind: 'possible',
      contacts: [{ externalId: 'con_2' }, { externalId: 'con_3' }],
    });
    expect(reconcile(evidence, two, rival(ADA, false))).toMatchObject({ kind: 'created' });
  });

  it('proves nothing where the contacts from before are not known', () => {
    expect(reconcile(evidenceOf(ADA, null), listed, NOBODY)).toMatchObject({
      kind: 'possible',
      contacts: [{}, {}],
    });
  });
});

describe('what was sent', () => {
  it('is absent when no new contact holds any of it', () => {
    const listed = [contact('con_2', { first_name: 'Grace', email: 'grace@example.com' })];
    expect(reconcile(evidenceOf(ADA), listed, NOBODY)).toEqual({ kind: 'absent' });
    expect(reconcile(evidenceOf(ADA), [], NOBODY)).toEqual({ kind: 'absent' });
  });

  it('may be there when a new contact holds some of it', () => {
    const listed = [contact('con_2', { ...ADA, email: 'ADA@example.com' })];
    expect(reconcile(evidenceOf(ADA), listed, NOBODY)).toMatchObject({ kind: 'possible', contacts: [{}] });
  });

  it('may be any new contact when it was nothing', () => {
    expect(reconcile(evidenceOf({}), [contact('con_2', ADA)], NOBODY)).toMatchObject({ kind: 'possible' });
    expect(reconcile(evidenceOf({}, ['con_2']), [contact('con_2', ADA)], NOBODY)).toEqual({ kind: 'absent' });
  });
});

describe('the ids from before', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `${index}`.padStart(32, '0'));

  it('are stored as digests of a few characters', () => {
    const evidence = evidenceOf(ADA, ids(2000));
    expect(JSON.stringify(evidence).length).toBeLessThan(20_000);
    expect(JSON.stringify(evidence)).not.toContain(ids(2000)[1999]);
    expect(fromJson(toJson(evidence))).toEqual(evidence);
  });

  it('tell an older contact from a new one', () => {
    const evidence = evidenceOf(ADA, ids(2000));
    const [old = ''] = ids(1);
    expect(reconcile(evidence, [contact(old, ADA)], NOBODY).kind).toBe('absent');
    expect(reconcile(evidence, [contact(old, ADA), contact('new', ADA)], NOBODY)).toMatchObject({
      kind: 'created',
      contact: { externalId: 'new' },
    });
  });

  it('are not stored where they are too many, and then a list proves nothing', () => {
    const evidence = evidenceOf(ADA, ids(4001));
    expect(JSON.stringify(evidence).length).toBeLessThan(1000);
    expect(reconcile(evidence, [contact('new', ADA)], NOBODY).kind).toBe('possible');
  });

  it('are read as a record from before digests has them', () => {
    const { beforeDigests: _, ...record } = evidenceOf(ADA, []);
    const evidence = fromJson({ ...toJson(record as SendRecord), before: ['con_1'] });
    expect(evidence && reconcile(evidence, [contact('con_1', ADA)], NOBODY).kind).toBe('absent');
    expect(evidence && reconcile(evidence, [contact('con_2', ADA)], NOBODY).kind).toBe('created');
  });
});
