/** The React hook that removes one contact after the other, each with an idempotency key of its own. */
import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { RemoveContactDocument, type RemoveContactMutation } from '../generated/operations.js';
import { refreshContacts } from './apollo.js';
import { faultsOf } from './faults.js';
import type { NotSent } from './transport.js';

type Removed = NonNullable<RemoveContactMutation['removeContact']> | NotSent;

export interface RemovalState {
  readonly contact: { readonly id: string; readonly name: string | null };
  /** The same for each try, so that the contact is removed once at most. */
  readonly key: string;
  readonly phase: 'CHOSEN' | 'SENDING' | 'SETTLED' | 'UNKNOWN';
  /** Absent where no answer came. */
  readonly result?: Removed;
}

/** The list of the customer is read again when the contact is gone, or may be. */
export function useRemoveContact(customerEntityId: string | undefined) {
  const client = useApolloClient();
  const [state, setState] = useState<RemovalState>();

  async function send(id: string, idempotencyKey: string): Promise<Removed | undefined> {
    const { data, error } = await client.mutate({
      mutation: RemoveContactDocument,
      variables: { id, options: { idempotencyKey } },
      errorPolicy: 'all',
    });
    const faults = faultsOf(error);
    return data?.removeContact ?? (faults && { __typename: 'NotSent', faults });
  }

  return {
    state,
    isFrozen: state?.phase === 'SENDING' || state?.phase === 'UNKNOWN',
    choose: (contact: RemovalState['contact']) =>
      setState({ contact, key: crypto.randomUUID(), phase: 'CHOSEN' }),
    dismiss: () => setState(undefined),
    /** Also asks again what became of it: with the same key, nothing is done twice. */
    async remove({ contact, key }: RemovalState) {
      setState({ contact, key, phase: 'SENDING' });
      const result = await send(contact.id, key).catch(() => undefined);
      const phase = isUnknown(result) ? 'UNKNOWN' : 'SETTLED';
      setState({ contact, key, phase, ...(result && { result }) });
      if (customerEntityId !== undefined) refreshContacts(client, customerEntityId);
    },
  };
}

function isUnknown(result: Removed | undefined): boolean {
  return !result || ('outcome' in result && result.outcome === 'UNKNOWN');
}
