/** Lets only the router in, when a secret is configured. */
import { hash, timingSafeEqual } from 'node:crypto';

/** A comparison of digests takes the same time whatever the length and the content of what is compared. */
function digest(value: string): Buffer {
  return hash('sha256', value, 'buffer');
}

/**
 * Tells whether a header value is one of the secrets that `current` gives, which is another list when they
 * changed. With no secrets every caller is admitted. A header that came more than once is joined by Node and
 * so matches nothing.
 */
export function routerSecretCheck(current: () => readonly string[]): (header: string | undefined) => boolean {
  let secrets: readonly string[] = [];
  let digests: readonly Buffer[] = [];
  return (header) => {
    if (secrets !== current()) {
      secrets = current();
      digests = secrets.map(digest);
    }
    if (digests.length === 0) return true;
    const given = digest(header ?? '');
    // No early exit: which of two secrets matched must not show in the time it takes.
    return digests.map((known) => timingSafeEqual(known, given)).includes(true);
  };
}
