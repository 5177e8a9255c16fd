/** Small parts that several drivers are made of. */
import { createHash } from 'node:crypto';
import type { CustomerIdRule } from './driver.js';

/** A vendor's own key, or an id: the same for the same texts, and of a form that every header takes. */
export function digestOf(...texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('base64url');
}

/** Ids that are positive whole numbers of a signed integer with so many bits. */
export function positiveInteger(bits: 32 | 64): Pick<CustomerIdRule, 'pattern' | 'max'> {
  return { pattern: /^[1-9][0-9]{0,18}$/u, max: 2n ** BigInt(bits - 1) - 1n };
}

export function isPositiveInteger(text: string, bits: 32 | 64): boolean {
  return acceptsCustomerId(positiveInteger(bits), text);
}

export function acceptsCustomerId(
  { pattern, max }: Pick<CustomerIdRule, 'pattern' | 'max'>,
  customerId: string,
): boolean {
  return pattern.test(customerId) && (max === undefined || BigInt(customerId) <= max);
}
