/** Redacts a vendor's texts: no caller's values, no credentials. */
import type { ProviderCall } from '../providers/call.js';
import { redactText, type Unshown } from './redact.js';

/** Shows only what looks like a code, and does not repeat what the caller sent. */
export function safeCode(code: string | undefined, unshown: Unshown): string | null {
  if (code === undefined || !/^[\w.-]{1,64}$/.test(code)) return null;
  return isCode(code) || redactText(code, unshown) === code ? code : null;
}

/** Too short to be a phone number. */
function isCode(code: string): boolean {
  return /^\d{1,9}$/.test(code);
}

export function safeText(text: string | undefined, unshown: Unshown): string | null {
  return text === undefined ? null : redactText(text, unshown);
}

/** The caller's values, and those sent with them; an option may name a person too. */
export function valuesOf({ input, givenOptions, present }: ProviderCall): string[] {
  return textsOf([input, givenOptions, present?.record]);
}

/** Every text and number in the value, which may be nested deeper than the call stack. */
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
