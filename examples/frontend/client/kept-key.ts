/**
 * The idempotency key, stored so that it survives a reload. Stores nothing of the contact: a salted digest
 * shows whether a request is the same as before.
 */
import type { Place, WriteRequest } from './transport.js';

export interface KeptKey {
  readonly key: string;
  /** Where to look up the key. */
  readonly place: Place;
  readonly digest: string;
  /** When the request was last sent, in milliseconds. */
  readonly sentAt: number;
  /** Whether the outcome is still unknown. */
  readonly isOpen: boolean;
}

export type KeyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Storage may be full or forbidden: the key then lasts as long as the page. */
export class KeptKeys {
  #kept: KeptKey | undefined;

  constructor(
    private readonly name: string,
    private readonly storage: KeyStorage | undefined,
  ) {
    this.#kept = this.#read();
  }

  get current(): KeptKey | undefined {
    return this.#kept;
  }

  keep(kept: KeptKey): void {
    this.#kept = kept;
    this.#try((storage) => storage.setItem(this.name, JSON.stringify(kept)));
  }

  forget(): void {
    this.#kept = undefined;
    this.#try((storage) => storage.removeItem(this.name));
  }

  #read(): KeptKey | undefined {
    const text = this.#try((storage) => storage.getItem(this.name));
    if (!text) return undefined;
    try {
      const kept: unknown = JSON.parse(text);
      return isKeptKey(kept) ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  #try<T>(use: (storage: KeyStorage) => T): T | undefined {
    try {
      return this.storage && use(this.storage);
    } catch {
      return undefined;
    }
  }
}

function isKeptKey(value: unknown): value is KeptKey {
  if (typeof value !== 'object' || value === null) return false;
  const { key, place, digest, sentAt, isOpen } = value as Partial<Record<keyof KeptKey, unknown>>;
  return (
    [key, digest].every((text) => typeof text === 'string') &&
    typeof place === 'object' &&
    place !== null &&
    typeof sentAt === 'number' &&
    typeof isOpen === 'boolean'
  );
}

/** Ignores member order, and treats null as absent. The random key is the salt. */
export async function digestOf(request: WriteRequest, key: string): Promise<string> {
  const bytes = new TextEncoder().encode(key + canonical(request));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, inner]) => inner !== null && inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`);
  return `{${members.join()}}`;
}
