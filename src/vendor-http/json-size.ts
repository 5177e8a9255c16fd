/** The work of parsing a JSON text, which its length does not show. */

const [QUOTE, COMMA, BRACKET, BACKSLASH, BRACE] = [0x22, 0x2c, 0x5b, 0x5c, 0x7b];

/** Whether the text holds more than `max` values, empty lists and objects included. Parses nothing. */
export function hasMoreValues(json: Buffer, max: number): boolean {
  // Each value but the first takes a sign of its own.
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
