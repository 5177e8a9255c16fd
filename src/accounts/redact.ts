/**
 * Makes a vendor's text fit to be shown: it may repeat what the caller sent, whole or in part and in the
 * encoding of another layer. The text is cut first, and no regular expression is made of a value longer than
 * the text: the time that each step takes grows in proportion to the text and to the values.
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
/** Code units of a vendor's text that are looked at. */
const MAX_INPUT = 2000;
/** Values and lines that are looked for as a whole. Of any others, only the words are. */
const MAX_WHOLE = 500;
/** From this length on, the beginning of a word and any part of a secret are recognized too. */
const MIN_PART = 8;
const MIN_ENCODED = 6;
/** Stands for what was taken out until the end, so that no later step looks into it. */
const MARK = '\ue000';
/** Begins where a word does, so that a long word without the sign is looked at once. */
const EMAIL = /(?<![^\s@<>"'(),;:])[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+/g;
/** Seven digits or more, however they are grouped: a phone number, or nothing that is missed. */
const DIGITS = /\+?\d(?:[ ()./-]{0,2}\d){6,}/g;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const TOKEN = /[\w+/=%-]+/g;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const HEX = /^(?:[0-9a-f]{2})+$/i;
/** What no text that was encoded holds, and most texts that were not. */
const UNREADABLE = /[\p{Cc}\ufffd]/u;

/**
 * The text without control characters, without `values` and `secrets`, and without anything that looks like
 * an email address or a phone number; at most 300 characters. Null when nothing is left.
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

/** The words of what the caller gave. */
class WordIndex {
  readonly #words = new Set<string>();
  /** Words by how they begin: a vendor may cut what it repeats. */
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

  /**
   * Whether the token is the Base64 or the hexadecimal of a value or of something that holds a word of one.
   */
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

/** Whether a word says something about a person when it stands alone; a short number does not. */
function isTelling(word: string): boolean {
  return word.length > (/^\p{N}+$/u.test(word) ? 3 : 1) && !COMMON_WORDS.has(word);
}

/** Without its last word where the text was longer: the rest of it may have been a value. */
function cut(clean: string, text: string): string {
  return text.length <= MAX_INPUT ? clean : clean.slice(0, Math.max(0, clean.lastIndexOf(' ')));
}

function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** How a vendor may repeat a value: whole, or one line of it. */
function partsOf(value: string): string[] {
  const lines = value.split(/[\r\n]+/);
  return (lines.length === 1 ? lines : [value, ...lines])
    .map((part) => withoutControls(unescapeText(part)).trim())
    .filter((part) => part !== '');
}

/** Longest first: a value may hold another. */
function wholes(values: readonly string[]): string[] {
  const short = new Set(values.filter((value) => value.length <= MAX_INPUT));
  return [...short].slice(0, MAX_WHOLE).sort((a, b) => b.length - a.length);
}

/** A value that stands in many words counts only where it is a word of its own. */
function occurrences(value: string): RegExp {
  const escaped = RegExp.escape(value);
  return value.length > 3 && !COMMON_WORDS.has(value.toLowerCase())
    ? new RegExp(escaped, 'giu')
    : new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu');
}

/** Part of a secret, but no word that a secret may begin with, such as the vendor's name. */
function isSecretPart(token: string, secrets: readonly string[]): boolean {
  if (token.length < MIN_PART || !(/\d/.test(token) || token.length >= 2 * MIN_PART)) return false;
  const part = token.toLowerCase();
  return secrets.some((secret) => secret.toLowerCase().includes(part));
}
