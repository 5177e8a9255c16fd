import type { CustomerIdRule } from './driver.js';

export function acceptsCustomerId({ pattern, max }: CustomerIdRule, customerId: string): boolean {
  return pattern.test(customerId) && (max === undefined || BigInt(customerId) <= max);
}
