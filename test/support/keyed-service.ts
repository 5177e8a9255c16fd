/** A service that stores idempotency keys, by default in memory. */
import type { Accounts } from '../../src/accounts/accounts.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import { IdempotentWrites } from '../../src/idempotency/attempts.js';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import { type Clock, systemClock } from '../../src/vendor-http/clock.js';
import { onceUsed } from './once-used.js';
import { MemoryStore } from './stores.js';

export function keyedService(
  accounts: Accounts,
  deadlineMs: number,
  {
    store = onceUsed(() => new MemoryStore()),
    clock = systemClock,
  }: { store?: AttemptStore; clock?: Clock } = {},
): ContactService {
  return new ContactService(
    accounts,
    deadlineMs,
    new IdempotentWrites(store, accounts, deadlineMs, clock),
    clock,
  );
}
