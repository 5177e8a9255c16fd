/**
 * Encrypts values under the keys of `STORE_KEYS`: the first encrypts, all decrypt. A value is bound to its
 * place, so that nobody who can write to the store can put one where another was.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { StoreKeyError } from './store.js';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** The form of a value; another one gets another mark. */
const MARK = '1';
/** In hex: tells keys apart, and does not help to guess one. */
const KEY_ID_BYTES = 6;

/** Where a value is. */
export interface Place {
  readonly row: string;
  readonly column: string;
}

export class Keyring {
  readonly first: string;
  readonly #keys: ReadonlyMap<string, Buffer>;

  constructor(keys: readonly [Buffer, ...Buffer[]]) {
    this.#keys = new Map(keys.map((key) => [keyIdOf(key), key]));
    this.first = keyIdOf(keys[0]);
  }

  get ids(): readonly string[] {
    return [...this.#keys.keys()];
  }

  encrypt(text: string, place: Place): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#keyOf(this.first, place), iv).setAAD(boundTo(place));
    const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const all = Buffer.concat([iv, cipher.getAuthTag(), bytes]).toString('base64url');
    return `${MARK}.${this.first}.${all}`;
  }

  /** Throws a StoreKeyError when the key is not here, or when the value is not what was written there. */
  decrypt(encrypted: string, place: Place): string {
    const [mark, id = '', text = ''] = encrypted.split('.');
    if (mark !== MARK) throw new StoreKeyError('a value of it has a form that this version does not know');
    const bytes = Buffer.from(text, 'base64url');
    const decipher = createDecipheriv(CIPHER, this.#keyOf(id, place), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    }).setAAD(boundTo(place));
    try {
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const start = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      return Buffer.concat([start, decipher.final()]).toString('utf8');
    } catch {
      throw new StoreKeyError('a value of it was changed by somebody else, or moved from another place');
    }
  }

  /** A key for each row: random nonces of one key could repeat after some thousand million values. */
  #keyOf(id: string, { row }: Place): Buffer {
    const key = this.#keys.get(id);
    if (!key) throw new StoreKeyError(lacks([id]));
    return derived(key, row, 'row', 32);
  }
}

/** The key that a value was encrypted with. */
export function keyIdIn(encrypted: string): string | undefined {
  return encrypted.split('.')[1];
}

export function lacks(ids: readonly string[]): string {
  return `STORE_KEYS lacks the key ${ids.join(' and ')}, with which it is encrypted`;
}

export function keyIdOf(key: Buffer): string {
  return derived(key, '', 'key id', KEY_ID_BYTES).toString('hex');
}

function derived(key: Buffer, salt: string, use: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, `contacts-subgraph store ${use}`, bytes));
}

function boundTo({ row, column }: Place): Buffer {
  return Buffer.from(`${column}\n${row}`);
}
