/** Measures a response before serializing it: it may contain one large record a thousand times. */

/** Maximum JSON bytes of one character: `\u001f`. */
const MAX_CHARACTER = 6;

/** Whether the value takes more than `limit` bytes as JSON. Serializes only large values. */
export function isLargerThan(limit: number, value: unknown): boolean {
  const left = remaining(limit, value);
  if (left < 0) return true;
  return (limit - left) * MAX_CHARACTER > limit && Buffer.byteLength(JSON.stringify(value)) > limit;
}

/**
 * What is left of `limit` after the value, at one byte per character; stops once nothing is left. Errs on the
 * low side.
 */
function remaining(limit: number, value: unknown): number {
  if (typeof value === 'string') return limit - value.length - 2;
  if (typeof value !== 'object' || value === null) return limit - 1;
  let left = limit - 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      left = remaining(left, item);
      if (left < 0) return left;
    }
    return left;
  }
  for (const name in value) {
    left = remaining(left - name.length - 3, (value as Record<string, unknown>)[name]);
    if (left < 0) return left;
  }
  return left;
}
