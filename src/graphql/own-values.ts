/** Limits a contact to the values that the request wrote, for a caller that may write but not read. */
import type { Contact } from '../model/contact.js';
import type { FateKind, FieldFate } from '../model/outcome.js';

export type OwnValues = Omit<Contact, 'providerRecord'> & { readonly providerRecord: null };

/** Fates whose value the provider's answer confirms. */
const WRITTEN: ReadonlySet<FateKind> = new Set(['SENT', 'TRANSFORMED']);

/**
 * For an existing contact. Omits a value that the provider kept differently, because it may be the earlier
 * one. Also omits custom fields and the provider's record, which contain more than the request named.
 */
export function ownValues(contact: Contact, fates: readonly FieldFate[]): OwnValues {
  const isOwn = (...field: readonly string[]) => {
    const named = fates.filter(({ path }) => field.every((part, index) => path[index + 1] === part));
    return named.some(({ fate }) => WRITTEN.has(fate)) && !named.some(({ fate }) => fate === 'NOT_KEPT');
  };
  const own = <Field extends keyof Contact>(field: Field) => (isOwn(field) ? contact[field] : null);
  const ownList = <Item>(field: string, items: readonly Item[]) => (isOwn(field) ? items : []);
  const ownParts = <Parts extends object>(field: string, parts: Parts | null): Parts | null => {
    const kept = Object.entries(parts ?? {}).filter(([name]) => isOwn(field, name));
    return kept.length > 0 ? (Object.fromEntries(kept) as Parts) : null;
  };
  const { id, provider, account, customerId, externalId } = contact;
  return {
    ...{ id, provider, account, customerId, externalId },
    // The provider may have joined it from both parts.
    name: isOwn('name') || (isOwn('firstName') && isOwn('lastName')) ? contact.name : null,
    firstName: own('firstName'),
    lastName: own('lastName'),
    salutation: own('salutation'),
    nickname: own('nickname'),
    jobTitle: own('jobTitle'),
    label: own('label'),
    emails: ownList('emails', contact.emails),
    phones: ownList('phones', contact.phones),
    address: ownParts('address', contact.address),
    notes: own('notes'),
    position: own('position'),
    socialProfiles: ownParts('socialProfiles', contact.socialProfiles),
    primary: own('primary'),
    enabled: own('enabled'),
    notifications: ownList('notifications', contact.notifications),
    customFields: [],
    providerRecord: null,
  };
}
