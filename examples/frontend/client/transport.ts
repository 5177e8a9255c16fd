/** What a submission needs of the network. `apollo.ts` gives it over Apollo Client; any other client will do. */
import type {
  AddContactAttemptQuery,
  AddContactMutation,
  AddContactMutationVariables,
  AddContactOptions,
} from '../generated/operations.js';

export type Result = NonNullable<AddContactMutation['addContact']>;
export type Attempt = NonNullable<AddContactAttemptQuery['addContactAttempt']>;
/** Where a key belongs: a provider, and one of its accounts where it has several. */
export interface Place {
  readonly provider: AddContactMutationVariables['provider'];
  readonly account?: string;
}

/** One contact that a person wants to add. The idempotency key is the submission's matter. */
export type AddContactRequest = Omit<AddContactMutationVariables, 'options'> & {
  readonly options?: Omit<AddContactOptions, 'idempotencyKey'> | null;
};

export type KeyedVariables = AddContactMutationVariables & {
  readonly options: AddContactOptions & { readonly idempotencyKey: string };
};

/** Why a request as a whole was not carried out, such as a variable of the wrong type. */
export interface NotSent {
  readonly __typename: 'NotSent';
  readonly faults: readonly RequestFault[];
}

export interface RequestFault {
  /** From the argument's name on; empty where the fault has no place. */
  readonly path: readonly string[];
  readonly message: string;
}

export interface Transport {
  /** Rejects when it is not certain that nothing was done: no answer, a timeout, an error without an outcome. */
  send(variables: KeyedVariables): Promise<Result | NotSent>;
  /** What became of the key. Null when nobody knows it. Rejects without an answer. */
  look(place: Place, idempotencyKey: string): Promise<Attempt | null>;
}
