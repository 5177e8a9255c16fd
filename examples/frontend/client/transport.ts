/**
 * What a submission needs of the network. `apollo.ts` gives it over Apollo Client; any other client will do.
 */
import type {
  AddContactMutationVariables,
  ContactAttemptQuery,
  RemoveContactMutationVariables,
  UpdateContactMutationVariables,
} from '../generated/operations.js';

export type Attempt = NonNullable<ContactAttemptQuery['contactAttempt']>;
/** Of any write. */
export type Result = NonNullable<Attempt['result']>;

/** Where a key belongs: a provider, and one of its accounts where it has several. */
export interface Place {
  readonly provider: AddContactMutationVariables['provider'];
  readonly account?: string;
}

/** One write that a person wants. The idempotency key is the submission's matter. */
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

export interface Transport<Request extends WriteRequest> {
  /**
   * Rejects when it is not certain that nothing was done: no answer, a timeout, an error without an outcome.
   */
  send(variables: Keyed<Request>): Promise<Result | NotSent>;
  /** What became of the key. Null when nobody knows it. Rejects without an answer. */
  look(place: Place, idempotencyKey: string): Promise<Attempt | null>;
}

/** The id of a contact begins with the provider and, after an @, the name of the account. */
export function placeOf(request: WriteRequest): Place {
  if ('customerId' in request) return place(request.provider, request.options?.account);
  const [provider = '', account] = String(request.id).split(':', 1)[0]?.split('@') ?? [];
  return place(provider as Place['provider'], account);
}

function place(provider: Place['provider'], account: string | number | null | undefined): Place {
  return account ? { provider, account: String(account) } : { provider };
}
