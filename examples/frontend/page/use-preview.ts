/** Previews a write shortly after each change. Only the subgraph is called. */
import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { faultsOf } from '../client/faults.js';
import type { AddContactRequest, UpdateContactRequest } from '../client/transport.js';
import { PreviewAddContactDocument, PreviewUpdateContactDocument } from '../generated/operations.js';
import type { Shown } from './violations.js';

const DEBOUNCE_MS = 250;

export interface Preview {
  /** Whether this is about the current request. */
  readonly isCurrent: boolean;
  /** Undefined until there is an answer. */
  readonly violations: readonly Shown[] | undefined;
}

interface Answer {
  readonly violations: readonly Shown[] | undefined;
  readonly error?: unknown;
}

export type AskPreview<Request> = (
  client: ApolloClient,
  variables: Request,
  signal: AbortSignal,
) => Promise<Answer>;

export const previewAdd: AskPreview<AddContactRequest> = async (client, variables, signal) => {
  const query = PreviewAddContactDocument;
  const { data, error } = await client.query({ query, variables, ...policiesOf(signal) });
  return { violations: data?.previewAddContact?.violations, error };
};

export const previewUpdate: AskPreview<UpdateContactRequest> = async (client, variables, signal) => {
  const query = PreviewUpdateContactDocument;
  const { data, error } = await client.query({ query, variables, ...policiesOf(signal) });
  return { violations: data?.previewUpdateContact?.violations, error };
};

const policiesOf = (signal: AbortSignal) =>
  ({ fetchPolicy: 'no-cache', errorPolicy: 'all', context: { fetchOptions: { signal } } }) as const;

export function usePreview<Request>(ask: AskPreview<Request>, request: Request | undefined): Preview {
  const client = useApolloClient();
  const [answer, setAnswer] = useState<{ text: string; violations: readonly Shown[] | undefined }>();
  const waitMs = useRef(0);
  // Equal requests are sent once.
  const text = request && JSON.stringify(request);
  useEffect(() => {
    if (text === undefined) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const { violations, error } = await ask(client, JSON.parse(text) as Request, abort.signal);
      if (abort.signal.aborted) return;
      const faults = faultsOf(error)?.map(({ path, message }) => ({ path, userMessage: message }));
      setAnswer({ text, violations: violations ?? faults });
    }, waitMs.current);
    // The first one is the form's initial state, so there is no typing to wait for.
    waitMs.current = DEBOUNCE_MS;
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [ask, client, text]);
  return { isCurrent: answer !== undefined && answer.text === text, violations: answer?.violations };
}
