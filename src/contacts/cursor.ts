/**
 * Page cursors. A cursor is opaque: it contains its customer, including the account, the provider's own
 * cursor, and a checksum, so that a truncated, edited or foreign one is rejected before any call.
 */
import { createHash } from 'node:crypto';
import { accountPart, type CustomerRef } from '../model/contact.js';

export function encodeCursor(customer: CustomerRef, cursor: string): string {
  const payload = JSON.stringify([accountPart(customer), customer.customerId, cursor]);
  return Buffer.from(`${checksum(payload)}${payload}`).toString('base64url');
}

/**
 * Room for a 2048-character vendor cursor in JSON, at up to six bytes per character, plus the longest
 * customer id.
 */
const MAX_LENGTH = 20_000;

/** The provider's cursor; undefined if the text is not a cursor of this customer's list. */
export function decodeCursor(text: string, customer: CustomerRef): string | undefined {
  if (text.length > MAX_LENGTH || !/^[\w-]+$/.test(text)) return undefined;
  const decoded = Buffer.from(text, 'base64url').toString('utf8');
  const payload = decoded.slice(CHECKSUM_LENGTH);
  if (checksum(payload) !== decoded.slice(0, CHECKSUM_LENGTH)) return undefined;
  const cursor = lastOf(payload);
  // Base64 and JSON have several encodings of one value. Accept only ours.
  return cursor !== undefined && encodeCursor(customer, cursor) === text ? cursor : undefined;
}

/** The checksum is not secret, so the payload may be anything. */
function lastOf(payload: string): string | undefined {
  try {
    const [, , cursor] = JSON.parse(payload) as readonly unknown[];
    return typeof cursor === 'string' ? cursor : undefined;
  } catch {
    return undefined;
  }
}

const CHECKSUM_LENGTH = 8;

function checksum(payload: string): string {
  return createHash('sha256').update(`contacts-cursor-1\n${payload}`).digest('hex').slice(0, CHECKSUM_LENGTH);
}
