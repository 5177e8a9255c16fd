/** The update that an add becomes where the customer has the contact already. */
import { changeIn, decideId } from '../mapping/decide-existing.js';
import { bodyOf } from '../mapping/folds.js';
import type { Contact } from '../model/contact.js';
import type { ProviderCall } from '../providers/call.js';

/** A call that is such an update already stays as it is. */
export function updateOf(
  call: ProviderCall,
  { id, externalId }: Pick<Contact, 'id' | 'externalId'>,
): ProviderCall {
  if (call.isOfAdd) return call;
  const { input, asUpdate = [] } = call;
  return {
    ...call,
    operation: 'UPDATE',
    isOfAdd: true,
    externalId,
    contactId: id,
    input: changeIn(input),
    decisions: [...decideId(input, externalId), ...asUpdate],
    wire: bodyOf(asUpdate),
  };
}
