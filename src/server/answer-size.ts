/** Measures an answer before it becomes text: the same large record may stand in it a thousand times. */

/** Bytes of one character in JSON at most: `\u001f`. */
const MAX_CHARACTER = 6;

/** Whether the value takes more than `limit` bytes as JSON. Only of a large one the text is made to know. */
export function isLargerThan(limit: number, value: unknown): boolean {
  const left = remaining(limit, value);
  if (left < 0) return true;
  return (limit - left) * MAX_CHARACTER > limit && Buffer.byteLength(JSON.stringify(value)) > limit;
}

/**
 * What is left of `limit` behind the value, with a byte for each character; it stops as soon as nothing is
 * left. It counts too little rather than too much.
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
