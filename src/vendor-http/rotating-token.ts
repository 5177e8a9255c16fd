/**
 * A refresh token that its server may replace at each use. A store keeps the newest one for restarts and
 * other replicas. A server that rotates tokens accepts each once, and may revoke all of them on reuse.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { TokenStore } from './token-store.js';

export interface TokenOwner {
  readonly vendor: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

export class RotatingToken {
  readonly #name: string;
  readonly #key: Buffer;
  /** A token that the store failed to save. */
  #unkept: string | undefined;

  constructor(
    private readonly store: TokenStore,
    { vendor, tokenUrl, clientId, clientSecret }: TokenOwner,
    private readonly configured: string,
  ) {
    // A different configured token is a new login, unrelated to the tokens stored so far.
    const identity = [tokenUrl, clientId, configured].join('\n');
    this.#name = `${vendor}:${createHash('sha256').update(identity).digest('base64url')}`;
    const key = hkdfSync('sha256', clientSecret, this.#name, 'contacts-subgraph refresh token', 32);
    this.#key = Buffer.from(key);
  }

  /**
   * Passes the newest token to `grant`, one call at a time across replicas, and stores its replacement.
   * Undefined if the store is unavailable: without it the newest token is unknown.
   */
  async use<T>(grant: (token: string) => Promise<Granted<T>>): Promise<T | undefined> {
    let granted: Granted<T> | undefined;
    try {
      await this.store.exchange(this.#name, async (kept) => {
        const newest = this.#unkept ?? (kept === undefined ? undefined : this.#opened(kept));
        granted = await grant(newest ?? this.configured);
        this.#unkept = granted.next ?? this.#unkept;
        return this.#unkept === undefined ? undefined : this.#sealed(this.#unkept);
      });
      this.#unkept = undefined;
    } catch {
      // The store logs its own failures. A result granted before the failure is used; its token is saved at
      // the next use.
    }
    return granted?.result;
  }

  #sealed(token: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, iv).setAAD(Buffer.from(this.#name));
    const text = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
  }

  /** Undefined if the text was encrypted under another client secret, or altered since. */
  #opened(kept: string): string | undefined {
    const bytes = Buffer.from(kept, 'base64url');
    try {
      const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(this.#name))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }
}

export interface Granted<T> {
  readonly result: T;
  /** The replacement token; undefined if the one used stays valid. */
  readonly next: string | undefined;
}
