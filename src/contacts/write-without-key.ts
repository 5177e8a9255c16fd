/** Writes without a caller's key. Stores nothing, so their outcome cannot be looked up later. */
import type { Account } from '../accounts/provider-account.js';
import { repeatMs } from '../accounts/retry.js';
import type { IdempotentWrites } from '../idempotency/attempts.js';
import { LEASES_DOWN, STORE_DOWN } from '../idempotency/failures.js';
import { contactLease } from '../idempotency/identity.js';
import { isUndecided } from '../idempotency/outcome-recorder.js';
import type { DuplicateRule } from '../model/duplicates.js';
import { isFirstAnswer } from '../model/errors.js';
import { asWritten, done, failed, type Outcome, type WriteResult } from '../model/outcome.js';
import type { ProviderCall } from '../providers/call.js';
import type { Deadline } from '../vendor-http/deadline.js';

interface UnkeyedWrite {
  readonly account: Account;
  readonly call: ProviderCall;
  /** Absent if the contact is to be added regardless. */
  readonly rule?: DuplicateRule | undefined;
}

/** `shared` serializes conflicting writes; without it, writes that need that fail. */
export async function writeWithoutKey(
  { account, call, rule }: UnkeyedWrite,
  deadline: Deadline,
  shared?: Pick<IdempotentWrites, 'leases' | 'unique'>,
): Promise<Outcome<WriteResult>> {
  const { externalId } = call;
  if (externalId !== undefined) {
    if (!shared || account.id === undefined) return failed(LEASES_DOWN);
    const lease = contactLease(account.id, externalId);
    return shared.leases.run(lease, deadline, (left) => changeNow(account, call, left));
  }
  if (!rule) return addOnce(account, call, deadline);
  if (!shared) return failed(STORE_DOWN);
  return shared.unique.add({ account, call, rule }, deadline, {
    create: async (left) => asWritten(await addOnce(account, call, left)),
    update: async (update, left) => asWritten(await changeNow(account, update, left)),
  });
}

/** If the vendor replays its first answer, one repeat settles an unknown outcome. */
async function addOnce(
  account: Account,
  call: ProviderCall,
  deadline: Deadline,
): Promise<Outcome<WriteResult>> {
  const prepared = await account.prepare(call, deadline);
  if (!prepared.ok) return prepared;
  const first = await account.write(prepared.value, deadline);
  if (!isUndecided(first) || account.provider.idempotency.vendorKey === undefined) return first;
  const waitMs = repeatMs();
  if (!account.mayRepeatWrite(waitMs, 1, deadline)) return first;
  await deadline.clock.sleep(waitMs);
  const repeated = await account.write(prepared.value, deadline);
  if (!isFirstAnswer(repeated)) return first;
  // To the caller, both are one request.
  return repeated.ok ? done({ ...repeated.value, replayed: false }) : repeated;
}

/**
 * Reads, changes and writes under the contact's lease. Never repeats: that might undo another client's
 * change.
 */
async function changeNow(
  account: Account,
  call: ProviderCall,
  deadline: Deadline,
): Promise<Outcome<WriteResult>> {
  const prepared = await account.prepare(call, deadline);
  return prepared.ok ? account.write(prepared.value, deadline) : prepared;
}
