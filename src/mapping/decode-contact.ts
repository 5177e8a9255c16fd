/** Decodes a vendor's record into the unified contact, with the table that encoded it. */
import {
  type Address,
  type Contact,
  contactEntityId,
  type JsonObject,
  type ProviderId,
  type SocialProfiles,
} from '../model/contact.js';
import type { UnifiedField, UnifiedValues } from '../model/fields.js';
import type { FieldTable } from './field-table.js';

/** A contact from the vendor's answer. */
export interface StoredContact {
  readonly externalId: string;
  /** The customer's id, if the answer's differs from the caller's. */
  readonly customerId?: string;
  /** The object that the field table decodes. */
  readonly record: JsonObject;
  /** By wire name: values outside the record, or accepted by the vendor but not returned. */
  readonly beside?: JsonObject;
}

/** All known values of the contact, by wire name. */
export function wholeRecord({ record, beside }: StoredContact): JsonObject {
  return beside ? { ...beside, ...record } : record;
}

/** What decoding needs from a provider. */
export interface DecodedProvider {
  readonly id: ProviderId;
  readonly fields: FieldTable;
}

/** The vendor's answer may use another customer id than the caller. The vendor's id wins. */
export function decodeContact(
  provider: DecodedProvider,
  stored: StoredContact,
  givenCustomerId: string,
  account?: string,
): Contact {
  const { record, externalId } = stored;
  const customerId = stored.customerId ?? givenCustomerId;
  const whole = wholeRecord(stored);
  const read = <Field extends UnifiedField>(field: Field) => decodeField(provider.fields, field, whole);
  const firstName = read('firstName');
  const lastName = read('lastName');
  const emails = read('emails') ?? [];
  const ref = { provider: provider.id, ...(account !== undefined && { account }), customerId, externalId };
  return {
    id: contactEntityId(ref),
    ...ref,
    name: read('name') ?? joinedName(firstName, lastName) ?? emails[0]?.address ?? null,
    firstName,
    lastName,
    salutation: read('salutation'),
    nickname: read('nickname'),
    jobTitle: read('jobTitle'),
    label: read('label'),
    emails,
    phones: read('phones') ?? [],
    address: readAddress(read),
    notes: read('notes'),
    position: read('position'),
    socialProfiles: readSocialProfiles(read),
    primary: read('primary'),
    enabled: read('enabled'),
    notifications: read('notifications') ?? [],
    customFields: read('customFields') ?? [],
    providerRecord: boundRecord(record),
  };
}

/** Bytes of JSON. A response may contain the same values twice, and must stay below two megabytes. */
const MAX_RECORD = 262_144;

/** Drops the largest members of a record that is too large to show and store. */
function boundRecord(record: JsonObject): JsonObject {
  if (sizeOf(record) <= MAX_RECORD) return record;
  const sizes = Object.entries(record).map(([name, value]) => ({ name, size: sizeOf({ [name]: value }) }));
  let total = 0;
  const kept = new Set<string>();
  for (const { name, size } of sizes.sort((a, b) => a.size - b.size)) {
    total += size;
    if (total <= MAX_RECORD) kept.add(name);
  }
  return Object.fromEntries(Object.entries(record).filter(([name]) => kept.has(name)));
}

function sizeOf(value: JsonObject): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function decodeField<Field extends UnifiedField>(
  table: FieldTable,
  field: Field,
  record: JsonObject,
): UnifiedValues[Field] | null {
  const row = table[field];
  return row?.decode(record) ?? null;
}

function joinedName(first: string | null, last: string | null): string | undefined {
  const parts = [first, last].filter((part) => part !== null);
  return parts.length === 0 ? undefined : parts.join(' ');
}

type Read = <Field extends UnifiedField>(field: Field) => UnifiedValues[Field] | null;

function readAddress(read: Read): Address | null {
  const address = {
    line1: read('address.line1'),
    line2: read('address.line2'),
    city: read('address.city'),
    region: read('address.region'),
    county: read('address.county'),
    postalCode: read('address.postalCode'),
    country: read('address.country'),
    taxRegion: read('address.taxRegion'),
  };
  return Object.values(address).some((part) => part !== null) ? address : null;
}

function readSocialProfiles(read: Read): SocialProfiles | null {
  const profiles = { linkedIn: read('socialProfiles.linkedIn'), twitter: read('socialProfiles.twitter') };
  return profiles.linkedIn === null && profiles.twitter === null ? null : profiles;
}
