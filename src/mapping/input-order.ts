/** Merges violations of one input that were found in several passes. */
import type { Path } from '../model/contact.js';
import { UNIFIED_FIELDS } from '../model/fields.js';
import type { Violation } from '../model/violation.js';

/** Deduplicated, in field order. "Nothing given" counts only if nothing else is wrong. */
export function inInputOrder(found: readonly Violation[]): readonly Violation[] {
  const once = new Map(found.map((violation) => [nameOf(violation), violation]));
  const each = [...once.values()];
  return each
    .filter(({ path }) => each.length === 1 || path.length > 1)
    .sort((a, b) => fieldAt(a.path) - fieldAt(b.path) || itemAt(a.path) - itemAt(b.path));
}

function nameOf({ code, path }: Violation): string {
  return JSON.stringify([code, path]);
}

/** A field's position among the unified fields. Others, such as `clear`, come last. */
export function fieldAt(path: Path): number {
  const name = path.slice(1).join('.');
  const at = UNIFIED_FIELDS.findIndex((field) => name === field || name.startsWith(`${field}.`));
  return at < 0 ? UNIFIED_FIELDS.length : at;
}

function itemAt(path: Path): number {
  return Number(path.find((part) => /^\d+$/.test(part)) ?? -1);
}
