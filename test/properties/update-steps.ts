/** Random updates: each field is kept, set or cleared, and some break a rule. */
import fc, { type Arbitrary } from 'fast-check';
import type { ContactChange, ContactInput } from '../../src/model/contact.js';
import { CLEAR_NAMES, CLEARABLE } from './clearable.js';
import { type FieldName, INPUT_ORDER, NOTIFICATIONS, type ProviderName } from './documented.js';
import { fieldOf } from './leaves.js';
import { CHARTMOGUL_ATTRIBUTES } from './ledgers.js';
import { anyInput, keptInput } from './requests.js';

export interface UpdateStep {
  readonly input: ContactChange;
  readonly omit: boolean;
  /** Another client's change before the update, or between its read and its write: a place and a value. */
  readonly elsewhere: { readonly when: 'before' | 'meanwhile'; readonly at: number } | undefined;
}

type Turn = 'leave' | 'set' | 'clear';

interface Drawn {
  readonly values: ContactInput;
  readonly turns: readonly Turn[];
  /** Unchanged fields are null instead of absent. */
  readonly nulls: boolean;
  /** Lists are cleared by an empty list instead of by name. */
  readonly empties: boolean;
  /** Names to clear even if the provider cannot, or if they are also set. */
  readonly stubborn: readonly string[];
}

const NAME_OF = new Map(
  Object.entries(CLEAR_NAMES).flatMap(([name, [field, ...others]]) =>
    field && others.length === 0 ? [[field, name] as const] : [],
  ),
);
const CHANGED = INPUT_ORDER.filter((field) => field !== 'externalId');

/** Attributes of the account with values mostly of their types, and one that it has not defined. */
const attributes = fc.uniqueArray(
  fc.constantFrom(...Object.keys(CHARTMOGUL_ATTRIBUTES), 'Undefined').chain((name) => {
    const text = fc.constantFrom('', 'Sales', 'Ünïts', 'x'.repeat(255));
    const own = name === 'Toggle' ? fc.boolean() : name === 'Seats' ? fc.integer() : text;
    const value = fc.oneof(
      { weight: 12, arbitrary: own },
      { weight: 4, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom('t', 1, true, 'y'.repeat(256)) },
    );
    return value.map((given) => ({ name, value: given }));
  }),
  { selector: ({ name }) => name, maxLength: 4 },
);

function valuesOf(provider: ProviderName): Arbitrary<ContactInput> {
  const kept = keptInput(provider);
  if (provider !== 'CHARTMOGUL') return kept;
  return fc.tuple(kept, attributes).map(([input, customFields]) => ({ ...input, customFields }));
}

export function updateStep(provider: ProviderName): Arbitrary<UpdateStep> {
  const drawn = fc.record({
    values: fc.oneof(
      { weight: 12, arbitrary: valuesOf(provider) },
      { weight: 1, arbitrary: anyInput(provider) },
    ),
    turns: fc.array(fc.constantFrom<Turn>('leave', 'set', 'clear'), {
      minLength: CHANGED.length,
      maxLength: CHANGED.length,
    }),
    nulls: fc.boolean(),
    empties: fc.boolean(),
    stubborn: fc.oneof(
      { weight: 9, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.subarray(Object.keys(CLEAR_NAMES), { minLength: 1, maxLength: 3 }) },
    ),
  });
  return fc.record({
    input: drawn.map((one) => changeOf(provider, one)),
    omit: fc.boolean(),
    elsewhere: fc.option(
      fc.record({ when: fc.constantFrom('before' as const, 'meanwhile' as const), at: fc.nat(1000) }),
      { nil: undefined },
    ),
  });
}

function changeOf(provider: ProviderName, { values, turns, nulls, empties, stubborn }: Drawn): ContactChange {
  const change: Record<string, unknown> = {};
  const clear: string[] = [];
  const put = (field: FieldName, value: unknown) => {
    const [head = '', part] = field.split('.');
    if (part === undefined) change[head] = value;
    else change[head] = { ...(change[head] as object | undefined), [part]: value };
  };
  for (const [index, field] of CHANGED.entries()) {
    const value = fieldOf(values, field);
    const name = NAME_OF.get(field) ?? '';
    const isClearable = CLEARABLE[provider][name] !== undefined;
    const turn = turns[index];
    const isEmpty = Array.isArray(value) && value.length === 0;
    if (turn === 'clear' && isClearable) {
      if (empties && isList(field)) put(field, []);
      else clear.push(name);
    } else if (turn === 'set' && (!isEmpty || NOTIFICATIONS[provider] || field === 'customFields'))
      put(field, value);
    else if (nulls) put(field, null);
  }
  const all = [...clear, ...stubborn];
  return { ...change, ...((all.length > 0 || empties) && { clear: all }) };
}

function isList(field: FieldName): boolean {
  return field === 'emails' || field === 'phones' || field === 'notifications';
}
