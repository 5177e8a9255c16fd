/**
 * What each vendor keeps of a contact, as one flat record without empty values, and how an update changes it.
 * Written from the vendors' documents.
 */
import type { JsonValue } from '../../src/model/contact.js';
import { ALL_CUSTOM } from './clearable.js';
import type { ProviderName } from './documented.js';
import type { Present, UpdateReference } from './update-reference.js';

export type Ledger = Readonly<Record<string, JsonValue>>;

/** A record as the vendor's reads return it. */
type VendorRecord = Readonly<Record<string, unknown>>;

interface LedgerModel {
  flat(record: VendorRecord): Ledger;
  /** Undefined if the vendor rejects the update, which then changes nothing. */
  after(before: Ledger, update: UpdateReference): Ledger | undefined;
}

/** Names of custom fields in a flat record, which keep every value but null. */
const CUSTOM = 'custom.';

/** The custom attributes defined in the account at ChartMogul. Others are dropped. */
export const CHARTMOGUL_ATTRIBUTES: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  Toggle: (value) => typeof value === 'boolean' || TRUTHS.has(String(value)),
  Department: (value) => typeof value === 'string' && [...value].length <= 255,
  Region: (value) => typeof value === 'string' && [...value].length <= 255,
  Seats: (value) => typeof value === 'number',
};
/** "Accepts TRUE/true/t/1/FALSE/false/f/0". */
const TRUTHS = new Map(
  Object.entries({
    TRUE: true,
    true: true,
    t: true,
    1: true,
    FALSE: false,
    false: false,
    f: false,
    0: false,
  }),
);

interface Attribute {
  readonly key: string;
  readonly value: JsonValue;
}

export const LEDGERS: Readonly<Record<ProviderName, LedgerModel>> = {
  CHARGEBEE: { flat: (record) => valuesOf(record), after: setAndCleared },
  CRO: { flat: (record) => valuesOf(record), after: setAndCleared },

  CHARTMOGUL: {
    flat: ({ custom, ...record }) => ({
      ...valuesOf(record),
      ...prefixed(custom as VendorRecord),
    }),
    after(before, update) {
      const { custom = [], ...wire } = update.wire;
      const named = (custom as unknown as readonly Attribute[]).filter(({ key }) =>
        Object.hasOwn(CHARTMOGUL_ATTRIBUTES, key),
      );
      if (named.some(({ key, value }) => value !== null && !CHARTMOGUL_ATTRIBUTES[key]?.(value)))
        return undefined;
      const typed = named.map(({ key, value }) => [
        `${CUSTOM}${key}`,
        key === 'Toggle' ? (TRUTHS.get(String(value)) ?? null) : value,
      ]);
      return valuesOf({ ...without(before, update), ...wire, ...Object.fromEntries(typed) });
    },
  },

  RPM: {
    flat({ Contact, IsPrimary }) {
      const { PhoneNumbers, ...texts } = Contact as VendorRecord;
      return { ...valuesOf(texts), IsPrimary: IsPrimary === true, PhoneNumbers: numbersOf(PhoneNumbers) };
    },
    after(before, update) {
      const { PhoneNumbers, ...wire } = update.wire;
      const isCleared = update.cleared.has('PhoneNumbers');
      return {
        ...without(before, update),
        ...wire,
        PhoneNumbers:
          PhoneNumbers === undefined && !isCleared
            ? (before.PhoneNumbers ?? [])
            : numbersOf(PhoneNumbers ?? []),
      };
    },
  },

  ZUORA: {
    flat: (record) => {
      const entries = Object.entries(record).map(([name, value]) => [
        name.endsWith('__c') ? `${CUSTOM}${name}` : name,
        value,
      ]);
      return valuesOf(Object.fromEntries(entries));
    },
    after(before, update) {
      const wire = Object.entries(update.wire).map(([name, value]) => [
        name.endsWith('__c') ? `${CUSTOM}${name}` : name,
        value,
      ]);
      return valuesOf({ ...without(before, update), ...Object.fromEntries(wire) });
    },
  },
};

function setAndCleared(before: Ledger, update: UpdateReference): Ledger {
  return { ...without(before, update), ...update.wire };
}

function without(before: Ledger, { cleared }: UpdateReference): Ledger {
  const isCleared = (name: string) =>
    name.startsWith(CUSTOM)
      ? cleared.has(ALL_CUSTOM) || cleared.has(name.slice(CUSTOM.length))
      : cleared.has(name);
  return Object.fromEntries(Object.entries(before).filter(([name]) => !isCleared(name)));
}

function prefixed(custom: VendorRecord): Ledger {
  return valuesOf(
    Object.fromEntries(Object.entries(custom).map(([name, value]) => [`${CUSTOM}${name}`, value])),
  );
}

/** Null and an empty text are no values; an empty text of a custom field is one. */
function valuesOf(record: VendorRecord): Ledger {
  const isValue = ([name, value]: [string, unknown]) =>
    value !== null && value !== undefined && (value !== '' || name.startsWith(CUSTOM));
  return Object.fromEntries(Object.entries(record).filter(isValue)) as Ledger;
}

/** Types and numbers in one order; an entry without a number is marked. */
function numbersOf(rows: unknown): JsonValue {
  const numbers = (rows as readonly VendorRecord[])
    .map(({ Type, Number: number }) => `${Type} ${number}`)
    .filter((row) => !/^\d +(?:none)?$/.test(row.toLowerCase()));
  return numbers.sort();
}

/** The flat names of an update; any other change counts as touched. */
export function isNamed(name: string, { wire, cleared }: UpdateReference): boolean {
  if (!name.startsWith(CUSTOM)) return Object.hasOwn(wire, name) || cleared.has(name);
  const own = name.slice(CUSTOM.length);
  const attributes = (wire.custom ?? []) as unknown as readonly Attribute[];
  return (
    cleared.has(ALL_CUSTOM) ||
    cleared.has(own) ||
    Object.hasOwn(wire, own) ||
    attributes.some(({ key }) => key === own)
  );
}

/** Paths of the values that the vendor does not keep as sent, although it accepts the update. */
export function lostPaths({ request: { provider, input } }: UpdateReference): string[] {
  if (provider !== 'CHARTMOGUL') return [];
  return (input.customFields ?? []).flatMap(({ name, value = null }, index) => {
    const isKept =
      Object.hasOwn(CHARTMOGUL_ATTRIBUTES, name) && (name !== 'Toggle' || typeof value === 'boolean');
    const at = `input.customFields.${index}`;
    return value === null || isKept ? [] : [`${at}.name`, `${at}.value`];
  });
}

/** The parts of the contact that the answer to an update may depend on. */
export function presentIn(record: VendorRecord): Present {
  const { PhoneNumbers = [] } = (record.Contact ?? {}) as { readonly PhoneNumbers?: readonly VendorRecord[] };
  return {
    isPrimary: record.IsPrimary === true,
    hasCustom: Object.entries(record).some(([name, value]) => name.endsWith('__c') && value !== null),
    // A row without an id is a type without an entry.
    numbers: PhoneNumbers.filter(({ PhoneNumberID: id }) => id !== 0).map((row) => ({
      type: Number(row.Type),
      hasNumber: (numbersOf([row]) as readonly JsonValue[]).length > 0,
    })),
  };
}
