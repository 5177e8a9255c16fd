/** The options that a provider takes, described like its fields. */
import type { FieldType } from '../model/form-words.js';
import { type DescribedField, type DescribedProvider, describeLimits, NOTHING } from './describe.js';
import { MAX_ITEMS } from './field-table.js';
import { ACCOUNT, IDEMPOTENCY_KEY, type OptionField } from './options.js';

const TYPES: Readonly<Record<OptionField['type'], FieldType>> = {
  String: 'TEXT',
  Int: 'INTEGER',
  Boolean: 'BOOLEAN',
  '[String!]': 'TEXT_LIST',
};

/** In the order of `AddContactOptions`. */
export function describeOptions({ write: { options } }: DescribedProvider): DescribedField[] {
  const own = Object.entries(options?.fields ?? {}).filter(([name]) => !options?.withheld?.has(name));
  return [
    describeOption(['options', 'idempotencyKey'], IDEMPOTENCY_KEY),
    describeOption(['options', 'account'], ACCOUNT),
    ...own.map(([name, field]) => describeOption(['options', options?.key ?? '', name], field)),
  ];
}

function describeOption(path: DescribedField['path'], field: Omit<OptionField, 'also'>): DescribedField {
  const { title, help = null, description, wire, example = null } = field;
  return {
    ...NOTHING,
    ...describeLimits(field.limits),
    path,
    type: TYPES[field.type],
    group: 'ADVANCED',
    title,
    help,
    description,
    maxItems: field.type === '[String!]' ? MAX_ITEMS : null,
    minimum: field.minimum ?? null,
    example,
    providerField: wire,
  };
}
