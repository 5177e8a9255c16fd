/** Runs an add through a field table as an update of an existing contact. */
import type { ContactChange } from '../model/contact.js';
import { POSITION, type TabledProvider } from './decide.js';
import { decideUpdate } from './decide-update.js';
import { type Decision, unsupported } from './decisions.js';
import type { OptionTable } from './options.js';

/** The input without the contact's id, which no update changes. */
export function changeIn({ externalId: _, ...change }: ContactChange): ContactChange {
  return change;
}

/** Independent of the contact found; `decideId` handles the id that the add gives. */
export function decideExisting(input: ContactChange, provider: TabledProvider): readonly Decision[] {
  return decideUpdate(changeIn(input), provider);
}

/** The decision about the given id, once the existing contact is known. */
export function decideId({ externalId }: ContactChange, existingId: string): readonly Decision[] {
  if (externalId === undefined || externalId === null) return [];
  const { path } = POSITION.externalId;
  if (externalId === existingId) {
    return [{ as: 'IMPLIED', path, reason: 'The existing contact already has this id.' }];
  }
  return [unsupported(path, 'The existing contact keeps its own id.')];
}

/** Decisions about given options that only an add takes, because the contact already exists. */
export function decideAddOnly(
  given: Readonly<Record<string, unknown>>,
  table: OptionTable | undefined,
): readonly Decision[] {
  if (!table) return [];
  const names = Object.keys(table.fields).filter((name) => table.fields[name]?.addOnly && name in given);
  const reason = 'It applies only to a new contact, and the contact already existed.';
  return names.map((name) => unsupported(['options', table.key, name], reason));
}
