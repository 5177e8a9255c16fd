/** The update that an add becomes where the customer has the contact already. */
import { changeIn, decideExisting } from '../mapping/decide-existing.js';
import { bodyOf } from '../mapping/folds.js';
import type { Contact } from '../model/contact.js';
import type { Provider, ProviderCall } from '../providers/driver.js';

/** A call that is such an update already stays as it is. */
export function updateOf(
  call: ProviderCall,
  provider: Provider,
  { id, externalId }: Pick<Contact, 'id' | 'externalId'>,
): ProviderCall {
  if (call.isOfAdd) return call;
  const decisions = decideExisting(call.input, provider, externalId);
  return {
    ...call,
    operation: 'UPDATE',
    isOfAdd: true,
    externalId,
    contactId: id,
    input: changeIn(call.input),
    decisions,
    wire: bodyOf(decisions),
  };
}
