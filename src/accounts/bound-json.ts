/**
 * Bounds vendor answers by depth, by text and name length, and to valid JSON and Unicode, so that a created
 * contact can always be shown and stored.
 */
import type { JsonValue } from '../model/contact.js';

/** JSON readers in other languages stop at 64 levels, and our response adds its own. */
const MAX_DEPTH = 32;
const MAX_TEXT = 131_072;
const MAX_NAME = 1024;

/**
 * Changes the value in place. Drops what cannot be shown from objects, and sets it to null in lists, where a
 * missing entry would look absent. Passes each text through `show` first.
 */
export function boundJson(
  value: JsonValue,
  show: (text: string) => string,
  depth = 0,
): JsonValue | undefined {
  if (typeof value === 'string') return value.length > MAX_TEXT ? undefined : show(value.toWellFormed());
  // 1e400 is valid JSON, but not a finite number.
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MAX_DEPTH) return undefined;
  if (Array.isArray(value)) boundList(value, show, depth);
  else boundObject(value as Record<string, JsonValue>, show, depth);
  return value;
}

function boundList(list: JsonValue[], show: (text: string) => string, depth: number): void {
  // Index loop here and `in` below, for speed: an answer may have half a million entries.
  for (let index = 0; index < list.length; index += 1) {
    const item = list[index] as JsonValue;
    const bounded = boundJson(item, show, depth + 1) ?? null;
    if (bounded !== item) list[index] = bounded;
  }
}

function boundObject(object: Record<string, JsonValue>, show: (text: string) => string, depth: number): void {
  for (const name in object) {
    const value = object[name] as JsonValue;
    const bounded = isShowable(name, show) ? boundJson(value, show, depth + 1) : undefined;
    if (bounded === undefined) delete object[name];
    else if (bounded !== value) object[name] = bounded;
  }
}

function isShowable(name: string, show: (text: string) => string): boolean {
  return name.length <= MAX_NAME && name.isWellFormed() && show(name) === name;
}
