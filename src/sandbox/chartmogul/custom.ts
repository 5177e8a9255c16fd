/** Custom attributes of ChartMogul contacts: "Custom attributes", and the recordings. */
import { codePoints, isRecord } from '../kit/request.js';
import type { SandboxReply } from '../kit/vendor.js';
import { wrongValue } from './reply.js';

/** The custom attributes that the account has defined. Other keys are dropped. */
const CUSTOM_ATTRIBUTES: Readonly<Record<string, 'string' | 'number' | 'boolean' | 'timestamp'>> = {
  Toggle: 'boolean',
  Department: 'string',
  Region: 'string',
  Seats: 'number',
  Birthday: 'timestamp',
};
const MAX_CUSTOM_TEXT = 255;
/** "Accepts TRUE/true/t/1/FALSE/false/f/0". */
const BOOLEAN_WORDS = new Map([
  ...['TRUE', 'true', 't', '1'].map((word) => [word, true] as const),
  ...['FALSE', 'false', 'f', '0'].map((word) => [word, false] as const),
]);

/** A custom attribute's value, in the type that the account defined. */
export type CustomValue = string | number | boolean;

/** The error for an invalid `custom` member. */
export function checkCustom(custom: unknown): SandboxReply | undefined {
  // A map instead of a key-value list breaks the service: an empty 500 in 2024.
  if (!Array.isArray(custom)) return { status: 500 };
  for (const [index, attribute] of custom.entries()) {
    if (!isRecord(attribute) || typeof attribute.key !== 'string') return wrongValue(`custom[${index}][key]`);
    if (attribute.value === undefined || customValue(attribute.key, attribute.value) === undefined) {
      return wrongValue(`custom[${index}][value]`);
    }
  }
  return undefined;
}

/** Stores a checked `custom` member. Not documented: attributes that it does not name stay. */
export function assignCustom(kept: Record<string, CustomValue>, custom: unknown): void {
  for (const { key, value } of Array.isArray(custom) ? (custom as { key: string; value: unknown }[]) : []) {
    const typed = customValue(key, value);
    if (typed === null || typed === undefined) delete kept[key];
    else kept[key] = typed;
  }
}

/** The value in the attribute's type; null clears it, undefined means another type. */
function customValue(key: string, value: unknown): CustomValue | null | undefined {
  if (value === null || !Object.hasOwn(CUSTOM_ATTRIBUTES, key)) return null;
  switch (CUSTOM_ATTRIBUTES[key]) {
    case 'boolean':
      return typeof value === 'boolean' ? value : BOOLEAN_WORDS.get(String(value));
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'timestamp':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined;
    default:
      return typeof value === 'string' && codePoints(value) <= MAX_CUSTOM_TEXT ? value : undefined;
  }
}
