/**
 * Requests that a caller may send: valid ones, which the provider keeps in full, and any other that fits the
 * schema.
 */
import fc, { type Arbitrary } from 'fast-check';
import type { ContactInput } from '../../src/model/contact.js';
import {
  CRO_PHONES,
  type DocumentedText,
  EMAIL,
  type FieldName,
  INPUT_ORDER,
  NOTIFICATIONS,
  PHONE,
  type ProviderName,
  REQUIRED,
  RPM_PHONE_TYPES,
  RPM_PHONES_MAX,
  TEXTS,
  ZUORA_EMAILS,
  ZUORA_PHONES,
} from './documented.js';
import { leavesOf } from './leaves.js';
import { keptOptions, options } from './options.js';
import type { Request } from './reference.js';
import { anyAddress, anyText, brokenSign, keptAddress, keptText } from './texts.js';

/** Nested values by the path of the field; absent if the arbitrary leaves them out. */
type Flat = Partial<Record<FieldName, unknown>>;

const EMAIL_KINDS = ['WORK', 'PERSONAL'] as const;
const PHONE_KINDS = ['WORK', 'HOME', 'MOBILE', 'FAX', 'OTHER'] as const;
const ALL_NOTIFICATIONS = Object.values(NOTIFICATIONS).flatMap((names) => Object.keys(names));

/** Absent, null or a value. */
function maybe<Value>(arbitrary: Arbitrary<Value>): Arbitrary<Value | null | undefined> {
  return fc.oneof(
    { weight: 3, arbitrary },
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

/** In sequence, each with the text that its kind allows. */
function kinded<Kind extends string>(
  kinds: readonly (Kind | undefined)[],
  part: string,
  textOf: (kind: Kind | undefined) => Arbitrary<string>,
): Arbitrary<unknown[]> {
  return fc
    .shuffledSubarray([...kinds], { minLength: 1 })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((kind) =>
          textOf(kind).map((text) => ({ [part]: text, ...(kind !== undefined && { kind }) })),
        ),
      ),
    );
}

const customValue = fc.oneof(
  keptText({ wire: '', min: 0, multiline: true }),
  fc.constant(''),
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
);

function keptCustomFields(provider: ProviderName): Arbitrary<unknown[]> {
  const name =
    provider === 'ZUORA'
      ? fc.constantFrom('Department__c', '_0__c', 'a__c__c', 'hasOwnProperty__c', `${'x'.repeat(60)}__c`)
      : keptText({ wire: '' }).filter((text) => !['__proto__', 'constructor', 'prototype'].includes(text));
  const field = fc.record({ name, value: customValue });
  return fc.uniqueArray(field, { selector: ({ name: own }) => own, maxLength: 4 });
}

function keptLists(provider: ProviderName): Flat {
  const address = (max?: number) => keptAddress(max).map((text) => ({ address: text }));
  const number = (rules: DocumentedText) => keptText(rules).map((text) => ({ number: text }));
  const rpmNumber = keptText({ wire: '', phone: true }).filter((text) => !/^\s*(none)?\s*$/i.test(text));
  switch (provider) {
    case 'CHARGEBEE':
    case 'CHARTMOGUL':
      return {
        emails: fc.tuple(address(EMAIL[provider].max)),
        phones: fc.tuple(number(PHONE[provider])),
      };
    case 'CRO':
      return {
        emails: fc.array(address(60), { minLength: 1, maxLength: 4 }),
        phones: kinded([undefined, 'FAX'], 'number', (kind) => keptText(CRO_PHONES[kind ?? 'usual'])),
      };
    case 'RPM':
      return {
        emails: fc.tuple(address()),
        phones: fc.array(
          fc.record(
            { number: rpmNumber, kind: fc.constantFrom(...Object.keys(RPM_PHONE_TYPES), null) },
            { requiredKeys: ['number'] },
          ),
          { minLength: 1, maxLength: RPM_PHONES_MAX },
        ),
      };
    case 'ZUORA':
      return {
        emails: kinded(['WORK', 'PERSONAL'], 'address', (kind) =>
          keptAddress(ZUORA_EMAILS[kind ?? 'WORK']?.max),
        ),
        phones: fc.oneof(
          kinded(PHONE_KINDS, 'number', (kind) => keptText(ZUORA_PHONES[kind ?? 'WORK'] ?? { wire: '' })),
          // The second of a kind goes to the place for others.
          fc
            .tuple(
              fc.constantFrom('WORK', 'HOME', 'MOBILE', null, undefined),
              keptText({ wire: '', max: 40, phone: true }),
            )
            .map(([kind, text]) => [
              { number: text, kind },
              { number: [...text].reverse().join(''), kind },
            ]),
        ),
      };
  }
}

/** Inputs that the provider keeps in full. */
export function keptInput(provider: ProviderName): Arbitrary<ContactInput> {
  const texts = Object.entries(TEXTS[provider]).map(([field, rules]) => [field, keptText(rules)] as const);
  const switches = Object.keys(NOTIFICATIONS[provider] ?? {});
  const keepsCustom = provider === 'CHARTMOGUL' || provider === 'ZUORA';
  const fields: Flat = {
    ...Object.fromEntries(texts),
    ...keptLists(provider),
    primary: provider === 'RPM' ? fc.boolean() : fc.constant(false),
    enabled: provider === 'CHARGEBEE' ? fc.boolean() : fc.constant(true),
    notifications:
      switches.length > 0 ? fc.array(fc.constantFrom(...switches), { maxLength: 4 }) : fc.constant([]),
    ...(provider === 'CHARTMOGUL' && { position: fc.integer({ min: 1, max: 2 ** 31 - 1 }) }),
    ...(keepsCustom && { customFields: keptCustomFields(provider) }),
  };
  const model = Object.fromEntries(
    Object.entries(fields).map(([field, arbitrary]) => [
      field,
      REQUIRED[provider].includes(field as FieldName)
        ? (arbitrary as Arbitrary<unknown>)
        : maybe(arbitrary as Arbitrary<unknown>),
    ]),
  );
  const flat = fc.record(model) as Arbitrary<Flat>;
  if (provider !== 'CRO') return flat.map(nested);
  const part = keptText({ wire: '', max: 60 });
  const named = fc.oneof(
    fc.constant({}),
    fc
      .record({ firstName: part, lastName: part }, { requiredKeys: [] })
      .map((parts) => ({ name: null, ...parts })),
  );
  return fc.tuple(flat, named).map(([given, name]) => nested({ ...given, ...name }));
}

const custom = fc.oneof(customValue, fc.double(), fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined));

/** Mostly texts that every place accepts: the choice of place matters more than the content. */
const someNumber = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('+49 30 7946', '0071234', '(0)20&7=9') },
  { weight: 1, arbitrary: fc.constantFrom(' none', 'None', ' ', '\u00a0') },
  { weight: 1, arbitrary: anyText },
);

const anyFields: Flat = {
  emails: fc.array(
    fc.record(
      { address: anyAddress, kind: fc.constantFrom(...EMAIL_KINDS, null, undefined) },
      { requiredKeys: ['address'] },
    ),
    { maxLength: 4 },
  ),
  phones: fc.array(
    fc.record(
      { number: someNumber, kind: fc.constantFrom(...PHONE_KINDS, null, undefined) },
      { requiredKeys: ['number'] },
    ),
    { maxLength: 7 },
  ),
  position: fc.oneof(fc.integer(), fc.constantFrom(0, 1, -1)),
  primary: fc.boolean(),
  enabled: fc.boolean(),
  notifications: fc.array(fc.constantFrom(...ALL_NOTIFICATIONS), { maxLength: 4 }),
  customFields: fc.array(
    fc.record(
      { name: fc.oneof(anyText, fc.constantFrom('Department__c', 'a__c', '__proto__')), value: custom },
      { requiredKeys: ['name'] },
    ),
    { maxLength: 4 },
  ),
};

/** The lists, which offer the most values without a place. */
const LISTS = ['emails', 'phones', 'notifications', 'customFields'] as const;

/**
 * Changes of some fields to anything that fits the schema, including fields without a place at the provider.
 */
const anyChange: Arbitrary<Flat> = fc
  .oneof(fc.subarray<FieldName>([...INPUT_ORDER], { maxLength: 5 }), fc.subarray<FieldName>([...LISTS]))
  .chain((fields) =>
    fc.record(
      Object.fromEntries(
        fields.map((field) => [
          field,
          maybe((anyFields[field] as Arbitrary<unknown> | undefined) ?? anyText),
        ]),
      ),
    ),
  );

/** Inputs that the provider keeps, except for some fields with arbitrary values. */
export function anyInput(provider: ProviderName): Arbitrary<ContactInput> {
  return fc
    .tuple(keptInput(provider), anyChange, fc.constantFrom({}, { address: null }, { socialProfiles: null }))
    .map(([kept, change, nulls]) => {
      const { address, socialProfiles, ...changed } = nested(change);
      return {
        ...kept,
        ...changed,
        ...(address && { address: { ...kept.address, ...address } }),
        ...(socialProfiles && { socialProfiles: { ...kept.socialProfiles, ...socialProfiles } }),
        ...nulls,
      };
    });
}

/** Inputs that the provider keeps, except for one character somewhere in one text. */
function injectedInput(provider: ProviderName): Arbitrary<ContactInput> {
  return fc.tuple(keptInput(provider), fc.nat(), fc.nat(), brokenSign).map(([kept, which, at, sign]) => {
    const input = structuredClone(kept);
    const texts = textPlaces(input);
    const place = texts[which % Math.max(1, texts.length)];
    if (place) {
      const text = String(place.holder[place.name]);
      const position = at % (text.length + 1);
      place.holder[place.name] = text.slice(0, position) + sign + text.slice(position);
    }
    return input;
  });
}

interface TextPlace {
  readonly holder: Record<string, unknown>;
  readonly name: string;
}

/** The places of free text. */
function textPlaces(value: unknown): TextPlace[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.entries(holder).flatMap(([name, inner]) => {
    if (name === 'kind' || name === 'notifications') return [];
    return typeof inner === 'string' ? [{ holder, name }] : textPlaces(inner);
  });
}

function nested(flat: Flat): ContactInput {
  const input: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(flat)) {
    const [head = '', part] = field.split('.');
    if (part === undefined) input[head] = value;
    else input[head] = { ...(input[head] as object | undefined), [part]: value };
  }
  return input as ContactInput;
}

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), minLength: length, maxLength: length });
const uuid = fc.tuple(hex(8), hex(4), hex(4), hex(4), hex(12)).map((groups) => groups.join('-'));

/** Ids of the right form, including odd ones. */
export const KEPT_CUSTOMER_IDS: Readonly<Record<ProviderName, Arbitrary<string>>> = {
  CHARGEBEE: fc.oneof(
    fc.constantFrom('cus_acme', '...', 'a..b', "cus!$&'()*+,:=@~[]", 'zoë-😀', '😀'.repeat(50), '__proto__'),
    fc.string({ unit: fc.constantFrom(...'abc019-_.~&=+@:'), minLength: 3, maxLength: 50 }),
  ),
  CHARTMOGUL: uuid.map((id) => `cus_${id}`),
  CRO: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String),
  RPM: fc.integer({ min: 1, max: 2 ** 31 - 1 }).map(String),
  ZUORA: fc.oneof(fc.constantFrom('A00000001', '...', 'A-1_2.3', 'x'.repeat(255), 'f'.repeat(31)), hex(32)),
};

const TRAVERSALS = [
  '',
  '.',
  '..',
  '../x',
  'a/b',
  'a\\b',
  'a?b=c',
  'a#b',
  '%2e%2e',
  '%2F',
  ';',
  'a\r\nx-injected: 1',
  'a b',
  '0',
  '01',
  '1e3',
  '2147483648',
  '9223372036854775808',
  '\u0661\u0662',
  'cus_5915ee5a-babd-406b-b8ce-d207133fb4cb\n',
] as const;

export function anyCustomerId(provider: ProviderName): Arbitrary<string> {
  return fc.oneof(
    { weight: 2, arbitrary: KEPT_CUSTOMER_IDS[provider] },
    { weight: 2, arbitrary: fc.constantFrom(...TRAVERSALS) },
    { weight: 2, arbitrary: anyText },
    // Of another provider's form, or nearly of its own.
    { weight: 1, arbitrary: fc.oneof(...Object.values(KEPT_CUSTOMER_IDS)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          KEPT_CUSTOMER_IDS[provider],
          fc.nat(),
          fc.constantFrom('/', '%', ' ', '\n', '0', 'g', '\ud800', '.'),
        )
        .map(([id, at, sign]) => id.slice(0, at % (id.length + 1)) + sign + id.slice(at % (id.length + 1))),
    },
  );
}

/** Whether more is given than implied values: no provider accepts an empty contact. */
function hasValue({ enabled: _, primary, ...input }: ContactInput): boolean {
  return primary === true || leavesOf(input).length > 0;
}

/** Requests that must be accepted and arrive unchanged. */
export function keptRequest(provider: ProviderName): Arbitrary<Request> {
  return KEPT_CUSTOMER_IDS[provider].chain((customerId) =>
    fc.record({
      provider: fc.constant(provider),
      customerId: fc.constant(customerId),
      input: keptInput(provider).filter(hasValue),
      omit: fc.boolean(),
      options: keptOptions(provider, customerId),
    }),
  );
}

/** Requests of which anything may be invalid. */
export function anyRequest(provider: ProviderName): Arbitrary<Request> {
  return fc.record({
    provider: fc.constant(provider),
    customerId: fc.oneof(
      { weight: 4, arbitrary: KEPT_CUSTOMER_IDS[provider] },
      { weight: 1, arbitrary: anyCustomerId(provider) },
    ),
    input: fc.oneof(keptInput(provider), anyInput(provider), anyInput(provider), injectedInput(provider)),
    omit: fc.boolean(),
    options: options(provider),
  });
}
