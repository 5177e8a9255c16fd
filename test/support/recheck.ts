/**
 * The checker of regular expressions without its real-time limits, so that the machine's speed does not
 * matter. Not its synchronous form, whose thread keeps Jest's process alive.
 */
import { check, type Diagnostics } from 'recheck';

export function checkExpression(source: string, flags: string): Promise<Diagnostics> {
  const never = { timeout: null, attackTimeout: null, incubationTimeout: null, seedingTimeout: null };
  return check(source, flags, { ...never, randomSeed: 1 });
}
