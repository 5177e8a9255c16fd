/**
 * One mutation for each verb, with the same variables for all: those that a verb has no use for are ignored.
 */
import type { Answer } from '../support/ask.js';

export interface WriteVerb {
  readonly verb: 'ADD' | 'UPDATE' | 'REMOVE';
  readonly query: string;
}

/** The customer, the contact of it that a change is about, and what is said of it. */
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

/** The request about a contact of its own, which it adds for the purpose unless the verb does. */
export async function requestOf({ verb }: WriteVerb, request: WriteRequest, ask: Ask): Promise<WriteRequest> {
  if (verb === 'ADD') return request;
  const { data } = await ask(ADDS.query, { ...request, options: {} });
  return { ...request, id: data.answer.contact.id };
}
