/** The public API of this package. */
export * from '../generated/operations.js';
export { groupTitles, possibleTypes } from '../generated/schema-facts.js';
export { adding, createCache, refreshContacts, removing, typePolicies, updating } from './apollo.js';
export { type Clock, systemClock } from './clock.js';
export { faultsOf } from './faults.js';
export type { KeyStorage } from './kept-key.js';
export { Submission, type SubmissionOptions, type SubmissionState } from './submission.js';
export type {
  AddContactRequest,
  Attempt,
  NotSent,
  Place,
  RemoveContactRequest,
  RequestFault,
  Result,
  Transport,
  UpdateContactRequest,
  WriteRequest,
} from './transport.js';
export {
  type UseSubmissionOptions,
  useAddContact,
  useRemoveContact,
  useUpdateContact,
} from './use-submission.js';
