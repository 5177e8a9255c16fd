/** A service that keeps idempotency keys, by default in memory. */
import { ContactService } from '../../src/domain/add-contact.js';
import { KeyedAdds } from '../../src/domain/attempts/keyed-add.js';
import { VendorAccess } from '../../src/domain/attempts/vendor-access.js';
import type { ProviderDirectory } from '../../src/domain/directory.js';
import type { AttemptStore } from '../../src/store/attempt-store.js';
import { MemoryStore } from './stores.js';

export function keyedService(
  directory: ProviderDirectory,
  deadlineMs: number,
  store: AttemptStore = new MemoryStore(),
): ContactService {
  return new ContactService(
    directory,
    deadlineMs,
    new KeyedAdds(store, new VendorAccess(directory), deadlineMs),
  );
}
