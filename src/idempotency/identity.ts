/** Names attempts and identifies requests, without storing anything a caller sent. */
import { createHash } from 'node:crypto';
import type { JsonValue } from '../model/contact.js';
import type { WriteOperation } from '../model/outcome.js';

/** The scope of ownerless keys: without authentication, the router is the only caller. */
const NO_OWNER = 'router';

function scopeOf(owner: string | undefined): readonly string[] {
  return owner === undefined ? [NO_OWNER] : ['caller', owner];
}

function digest(...parts: readonly string[]): string {
  // Lengths delimit the parts: ("ab", "c") and ("a", "bc") must differ.
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('base64url');
}

/** A key's attempt: owner, account, customer, key and operation. */
export function attemptId(
  account: string,
  customerId: string,
  key: string,
  owner?: string,
  operation: WriteOperation = 'ADD',
): string {
  // Keys of adds are older than other operations.
  const other = operation === 'ADD' ? [] : [operation];
  return digest('attempt', ...scopeOf(owner), account, customerId, key, ...other);
}

/**
 * Identifies a key: one key belongs to one customer, which a lookup does not know. A later `round` is for a
 * key whose owner used it for a customer that they can no longer access.
 */
export function lookupId(account: string, key: string, owner?: string, round = 0): string {
  const again = round === 0 ? [] : [`round ${round}`];
  return digest('lookup', ...scopeOf(owner), account, key, ...again);
}

/**
 * The lease for deciding by a customer's contacts whether to add one. Ids that differ only in case share it,
 * which at worst causes a wait.
 */
export function customerLease(account: string, customerId: string): string {
  return digest('customer', account, customerId.toLowerCase());
}

/** The lease for creating the one contact that a customer may get now. */
export function createLease(account: string, customerId: string): string {
  return digest('create', account, customerId.toLowerCase());
}

/**
 * The lease for changing one contact. Uses only its provider-side id, because a customer may have several
 * ids.
 */
export function contactLease(account: string, externalId: string): string {
  return digest('contact', account, externalId);
}

/** Identifies the caller that adopted an ownerless key. Reveals nothing without the key. */
export function adopterId(key: string, owner: string): string {
  return digest('adopter', owner, key);
}

/**
 * The base of the vendor's own key. Otherwise two callers with one key would be one request to the vendor,
 * and the second would get the first's answer.
 */
export function keyAtVendor(key: string, owner?: string): string {
  return owner === undefined ? key : digest('vendor', owner, key);
}

/**
 * Distinguishes requests. Includes the key, so that a short request cannot be guessed from its digest: keys
 * have at least 16 characters and are not stored.
 */
export function fingerprint(key: string, request: JsonValue): string {
  return digest('fingerprint', key, canonical(request));
}

/** JSON with sorted object members. */
function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_name, inner: JsonValue) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
