/** What callers want done with contacts, one command for each verb. */
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

/** The write of a contact that is there. */
export function changeOf(
  operation: 'UPDATE' | 'REMOVE',
  { contact, ...request }: RemoveContactCommand,
  input: ContactChange,
): WriteCommand {
  return { ...request, ...contact, operation, input };
}
