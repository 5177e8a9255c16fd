/** Adds that look for an existing contact first, at vendors that keep what they receive. */
import type { AddContactCommand, AddContactOptions } from '../../src/contacts/commands.js';
import type { ProviderId } from '../../src/model/contact.js';
import type { AddedContact, Outcome } from '../../src/model/outcome.js';
import { command, type KeyedStage } from './keyed-stage.js';

export type Options = Partial<AddContactOptions>;
export type Changes = Partial<AddContactCommand['input']> & { customer?: number };

/** Without a key unless the options have one. */
export function request(
  provider: ProviderId,
  options: Options = {},
  changes: Changes = {},
): AddContactCommand {
  const { options: _, ...rest } = command(provider, 1, changes);
  return { ...rest, options: { ifExists: 'RETURN_EXISTING', ...options } };
}

export const add = (stage: KeyedStage, ...given: Parameters<typeof request>) =>
  stage.service.add(request(...given));

/** The contact's id and whether it was created, or why there is none. */
export function told(outcome: Outcome<AddedContact>): unknown {
  if (!outcome.ok) return outcome.failure;
  const { contact, found } = outcome.value;
  return { id: contact.externalId, created: found === undefined };
}

export const idOf = (outcome: Outcome<AddedContact>) =>
  outcome.ok ? outcome.value.contact.externalId : undefined;
