import { print } from 'graphql';
import {
  AddContactDocument,
  type AddContactMutation,
  type AddContactMutationVariables,
} from '../generated/operations.js';

type Result = NonNullable<AddContactMutation['addContact']>;
type Variables = AddContactMutationVariables & { options: { idempotencyKey: string } };

const TRIES = 4;
const pause = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));

/** Sends one request until its outcome is known. Undefined means that it still is not: offer to send it again. */
export async function addContact(
  url: string,
  variables: Variables,
  wait = pause,
): Promise<Result | undefined> {
  for (let tries = 1; ; tries += 1) {
    // An exception is a lost connection, which under the same key is safe to repeat.
    const result = await send(url, variables).catch(() => undefined);
    const isRetryable = !result || ('retryable' in result && result.retryable);
    if (!isRetryable || tries === TRIES) return result;
    await wait((result && 'retryAfterSeconds' in result && result.retryAfterSeconds) || tries);
  }
}

async function send(url: string, variables: Variables): Promise<Result | undefined> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(AddContactDocument), variables }),
  });
  const { data } = (await response.json()) as { data?: AddContactMutation };
  return data?.addContact ?? undefined;
}
