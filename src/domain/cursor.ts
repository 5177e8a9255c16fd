/**
 * Cursors of pages. A cursor is opaque: it holds the customer it was made for and the provider's own cursor, with a
 * checksum, so that one that was cut, edited or made for another list is refused before a call is made.
 */
import { createHash } from 'node:crypto';
import type { CustomerRef } from './contact.js';

export function encodeCursor({ provider, customerId }: CustomerRef, cursor: string): string {
  const payload = JSON.stringify([provider, customerId, cursor]);
  return Buffer.from(`${checksum(payload)}${payload}`).toString('base64url');
}

/** The provider's cursor; undefined when the text is no cursor of this customer's list. */
export function decodeCursor(text: string, { provider, customerId }: CustomerRef): string | undefined {
  if (text.length > 4096 || !/^[\w-]+$/.test(text)) return undefined;
  const decoded = Buffer.from(text, 'base64url').toString('utf8');
  const payload = decoded.slice(CHECKSUM_LENGTH);
  if (checksum(payload) !== decoded.slice(0, CHECKSUM_LENGTH)) return undefined;
  const [ofProvider, ofCustomer, cursor] = JSON.parse(payload) as [string, string, string];
  return ofProvider === provider && ofCustomer === customerId ? cursor : undefined;
}

const CHECKSUM_LENGTH = 8;

function checksum(payload: string): string {
  return createHash('sha256').update(`contacts-cursor-1\n${payload}`).digest('hex').slice(0, CHECKSUM_LENGTH);
}
