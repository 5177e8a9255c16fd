/** Ids and tokens that vendors make up. */
import { randomUUID } from 'node:crypto';

/** Up to 32 hex digits. Node draws UUIDs in advance, unlike other random bytes. */
export function randomHex(digits = 32): string {
  return randomUUID().replaceAll('-', '').slice(0, digits);
}
