/** Checks a call's options, individually and together. */
import type { Path } from '../model/contact.js';
import type { Violation } from '../model/violation.js';
import type { MappedProvider } from './decisions.js';
import { MAX_ITEMS, tooMany } from './field-table.js';
import type { UnsupportedPolicy } from './folds.js';
import { optionHeaders } from './option-headers.js';
import type { OptionField, OptionTable } from './options.js';
import { checkText, codePoints, count } from './text-rules.js';

/** Most servers accept 8 KB of headers. Half is for credentials and standard headers. */
const MAX_HEADER_BYTES = 4096;
const NAME_AND_PADDING = 64;

function checkOption(
  { limits, minimum, wire, also }: OptionField,
  value: unknown,
  path: Path,
  provider: MappedProvider,
  customerId: string,
): readonly Violation[] {
  if (Array.isArray(value) && value.length > MAX_ITEMS) {
    return [{ ...tooMany(path, MAX_ITEMS, value.length, provider), providerField: wire }];
  }
  if (minimum !== undefined && Number(value) < minimum) {
    const message = `${path.join('.')} must be ${minimum} or more for ${provider.name}.`;
    return [{ code: 'RANGE', path, minimum, maximum: null, message, providerField: wire }];
  }
  const texts: readonly unknown[] = limits ? [value].flat() : [];
  const violations = texts.flatMap((text, index) => {
    const at = Array.isArray(value) ? [...path, String(index)] : path;
    const found = checkText(String(text), limits ?? {}, at, provider, null);
    return found.map((violation) => ({ ...violation, providerField: wire }));
  });
  return violations.length > 0 || !also ? violations : also.check(value, path, provider, customerId);
}

/** Violations of the given options. Another provider's options are unsupported. */
export function optionViolations(
  given: Readonly<Record<string, unknown>>,
  table: OptionTable | undefined,
  provider: MappedProvider,
  customerId: string,
  { supportedBy }: Pick<UnsupportedPolicy, 'supportedBy'>,
  ofToken: Readonly<Record<string, unknown>> = {},
): readonly Violation[] {
  return Object.entries(withToken(given, table, ofToken)).flatMap(([key, values]): readonly Violation[] => {
    if (values === null || values === undefined) return [];
    const path = ['options', key];
    if (key !== table?.key) {
      const name = path.join('.');
      const message = `${provider.name} does not take ${name}.`;
      return [{ code: 'UNSUPPORTED', path, message, supportedBy: supportedBy(name) }];
    }
    const violations = Object.entries(table.fields).flatMap(([name, field]) => {
      const value = (values as Record<string, unknown>)[name];
      if (value === null || value === undefined) return [];
      const at = [...path, name];
      if (table.withheld?.has(name) && value !== ofToken[name]) return [notAllowed(at, field)];
      return checkOption(field, value, at, provider, customerId);
    });
    const tooLong = headerViolation(values as Readonly<Record<string, unknown>>, table, path);
    const isReported = violations.some(
      ({ code, path: at }) => code === 'TOO_LONG' && tooLong?.path.every((part, index) => at[index] === part),
    );
    return tooLong && !isReported ? [...violations, tooLong] : violations;
  });
}

/** The token's values count too: all options together must fit. */
function withToken(
  given: Readonly<Record<string, unknown>>,
  table: OptionTable | undefined,
  ofToken: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (!table || Object.keys(ofToken).length === 0) return given;
  const own = Object.entries(given[table.key] ?? {}).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return { ...given, [table.key]: { ...ofToken, ...Object.fromEntries(own) } };
}

function notAllowed(path: Path, { wire }: OptionField): Violation {
  const message = `${path.join('.')} must not be given: the operator or the token does not allow it.`;
  return { code: 'NOT_ALLOWED', path, message, providerField: wire };
}

/** Reports the longest option if all of them together exceed the limit. */
function headerViolation(
  values: Readonly<Record<string, unknown>>,
  table: OptionTable,
  path: Path,
): Violation | undefined {
  const over = bytesOf(optionHeaders(table, values)) - MAX_HEADER_BYTES;
  if (over <= 0) return undefined;
  const sizes = Object.entries(values).map(([name, value]) => {
    return { name, value, bytes: bytesOf(optionHeaders(table, { [name]: value })) };
  });
  const longest = sizes.reduce((one, other) => (other.bytes > one.bytes ? other : one));
  const length = codePoints([longest.value].flat().join(','));
  const share = Math.max(0, longest.bytes - over) / longest.bytes;
  // A header's name does not shrink with its text, and encodings pad up to four bytes.
  const maxLength = Math.max(0, Math.floor(length * share) - NAME_AND_PADDING);
  const at = [...path, longest.name];
  const message = `${at.join('.')} is limited to ${count(maxLength, 'character')} here because it is sent in a header; got ${length}.`;
  return { code: 'TOO_LONG', path: at, maxLength, length, message };
}

/** On the wire: name, colon, blank, value, line break. */
function bytesOf(headers: Readonly<Record<string, string>>): number {
  return Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
}
