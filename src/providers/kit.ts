/** Small helpers that several drivers share. */
import { createHash } from 'node:crypto';
import type { JsonObject } from '../model/contact.js';

/** A vendor key or an id: deterministic, and safe in every header. */
export function digestOf(...texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('base64url');
}

/** What a change sets, and the names of what it clears: null in the wire record. */
export function splitChange(wire: JsonObject): { readonly set: JsonObject; readonly cleared: string[] } {
  const entries = Object.entries(wire);
  return {
    set: Object.fromEntries(entries.filter(([, value]) => value !== null)),
    cleared: entries.filter(([, value]) => value === null).map(([name]) => name),
  };
}

/** Whether a change clears something. */
export function clears(wire: JsonObject): boolean {
  return Object.values(wire).includes(null);
}

/** The same values under other names. */
export function mapNames(record: JsonObject, nameOf: (name: string) => string): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [nameOf(name), value]));
}
