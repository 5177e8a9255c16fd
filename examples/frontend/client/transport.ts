/**
 * A submission's network interface. `apollo.ts` implements it with Apollo Client; any other client works too.
 */
import type {
  AddContactMutationVariables,
  ContactAttemptQuery,
  RemoveContactMutationVariables,
  UpdateContactMutationVariables,
} from '../generated/operations.js';

export type Attempt = NonNullable<ContactAttemptQuery['contactAttempt']>;
/** For any write. */
export type Result = NonNullable<Attempt['result']>;

/** Where a key belongs: a provider, and one of its accounts if there are several. */
export interface Place {
  readonly provider: AddContactMutationVariables['provider'];
  readonly account?: string;
}

/** A write that the user wants. The submission adds the idempotency key. */
export type AddContactRequest = Keyless<AddContactMutationVariables>;
export type UpdateContactRequest = Keyless<UpdateContactMutationVariables>;
export type RemoveContactRequest = Keyless<RemoveContactMutationVariables>;
export type WriteRequest = AddContactRequest | UpdateContactRequest | RemoveContactRequest;

type Keyless<Variables extends { options?: object | null | undefined }> = Omit<Variables, 'options'> & {
  readonly options?: Omit<NonNullable<Variables['options']>, 'idempotencyKey'> | null;
};
export type Keyed<Request extends WriteRequest> = Request & {
  readonly options: { readonly idempotencyKey: string };
};

/** Why a request as a whole was not executed, such as a variable of the wrong type. */
export interface NotSent {
  readonly __typename: 'NotSent';
  readonly faults: readonly RequestFault[];
}

export interface RequestFault {
  /** Starts with the argument's name; empty if the fault has no location. */
  readonly path: readonly string[];
  readonly message: string;
}

export interface Transport<Request extends WriteRequest> {
  /**
   * Rejects unless it is certain that nothing was done: no answer, a timeout, an error without an outcome.
   */
  send(variables: Keyed<Request>): Promise<Result | NotSent>;
  /** The outcome of a key. Null if the key is unknown. Rejects without an answer. */
  look(place: Place, idempotencyKey: string): Promise<Attempt | null>;
}

/** A contact id begins with the provider and, after an @, the account's name. */
export function placeOf(request: WriteRequest): Place {
  if ('customerId' in request) return place(request.provider, request.options?.account);
  const [provider = '', account] = String(request.id).split(':', 1)[0]?.split('@') ?? [];
  return place(provider as Place['provider'], account);
}

function place(provider: Place['provider'], account: string | number | null | undefined): Place {
  return account ? { provider, account: String(account) } : { provider };
}
