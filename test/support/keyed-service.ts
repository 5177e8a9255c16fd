/** A service that keeps idempotency keys, by default in memory. */

import type { ProviderDirectory } from '../../src/accounts/directory.js';
import { VendorAccess } from '../../src/accounts/vendor-access.js';
import { ContactService } from '../../src/contacts/add-contact.js';
import { IdempotentWrites } from '../../src/idempotency/attempts.js';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import { type Clock, systemClock } from '../../src/vendor-http/clock.js';
import { MemoryStore } from './stores.js';

export function keyedService(
  directory: ProviderDirectory,
  deadlineMs: number,
  { store = new MemoryStore(), clock = systemClock }: { store?: AttemptStore; clock?: Clock } = {},
): ContactService {
  return new ContactService(
    directory,
    deadlineMs,
    new IdempotentWrites(store, new VendorAccess(directory), deadlineMs, clock),
    clock,
  );
}
