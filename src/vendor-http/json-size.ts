/** Bounds the cost of parsing JSON, which its length does not show. */

const [QUOTE, COMMA, BRACKET, BACKSLASH, BRACE] = [0x22, 0x2c, 0x5b, 0x5c, 0x7b];

/** Whether the text has more than `max` values, counting empty lists and objects. Does not parse. */
export function hasMoreValues(json: Buffer, max: number): boolean {
  // Each value after the first needs at least one delimiter.
  if (json.length <= max) return false;
  let values = 1;
  let isText = false;
  for (let at = 0; at < json.length && values <= max; at += 1) {
    const byte = json[at];
    if (byte === QUOTE) isText = !isText;
    else if (isText) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === COMMA || byte === BRACKET || byte === BRACE) values += 1;
  }
  return values > max;
}
