/**
 * The store's keys. The index key finds rows by digests of their encrypted values. It is random, and stored
 * encrypted under each key that encrypts rows: a rotation never changes it, and a process that lacks a key in
 * use fails at startup.
 */
import { randomBytes } from 'node:crypto';
import type { StoreEncryption } from '../../config/store-keys.js';
import { Keyring, lacks } from './keyring.js';
import { StoreKeyError } from './store.js';

/** A row of the key table: the index key, encrypted under the key with this id. */
export interface StoredKey {
  readonly id: string;
  readonly wrapped: string;
}

/** The row that marks the tables as encrypted. */
export const ENCRYPTED: StoredKey = { id: 'encrypted', wrapped: '' };

/** The keys that encrypt rows and find them again. */
export interface OpenedKeys {
  readonly keyring: Keyring;
  readonly indexKey: Buffer;
}

export interface PreparedKeys {
  /** Rows to add, in the transaction that read `found`. */
  readonly added: readonly StoredKey[];
  /** Whether to prepare the tables for encrypted rows, in the same transaction. */
  readonly begins: boolean;
}

/** Decides what a start does about the keys. Throws a StoreKeyError if the process may not use the store. */
export function prepareKeys(found: readonly StoredKey[], { keys, isWanted }: StoreEncryption): PreparedKeys {
  const keyring = keyringOf(keys);
  requireKeys(found, keyring);
  if (!keyring) return { added: [], begins: false };
  const { first } = keyring;
  const begins = isWanted && !isEncrypted(found);
  const isKnown = found.some(({ id }) => id === first);
  const added = isKnown
    ? []
    : [{ id: first, wrapped: wrap(keyring, unwrap(found, keyring) ?? randomBytes(32)) }];
  return { added, begins };
}

/**
 * The keys of an encrypted store; undefined while its rows are in plain text. Throws a StoreKeyError if the
 * process lacks them.
 */
export function openKeys(
  found: readonly StoredKey[],
  { keys }: Pick<StoreEncryption, 'keys'>,
): OpenedKeys | undefined {
  if (!isEncrypted(found)) return undefined;
  const keyring = keyringOf(keys);
  const indexKey = indexKeyOf(found, { keys });
  if (!keyring || !indexKey) throw new StoreKeyError('its index key is missing');
  return { keyring, indexKey };
}

/** The index key, once a process with keys has used the store, even before its rows are encrypted. */
export function indexKeyOf(
  found: readonly StoredKey[],
  { keys }: Pick<StoreEncryption, 'keys'>,
): Buffer | undefined {
  const keyring = keyringOf(keys);
  requireKeys(found, keyring);
  return keyring && unwrap(found, keyring);
}

/** The index key, encrypted under the process's first key. */
export function wrappedFor({ keyring, indexKey }: OpenedKeys): StoredKey {
  return { id: keyring.first, wrapped: wrap(keyring, indexKey) };
}

export function isEncrypted(found: readonly StoredKey[]): boolean {
  return found.some(({ id }) => id === ENCRYPTED.id);
}

function requireKeys(found: readonly StoredKey[], keyring: Keyring | undefined): void {
  const used = found.map(({ id }) => id).filter((id) => id !== ENCRYPTED.id);
  if (!keyring) {
    if (isEncrypted(found)) {
      throw new StoreKeyError(
        `it is encrypted, and STORE_KEYS is not set: it needs the key ${used.join(' and ')}`,
      );
    }
    return;
  }
  const missing = used.filter((id) => !keyring.ids.includes(id));
  if (missing.length > 0) throw new StoreKeyError(lacks(missing));
}

function keyringOf([first, ...others]: readonly Buffer[]): Keyring | undefined {
  return first && new Keyring([first, ...others]);
}

function unwrap(found: readonly StoredKey[], keyring: Keyring): Buffer | undefined {
  const known = found.find(({ id }) => keyring.ids.includes(id));
  return known && Buffer.from(keyring.decrypt(known.wrapped, placeOf(known.id)), 'base64');
}

function wrap(keyring: Keyring, indexKey: Buffer): string {
  return keyring.encrypt(indexKey.toString('base64'), placeOf(keyring.first));
}

function placeOf(id: string) {
  return { row: id, column: 'index key' };
}
