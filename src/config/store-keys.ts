/** The keys that encrypt the store's content. */
import type { Env } from './env.js';

export interface StoreEncryption {
  /** 32 bytes each. The first encrypts, all decrypt; an empty list leaves the store in plain text. */
  readonly keys: readonly Buffer[];
  /** Whether to start writing encrypted rows. A store that has started continues. */
  readonly isWanted: boolean;
}

export const NO_ENCRYPTION: StoreEncryption = { keys: [], isWanted: false };

const NAME = 'STORE_KEYS';
const KEY = /^(?:[A-Za-z0-9+/]{43}=?|[A-Za-z0-9_-]{43}=?)$/;

/** Collects problems in `env`; none repeats a key. */
export function readStoreEncryption(env: Env): StoreEncryption {
  const texts = env.secret(NAME)?.split(',') ?? [];
  const isWanted = env.oneOf('STORE_ENCRYPT', ['0', '1']) === '1';
  const keys = texts.filter((text) => KEY.test(text)).map((text) => Buffer.from(text, 'base64'));
  if (keys.length < texts.length) {
    env.problem(
      `${NAME} must contain 32-byte keys in base64, separated by commas: create one with \`openssl rand -base64 32\``,
    );
  } else if (new Set(keys.map((key) => key.toString('hex'))).size < keys.length) {
    env.problem(`${NAME} contains a key twice`);
  }
  if (isWanted && !env.hasAny(NAME)) {
    env.problem(`STORE_ENCRYPT=1 requires ${NAME}: one or more 32-byte keys in base64`);
  }
  return { keys, isWanted };
}
