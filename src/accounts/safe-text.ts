/** A vendor's texts without the caller's values and without credentials. */
import type { ProviderCall } from '../providers/call.js';
import { redactText, type Unshown } from './redact.js';

/**
 * Codes are words of the vendor's; what does not look like one, or repeats what the caller sent, is not
 * shown.
 */
export function safeCode(code: string | undefined, unshown: Unshown): string | null {
  if (code === undefined || !/^[\w.-]{1,64}$/.test(code)) return null;
  return isCode(code) || redactText(code, unshown) === code ? code : null;
}

/** Too short a number for a phone's. */
function isCode(code: string): boolean {
  return /^\d{1,9}$/.test(code);
}

export function safeText(text: string | undefined, unshown: Unshown): string | null {
  return text === undefined ? null : redactText(text, unshown);
}

/** The caller's values, and those that are sent with them; an option may name a person too. */
export function valuesOf({ input, givenOptions, present }: ProviderCall): string[] {
  return textsOf([input, givenOptions, present?.record]);
}

/** Every text and number in the value, which may be nested deeper than calls can be. */
function textsOf(value: unknown): string[] {
  const texts: string[] = [];
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string' || typeof next === 'number') texts.push(String(next));
    else if (typeof next === 'object' && next !== null) {
      for (const inner of Object.values(next).reverse()) pending.push(inner);
    }
  }
  return texts;
}
