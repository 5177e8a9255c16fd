/** Runs an add through a field table as the update of a contact that was there before. */
import type { ContactChange } from '../model/contact.js';
import { POSITION, type TabledProvider } from './decide.js';
import { decideUpdate } from './decide-update.js';
import type { Decision } from './decisions.js';
import type { OptionTable } from './options.js';

/** The input without the id of the contact, which no update changes. */
export function changeIn({ externalId: _, ...change }: ContactChange): ContactChange {
  return change;
}

/** Whatever contact it is: what becomes of the id that the add gives is for `decideId`. */
export function decideExisting(input: ContactChange, provider: TabledProvider): readonly Decision[] {
  return decideUpdate(changeIn(input), provider);
}

/** The decision about the id that the add gives, once it is known which contact was there. */
export function decideId({ externalId }: ContactChange, existingId: string): readonly Decision[] {
  if (externalId === undefined || externalId === null) return [];
  const { path } = POSITION.externalId;
  if (externalId === existingId) {
    return [{ as: 'IMPLIED', path, reason: 'The contact that was there has this id already.' }];
  }
  const reason = 'The contact that was there keeps its own id.';
  return [{ as: 'UNSUPPORTED', path, leaves: [path], reason }];
}

/** The decisions about given options that only a call which adds takes: the contact was there. */
export function decideAddOnly(
  given: Readonly<Record<string, unknown>>,
  table: OptionTable | undefined,
): readonly Decision[] {
  if (!table) return [];
  const names = Object.keys(table.fields).filter((name) => table.fields[name]?.addOnly && name in given);
  const reason = 'Only a call that adds a contact takes it, and the contact was there.';
  return names.map((name) => {
    const path = ['options', table.key, name];
    return { as: 'UNSUPPORTED', path, leaves: [path], reason };
  });
}
