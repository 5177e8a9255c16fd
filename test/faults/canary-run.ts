/**
 * Keyed writes with a unique text in every field, key and customer, then a search for these texts in every
 * byte of the store's files.
 */
import { readFileSync } from 'node:fs';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import type { ContactInput } from '../../src/model/contact.js';
import { systemClock } from '../../src/vendor-http/clock.js';
import { fullInputs } from '../conformance/inputs.js';
import { PRIVATE, privateInputs } from '../conformance/private-inputs.js';
import { described } from '../support/facts.js';
import { openKeyedStage, told } from '../support/keyed-stage.js';
import { ledgerCustomer, startLedgerVendor } from '../support/ledger-vendor.js';
import { filesBelow } from '../support/residue.js';
import { inTurn } from './keyed-run.js';

const LANES = 16;
/** One outcome in this many is unknown at first, so that records of sends stay for a while. */
const CUT_EVERY = 20;

export interface Canaries {
  readonly writes: number;
  readonly success: number;
  readonly unknown: number;
  /** Requests whose key returned the same contact again. */
  readonly replayed: number;
}

export async function writeCanaries(store: AttemptStore, writes: number): Promise<Canaries> {
  const vendor = await startLedgerVendor();
  let calls = 0;
  vendor.fault = () => {
    calls += 1;
    return calls % CUT_EVERY === 0 ? 'cut after commit' : 'none';
  };
  const inputs = described.flatMap(({ provider, facts }) =>
    privateInputs(fullInputs(provider, facts.conformance.customFields, facts.samples)).map((input) => ({
      provider: provider.id,
      input,
    })),
  );
  const { service, accounts } = openKeyedStage(vendor.environment, { store, clock: systemClock });
  const counts = { success: 0, unknown: 0, replayed: 0 };
  const failed: string[] = [];
  await inTurn(
    Array.from({ length: writes }, (_, index) => index + 1),
    async (number) => {
      const { provider, input } = inputs[number % inputs.length] ?? { provider: 'RPM', input: {} };
      const add = () =>
        service.add({
          provider,
          customerId:
            provider === 'CHARGEBEE' ? `Qz${number}customerprivate` : ledgerCustomer(provider, number),
          input: ofNumber(input, number),
          options: { idempotencyKey: `Qz${number}keyOfTheCallerprivate` },
          requestId: `request-${number}`,
        });
      const outcome = await add();
      if (outcome.ok) counts.success += 1;
      else if (told(outcome) === 'unknown') counts.unknown += 1;
      else failed.push(`${provider} ${told(outcome)} ${JSON.stringify(outcome.failure).slice(0, 600)}`);
      if (!outcome.ok || number % 10 > 0) return;
      const again = await add();
      if (again.ok && again.value.contact.id === outcome.value.contact.id) counts.replayed += 1;
    },
    LANES,
  );
  await accounts.destroy();
  await vendor.close();
  if (failed.length > 0) throw new Error(`${failed.length} failed, the first: ${failed[0]}`);
  return { writes, ...counts };
}

/** The input with texts that no other number has. */
function ofNumber(input: ContactInput, number: number): ContactInput {
  return JSON.parse(JSON.stringify(input).replace(/Qz(\w)private/g, `Qz${number}$1private`)) as ContactInput;
}

/** How often any of the texts occurs in the files below a folder. */
export function countCanaries(folder: string): number {
  const pattern = new RegExp(PRIVATE.source, 'g');
  return filesBelow(folder).reduce(
    (sum, file) => sum + (readFileSync(file, 'latin1').match(pattern)?.length ?? 0),
    0,
  );
}
