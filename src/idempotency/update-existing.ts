/** Turns an add into an update if the customer already has the contact. */
import { changeIn, decideAddOnly, decideId } from '../mapping/decide-existing.js';
import { bodyOf, returnedFates } from '../mapping/folds.js';
import type { Contact } from '../model/contact.js';
import type { FieldFate } from '../model/outcome.js';
import type { ProviderCall } from '../providers/call.js';
import type { Provider } from '../providers/driver.js';

/** The update of that contact. A call that is already one stays unchanged. */
export function updateOf(
  { write }: Pick<Provider, 'write'>,
  call: ProviderCall,
  { id, externalId }: Pick<Contact, 'id' | 'externalId'>,
): ProviderCall {
  if (call.isOfAdd) return call;
  const { input, asUpdate = [], givenOptions } = call;
  return {
    ...call,
    operation: 'UPDATE',
    isOfAdd: true,
    externalId,
    contactId: id,
    input: changeIn(input),
    decisions: [...decideId(input, externalId), ...asUpdate, ...decideAddOnly(givenOptions, write.options)],
    wire: bodyOf(asUpdate),
  };
}

/** The fates of an add that returned an existing contact: nothing was sent. */
export function fatesOfReturned(provider: Provider, { decisions, givenOptions }: ProviderCall): FieldFate[] {
  return returnedFates([...decisions, ...decideAddOnly(givenOptions, provider.write.options)], provider);
}
