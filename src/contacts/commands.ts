/** Commands for contacts, one per verb. */
import type { ContactChange, ContactInput, ContactRef } from '../model/contact.js';
import type { WriteCommand, WriteOptions } from './check-write.js';

export type AddContactOptions = WriteOptions;

export interface AddContactCommand extends Omit<WriteCommand, 'operation' | 'externalId' | 'input'> {
  readonly input: ContactInput;
}

export interface RemoveContactCommand
  extends Pick<WriteCommand, 'options' | 'caller' | 'requestId' | 'calls'> {
  readonly contact: ContactRef;
}

export interface UpdateContactCommand extends RemoveContactCommand {
  readonly input: ContactChange;
}

/** A write to an existing contact. */
export function changeOf(
  operation: 'UPDATE' | 'REMOVE',
  { contact, ...request }: RemoveContactCommand,
  input: ContactChange,
): WriteCommand {
  return { ...request, ...contact, operation, input };
}
