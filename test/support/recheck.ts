/**
 * The checker of regular expressions without its limits of real time: how fast the machine is decides
 * nothing. Not its synchronous form, whose thread keeps a process of Jest from its end.
 */
import { check, type Diagnostics } from 'recheck';

export function checkExpression(source: string, flags: string): Promise<Diagnostics> {
  const never = { timeout: null, attackTimeout: null, incubationTimeout: null, seedingTimeout: null };
  return check(source, flags, { ...never, randomSeed: 1 });
}
