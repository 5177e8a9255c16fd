/** JSON Schema for lists of objects, including the rules for their slots. */
import type { JsonObject } from '../model/contact.js';
import { catalogEntry } from '../model/fields.js';
import type { DescribedField } from './describe.js';
import {
  annotations,
  bounds,
  given,
  isNeeded,
  nullable,
  valueSchema,
  when,
  withoutAny,
} from './json-schema-kit.js';

/** `leaves` are the list's parts and slots. */
export function listSchema(list: DescribedField, leaves: readonly DescribedField[]): JsonObject {
  const schema = {
    ...annotations(list),
    type: 'array',
    items: itemSchema(leaves),
    ...(isNeeded(list) && { minItems: 1 }),
    ...(list.maxItems !== null && { maxItems: list.maxItems }),
    ...withoutAny(placeRules(leaves, list.maxItems ?? 0)),
  };
  return isNeeded(list) ? schema : nullable(schema);
}

function itemSchema(leaves: readonly DescribedField[]): JsonObject {
  const names = [...new Set(leaves.map(({ path }) => path.at(-1) ?? ''))];
  const partsOf = (name: string) => leaves.filter(({ path }) => path.at(-1) === name);
  const properties = names.map((name) => [name, partSchema(partsOf(name))]);
  const slots = leaves.filter(({ places }) => places !== null);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: names.filter((name) => partsOf(name).some(({ required }) => required)),
    ...(slots.length > 1 && { allOf: slots.map(slotRule) }),
    // The GraphQL schema always offers a kind for emails and phones.
    ...(!names.includes('kind') &&
      !names.includes('value') &&
      withoutAny([given(['kind'], { type: 'string' })])),
  };
}

/** One part of an item; if slots have their own limits, the widest ones. */
function partSchema(slots: readonly DescribedField[]): JsonObject {
  const [first] = slots;
  if (!first) return {};
  const limits = (name: 'minLength' | 'maxLength') => slots.map((slot) => slot[name] ?? 0);
  const minLength = Math.min(...limits('minLength'));
  const maxLength = Math.max(...limits('maxLength'));
  const title = catalogEntry(first.path)?.title ?? first.title;
  return valueSchema({ ...first, title, ...(first.places !== null && { minLength, maxLength }) });
}

function slotRule(slot: DescribedField): JsonObject {
  const { minLength = 0, maxLength = 0 } = bounds(slot);
  const part = slot.path.at(-1) ?? '';
  return when(goesTo(slot), { properties: { [part]: { minLength, maxLength } } });
}

/** Matches an item of the slot's kind, or one without a kind if the slot takes those. */
function goesTo({ kind, isDefault }: DescribedField): JsonObject {
  if (kind === null) return { type: 'object', properties: { kind: { type: 'null' } } };
  if (isDefault) return { type: 'object', properties: { kind: { enum: [kind, null] } } };
  return given(['kind'], { const: kind });
}

/** What a list must not contain: more values than a slot takes, or one that does not fit its fallback. */
function placeRules(leaves: readonly DescribedField[], maxItems: number): JsonObject[] {
  const slots = leaves.filter(({ places }) => places !== null);
  return slots.flatMap((slot) => {
    const fallback = slots.find(({ fallbackFor }) => slot.kind !== null && fallbackFor.includes(slot.kind));
    if (fallback) return fallbackRules(slot, fallback, slots, maxItems);
    return [moreThan(slot, slot.places ?? 0)];
  });
}

function moreThan(slot: DescribedField, places: number): JsonObject {
  return { type: 'array', contains: goesTo(slot), minContains: places + 1 };
}

function fallbackRules(
  slot: DescribedField,
  fallback: DescribedField,
  slots: readonly DescribedField[],
  maxItems: number,
): JsonObject[] {
  const places = slot.places ?? 0;
  const room = fallback.places ?? 0;
  const moved = moreThan(slot, places);
  const laterSlots = slots
    .slice(slots.indexOf(slot) + 1)
    .filter(({ kind }) => kind !== null && fallback.fallbackFor.includes(kind));
  return [
    moreThan(slot, places + room),
    { allOf: [moved, moreThan(fallback, room - 1)] },
    ...laterSlots.map((later) => ({ allOf: [moved, moreThan(later, later.places ?? 0)] })),
    ...tooLongToMove(slot, fallback, maxItems),
  ];
}

/** The later value moves to the fallback, so it must fit there. */
function tooLongToMove(slot: DescribedField, fallback: DescribedField, maxItems: number): JsonObject[] {
  const { maxLength } = fallback;
  if (maxLength === null || (slot.maxLength ?? 0) <= maxLength) return [];
  const part = slot.path.at(-1) ?? '';
  const tooLong = { allOf: [goesTo(slot), given([part], { minLength: maxLength + 1 })] };
  return Array.from({ length: maxItems }, (_, later) =>
    Array.from({ length: later }, (_none, earlier) => ({
      type: 'array',
      minItems: later + 1,
      prefixItems: Array.from({ length: later + 1 }, (_item, index) =>
        index === later ? tooLong : index === earlier ? goesTo(slot) : {},
      ),
    })),
  ).flat();
}
