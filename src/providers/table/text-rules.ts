/** The checks that every text from a caller goes through, whatever the provider. */
import emailModule from 'validator/lib/isEmail.js';
import type { Path } from '../../domain/contact.js';
import type { Plan } from './plan.js';

/** What a provider documents about one text. Lengths are in Unicode code points. */
export interface TextLimits {
  /** 1 unless given: an empty text is refused everywhere. */
  readonly min?: number;
  /** Absent where the provider documents no limit. */
  readonly max?: number;
  readonly required?: boolean;
  /** Tabs and line breaks are allowed. */
  readonly multiline?: boolean;
  readonly email?: boolean;
}

const SURROGATE_PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

export function codePoints(value: string): number {
  return value.length - (value.match(SURROGATE_PAIR)?.length ?? 0);
}

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const CONTROL_BUT_LAYOUT = /(?![\t\n\r])\p{Cc}|[\p{Zl}\p{Zp}]/u;

/**
 * One verdict on an e-mail address for all providers. Display names, quoted local parts and bare IP hosts are
 * refused; letters outside ASCII are left to the provider.
 */
function isEmailAddress(value: string): boolean {
  // A quotation mark is of use in a quoted local part only.
  if (value.includes('"')) return false;
  return emailModule.default(value, { allow_display_name: false, allow_ip_domain: false });
}

/** Reports every rule the text breaks; true when it breaks none. */
export function checkText(
  value: string,
  limits: TextLimits,
  path: Path,
  plan: Plan,
  wire: string | null,
): boolean {
  const { min = 1, max = Number.POSITIVE_INFINITY } = limits;
  const length = codePoints(value);
  const expected = length > 0 ? formatFault(value, limits) : undefined;
  if (length >= min && length <= max && expected === undefined) return true;
  const at = { path, providerField: wire === null ? undefined : plan.scope.wireName(wire) };
  const name = path.join('.');
  if (length < min) {
    const message = `${name} needs at least ${count(min, 'character')} for ${plan.scope.providerName}; got ${length}.`;
    plan.violate({ ...at, code: 'TOO_SHORT', minLength: min, length, message });
  } else if (length > max) {
    const message = `${name} is limited to ${count(max, 'character')} for ${plan.scope.providerName}; got ${length}.`;
    plan.violate({ ...at, code: 'TOO_LONG', maxLength: max, length, message });
  }
  if (expected !== undefined) {
    plan.violate({ ...at, code: 'FORMAT', expected, message: `${name} must be ${expected}.` });
  }
  return false;
}

function formatFault(value: string, limits: TextLimits): string | undefined {
  if (!value.isWellFormed()) return 'well-formed Unicode text';
  if ((limits.multiline ? CONTROL_BUT_LAYOUT : CONTROL).test(value)) {
    return limits.multiline
      ? 'text without control characters other than tabs and line breaks'
      : 'text without control characters or line breaks';
  }
  if (limits.email && !isEmailAddress(value)) return 'one e-mail address such as ada@example.com';
  return undefined;
}

export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
