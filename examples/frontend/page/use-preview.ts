/** Asks what addContact would do, a little after each change. Nobody but the subgraph is called. */
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { faultsOf } from '../client/faults.js';
import type { AddContactRequest } from '../client/transport.js';
import { PreviewAddContactDocument, type PreviewAddContactQuery } from '../generated/operations.js';
import type { Shown } from './violations.js';

const DEBOUNCE_MS = 250;

export type Fates = NonNullable<PreviewAddContactQuery['previewAddContact']>['fields'];

export interface Preview {
  /** Whether this is about the request as it is now. */
  readonly isCurrent: boolean;
  /** Undefined while nobody answered. */
  readonly violations: readonly Shown[] | undefined;
}

export function usePreview(request: AddContactRequest | undefined): Preview {
  const client = useApolloClient();
  const [answer, setAnswer] = useState<{ text: string; violations: readonly Shown[] | undefined }>();
  const waitMs = useRef(0);
  // Requests that are equal are asked for once.
  const text = request && JSON.stringify(request);
  useEffect(() => {
    if (text === undefined) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const { data, error } = await client.query({
        query: PreviewAddContactDocument,
        variables: JSON.parse(text) as AddContactRequest,
        fetchPolicy: 'no-cache',
        errorPolicy: 'all',
        context: { fetchOptions: { signal: abort.signal } },
      });
      if (abort.signal.aborted) return;
      const faults = faultsOf(error)?.map(({ path, message }) => ({ path, userMessage: message }));
      setAnswer({ text, violations: data?.previewAddContact?.violations ?? faults });
    }, waitMs.current);
    // The first one is what the form opens with: nobody is typing.
    waitMs.current = DEBOUNCE_MS;
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, text]);
  return { isCurrent: answer !== undefined && answer.text === text, violations: answer?.violations };
}
