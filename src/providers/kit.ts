/** Small parts that several drivers are made of. */
import { createHash } from 'node:crypto';

/** A vendor's own key, or an id: the same for the same texts, and of a form that every header takes. */
export function digestOf(...texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('base64url');
}

/** Whether the text is a positive whole number of a signed integer with so many bits. */
export function isPositiveInteger(text: string, bits: 32 | 64): boolean {
  return /^[1-9][0-9]{0,18}$/.test(text) && BigInt(text) < 2n ** BigInt(bits - 1);
}
