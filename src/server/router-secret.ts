/** Admits only the router, if a secret is configured. */
import { timingSafeEqual } from 'node:crypto';

/** More than the bytes of one character, so that a longer value is never cut to a secret. */
const MORE = 4;

/** Pads values to one length, so that comparing them takes the same time. */
function padded(value: string, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.write(value);
  return bytes;
}

/**
 * Whether a header value is one of the secrets from `current`, which returns a new array when they change.
 * Without secrets, admits every caller. Node joins a repeated header, which then matches nothing.
 */
export function routerSecretCheck(current: () => readonly string[]): (header: string | undefined) => boolean {
  let secrets: readonly string[] = [];
  let known: readonly Buffer[] = [];
  let length = 0;
  return (header) => {
    if (secrets !== current()) {
      secrets = current();
      length = Math.max(...secrets.map((secret) => Buffer.byteLength(secret))) + MORE;
      known = secrets.map((secret) => padded(secret, length));
    }
    if (known.length === 0) return true;
    const given = padded(header ?? '', length);
    // No early exit: the timing must not reveal which of two secrets matched.
    return known.map((secret) => timingSafeEqual(secret, given)).includes(true);
  };
}
