/**
 * Rows for the lists of the unified contact: one value only, and switches. A list keeps the caller's positions in every
 * path, also where some of its items are left out. Lists with a place for each kind are in `slot-rows.ts`.
 */
import type { Email, EmailKind, Notification, Path, Phone, PhoneKind } from '../model/contact.js';
import { type Row, readFlag, readText, textLeaf, tooMany } from './field-table.js';
import type { Plan } from './plan.js';
import { checkText, type TextLimits } from './text-rules.js';

/** Where a list keeps one value: a wire name and the limits of the text there. */
export interface Slot {
  readonly wire: string;
  readonly limits: TextLimits;
}

export function slot(wire: string, limits: TextLimits = {}): Slot {
  return { wire, limits };
}

/** How the items of a list are read and made: the two lists differ in the name of the text only. */
export interface ItemShape<Item> {
  readonly part: 'address' | 'number';
  /** The rules of the text that hold at every provider. */
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
  return oneItem(emailShape, slot(wire, limits));
}

/** One number without a kind. */
export function onePhone(wire: string, limits: TextLimits = {}): Row<readonly Phone[]> {
  return oneItem(phoneShape, slot(wire, limits));
}

function oneItem<Item extends Kinded>(shape: ItemShape<Item>, place: Slot): Row<readonly Item[]> {
  const { wire } = place;
  const limits = { ...place.limits, ...shape.rules };
  return {
    required: limits.required ?? false,
    leaves: [{ ...textLeaf(shape.part, wire, limits), maxItems: 1 }],
    encode(items, path, plan) {
      if (items.length > 1 && !plan.scope.omitUnsupported) tooMany(path, 1, items.length, plan);
      items.forEach((item, index) => {
        const at = [...path, String(index)];
        if (index > 0) {
          omitItem(item, at, shape.part, plan);
          return;
        }
        const leaf = [...at, shape.part];
        const value = shape.text(item);
        if (checkText(value, limits, leaf, plan, wire)) plan.send(leaf, wire, value);
        refuseKind(item, at, plan);
      });
    },
    decode(record) {
      const value = readText(record, wire);
      return value === undefined ? undefined : [shape.make(value, undefined)];
    },
  };
}

/** A kind at a provider that keeps none: refused on the kind, or the kind alone left out. */
export function refuseKind(item: Kinded, at: Path, plan: Plan): void {
  if (item.kind) plan.unsupported(`${at[0]}.${at[1]}.kind`, [...at, 'kind']);
}

/** Under OMIT the leaves of an item without a place are listed; under REJECT a violation has named it already. */
export function omitItem(item: Kinded, at: Path, part: string, plan: Plan): void {
  if (!plan.scope.omitUnsupported) return;
  const leaves = item.kind ? [part, 'kind'] : [part];
  plan.omit(
    leaves.map((leaf) => [...at, leaf]),
    `${plan.scope.providerName} has no place left for it.`,
  );
}

/** A kind that the provider has no name for, although it keeps others. */
export function kindUnsupported(at: Path, allowedValues: readonly string[], plan: Plan): void {
  plan.violate({
    code: 'VALUE',
    path: [...at, 'kind'],
    allowedValues,
    message: `${plan.scope.providerName} keeps only the kinds ${allowedValues.join(', ')} here.`,
  });
}

/** Notifications as one switch each. */
export function switches(
  names: Readonly<Partial<Record<Notification, string>>>,
  options: { readonly always?: boolean } = {},
): Row<readonly Notification[]> {
  const wires = new Map(Object.entries(names)) as Map<string, string>;
  const known = [...wires.keys()];
  function allOff(plan: Plan): void {
    for (const wire of wires.values()) plan.wire[wire] = false;
  }
  return {
    leaves: [{ part: '', wires: [...wires.values()], allowedValues: known }],
    encode(chosen, path, plan) {
      allOff(plan);
      chosen.forEach((notification, index) => {
        const at = [...path, String(index)];
        const wire = wires.get(notification);
        if (wire !== undefined) plan.send(at, wire, true);
        else if (plan.scope.omitUnsupported) {
          plan.omit([at], `${plan.scope.providerName} has no such notification.`);
        } else {
          plan.violate({
            code: 'VALUE',
            path: at,
            allowedValues: known,
            message: `${plan.scope.providerName} knows only the notifications ${known.join(', ')}.`,
          });
        }
      });
    },
    ...(options.always && { absent: allOff }),
    decode(record) {
      const on = [...wires].filter(([, wire]) => readFlag(record, wire) === true).map(([name]) => name);
      return on.length === 0 ? undefined : (on as Notification[]);
    },
  };
}
