/** Makes room at a customer, so that a sandbox can serve for days and an example never wears out. */

/** Contacts that a customer keeps where the vendor has no limit. Their list fits into one answer. */
export const MAX_CONTACTS = 500;

/** Deletes the oldest contacts that callers added until one more fits. Contacts from the start stay. */
export function makeRoom<C>(contacts: C[], isFromStart: (contact: C) => boolean, limit = MAX_CONTACTS): void {
  while (contacts.length >= limit) {
    const oldest = contacts.findIndex((contact) => !isFromStart(contact));
    if (oldest === -1) return;
    contacts.splice(oldest, 1);
  }
}
