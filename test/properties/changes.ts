/** The same request in another spelling, and requests that differ in something on the wire. */
import fc, { type Arbitrary } from 'fast-check';
import { Reference, type Request } from './reference.js';
import { optionsOf } from './reference-options.js';

/** Reorders the members of every object, and leaves lists as they are. */
export function reordered(request: Request): Request {
  return { ...request, input: shuffled(request.input), options: shuffled(request.options) };
}

function shuffled<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(shuffled) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, shuffled(inner)]),
  ) as Value;
}

/** The request at the vendor, options included; the order of members does not matter. */
export function arriving(request: Request): string {
  const reference = new Reference(request);
  const sorted = (record: Readonly<Record<string, unknown>>) =>
    Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([sorted(reference.wire), sorted(optionsOf(reference))]);
}

/** Texts that look nearly the same, to the eye or to a careless comparison. */
const NEARLY: readonly ((text: string) => string)[] = [
  (text) => `${text} `,
  (text) => text.slice(0, -1),
  (text) => text.toUpperCase(),
  (text) => text.normalize('NFD'),
  (text) => text.normalize('NFC'),
  (text) => text.replace(' ', '\u00a0'),
  (text) => `x${text.slice(1)}`,
];

/** A request with one input value changed; undefined if that makes no other request. */
export function changed(
  request: Request,
  options: { readonly at: number; readonly how: number },
): Request | undefined {
  const places: (readonly string[])[] = [];
  collect(request.input, [], places);
  const place = places[options.at % Math.max(1, places.length)];
  if (!place) return undefined;
  const input = structuredClone(request.input);
  const holder = place
    .slice(0, -1)
    .reduce<Record<string, unknown>>(
      (outer, name) => outer[name] as Record<string, unknown>,
      input as Record<string, unknown>,
    );
  const name = place.at(-1) ?? '';
  holder[name] = other(holder[name], options.how);
  const made = { ...request, input };
  return new Reference(made).violations.length === 0 && arriving(made) !== arriving(request)
    ? made
    : undefined;
}

/** The places whose value may be changed: neither kinds nor notifications, which are enums. */
function collect(value: unknown, path: readonly string[], places: (readonly string[])[]): void {
  const isOfSchema = path.at(-1) === 'kind' || path[0] === 'notifications';
  if (value === undefined || isOfSchema) return;
  if (typeof value !== 'object') places.push(path);
  else if (value === null) {
    if (path.at(-1) === 'value') places.push(path);
  } else for (const [name, inner] of Object.entries(value)) collect(inner, [...path, name], places);
}

function other(value: unknown, how: number): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return typeof value === 'string' ? NEARLY[how]?.(value) : 'no more null';
}

export const anyChange: Arbitrary<{ readonly at: number; readonly how: number }> = fc.record({
  at: fc.nat(),
  how: fc.integer({ min: 0, max: NEARLY.length - 1 }),
});
