/** Names attempts and recognises requests, without keeping anything a caller sent. */
import { createHash } from 'node:crypto';
import type { JsonValue } from '../model/contact.js';

/** The scope of keys without an owner: where callers are not checked, the router is the only one. */
const NO_OWNER = 'router';

function scopeOf(owner: string | undefined): readonly string[] {
  return owner === undefined ? [NO_OWNER] : ['caller', owner];
}

function digest(...parts: readonly string[]): string {
  // Lengths keep the parts apart: ("ab", "c") and ("a", "bc") must not be the same.
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('base64url');
}

/** The attempt of a key: owner, account, customer and key. */
export function attemptId(account: string, customerId: string, key: string, owner?: string): string {
  return digest('attempt', ...scopeOf(owner), account, customerId, key);
}

/**
 * Identifies a key: one key belongs to one customer, and a lookup does not know which. A later `round` is for
 * a key that its owner used for a customer that they do not reach any more.
 */
export function lookupId(account: string, key: string, owner?: string, round = 0): string {
  const again = round === 0 ? [] : [`round ${round}`];
  return digest('lookup', ...scopeOf(owner), account, key, ...again);
}

/**
 * The lease of those that decide by a customer's contacts whether to add one. Names that differ by case alone
 * share it, which costs no more than a wait.
 */
export function customerLease(account: string, customerId: string): string {
  return digest('customer', account, customerId.toLowerCase());
}

/** The lease of the one contact that may be created for a customer now. */
export function createLease(account: string, customerId: string): string {
  return digest('create', account, customerId.toLowerCase());
}

/** The lease of those that change one contact. By its own id alone, for a customer may have several names. */
export function contactLease(account: string, externalId: string): string {
  return digest('contact', account, externalId);
}

/** Names the caller that a key without an owner was given to. Without the key it says nothing. */
export function adopterId(key: string, owner: string): string {
  return digest('adopter', owner, key);
}

/**
 * What the vendor's own key is made from. Two callers with one key would otherwise be one request to the
 * vendor, which would give the second one the answer of the first.
 */
export function keyAtVendor(key: string, owner?: string): string {
  return owner === undefined ? key : digest('vendor', owner, key);
}

/**
 * Tells requests apart. The key is part of it, so that the digest of a short request cannot be found by
 * trying: keys have 16 characters or more and are not stored.
 */
export function fingerprint(key: string, request: JsonValue): string {
  return digest('fingerprint', key, canonical(request));
}

/** JSON with the members of objects in one order. */
function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_name, inner: JsonValue) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
