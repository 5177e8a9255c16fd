/** Makes a vendor's text fit to be shown: it may repeat what the caller sent. */

const MAX_LENGTH = 300;
/** Begins where a word does, so that a long word without the sign is looked at once. */
const EMAIL = /(?<![^\s@<>"'(),;:])[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+/g;
/** Seven digits or more, however they are grouped: a phone number, or nothing that is missed. */
const DIGITS = /\+?\d(?:[ ()./-]{0,2}\d){6,}/g;

/**
 * The text without control characters, without each of `values`, and without what looks like an e-mail address or
 * a phone number; at most 300 characters. Null when nothing is left.
 */
export function redactValues(text: string, values: readonly string[]): string | null {
  let clean = withoutControls(text);
  // Longest first: a value may hold another.
  for (const value of [...new Set(values.flatMap(repetitions))].sort((a, b) => b.length - a.length)) {
    clean = clean.replace(occurrences(value), '[value]');
  }
  clean = clean.replace(EMAIL, '[value]').replace(DIGITS, '[value]').trim();
  const points = [...clean];
  const capped = points.length > MAX_LENGTH ? `${points.slice(0, MAX_LENGTH - 1).join('')}…` : clean;
  return capped === '' ? null : capped;
}

function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** How a vendor may repeat a value: whole or one line of it, as it is or as it stands in the JSON that was sent. */
function repetitions(value: string): string[] {
  return [value, ...value.split(/[\r\n]+/)]
    .flatMap((part) => [withoutControls(part), withoutControls(JSON.stringify(part).slice(1, -1))])
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A value of a letter or two stands in most words; only where it is a word of its own does it count. */
function occurrences(value: string): RegExp {
  const escaped = RegExp.escape(value);
  return value.length > 3
    ? new RegExp(escaped, 'giu')
    : new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu');
}
