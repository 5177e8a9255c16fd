/** Describes a provider's options in the same form as its fields. */
import type { FieldType } from '../model/form-words.js';
import {
  type DescribedField,
  type DescribedProvider,
  describeLimits,
  NOTHING,
  writesOf,
} from './describe.js';
import { MAX_ITEMS } from './field-table.js';
import { ACCOUNT, IDEMPOTENCY_KEY, type OptionField, offeredOptions } from './options.js';

const TYPES: Readonly<Record<OptionField['type'], FieldType>> = {
  String: 'TEXT',
  Int: 'INTEGER',
  Boolean: 'BOOLEAN',
  '[String!]': 'TEXT_LIST',
};

/** In `AddContactOptions` order. */
export function describeOptions({ write }: DescribedProvider): DescribedField[] {
  const { options } = write;
  const all: DescribedField['operations'] = [
    ...writesOf({ write }),
    ...(write.remove ? ['REMOVE' as const] : []),
  ];
  return [
    { ...describeOption(['options', 'idempotencyKey'], IDEMPOTENCY_KEY), operations: all },
    describeOption(['options', 'account'], ACCOUNT),
    ...offeredOptions(options).map(([name, field]) => ({
      ...describeOption(['options', options?.key ?? '', name], field),
      ...(!field.addOnly && { operations: all }),
    })),
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
