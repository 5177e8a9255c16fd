/**
 * Encrypts values under the keys in `STORE_KEYS`: the first encrypts, all decrypt. A value is bound to its
 * place, so that someone with write access to the store cannot move one elsewhere.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { StoreKeyError } from './store.js';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** The format version of a value. */
const MARK = '1';
/** In hex: identifies a key without helping to guess it. */
const KEY_ID_BYTES = 6;

/** A value's position. */
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

  /** Throws a StoreKeyError if the key is missing, or if the value was altered or moved. */
  decrypt(encrypted: string, place: Place): string {
    const [mark, id = '', text = ''] = encrypted.split('.');
    if (mark !== MARK)
      throw new StoreKeyError('one of its values has a format that this version does not know');
    const bytes = Buffer.from(text, 'base64url');
    const decipher = createDecipheriv(CIPHER, this.#keyOf(id, place), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    }).setAAD(boundTo(place));
    try {
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const start = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      return Buffer.concat([start, decipher.final()]).toString('utf8');
    } catch {
      throw new StoreKeyError('one of its values was modified, or moved from another place');
    }
  }

  /** One key per row: random nonces under a single key could repeat after several billion values. */
  #keyOf(id: string, { row }: Place): Buffer {
    const key = this.#keys.get(id);
    if (!key) throw new StoreKeyError(lacks([id]));
    return derived(key, row, 'row', 32);
  }
}

/** The id of the key that encrypted a value. */
export function keyIdIn(encrypted: string): string | undefined {
  return encrypted.split('.')[1];
}

export function lacks(ids: readonly string[]): string {
  return `STORE_KEYS lacks the key ${ids.join(' and ')}, which encrypts it`;
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
