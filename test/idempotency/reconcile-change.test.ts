/** What a read of the contact proves about a change or removal without an answer, case by case. */
import { describe, expect, it } from '@jest/globals';
import { type ChangeRecord, makeChangeRecord } from '../../src/idempotency/change-record.js';
import { type ChangeFacts, reconcileChange } from '../../src/idempotency/reconcile-change.js';
import { decodeContact } from '../../src/mapping/decode-contact.js';
import type { Contact, JsonObject } from '../../src/model/contact.js';
import { chartmogul } from '../../src/providers/chartmogul/index.js';
import { Deadline } from '../../src/vendor-http/deadline.js';

const CUSTOMER = 'cus_5915ee5a-babd-406b-b8ce-d207133fb4cb';
const ID = 'con_1';
const GRACE_MS = 120_000;

const contact = (record: JsonObject): Contact =>
  decodeContact(chartmogul, { externalId: ID, record }, CUSTOMER);

const BEFORE = contact({ first_name: 'Ada', last_name: 'Lovelace' });
const SENT = contact({ first_name: 'Augusta', last_name: 'Lovelace' });
const OTHER = contact({ first_name: 'Grace', last_name: 'Hopper' });

const RECORD: ChangeRecord = makeChangeRecord(
  { provider: chartmogul, presentOf: () => BEFORE, expected: () => SENT },
  {
    operation: 'UPDATE',
    externalId: ID,
    contactId: `CHARTMOGUL:${CUSTOMER}:${ID}`,
    present: { externalId: ID, record: { first_name: 'Ada', last_name: 'Lovelace' } },
    customerId: CUSTOMER,
    input: { firstName: 'Augusta' },
    options: {},
    givenOptions: {},
    idempotencyKey: 'a-key-of-sixteen-or-more',
    hasCallerKey: true,
    requestId: 'test',
    wire: { first_name: 'Augusta' },
    decisions: [{ as: 'SENT', path: ['input', 'firstName'], wire: 'first_name', value: 'Augusta' }],
  },
  { run: 1 },
  { clock: Date.now, deadline: new Deadline(1000) },
);

function look(changes: Partial<ChangeFacts>, emptyChecks = 1) {
  return reconcileChange({
    operation: 'UPDATE',
    record: { ...RECORD, emptyChecks },
    contact: BEFORE,
    msSinceLastSend: GRACE_MS,
    graceMs: GRACE_MS,
    ...changes,
  });
}

describe('an update without an answer', () => {
  it('was applied when the contact is as requested, however early', () => {
    expect(look({ contact: SENT, msSinceLastSend: 0 }, 0)).toEqual({ kind: 'applied', contact: SENT });
  });

  it('was not applied when two checks find the contact unchanged, the second after the grace', () => {
    expect(look({})).toEqual({ kind: 'not-applied' });
    expect(look({}, 0)).toMatchObject({ kind: 'undecided', isUnchanged: true, record: { emptyChecks: 1 } });
  });

  it('is undecided while the vendor may still carry it out, after any number of checks', () => {
    expect(look({ msSinceLastSend: GRACE_MS - 1 }, 5)).toMatchObject({
      kind: 'undecided',
      isUnchanged: true,
      record: { emptyChecks: 6 },
    });
  });

  it('stays unknown when another client has changed the contact, even if it is as before again', () => {
    expect(look({ contact: OTHER }).kind).toBe('lost');
    expect(look({ record: { ...RECORD, emptyChecks: 1, isDisturbed: true } }).kind).toBe('lost');
    expect(look({ contact: OTHER, msSinceLastSend: 0 })).toMatchObject({
      kind: 'undecided',
      isUnchanged: false,
      record: { isDisturbed: true },
    });
  });
});

describe('a removal without an answer', () => {
  it('was applied when the contact is gone', () => {
    expect(look({ operation: 'REMOVE', contact: null, msSinceLastSend: 0 }, 0).kind).toBe('applied');
  });

  it('was not applied when the contact still exists after the grace, at the second check', () => {
    expect(look({ operation: 'REMOVE', contact: OTHER }).kind).toBe('not-applied');
    expect(look({ operation: 'REMOVE', contact: OTHER, msSinceLastSend: GRACE_MS - 1 }).kind).toBe(
      'undecided',
    );
  });
});
