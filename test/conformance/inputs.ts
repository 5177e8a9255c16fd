/** Inputs generated from a provider's own table, so that a new field is tested without an edit here. */

import type { FieldCapability } from '../../src/mapping/field-table.js';
import type { ContactInput, CustomField, JsonValue, Path } from '../../src/model/contact.js';
import { UNIFIED_FIELDS, type UnifiedField, type UnifiedValues } from '../../src/model/fields.js';
import type { Provider } from '../../src/providers/driver.js';

type Samples = Readonly<Partial<Record<UnifiedField, unknown>>>;

/**
 * A meaningful value of every unified field, so that a provider without the field must reject it. Numbers are
 * in E.164, which every vendor accepts.
 */
export const samples: { readonly [Field in UnifiedField]: UnifiedValues[Field] } = {
  externalId: 'contact-4711',
  name: 'Ada King Lovelace',
  firstName: 'Augusta',
  lastName: 'Lovelace',
  salutation: 'Lady',
  nickname: 'Enchantress',
  jobTitle: 'Analyst',
  label: 'Engines',
  emails: [{ address: 'ada@example.com' }],
  phones: [{ number: '+442079460' }],
  'address.line1': '12 St James Square',
  'address.line2': '2nd floor',
  'address.city': 'London',
  'address.region': 'Greater London',
  'address.county': 'Middlesex',
  'address.postalCode': 'SW1Y 4LE',
  'address.country': 'United Kingdom',
  'address.taxRegion': 'Zone 1',
  notes: 'First line\nSecond line',
  position: 7,
  'socialProfiles.linkedIn': 'https://linkedin.example/in/ada',
  'socialProfiles.twitter': 'https://twitter.example/ada',
  primary: true,
  enabled: false,
  notifications: ['ACCOUNT_EMAIL'],
  customFields: [{ name: 'Team__c', value: 'Operations' }],
};

/** The input with the field set to the value, of any type. */
export function withField(input: ContactInput, field: UnifiedField, value: unknown): ContactInput {
  const [head = '', part] = field.split('.');
  if (part === undefined) return { ...input, [head]: value };
  const outer = (input as Record<string, unknown>)[head] as Record<string, unknown> | undefined;
  return { ...input, [head]: { ...outer, [part]: value } };
}

export function fieldOf(input: unknown, field: UnifiedField): unknown {
  const [head = '', part] = field.split('.');
  const outer = (input as Record<string, unknown>)[head];
  return part === undefined ? outer : (outer as Record<string, unknown> | null | undefined)?.[part];
}

export function keptFields(provider: Provider): readonly UnifiedField[] {
  return UNIFIED_FIELDS.filter((field) => provider.fields[field] !== undefined);
}

/** The fields that each hold one free text. */
export function textFields(provider: Provider): readonly UnifiedField[] {
  return keptFields(provider).filter(
    (field) => typeof samples[field] === 'string' && !hasForm(provider, field),
  );
}

/** The fields that are always required, and those required unless others are given. */
export function requiredFields(provider: Provider): readonly UnifiedField[] {
  return keptFields(provider).filter((field) => {
    const row = provider.fields[field];
    return row?.required || row?.requiredUnless;
  });
}

/** Only required fields; an address if there are none, since no provider accepts an empty contact. */
export function minimalInput(provider: Provider): ContactInput {
  const required = requiredFields(provider);
  const fields: readonly UnifiedField[] = required.length > 0 ? required : ['emails'];
  return fields.reduce((input, field) => withField(input, field, samples[field]), {} as ContactInput);
}

/** The input without the fields that exclude the given one. */
export function besides(provider: Provider, input: ContactInput, field: UnifiedField): ContactInput {
  return keptFields(provider)
    .filter((other) => provider.fields[other]?.excludes?.includes(field))
    .reduce((rest, other) => withField(rest, other, undefined), input);
}

/** A text of no particular form. */
const ANY_TEXT = 'Zoë 😀 <b>"x"</b>';

/** Whether the vendor accepts texts of one form only, such as a code. */
export function hasForm(provider: Provider, field: UnifiedField): boolean {
  const isForm = ({ limits }: FieldCapability) => limits?.pattern?.test(ANY_TEXT) === false;
  return field !== 'customFields' && (provider.fields[field]?.fields.some(isForm) ?? false);
}

/** What most callers give: a name, an address and a number, without kinds. */
export function usualInput(provider: Provider): ContactInput {
  const fields = ['firstName', 'lastName', 'emails', 'phones'] as const;
  const names = provider.fields.firstName ? fields : (['name', 'emails', 'phones'] as const);
  return names
    .filter((field) => provider.fields[field] !== undefined)
    .reduce((input, field) => withField(input, field, samples[field]), {} as ContactInput);
}

/**
 * A value in every leaf and place that the provider keeps. Two inputs if a name may also be given in parts:
 * both together would be a contradiction.
 */
export function fullInputs(
  provider: Provider,
  customFields: readonly CustomField[] = [],
  own: Samples = {},
): ContactInput[] {
  const { name, firstName, lastName } = provider.fields;
  const inputOf = (left: readonly UnifiedField[]) =>
    keptFields(provider)
      .filter((field) => !left.includes(field))
      .reduce(
        (input, field) => withField(input, field, own[field] ?? fullValue(provider, field, customFields)),
        // Values that need no place.
        {
          ...(!provider.fields.enabled && { enabled: true }),
          ...(!provider.fields.primary && { primary: false }),
        } as ContactInput,
      );
  return name && (firstName || lastName)
    ? [inputOf(['firstName', 'lastName']), inputOf(['name'])]
    : [inputOf([])];
}

function fullValue(provider: Provider, field: UnifiedField, customFields: readonly CustomField[]): unknown {
  switch (field) {
    case 'emails':
      return kindsOf(provider, field).map((kind, index) => ({ address: `ada${index}@example.com`, ...kind }));
    case 'phones':
      return kindsOf(provider, field).map((kind, index) => ({ number: `+442079460${index}`, ...kind }));
    case 'notifications':
      return provider.fields.notifications?.fields[0]?.allowedValues;
    case 'customFields':
      return customFields;
    default:
      return samples[field];
  }
}

/** One kind, or none, for each place of a list, in order. */
export function kindsOf(provider: Provider, field: 'emails' | 'phones'): readonly { kind?: string }[] {
  const leaves: readonly FieldCapability[] = provider.fields[field]?.fields ?? [];
  const places = leaves.filter(({ part }) => part !== 'kind');
  const kinds = leaves.find(({ part }) => part === 'kind')?.allowedValues;
  const [only] = places;
  if (places.length === 1 && only?.kind === undefined && kinds) return kinds.map((kind) => ({ kind }));
  return places.map(({ kind }) => (kind === undefined ? {} : { kind }));
}

/** The supplied leaves in input order. */
export function suppliedLeaves(input: ContactInput): { path: Path; value: JsonValue }[] {
  return UNIFIED_FIELDS.flatMap((field) => leaves(fieldOf(input, field), ['input', ...field.split('.')]));
}

const PARTS = ['address', 'number', 'kind', 'name', 'value'];

function leaves(value: unknown, path: Path): { path: Path; value: JsonValue }[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, [...path, String(index)]));
  if (typeof value !== 'object') return [{ path, value: value as JsonValue }];
  const parts = value as Record<string, unknown>;
  return PARTS.filter((part) => part in parts).flatMap((part) => leaves(parts[part], [...path, part]));
}
