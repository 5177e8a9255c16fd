/**
 * Rows for emails and phones: a single value, or one per kind. Paths keep the caller's positions even if some
 * items are omitted.
 */
import type { Email, EmailKind, JsonObject, Path, Phone, PhoneKind } from '../model/contact.js';
import type { Violation } from '../model/violation.js';
import {
  type Decision,
  type MappedProvider,
  sent,
  type Unsupported,
  unlessInvalid,
  unsupported,
} from './decisions.js';
import { type FieldCapability, nulls, type Row, readText, tooMany } from './field-table.js';
import { textField } from './text-rows.js';
import { checkText, type TextLimits } from './text-rules.js';

/** A list's slot for one value: its wire name and text limits. */
export interface Slot {
  readonly wire: string;
  readonly limits: TextLimits;
}

export function slot(wire: string, limits: TextLimits = {}): Slot {
  return { wire, limits };
}

/** How to read and build list items. The two lists differ only in the name of their text field. */
export interface ItemShape<Item> {
  readonly part: 'address' | 'number';
  /** Text rules that apply at every provider. */
  readonly rules: TextLimits;
  text(item: Item): string;
  make(text: string, kind: string | undefined): Item;
}

export interface Kinded {
  readonly kind?: string | null | undefined;
}

export const emailShape: ItemShape<Email> = {
  part: 'address',
  rules: { email: true },
  text: (email) => email.address,
  make: (address, kind) => (kind === undefined ? { address } : { address, kind: kind as EmailKind }),
};

export const phoneShape: ItemShape<Phone> = {
  part: 'number',
  rules: { phone: true },
  text: (phone) => phone.number,
  make: (number, kind) => (kind === undefined ? { number } : { number, kind: kind as PhoneKind }),
};

/** One address without a kind. */
export function oneEmail(wire: string, limits: TextLimits = {}): Row<readonly Email[]> {
  return byKind(emailShape, { kinds: {}, default: slot(wire, limits) });
}

/** One number without a kind. */
export function onePhone(wire: string, limits: TextLimits = {}): Row<readonly Phone[]> {
  return byKind(phoneShape, { kinds: {}, default: slot(wire, limits) });
}

export interface KindTargets<Kind extends string> {
  readonly kinds: Readonly<Partial<Record<Kind, Slot>>>;
  /** The target of a value without a kind: that of a kind, or a separate one. */
  readonly default: Kind | Slot;
  /** A kind's slot that also takes a value of these kinds, unless a value of its own kind is given. */
  readonly fallback?: { readonly kind: Kind; readonly for: readonly Kind[] };
}

export function emailsByKind(targets: KindTargets<EmailKind>): Row<readonly Email[]> {
  return byKind(emailShape, targets);
}

export function phonesByKind(targets: KindTargets<PhoneKind>): Row<readonly Phone[]> {
  return byKind(phoneShape, targets);
}

/** One value per kind, each with its own wire name and limits; or one value only, of no kind. */
function byKind<Item extends Kinded, Kind extends string>(
  shape: ItemShape<Item>,
  targets: KindTargets<Kind>,
): Row<readonly Item[]> {
  const slots = new Map(
    Object.entries<Slot | undefined>(targets.kinds).flatMap(([kind, target]) =>
      target ? [[kind, withRules(shape, target)]] : [],
    ),
  );
  const kinds = [...slots.keys()];
  const hasKinds = kinds.length > 0;
  const initial =
    typeof targets.default === 'string' ? slots.get(targets.default) : withRules(shape, targets.default);
  if (!initial) throw new TypeError('The default kind of a row must be one of its kinds.');
  const isKind = [...slots.values()].includes(initial);
  const capacity = isKind ? slots.size : slots.size + 1;
  const wires = [...new Set([initial, ...slots.values()])].map(({ wire }) => wire);
  const { fallback } = targets;
  const fallbackSlot = fallback && slots.get(fallback.kind);
  const fallbackFor: readonly string[] = fallback?.for ?? [];
  const slotField = (target: Slot, kind?: string): FieldCapability => ({
    ...targetField(shape, target, capacity),
    ...(hasKinds && { places: 1 }),
    ...(kind !== undefined && { kind }),
    ...(target === initial && { isDefault: true }),
    ...(target === fallbackSlot && { fallbackFor }),
  });
  const kindOf = ({ kind }: Item) => kind || (isKind ? (targets.default as string) : undefined);

  const kindField: FieldCapability = {
    part: 'kind',
    wires: [...slots.values()].map(({ wire }) => wire),
    allowedValues: kinds,
    ...(typeof targets.default === 'string' && { defaultValue: targets.default }),
  };
  const { required = false } = initial.limits;

  return {
    required,
    ...(!required && nulls(...wires)),
    fields: [
      ...(isKind ? [] : [slotField(initial)]),
      ...[...slots].map(([kind, target]) => slotField(target, kind)),
      ...(hasKinds ? [kindField] : []),
    ],
    decide(items, path, provider) {
      const taken = new Map<Slot, string | undefined>();
      const isFallbackFree = !items.some(({ kind }) => kind === fallback?.kind);
      const slotOf = (kind: string | undefined): Slot | undefined => {
        const own = kind === undefined || !hasKinds ? initial : slots.get(kind);
        if (!own || !taken.has(own)) return own;
        const mayMove = isFallbackFree && kind !== undefined && fallbackFor.includes(kind);
        return mayMove && fallbackSlot ? fallbackSlot : own;
      };
      const decisions = items.flatMap((item, index): readonly Decision[] => {
        const at = [...path, String(index)];
        const kind = kindOf(item);
        const target = slotOf(kind);
        if (!target) return [unsupportedKind(item, at, shape.part, provider, kinds)];
        if (taken.has(target)) {
          const own = kind === undefined ? initial : (slots.get(kind) ?? initial);
          const places = [...taken.values()].filter((other) => other === kind).length;
          const given = items.filter((other) => kindOf(other) === kind).length;
          const violation = index < capacity ? noTargetLeft(item, at, own, places, given, provider) : null;
          return [withoutTarget(item, at, shape.part, provider, violation)];
        }
        taken.set(target, kind);
        const decided = decideText(shape, target, item, at, provider);
        if (!item.kind) return decided;
        if (!hasKinds) return [...decided, withoutKind(at, provider)];
        // The target implies the kind, so it is kept whenever the value is.
        return [...decided, { as: 'SENT', path: [...at, 'kind'], wire: target.wire }];
      });
      return withinCapacity(decisions, path, capacity, items.length, provider, wires);
    },
    decode(record) {
      const withoutKinds = isKind ? [] : decodeText(shape, initial, undefined, record);
      const ofKinds = [...slots].flatMap(([kind, target]) => decodeText(shape, target, kind, record));
      return someOf([...withoutKinds, ...ofKinds]);
    },
  };
}

/** The decisions about list items, preceded by a violation if there are too many. */
export function withinCapacity(
  decisions: readonly Decision[],
  path: Path,
  maxItems: number,
  items: number,
  provider: MappedProvider,
  wires: readonly string[],
): readonly Decision[] {
  if (items <= maxItems) return decisions;
  const providerField = wires.map((wire) => provider.wireName(wire)).join(', ');
  const violation = { ...tooMany(path, maxItems, items, provider), providerField };
  return [{ as: 'UNSUPPORTED', path, leaves: [], reason: violation.message, violation }, ...decisions];
}

/** An item whose target is taken; without a violation if the whole list has one. */
export function withoutTarget(
  item: Kinded,
  path: Path,
  part: string,
  { name }: MappedProvider,
  violation: Violation | null,
): Unsupported {
  const parts = item.kind ? [part, 'kind'] : [part];
  const leaves = parts.map((leaf) => [...path, leaf]);
  return { as: 'UNSUPPORTED', path, leaves, reason: `${name} has no slot left for it.`, violation };
}

/** A kind that the provider does not support, although it supports others. */
export function unsupportedKind(
  item: Kinded,
  path: Path,
  part: string,
  provider: MappedProvider,
  allowedValues: readonly string[],
): Unsupported {
  const message = `${provider.name} stores only the kinds ${allowedValues.join(', ')} here.`;
  const violation = { code: 'VALUE', path: [...path, 'kind'], allowedValues, message } as const;
  return withoutTarget(item, path, part, provider, violation);
}

/** An item's kind at a provider that stores none. */
export function withoutKind(at: Path, { name }: MappedProvider): Unsupported {
  return unsupported([...at, 'kind'], `${name} cannot store it.`);
}

/** Counts per kind: the places that its values got, and the values. */
function noTargetLeft(
  item: Kinded,
  path: Path,
  { wire }: Slot,
  maxItems: number,
  items: number,
  provider: MappedProvider,
): Violation {
  const kind = item.kind ? `another value of kind ${item.kind}` : 'another value without a kind';
  const message = `${provider.name} has no slot left for ${kind}: it takes ${maxItems} of ${items}.`;
  return { code: 'TOO_MANY', path, maxItems, items, message, providerField: provider.wireName(wire) };
}

function withRules<Item>({ rules }: ItemShape<Item>, { wire, limits }: Slot): Slot {
  return slot(wire, { ...limits, ...rules });
}

function targetField<Item>(
  { part }: ItemShape<Item>,
  { wire, limits }: Slot,
  maxItems: number,
): FieldCapability {
  return { ...textField(part, wire, limits), maxItems };
}

function decideText<Item>(
  { part, text }: ItemShape<Item>,
  { wire, limits }: Slot,
  item: Item,
  at: Path,
  provider: MappedProvider,
): readonly Decision[] {
  const path = [...at, part];
  const value = text(item);
  return unlessInvalid(checkText(value, limits, path, provider, wire), sent(path, wire, value));
}

function decodeText<Item>(
  shape: ItemShape<Item>,
  { wire }: Slot,
  kind: string | undefined,
  record: JsonObject,
): Item[] {
  const value = readText(record, wire);
  return value === undefined ? [] : [shape.make(value, kind)];
}

/** The list, or undefined if it is empty. */
export function someOf<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}
