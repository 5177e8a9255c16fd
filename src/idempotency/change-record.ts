/**
 * The record of a change or removal, written before the request is sent. It holds digests of the named
 * fields, before and after: comparing the contact with both later reveals the outcome. The store keeps no
 * contact value.
 */
import { randomBytes } from 'node:crypto';
import type { Account } from '../accounts/provider-account.js';
import { asObject } from '../mapping/field-table.js';
import type { Contact, JsonObject } from '../model/contact.js';
import { UNIFIED_FIELDS } from '../model/fields.js';
import type { WriteOperation } from '../model/outcome.js';
import type { ChangeCall, ProviderCall } from '../providers/call.js';
import type { Provider } from '../providers/driver.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { digest } from './digests.js';
import { deadlineAt, digestOf, type SentRecord } from './send-record.js';
import type { Attempt } from './store/store.js';
import type { StoreClock } from './store-clock.js';

/** Stored under these names. Releases without changes find no list of sent values, and skip it. */
export type ChangeRecord = SentRecord & {
  /** The contact's provider-side id, and its id in the graph. */
  readonly externalId: string;
  readonly contactId: string;
  readonly customerId: string;
  /** By field: digests of its values before and after the request. Empty for a removal. */
  readonly fields: Readonly<Record<string, readonly [before: string, sent: string]>>;
  /** A check found the contact in neither state: another client is changing it. */
  readonly isDisturbed?: boolean;
};

/** How a contact compares with a record. */
export type ChangeState = 'AS_SENT' | 'AS_BEFORE' | 'OTHER';

export function makeChangeRecord(
  account: Pick<Account, 'provider' | 'presentOf' | 'expected'>,
  call: ChangeCall,
  { run, scope }: Pick<SentRecord, 'run' | 'scope'>,
  { clock, deadline }: { readonly clock: StoreClock; readonly deadline: Deadline },
): ChangeRecord {
  const { externalId, contactId, customerId } = call;
  const salt = randomBytes(16).toString('base64url');
  const before = account.presentOf(call);
  const expected = account.expected(call);
  const digestsOf = (field: string) => {
    const sent = customName(field) === undefined ? fieldValue(expected, field) : givenCustom(call, field);
    return [
      field,
      [valueDigest(field, fieldValue(before, field), salt), valueDigest(field, sent, salt)],
    ] as const;
  };
  const own = ownFields(call, account.provider).map(digestsOf);
  // A vendor may drop a custom field that the account has not defined. Where another one changes, that one
  // tells; a field that has its value already tells nothing.
  const isTold = own.some(([, [was, sent]]) => was !== sent);
  const fields = isTold ? own : [...own, ...customFields(call).map(digestsOf)];
  return {
    run,
    customerId,
    ...(scope && { scope }),
    externalId,
    contactId,
    salt,
    fields: Object.fromEntries(fields),
    request: digestOf(account.provider, call, salt),
    sentAt: clock(),
    lastSendAt: deadlineAt(deadline, clock),
  };
}

export function compareWithRecord(contact: Contact, { fields, salt }: ChangeRecord): ChangeState {
  const compared = Object.entries(fields).map(([field, [before, sent]]) => {
    const now = valueDigest(field, fieldValue(contact, field), salt);
    return { isBefore: now === before, isSent: now === sent };
  });
  if (compared.every(({ isSent }) => isSent)) return 'AS_SENT';
  return compared.every(({ isBefore }) => isBefore) ? 'AS_BEFORE' : 'OTHER';
}

/** The fields that a request names, but for custom ones. */
function ownFields({ decisions }: ProviderCall, { fields }: Provider): readonly string[] {
  const wires = new Set(
    decisions.flatMap((decision) => {
      if (decision.as === 'SENT' || decision.as === 'TRANSFORMED') return [decision.wire];
      return decision.as === 'CLEARED' ? decision.wires : [];
    }),
  );
  return UNIFIED_FIELDS.filter(
    (field) =>
      field !== 'customFields' &&
      fields[field]?.fields.some((leaf) => leaf.wires.some((wire) => wires.has(wire))),
  );
}

function customFields({ input }: ProviderCall): readonly string[] {
  const isCleared = input.clear?.includes('CUSTOM_FIELDS') ?? false;
  return isCleared ? ['customFields'] : (input.customFields ?? []).map(({ name }) => `customFields.${name}`);
}

function customName(field: string): string | undefined {
  return /^customFields(?:\.(.*))?$/s.exec(field)?.[1] ?? (field === 'customFields' ? '' : undefined);
}

/** The custom field's new value; null if all are cleared. */
function givenCustom({ input }: ProviderCall, field: string): unknown {
  return input.customFields?.find(({ name }) => name === customName(field))?.value ?? null;
}

function fieldValue(contact: Contact, field: string): unknown {
  const custom = customName(field);
  if (custom === '') {
    const values = contact.customFields.filter(({ value }) => value !== null);
    return values.length === 0 ? null : values;
  }
  if (custom !== undefined) return contact.customFields.find(({ name }) => name === custom)?.value ?? null;
  const [head = '', part] = field.split('.');
  const value: unknown = contact[head as keyof Contact];
  return part === undefined ? value : (value as Readonly<Record<string, unknown>> | null)?.[part];
}

/** Vendors may reorder lists, and return a number for a digits-only text. */
function valueDigest(field: string, value: unknown, salt: string): string {
  const plain = Array.isArray(value)
    ? value.map((item) => JSON.stringify(Object.entries(item as object).sort())).sort()
    : (value ?? null) === null
      ? null
      : String(value);
  return digest(JSON.stringify([field, plain]), salt);
}

/** The attempt's effective operation: an add may have become an update of an existing contact. */
export function operationOf({ operation, evidence }: Attempt): WriteOperation {
  return operation === 'ADD' && changeFromJson(evidence) ? 'UPDATE' : operation;
}

/** A stored attempt's record; undefined if it has none, or an unreadable one. */
export function changeFromJson(json: JsonObject | null): ChangeRecord | undefined {
  if (!json || typeof json.run !== 'number' || !asObject(json.fields)) return undefined;
  return json as ChangeRecord;
}
