/** Measures an answer before it becomes text: the same large record may stand in it a thousand times. */

/** Whether the value takes more than `limit` bytes as JSON. It counts too little rather than too much. */
export function isLargerThan(limit: number, value: unknown): boolean {
  return remaining(limit, value) < 0;
}

/** What is left of `limit` behind the value; it stops as soon as nothing is left. */
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
