/**
 * How long a change is open to other writers: from the vendor's read of the contact for it until its write
 * arrives there.
 */
import { setTimeout } from 'node:timers/promises';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import type { ProviderId } from '../../src/model/contact.js';
import { openKeyedStage } from '../support/keyed-stage.js';
import { changeOperation, placeChanges, send } from '../support/keyed-writes.js';
import { type LedgerCall, startLedgerVendor } from '../support/ledger-vendor.js';
import { inTurn } from './keyed-run.js';

/** Few, so that they wait for the vendor and not for each other. */
const AT_ONCE = 2;
const DEADLINE_MS = 10_000;

export interface Window {
  readonly provider: ProviderId;
  readonly changes: number;
  readonly p50: number;
  readonly p99: number;
}

/** `answerMs`: how long the vendor's answer takes after it has read the contact. */
export async function measureWindow(
  provider: ProviderId,
  changes: number,
  answerMs: number,
  store: AttemptStore,
): Promise<Window> {
  const vendor = await startLedgerVendor();
  const readAt = new Map<string, number>();
  const windows: number[] = [];
  vendor.reading = async (call: LedgerCall) => {
    readAt.set(call.customerId, performance.now());
    if (answerMs === 0) return undefined;
    const reply = call.usual();
    await setTimeout(answerMs);
    return reply;
  };
  vendor.fault = ({ customerId }) => {
    windows.push(performance.now() - (readAt.get(customerId) ?? Number.NaN));
    return 'none';
  };
  const { service, accounts } = openKeyedStage(vendor.environment, { store, deadlineMs: DEADLINE_MS });
  const numbers = Array.from({ length: changes }, (_, index) => index + 1);
  const writes = numbers.flatMap((number) =>
    placeChanges(vendor, provider, number, [changeOperation(provider, number)]),
  );
  const outcomes = await inTurn(writes, (write) => send(service, write), AT_ONCE);
  await accounts.destroy();
  await vendor.close();
  const failed = outcomes.filter(({ ok }) => !ok).length;
  if (failed > 0 || windows.length !== changes) throw new Error(`${failed} of ${changes} changes failed.`);
  windows.sort((one, other) => one - other);
  const at = (share: number) => Math.round((windows[Math.floor(share * (changes - 1))] ?? 0) * 10) / 10;
  return { provider, changes, p50: at(0.5), p99: at(0.99) };
}
