/** Lets only the router in, when a secret is configured. */
import { timingSafeEqual } from 'node:crypto';

/** More than one character takes, so that what is longer than a secret is never cut to it. */
const MORE = 4;

/** Values of one length take the same time to compare, whatever they are and however long they were. */
function padded(value: string, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.write(value);
  return bytes;
}

/**
 * Tells whether a header value is one of the secrets that `current` gives, which is another list when they
 * changed. With no secrets every caller is admitted. A header that came more than once is joined by Node and
 * so matches nothing.
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
    // No early exit: which of two secrets matched must not show in the time it takes.
    return known.map((secret) => timingSafeEqual(secret, given)).includes(true);
  };
}
