/**
 * What the store keeps of its keys. The index key finds rows by digests of what is encrypted in them. It is
 * random, and kept encrypted under each key that encrypts rows: so a rotation never changes it, and a process
 * that lacks a key in use finds out when it starts.
 */
import { randomBytes } from 'node:crypto';
import type { StoreEncryption } from '../../config/store-keys.js';
import { Keyring, lacks } from './keyring.js';
import { StoreKeyError } from './store.js';

/** A row of the table of keys: the index key under the key with the id. */
export interface StoredKey {
  readonly id: string;
  readonly wrapped: string;
}

/** The row that says that the tables are for encrypted rows. */
export const ENCRYPTED: StoredKey = { id: 'encrypted', wrapped: '' };

/** What encrypts rows and finds them again. */
export interface OpenedKeys {
  readonly keyring: Keyring;
  readonly indexKey: Buffer;
}

export interface PreparedKeys {
  /** Rows to add, in the transaction in which `found` was read. */
  readonly added: readonly StoredKey[];
  /** Whether the tables have to be made ready for encrypted rows, in the same transaction. */
  readonly begins: boolean;
}

/** What a start does about the keys. Throws a StoreKeyError when the process may not use the store. */
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
 * The keys of a store whose rows are encrypted; undefined while they are in clear. Throws a StoreKeyError
 * when the process cannot read them.
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

/** The index key, as soon as a process with keys has used the store: before its rows are encrypted too. */
export function indexKeyOf(
  found: readonly StoredKey[],
  { keys }: Pick<StoreEncryption, 'keys'>,
): Buffer | undefined {
  const keyring = keyringOf(keys);
  requireKeys(found, keyring);
  return keyring && unwrap(found, keyring);
}

/** The index key under the first key of a process. */
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
