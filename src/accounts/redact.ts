/**
 * Makes a vendor's text safe to show: it may repeat the caller's values, in whole or part, under another
 * layer's encoding. The text is cut first, and no regular expression is built from a value longer than the
 * text. Each step therefore takes time linear in text and values.
 */
import { COMMON_WORDS } from './common-words.js';
import { HIDDEN, unescapeText } from './secrets.js';

export interface Unshown {
  /** The caller's values. */
  readonly values: readonly string[];
  /** Our own credentials. */
  readonly secrets?: readonly string[];
}

const MAX_LENGTH = 300;
/** How much of a vendor's text to examine, in code units. */
const MAX_INPUT = 2000;
/** Values and lines to search for as a whole. Beyond that, only their words are. */
const MAX_WHOLE = 500;
/** From this length on, a word's prefix and any part of a secret also match. */
const MIN_PART = 8;
const MIN_ENCODED = 6;
/** Marks redacted parts until the end, so that later steps skip them. */
const MARK = '\ue000';
/** Starts at a word boundary, so that a long word without an @ is scanned only once. */
const EMAIL = /(?<![^\s@<>"'(),;:])[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+/g;
/** Seven or more digits in any grouping: a phone number, or nothing worth keeping. */
const DIGITS = /\+?\d(?:[ ()./-]{0,2}\d){6,}/g;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const TOKEN = /[\w+/=%-]+/g;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const HEX = /^(?:[0-9a-f]{2})+$/i;
/** Never occurs in encoded text, and often in bytes that were not. */
const UNREADABLE = /[\p{Cc}\ufffd]/u;

/**
 * The text without control characters, `values`, `secrets`, and anything that looks like an email address or
 * a phone number; at most 300 characters. Null if nothing is left.
 */
export function redactText(text: string, { values, secrets = [] }: Unshown): string | null {
  const parts = values.flatMap(partsOf);
  const words = new WordIndex(parts);
  let clean = cut(withoutControls(unescapeText(text.slice(0, MAX_INPUT)).replaceAll(MARK, ' ')), text);
  for (const whole of wholes([...secrets, ...parts])) clean = clean.replace(occurrences(whole), MARK);
  clean = clean
    .replace(TOKEN, (token) => (isSecretPart(token, secrets) || words.isEncoded(token) ? MARK : token))
    .replace(WORD, (word) => (words.has(word) ? MARK : word))
    .replace(EMAIL, MARK)
    .replace(DIGITS, MARK)
    .replaceAll(MARK, HIDDEN)
    .trim();
  const points = [...clean];
  const capped = points.length > MAX_LENGTH ? `${points.slice(0, MAX_LENGTH - 1).join('')}…` : clean;
  return capped === '' ? null : capped;
}

/** The words of the caller's values. */
class WordIndex {
  readonly #words = new Set<string>();
  /** Words by prefix: a vendor may truncate what it repeats. */
  readonly #byStart = new Map<string, string[]>();
  readonly #wholes: ReadonlySet<string>;

  constructor(values: readonly string[]) {
    this.#wholes = new Set(values.map((value) => value.toLowerCase()));
    for (const value of values) {
      for (const [match] of value.matchAll(WORD)) this.#add(match.toLowerCase());
    }
  }

  #add(word: string): void {
    if (!isTelling(word) || this.#words.has(word)) return;
    this.#words.add(word);
    if (word.length <= MIN_PART) return;
    const start = word.slice(0, MIN_PART);
    const others = this.#byStart.get(start);
    if (others) others.push(word);
    else this.#byStart.set(start, [word]);
  }

  has(text: string): boolean {
    const word = text.toLowerCase();
    if (!isTelling(word)) return false;
    if (this.#words.has(word)) return true;
    const longer = word.length < MIN_PART ? undefined : this.#byStart.get(word.slice(0, MIN_PART));
    return longer?.some((other) => other.startsWith(word)) ?? false;
  }

  /** Whether the token is Base64 or hex of a value, or of text that contains one of its words. */
  isEncoded(token: string): boolean {
    if (token.length < MIN_ENCODED) return false;
    const encodings = [BASE64.test(token) && ('base64' as const), HEX.test(token) && ('hex' as const)];
    return encodings.some((encoding) => encoding && this.#isInside(Buffer.from(token, encoding).toString()));
  }

  #isInside(decoded: string): boolean {
    if (UNREADABLE.test(decoded)) return false;
    if (this.#wholes.has(decoded.trim().toLowerCase())) return true;
    return (decoded.match(WORD) ?? []).some((word) => word.length > 3 && this.has(word));
  }
}

/** Whether a word alone reveals something about a person; a short number does not. */
function isTelling(word: string): boolean {
  return word.length > (/^\p{N}+$/u.test(word) ? 3 : 1) && !COMMON_WORDS.has(word);
}

/** Drops the last word if the text was cut there: it may be part of a value. */
function cut(clean: string, text: string): string {
  return text.length <= MAX_INPUT ? clean : clean.slice(0, Math.max(0, clean.lastIndexOf(' ')));
}

function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** The forms in which a vendor may repeat a value: whole, or one line. */
function partsOf(value: string): string[] {
  const lines = value.split(/[\r\n]+/);
  return (lines.length === 1 ? lines : [value, ...lines])
    .map((part) => withoutControls(unescapeText(part)).trim())
    .filter((part) => part !== '');
}

/** Longest first: a value may contain another. */
function wholes(values: readonly string[]): string[] {
  const short = new Set(values.filter((value) => value.length <= MAX_INPUT));
  return [...short].slice(0, MAX_WHOLE).sort((a, b) => b.length - a.length);
}

/** A value that occurs inside many words matches only as a separate word. */
function occurrences(value: string): RegExp {
  const escaped = RegExp.escape(value);
  return value.length > 3 && !COMMON_WORDS.has(value.toLowerCase())
    ? new RegExp(escaped, 'giu')
    : new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu');
}

/** Part of a secret, but not a word that a secret may begin with, such as the vendor's name. */
function isSecretPart(token: string, secrets: readonly string[]): boolean {
  if (token.length < MIN_PART || !(/\d/.test(token) || token.length >= 2 * MIN_PART)) return false;
  const part = token.toLowerCase();
  return secrets.some((secret) => secret.toLowerCase().includes(part));
}
