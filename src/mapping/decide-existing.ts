/** Runs an add through a field table as the update of a contact that was there before. */
import type { ContactChange } from '../model/contact.js';
import { POSITION, type TabledProvider } from './decide.js';
import { decideUpdate } from './decide-update.js';
import type { Decision } from './decisions.js';

/** The input without the id of the contact, which no update changes. */
export function changeIn({ externalId: _, ...change }: ContactChange): ContactChange {
  return change;
}

/** `existingId`: of the contact, where it is known. */
export function decideExisting(
  input: ContactChange,
  provider: TabledProvider,
  existingId?: string,
): readonly Decision[] {
  const decisions = decideUpdate(changeIn(input), provider);
  const { externalId } = input;
  if (existingId === undefined || externalId === undefined || externalId === null) return decisions;
  const { path } = POSITION.externalId;
  const own: Decision =
    externalId === existingId
      ? { as: 'IMPLIED', path, reason: 'The contact that was there has this id already.' }
      : { as: 'UNSUPPORTED', path, leaves: [path], reason: 'The contact that was there keeps its own id.' };
  return [own, ...decisions];
}
