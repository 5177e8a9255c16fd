/** An update derived from an add: fewer fields, emptied lists, cleared fields. */
import fc, { type Arbitrary } from 'fast-check';
import type { ContactChange } from '../../src/model/contact.js';
import { contactFields } from '../../src/model/fields.js';
import type { Provider } from '../../src/providers/driver.js';
import type { Request } from './reference.js';

interface Update {
  /** Fields whose flag is false are left out. */
  readonly named: readonly boolean[];
  readonly emptied: readonly string[];
  readonly clear: readonly string[] | null | undefined;
}

const LISTS = ['emails', 'phones', 'notifications', 'customFields'];
const NAMES = Object.keys(contactFields);

export const anyUpdate: Arbitrary<Update> = fc.record({
  named: fc.oneof(
    fc.constant([true]),
    fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
    fc.constant([false]),
  ),
  emptied: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(LISTS, { maxLength: 2 })),
  clear: fc.oneof(fc.constantFrom(undefined, null, []), {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }),
  }),
});

/** The input and options as `updateContact` takes them. */
export function asUpdate(
  { input, options }: Request,
  { named, emptied, clear }: Update,
  { write }: Provider,
): Pick<Request, 'input' | 'options'> {
  const { externalId: _, ...fields } = input;
  const chosen = Object.entries(fields).filter((_entry, index) => named[index % named.length]);
  const key = write.options?.key ?? '';
  const addOnly = Object.entries(write.options?.fields ?? {}).filter(([, field]) => field.addOnly);
  const own = Object.entries(options[key] ?? {}).filter(
    ([name]) => !addOnly.some(([other]) => other === name),
  );
  const changed: ContactChange = {
    ...Object.fromEntries(chosen),
    ...Object.fromEntries(emptied.map((list) => [list, []])),
    ...(clear !== undefined && { clear }),
  };
  return {
    input: changed,
    options: { ...options, ...(options[key] && { [key]: Object.fromEntries(own) }) },
  };
}
