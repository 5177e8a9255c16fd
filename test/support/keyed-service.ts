/** A service that keeps idempotency keys, by default in memory. */

import type { Accounts } from '../../src/accounts/accounts.js';
import { ContactService } from '../../src/contacts/add-contact.js';
import { KeyedAdds } from '../../src/idempotency/attempts.js';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import { MemoryStore } from './stores.js';

export function keyedService(
  accounts: Accounts,
  deadlineMs: number,
  store: AttemptStore = new MemoryStore(),
): ContactService {
  return new ContactService(accounts, deadlineMs, new KeyedAdds(store, accounts, deadlineMs));
}
