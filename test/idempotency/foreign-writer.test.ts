/**
 * Another client writes to the contact at each step of a change: what callers learn, whose value remains, and
 * that nothing of ours is sent again over it.
 */
import { describe, expect, it } from '@jest/globals';
import { supports } from '../../src/providers/driver.js';
import { describedAs } from '../support/facts.js';
import { PLACES, type Place, REMOVALS, REPEATS, type Step, UPDATES } from '../support/foreign-steps.js';
import { emailOf } from '../support/keyed-stage.js';
import {
  type ChangeOperation,
  FOREIGN_INPUTS,
  type KeyedWrite,
  placeChanges,
  send,
} from '../support/keyed-writes.js';
import { useLedgerStages } from '../support/ledger-stages.js';
import { ELSEWHERE, LEDGER_PROVIDERS, type LedgerCall } from '../support/ledger-vendor.js';

const stages = useLedgerStages();
const SENDS = 4;
const LATE_MS = 50;

describe.each(LEDGER_PROVIDERS)('another client at %s', (provider) => {
  const { provider: driver, facts } = describedAs(provider);
  const { sentBack = {} } = facts.conformance;
  const canRemove = supports(driver, 'REMOVE');

  it.each(UPDATES.filter(([, , foreign]) => foreign !== 'removal' || canRemove))(
    'update: %s, %s, %s: %s',
    (...step) => play('UPDATE', 1, step),
  );

  if (canRemove) {
    it.each(REMOVALS)('removal: %s, %s, %s: %s', (...step) => play('REMOVE', 1, step));
  }

  if (driver.idempotency.vendorKey !== undefined) {
    // With a cleared field, which every vendor with keys accepts.
    it.each(REPEATS)('update: %s, %s, %s: %s', (...step) => play('UPDATE', 2, step));
  }

  async function play(operation: ChangeOperation, number: number, step: Step): Promise<void> {
    const { vendor } = stages;
    const [place, fault, foreign, expected, history] = step;
    const [write] = placeChanges(vendor, provider, number, [operation]);
    if (!write) throw new RangeError('There is no write.');
    const at = new Places(step, write);
    vendor.reading = async (call) => {
      await at.pass(call, at.writes === 0 ? PLACES.read : at.sends > 1 ? PLACES.nextLook : PLACES.firstLook);
      return undefined;
    };
    vendor.fault = async (call) => {
      at.writes += 1;
      await at.pass(call, at.writes === 1 ? PLACES.write : PLACES.repeat);
      return at.sends > 1 || (at.writes > 1 && place === PLACES.repeat) ? 'none' : fault;
    };
    vendor.laterMs = () => LATE_MS;
    const late = Promise.withResolvers<void>();
    vendor.carriedOut = async (call) => {
      await at.pass(call, PLACES.answer);
      late.resolve();
    };
    const { service } = stages.open({ graceMs: 0 });
    let end = '';
    while (at.sends < SENDS && !end) {
      at.sends += 1;
      const outcome = await send(service, write);
      if (fault === 'cut, carried out later') await late.promise;
      if (outcome.ok) end = 'success';
      else if (outcome.failure.kind !== 'unknown') end = outcome.failure.kind;
      else if (outcome.failure.isForGood) end = 'unknown for good';
    }
    // The same key sends nothing more, either.
    await send(service, write);
    expect(at.isPassed).toBe(true);
    const carriedOut = vendor
      .history(provider, write.customerId)
      .map((by) => (by === emailOf(number) ? 'ours' : by));
    expect({ end, history: carriedOut.join(', ') }).toEqual({ end: expected, history });
    const record = JSON.stringify(vendor.record(provider, write.customerId) ?? null);
    if (foreign === 'same field' && carriedOut.at(-1) === ELSEWHERE)
      expect(record).toContain('elsewhere@example.com');
    // Fields that a change does not name stay, unless they are sent back as read before.
    const isSentBack = place === PLACES.write && sentBack.phones !== undefined;
    if (foreign === 'other field') expect(record.includes('0199')).toBe(!isSentBack);
  }
});

class Places {
  sends = 0;
  writes = 0;
  isPassed = false;

  constructor(
    private readonly step: Step,
    private readonly write: KeyedWrite,
  ) {}

  async pass(call: LedgerCall, place: Place): Promise<void> {
    const {
      step: [where, , foreign],
      write,
    } = this;
    if (this.isPassed || place !== where) return;
    this.isPassed = true;
    const [contactId = ''] = stages.vendor.ids(write.provider, write.customerId);
    const input = foreign === 'removal' ? {} : { input: FOREIGN_INPUTS[foreign] };
    await stages.vendor.changeElsewhere(call, { contactId, ...input });
  }
}
