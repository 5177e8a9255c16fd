/**
 * The checker of regular expressions without its limits of real time: how fast the machine is decides
 * nothing.
 */
import { checkSync, type Diagnostics } from 'recheck';

export function checkExpression(source: string, flags: string): Diagnostics {
  const never = { timeout: null, attackTimeout: null, incubationTimeout: null, seedingTimeout: null };
  return checkSync(source, flags, { ...never, randomSeed: 1 });
}
