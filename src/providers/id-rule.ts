/** Rules for ids, as data: requests are checked with them, and forms read them. */
export interface IdRule {
  readonly pattern: RegExp;
  /** For a numeric id. */
  readonly max?: bigint;
}

export const POSITIVE_INT32 = {
  format: 'a positive 32-bit integer',
  pattern: /^[1-9][0-9]{0,9}$/u,
  max: 2n ** 31n - 1n,
};

export const POSITIVE_INT64 = {
  format: 'a positive 64-bit integer',
  pattern: /^[1-9][0-9]{0,18}$/u,
  max: 2n ** 63n - 1n,
};

export function matchesIdRule({ pattern, max }: IdRule, id: string): boolean {
  return pattern.test(id) && (max === undefined || BigInt(id) <= max);
}
