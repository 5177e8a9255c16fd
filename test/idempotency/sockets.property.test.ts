/**
 * Keyed adds in any order over real sockets: fewer runs than with the emulated seam, but the whole path to
 * the vendor is real. No time passes, so absence is confirmed without a grace.
 */
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { writeOutcome } from '../../src/model/errors.js';
import type { AddedContact, Outcome } from '../../src/model/outcome.js';
import { command, emailOf, openKeyedStage, told } from '../support/keyed-stage.js';
import {
  LEDGER_PROVIDERS,
  type LedgerVendor,
  ledgerCustomer,
  startLedgerVendor,
  type WriteFault,
} from '../support/ledger-vendor.js';
import { property } from '../support/property.js';
import { MemoryStore } from '../support/stores.js';

const FAULTS: readonly WriteFault[] = [
  'none',
  'none',
  'cut before commit',
  'cut after commit',
  'cut in the answer',
  'failure before commit',
  'failure after commit',
  'rate limited',
  'refused',
];

const KEYS = 3;

let vendor: LedgerVendor;
beforeAll(async () => {
  vendor = await startLedgerVendor();
});
afterAll(() => vendor.close());

/** Numbers of operations are used once, so that no run sees another's contacts. */
let numbers = 0;

const asked = fc.record({
  key: fc.nat({ max: KEYS - 1 }),
  isOther: fc.oneof(
    { weight: 5, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  place: fc.nat({ max: 1 }),
});
/** Some concurrently, then some more. */
const rounds = fc.array(fc.array(asked, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });
/**
 * The faults of each key's writes, in turn. Per key, because arrival order depends on the machine, and a
 * failure must be reproducible by its seed.
 */
const faults = fc.array(fc.array(fc.constantFrom(...FAULTS), { maxLength: 4 }), {
  minLength: KEYS,
  maxLength: KEYS,
});

describe.each(LEDGER_PROVIDERS)('keyed adds over sockets at %s', (provider) => {
  property(
    'create one contact per key, and report nothing untrue',
    fc.tuple(rounds, faults),
    async ([played, scripts]) => {
      const store = new MemoryStore();
      const places = [0, 1].map(() =>
        openKeyedStage(vendor.environment, { store, graceMs: 0, deadlineMs: 10_000 }),
      );
      const first = numbers + 1;
      numbers += KEYS;
      const scriptOf = new Map(scripts.map((script, key) => [emailOf(first + key), script]));
      vendor.fault = ({ email = '' }) => {
        const fault = scriptOf.get(email)?.[vendor.writes(email) - 1] ?? 'none';
        // A vendor checks its own key before it rejects anything.
        return fault === 'refused' && vendor.commits(email) > 0 ? 'none' : fault;
      };
      const customer = first;
      const contacts = new Map<number, string>();
      const requests = new Map<number, boolean>();
      const judge = (number: number, isOther: boolean, outcome: Outcome<AddedContact> | undefined) => {
        if (!outcome) return;
        const commits = vendor.commits(emailOf(number));
        expect(commits).toBeLessThanOrEqual(1);
        if (outcome.ok) {
          expect(commits).toBe(1);
          const { contact } = outcome.value;
          expect(vendor.ids(provider, ledgerCustomer(provider, customer))).toContain(contact.externalId);
          expect(contact.id).toBe(contacts.get(number) ?? contact.id);
          contacts.set(number, contact.id);
          expect(requests.get(number) ?? isOther).toBe(isOther);
          requests.set(number, isOther);
        } else if (outcome.failure.kind === 'idempotency-conflict') {
          if (outcome.failure.conflict === 'DIFFERENT_REQUEST')
            expect(requests.get(number)).not.toBe(isOther);
        } else if (writeOutcome(outcome.failure) === 'NOT_APPLIED') {
          expect(contacts.has(number)).toBe(false);
        }
      };
      const add = async ({ key, isOther, place }: { key: number; isOther: boolean; place: number }) => {
        const number = first + key;
        const change = isOther ? { lastName: 'Other' } : {};
        const outcome = await places[place]?.service.add(command(provider, number, { customer, ...change }));
        judge(number, isOther, outcome);
        return outcome;
      };
      for (const round of played) await Promise.all(round.map(add));

      // The vendor is healthy again, so a retry finds the outcome.
      vendor.fault = () => 'none';
      for (const { key, isOther, place } of played.flat()) {
        let outcome = await add({ key, isOther, place });
        for (let more = 0; more < 2 && outcome && told(outcome) === 'unknown'; more += 1) {
          outcome = await add({ key, isOther, place });
        }
        expect(['success', 'rejected', 'idempotency-conflict']).toContain(outcome && told(outcome));
        const isThere = outcome?.ok === true;
        if (outcome && told(outcome) !== 'idempotency-conflict') {
          expect(vendor.commits(emailOf(first + key))).toBe(isThere ? 1 : 0);
        }
      }
      await Promise.all(places.map(({ accounts }) => accounts.destroy()));
    },
    { share: 0.1 },
  );
});
