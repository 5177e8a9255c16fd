/** Converts between attempts and rows: in plain text, or encrypted. */
import { createHmac } from 'node:crypto';
import type { JsonObject } from '../../model/contact.js';
import { keyIdIn } from './keyring.js';
import { type AttemptRow, DIGEST_MARK, type RowForm, type Values } from './statements.js';
import type { Attempt } from './store.js';
import { type OpenedKeys, type StoredKey, wrappedFor } from './store-keys.js';

/** An attempt's values that a row may hold encrypted. */
export interface PlainValues {
  readonly customerId?: string;
  readonly evidence?: object | null;
  readonly answer?: object | null;
}

export interface RowFormat {
  readonly form: RowForm;
  /** The encryption key; undefined if rows are in plain text. */
  readonly key?: StoredKey;
  /** The columns for the given values; absent ones stay absent. */
  rowOf(id: string, values: PlainValues): Values;
  attemptOf(row: AttemptRow): Attempt;
  /** Parameters of a statement that searches for a customer. */
  customerIn(customerId: string): Values;
  /** Parameters of a statement that records a contact. */
  contactIn(contactId: string): Values;
  /** Parameters of a lease statement. */
  leaseIn(name: string): Values;
  /** All texts under which a contact may be recorded. */
  notesOf(contactId: string): readonly string[];
}

/** Stores JSON as `JSON.stringify` text. */
export const CLEAR: RowFormat = {
  form: 'clear',
  rowOf: (_id, { customerId, evidence, answer }) => ({
    ...(customerId !== undefined && { customerId }),
    ...(evidence !== undefined && { evidence: evidence && JSON.stringify(evidence) }),
    ...(answer !== undefined && { answer: answer && JSON.stringify(answer) }),
  }),
  attemptOf: (row) => ({ ...row, evidence: jsonOf(row.evidence), answer: jsonOf(row.answer) }),
  customerIn: (customerId) => ({ customerId }),
  contactIn: (contactId) => ({ contactId }),
  leaseIn: (name) => ({ name }),
  notesOf: (contactId) => [contactId],
};

/**
 * Encrypted JSON is a string, plain JSON an object. Rows from before encryption are still plain, and read as
 * such.
 */
export function encryptedFormat(opened: OpenedKeys): RowFormat {
  const { keyring, indexKey } = opened;
  const encryptJson = (row: string, column: string, value: object | null) =>
    value && JSON.stringify(keyring.encrypt(JSON.stringify(value), { row, column }));
  const decryptJson = (row: string, column: string, text: string | null) => {
    const stored: unknown = text && JSON.parse(text);
    return jsonOf(typeof stored === 'string' && text ? keyring.decrypt(stored, { row, column }) : text);
  };
  return {
    form: 'encrypted',
    key: wrappedFor(opened),
    rowOf: (id, { customerId, evidence, answer }) => ({
      ...(customerId !== undefined && {
        customerId: digestOf(indexKey, 'customer', customerId),
        encryptedCustomer: keyring.encrypt(customerId, { row: id, column: 'customer' }),
      }),
      ...(evidence !== undefined && { evidence: encryptJson(id, 'evidence', evidence) }),
      ...(answer !== undefined && { answer: encryptJson(id, 'answer', answer) }),
    }),
    attemptOf: ({ encryptedCustomer, ...row }) => ({
      ...row,
      customerId: encryptedCustomer
        ? keyring.decrypt(encryptedCustomer, { row: row.id, column: 'customer' })
        : row.customerId,
      evidence: decryptJson(row.id, 'evidence', row.evidence),
      answer: decryptJson(row.id, 'answer', row.answer),
    }),
    customerIn: (customerId) => ({
      customerId: digestOf(indexKey, 'customer', customerId),
      customerInClear: customerId,
    }),
    contactIn: (contactId) => ({
      contactId: digestOf(indexKey, 'contact', contactId),
      contactInClear: contactId,
    }),
    leaseIn: (name) => ({ name: digestOf(indexKey, 'lease', name), nameInClear: name }),
    notesOf: (contactId) => [digestOf(indexKey, 'contact', contactId), contactId],
  };
}

/** Whether everything that can be encrypted in a row is, under this key. */
export function isUnderKey({ encryptedCustomer, evidence, answer }: AttemptRow, id: string): boolean {
  const json = [evidence, answer].filter((text) => text !== null).map((text): unknown => JSON.parse(text));
  return [encryptedCustomer, ...json].every((value) => typeof value === 'string' && keyIdIn(value) === id);
}

export function digestOf(key: Buffer, kind: 'customer' | 'contact' | 'lease' | 'caller', id: string): string {
  return DIGEST_MARK + createHmac('sha256', key).update(`${kind}\n${id}`).digest('base64url');
}

function jsonOf(text: string | null): JsonObject | null {
  return text === null ? null : (JSON.parse(text) as JsonObject);
}
