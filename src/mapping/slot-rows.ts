/**
 * Rows for lists with a place of its own for each kind: the work phone, the mobile phone, the fax. Which place a value
 * goes to follows from its kind; a second one of a kind may overflow into another place.
 */
import type { Email, EmailKind, JsonObject, Path, Phone, PhoneKind } from '../model/contact.js';
import { type LeafCapability, type Row, readText, textLeaf, tooMany } from './field-table.js';
import {
  emailShape,
  type ItemShape,
  type Kinded,
  kindUnsupported,
  omitItem,
  phoneShape,
  type Slot,
} from './list-rows.js';
import type { Plan } from './plan.js';
import { checkText } from './text-rules.js';

/** A second place for a kind whose own slot is taken. */
export interface Overflow {
  readonly place: Slot;
  readonly kindWire: string;
  /** Unified kind to the vendor's name of it; a kind that is not named here cannot overflow. */
  readonly kinds: Readonly<Partial<Record<string, string>>>;
}

export interface SlotsOptions<Kind extends string> {
  readonly slots: Readonly<Partial<Record<Kind, Slot>>>;
  /** Where a value without a kind goes: one of the slots, or a slot that stands for no kind. */
  readonly usual: Kind | Slot;
  readonly overflow?: Overflow;
}

export function emailSlots(options: SlotsOptions<EmailKind>): Row<readonly Email[]> {
  return slots(emailShape, options);
}

export function phoneSlots(options: SlotsOptions<PhoneKind>): Row<readonly Phone[]> {
  return slots(phoneShape, options);
}

/** One value per kind, each kind with a wire name and limits of its own. */
function slots<Item extends Kinded, Kind extends string>(
  shape: ItemShape<Item>,
  options: SlotsOptions<Kind>,
): Row<readonly Item[]> {
  const byKind = new Map(Object.entries<Slot | undefined>(options.slots)) as Map<string, Slot>;
  const usual = typeof options.usual === 'string' ? byKind.get(options.usual) : options.usual;
  if (!usual) throw new TypeError('The usual kind of a slot row must be one of its slots.');
  const places = new Set([usual, ...byKind.values()]);
  if (options.overflow) places.add(options.overflow.place);
  const kinds = [...byKind.keys()];
  const kindWires = [...byKind.values()].map(({ wire }) => wire);
  if (options.overflow) kindWires.push(options.overflow.kindWire);

  return {
    leaves: [
      ...placeLeaves(shape, usual, byKind, places.size),
      { part: 'kind', wires: kindWires, allowedValues: kinds },
    ],
    encode(items, path, plan) {
      if (items.length > places.size && !plan.scope.omitUnsupported) {
        tooMany(path, places.size, items.length, plan);
      }
      const assigned = assign(items, byKind, usual, options.overflow);
      items.forEach((item, index) => {
        const at = [...path, String(index)];
        const own = item.kind ? byKind.get(item.kind) : usual;
        if (!own) {
          if (plan.scope.omitUnsupported) omitItem(item, at, shape.part, plan);
          else kindUnsupported(at, kinds, plan);
          return;
        }
        const place = assigned.get(index);
        if (!place) {
          if (plan.scope.omitUnsupported) omitItem(item, at, shape.part, plan);
          else if (index < places.size) noPlaceLeft(item, at, places.size, items.length, plan);
          return;
        }
        put(shape, item, at, place, options.overflow, plan, options.usual);
      });
    },
    decode: (record) => decodeSlots(record, shape, byKind, usual, options),
  };
}

/**
 * Which item goes where. The first item of every kind takes its own slot before any second one may overflow:
 * else a later item of the overflow slot's own kind would lose its place to it.
 */
function assign(
  items: readonly Kinded[],
  byKind: ReadonlyMap<string, Slot>,
  usual: Slot,
  overflow: Overflow | undefined,
): Map<number, Slot> {
  const assigned = new Map<number, Slot>();
  const taken = new Set<Slot>();
  items.forEach((item, index) => {
    const own = item.kind ? byKind.get(item.kind) : usual;
    if (own && !taken.has(own)) {
      assigned.set(index, own);
      taken.add(own);
    }
  });
  if (!overflow) return assigned;
  items.forEach((item, index) => {
    const kind = item.kind ?? kindOf(usual, byKind);
    if (assigned.has(index) || taken.has(overflow.place) || !kind || !overflow.kinds[kind]) return;
    assigned.set(index, overflow.place);
    taken.add(overflow.place);
  });
  return assigned;
}

/** The numbers are those of the list, as `contactProviders` has them; which kind has no place is in the message. */
function noPlaceLeft(item: Kinded, at: Path, maxItems: number, items: number, plan: Plan): void {
  const kind = item.kind ? `another value of the kind ${item.kind}` : 'another value without a kind';
  const message = `${plan.scope.providerName} has no place left for ${kind}; its ${maxItems} places are for different kinds.`;
  plan.violate({ code: 'TOO_MANY', path: at, maxItems, items, message });
}

function kindOf(place: Slot, byKind: ReadonlyMap<string, Slot>): string | undefined {
  for (const [kind, slotOfKind] of byKind) if (slotOfKind === place) return kind;
  return undefined;
}

function put<Item extends Kinded>(
  { part, rules, text }: ItemShape<Item>,
  item: Item,
  at: Path,
  place: Slot,
  overflow: Overflow | undefined,
  plan: Plan,
  usual: string | Slot,
): void {
  const { kind } = item;
  const value = text(item);
  if (checkText(value, { ...place.limits, ...rules }, [...at, part], plan, place.wire)) {
    plan.send([...at, part], place.wire, value);
  }
  if (overflow?.place === place) {
    const vendorKind = overflow.kinds[kind ?? (usual as string)] ?? '';
    if (kind) plan.send([...at, 'kind'], overflow.kindWire, vendorKind);
    else plan.wire[overflow.kindWire] = vendorKind;
  } else if (kind) {
    // The slot is the kind: it stays as long as the value does.
    plan.carry([...at, 'kind'], place.wire);
  }
}

function placeLeaves(
  { part, rules }: Pick<ItemShape<never>, 'part' | 'rules'>,
  usual: Slot,
  byKind: ReadonlyMap<string, Slot>,
  capacity: number,
): LeafCapability[] {
  const leaves = [...byKind].map(([kind, place]) => ({
    ...textLeaf(part, place.wire, { ...place.limits, ...rules }),
    kind,
    maxItems: capacity,
  }));
  if (kindOf(usual, byKind)) return leaves;
  const usualLeaf = textLeaf(part, usual.wire, { ...usual.limits, ...rules });
  return [{ ...usualLeaf, maxItems: capacity }, ...leaves];
}

function decodeSlots<Item extends Kinded, Kind extends string>(
  record: JsonObject,
  shape: ItemShape<Item>,
  byKind: ReadonlyMap<string, Slot>,
  usual: Slot,
  options: SlotsOptions<Kind>,
): readonly Item[] | undefined {
  const items: Item[] = [];
  const places = new Set([usual, ...byKind.values()]);
  for (const place of places) {
    const value = readText(record, place.wire);
    if (value !== undefined)
      items.push(shape.make(value, decodedKind(record, place, byKind, options.overflow)));
  }
  return items.length === 0 ? undefined : items;
}

function decodedKind(
  record: JsonObject,
  place: Slot,
  byKind: ReadonlyMap<string, Slot>,
  overflow: Overflow | undefined,
): string | undefined {
  if (overflow?.place.wire === place.wire) {
    const vendorKind = readText(record, overflow.kindWire);
    const named = Object.entries(overflow.kinds).find(([, name]) => name === vendorKind);
    if (named) return named[0];
  }
  return kindOf(place, byKind);
}
