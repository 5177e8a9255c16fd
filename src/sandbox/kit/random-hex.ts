/** Ids and tokens that vendors generate. */
import { randomUUID } from 'node:crypto';

/** Up to 32 hex digits. Node pregenerates UUIDs, unlike other random bytes. */
export function randomHex(digits = 32): string {
  return randomUUID().replaceAll('-', '').slice(0, digits);
}
