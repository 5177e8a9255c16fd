/** Small parts that several drivers are made of. */
import { createHash } from 'node:crypto';

/** A vendor's own key, or an id: the same for the same texts, and of a form that every header takes. */
export function digestOf(...texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('base64url');
}
