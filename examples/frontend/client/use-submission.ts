/** React hooks for submissions: add, update and remove a contact. */
import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { adding, refreshContacts, removing, updating } from './apollo.js';
import { Submission, type SubmissionOptions } from './submission.js';
import type { NotSent, Result, Transport, WriteRequest } from './transport.js';

export type UseSubmissionOptions = Partial<
  Pick<SubmissionOptions<never>, 'storageKey' | 'storage' | 'arrivesWithinMs'>
>;

/** Options are read once. `storage` defaults to sessionStorage. */
export const useAddContact = (options: UseSubmissionOptions = {}) =>
  useSubmission(adding, { storageKey: 'add-contact', ...options });
export const useUpdateContact = (options: UseSubmissionOptions = {}) =>
  useSubmission(updating, { storageKey: 'update-contact', ...options });
export const useRemoveContact = (options: UseSubmissionOptions = {}) =>
  useSubmission(removing, { storageKey: 'remove-contact', ...options });

function useSubmission<Request extends WriteRequest>(
  transportOf: (client: ApolloClient) => Transport<Request>,
  options: UseSubmissionOptions & Pick<SubmissionOptions<Request>, 'storageKey'>,
) {
  const client = useApolloClient();
  const [submission] = useState(
    () =>
      new Submission({
        transport: transportOf(client),
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
    if (state.phase === 'SETTLED' && isNews(state.result)) refreshContacts(client);
  }, [client, state]);
  return { state, isFrozen: submission.isFrozen, submission };
}

/** Whether the screen is now outdated. */
function isNews({ __typename }: Result | NotSent): boolean {
  return __typename.endsWith('Success') || __typename === 'ContactNotFoundError';
}
