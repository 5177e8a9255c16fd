/**
 * Rows for lists with a place of its own for each kind: the work phone, the mobile phone, the fax. Which place a value
 * goes to follows from its kind; a second one of a kind may overflow into another place.
 */
import type { Email, EmailKind, JsonObject, Path, Phone, PhoneKind } from '../../domain/contact.js';
import { type LeafCapability, type Row, readText, textLeaf } from './field-table.js';
import {
  emailShape,
  type ItemShape,
  type Kinded,
  kindUnsupported,
  omitItem,
  phoneShape,
  type Slot,
  tooMany,
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
      ...placeLeaves(shape.part, usual, byKind, places.size),
      { part: 'kind', wires: kindWires, allowedValues: kinds },
    ],
    encode(items, path, plan) {
      if (items.length > places.size && !plan.scope.omitUnsupported) {
        tooMany(path, places.size, items.length, plan);
      }
      const assigned = assign(items, byKind, usual, options.overflow);
      const taken = new Map<Slot, number>();
      items.forEach((item, index) => {
        const at = [...path, String(index)];
        const own = item.kind ? byKind.get(item.kind) : usual;
        if (!own) {
          if (plan.scope.omitUnsupported) omitItem(item, at, shape.part, plan);
          else kindUnsupported(at, kinds, plan);
          return;
        }
        taken.set(own, (taken.get(own) ?? 0) + 1);
        const place = assigned.get(index);
        if (!place) {
          if (plan.scope.omitUnsupported) omitItem(item, at, shape.part, plan);
          else if (index < places.size) {
            const already = taken.get(own) ?? 1;
            tooMany(at, already - 1, already, plan);
          }
          return;
        }
        put(shape.part, shape.text(item), item.kind, at, place, options.overflow, plan, options.usual);
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

function kindOf(place: Slot, byKind: ReadonlyMap<string, Slot>): string | undefined {
  for (const [kind, slotOfKind] of byKind) if (slotOfKind === place) return kind;
  return undefined;
}

function put(
  part: string,
  value: string,
  kind: string | null | undefined,
  at: Path,
  place: Slot,
  overflow: Overflow | undefined,
  plan: Plan,
  usual: string | Slot,
): void {
  if (checkText(value, place.limits, [...at, part], plan, place.wire)) {
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
  part: string,
  usual: Slot,
  byKind: ReadonlyMap<string, Slot>,
  capacity: number,
): LeafCapability[] {
  const leaves = [...byKind].map(([kind, place]) => ({
    ...textLeaf(part, place.wire, place.limits),
    kind,
    maxItems: capacity,
  }));
  if (kindOf(usual, byKind)) return leaves;
  return [{ ...textLeaf(part, usual.wire, usual.limits), maxItems: capacity }, ...leaves];
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
