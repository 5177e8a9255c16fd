/** The React hook over a submission. */
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { apolloTransport, refreshContacts } from './apollo.js';
import { AddContactSubmission, type SubmissionOptions } from './submission.js';

export type UseAddContactOptions = Pick<SubmissionOptions, 'storageKey' | 'storage' | 'arrivesWithinMs'>;

/** Options are read once. `storage` is sessionStorage unless another one is given. */
export function useAddContact(options: UseAddContactOptions = {}) {
  const client = useApolloClient();
  const [submission] = useState(
    () =>
      new AddContactSubmission({
        transport: apolloTransport(client),
        storage: globalThis.sessionStorage,
        ...options,
      }),
  );
  const state = useSyncExternalStore(submission.subscribe, submission.getState);
  useEffect(() => {
    void submission.resume();
    return () => submission.pause();
  }, [submission]);
  useEffect(() => {
    if (state.phase === 'SETTLED' && state.result.__typename === 'AddContactSuccess') {
      refreshContacts(client, state.result.customer.id);
    }
  }, [client, state]);
  return { state, isFrozen: submission.isFrozen, submission };
}
