/** The checks for every text from a caller, at every provider. */
import emailModule from 'validator/lib/isEmail.js';
import type { Path } from '../model/contact.js';
import type { Violation } from '../model/violation.js';
import type { MappedProvider } from './decisions.js';

/** A provider's documented rules for one text. Lengths are in Unicode code points. */
export interface TextLimits {
  /** Default: 1, because an empty text is invalid everywhere. */
  readonly min?: number;
  /** Absent if the provider documents no limit; `maxLengthOf` then returns ours. */
  readonly max?: number;
  readonly required?: boolean;
  /** Tabs and line breaks are allowed. */
  readonly multiline?: boolean;
  readonly email?: boolean;
  readonly phone?: boolean;
  /** If it is a URL, it must be safe to follow in a browser. */
  readonly webUrl?: boolean;
  /** Checked only if no other rule is broken. */
  readonly pattern?: RegExp;
  /** Describes the pattern in violations. */
  readonly expected?: string;
}

/** The subgraph's own limits at every provider. 254 is RFC 5321's maximum for addresses. */
const OWN_MAX_LENGTHS = { email: 254, line: 10_000, multiline: 65_536 } as const;

/** A text's maximum length: the provider's, else ours. */
export function maxLengthOf(limits: TextLimits): number {
  return limits.max ?? ownMaxLength(limits);
}

function ownMaxLength({ email, multiline }: TextLimits): number {
  return OWN_MAX_LENGTHS[email ? 'email' : multiline ? 'multiline' : 'line'];
}

/** Counts without a regular expression, because texts may have any length. A lone surrogate counts as one. */
export function codePoints(value: string): number {
  let count = value.length;
  for (let index = 1; index < value.length; index += 1) {
    if (isLowSurrogate(value.charCodeAt(index)) && isHighSurrogate(value.charCodeAt(index - 1))) count -= 1;
  }
  return count;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

export const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
export const CONTROL_BUT_LAYOUT = /(?![\t\n\r])\p{Cc}|[\p{Zl}\p{Zp}]/u;

/** Anything else is visible. U+2800 is the blank Braille pattern. */
export const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u;

/**
 * Artifacts of copying, decoding and spoofing: bidi embeddings, overrides and isolates, word joiners, byte
 * order marks, annotations, replacement characters, noncharacters. Joiners for letters and emoji, and
 * direction marks, occur in names and are allowed.
 */
export const UNINTENDED = /[\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFD\p{Noncharacter_Code_Point}]/u;
/** In a number, also soft hyphens and zero-width spaces. */
export const UNINTENDED_IN_NUMBER = /[\u00AD\u200B]/u;
/** White space, and anything invisible or unassigned. */
export const NO_PART_OF_ADDRESS = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\uFFFC\uFFFD]/u;

/**
 * The email check for all providers. Display names, quoted local parts and bare IP hosts are invalid; the
 * provider decides about non-ASCII letters.
 */
function isEmailAddress(value: string): boolean {
  // Only a quoted local part can contain a quotation mark.
  if (value.includes('"') || NO_PART_OF_ADDRESS.test(value)) return false;
  return emailModule.default(value, { allow_display_name: false, allow_ip_domain: false });
}

/**
 * The vendor documents URLs but may accept a bare name or host; only a URL with another scheme is harmful.
 * Browsers skip leading blanks.
 */
export const OTHER_SCHEME = /^ *(?![Hh][Tt][Tt][Pp][Ss]?:)[A-Za-z][A-Za-z\d+.-]*:/u;

const NONE: readonly Violation[] = [];

/** Every rule that the text breaks. */
export function checkText(
  value: string,
  limits: TextLimits,
  path: Path,
  provider: MappedProvider,
  wire: string | null,
): readonly Violation[] {
  const { min = 1 } = limits;
  const max = maxLengthOf(limits);
  const length = codePoints(value);
  // Never run a regular expression on a text longer than any provider accepts.
  const isChecked = length > 0 && length <= ownMaxLength(limits);
  const isLengthValid = length >= min && length <= max;
  const expected =
    (isChecked && formatFault(value, limits)) || (isLengthValid && patternFault(value, limits));
  if (isLengthValid && !expected) return NONE;
  const violations: Violation[] = [];
  const at = { path, ...(wire !== null && { providerField: provider.wireName(wire) }) };
  const name = path.join('.');
  if (length < min) {
    const message = `${name} must have at least ${count(min, 'character')} for ${provider.name}; got ${length}.`;
    violations.push({ ...at, code: 'TOO_SHORT', minLength: min, length, message });
  } else if (length > max) {
    const message = `${name} is limited to ${count(max, 'character')} for ${provider.name}; got ${length}.`;
    violations.push({ ...at, code: 'TOO_LONG', maxLength: max, length, message });
  }
  if (expected) violations.push({ ...at, ...wrongFormat(path, expected) });
  return violations;
}

/** The limit of several values sent in one text. */
export function checkJoined(
  joined: string,
  maxLength: number,
  path: Path,
  provider: MappedProvider,
  wire: string,
): readonly Violation[] {
  const length = codePoints(joined);
  if (length <= maxLength) return NONE;
  const message = `${wire} is limited to ${count(maxLength, 'character')} for ${provider.name}; got ${length} with all parts joined.`;
  return [{ code: 'TOO_LONG', path, maxLength, length, message, providerField: provider.wireName(wire) }];
}

export function wrongFormat(path: Path, expected: string): Violation {
  return { code: 'FORMAT', path, expected, message: `${path.join('.')} must be ${expected}.` };
}

function patternFault(value: string, { pattern, expected }: TextLimits): string | undefined {
  return !pattern || pattern.test(value) ? undefined : (expected ?? `text that matches ${pattern}`);
}

/** Most texts match, and then need no check of characters. */
const PLAIN = /^[\x21-\x7e][\x20-\x7e]*$/;

function formatFault(value: string, limits: TextLimits): string | undefined {
  const fault = PLAIN.test(value) ? undefined : characterFault(value, limits);
  if (fault) return fault;
  if (limits.email) return isEmailAddress(value) ? undefined : 'one email address such as ada@example.com';
  if (limits.webUrl && OTHER_SCHEME.test(value)) return 'an address that begins with https:// or http://';
  return undefined;
}

function characterFault(value: string, limits: TextLimits): string | undefined {
  if (!value.isWellFormed()) return 'well-formed Unicode text';
  if ((limits.multiline ? CONTROL_BUT_LAYOUT : CONTROL).test(value)) {
    return limits.multiline
      ? 'text without control characters other than tabs and line breaks'
      : 'text without control characters or line breaks';
  }
  // The email check covers the rest.
  if (limits.email) return undefined;
  if (!VISIBLE.test(value)) return 'text with at least one visible character';
  if (!limits.multiline && UNINTENDED.test(value)) {
    return 'text without replacement characters and characters that change the writing direction';
  }
  if (limits.phone && UNINTENDED_IN_NUMBER.test(value)) return 'a number without invisible characters';
  return undefined;
}

export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
