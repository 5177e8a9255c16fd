/** One mutation for each verb. All take the same variables and ignore those they do not need. */
import type { Answer } from '../support/ask.js';

export interface WriteVerb {
  readonly verb: 'ADD' | 'UPDATE' | 'REMOVE';
  readonly query: string;
}

/** The customer, its contact for a change, and the input. */
export type WriteRequest = {
  readonly provider: string;
  readonly customerId: string;
  readonly id?: string;
  readonly input: object;
  readonly options?: object;
};

const FAILURES = `
  ... on ContactIdempotencyConflictError { conflict }
  ... on ContactInputInvalidError { outcome violations { code path } }`;

export const WRITE_VERBS: readonly WriteVerb[] = [
  {
    verb: 'ADD',
    query: `mutation (
      $provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $options: AddContactOptions
    ) {
      answer: addContact(provider: $provider, customerId: $customerId, input: $input, options: $options) {
        __typename ... on AddContactSuccess { replayed contact { id } } ${FAILURES}
      }
    }`,
  },
  {
    verb: 'UPDATE',
    query: `mutation ($id: ID!, $input: UpdateContactInput!, $options: UpdateContactOptions) {
      answer: updateContact(id: $id, input: $input, options: $options) {
        __typename ... on UpdateContactSuccess { replayed contact { id } } ${FAILURES}
      }
    }`,
  },
  {
    verb: 'REMOVE',
    query: `mutation ($id: ID!, $options: RemoveContactOptions) {
      answer: removeContact(id: $id, options: $options) {
        __typename ... on RemoveContactSuccess { replayed contactId } ${FAILURES}
      }
    }`,
  },
];

export const [ADDS] = WRITE_VERBS as readonly [WriteVerb, ...WriteVerb[]];

type Ask = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<Pick<Answer, 'data'>>;

/** The request about its own contact, which it adds first unless the verb does. */
export async function requestOf({ verb }: WriteVerb, request: WriteRequest, ask: Ask): Promise<WriteRequest> {
  if (verb === 'ADD') return request;
  const { data } = await ask(ADDS.query, { ...request, options: {} });
  return { ...request, id: data.answer.contact.id };
}
