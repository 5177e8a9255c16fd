/** Inputs with unique texts, and answers that repeat them. */
import type { ContactInput } from '../../src/model/contact.js';
import { suppliedLeaves } from './inputs.js';

/** The full inputs with texts that occur nowhere else. */
export function privateInputs(full: readonly ContactInput[]): ContactInput[] {
  let count = 0;
  const text = () => `Qz${String.fromCharCode(97 + (count++ % 26))}private`;
  const hide = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => hide(item, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hide(inner, name)]));
    }
    if (typeof value !== 'string' || ['kind', 'value', 'notifications'].includes(key)) return value;
    if (key === 'address') return `${text()}@example.com`;
    if (key === 'number') return `+493088${100 + count++}`;
    if (key === 'notes') return `${text()} "quoted"\n${text()}\tafter a tab`;
    return text();
  };
  return full.map(({ customFields, ...input }) => ({
    ...(hide(input, '') as ContactInput),
    // Their names belong to the account.
    ...(customFields && { customFields }),
  }));
}

/** The texts of an input that a vendor may repeat, also line by line. */
export function privateTexts(input: ContactInput): string[] {
  return suppliedLeaves(input).flatMap(({ value }) =>
    typeof value === 'string' && PRIVATE.test(value) ? [value, ...value.split('\n')] : [],
  );
}

/** The texts that `privateInputs` adds to an input, which must appear nowhere else. */
export const PRIVATE = /Qz\w*private|\+493088\d+/;

/** A reply in which every text also contains the echo. */
export function repeating(body: unknown, echo: string): unknown {
  if (typeof body === 'string') return `${body}: ${echo}`;
  if (Array.isArray(body)) return body.map((item) => repeating(item, echo));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, repeating(value, echo)]));
}
