/** What a frontend takes from this package. */
export * from '../generated/operations.js';
export { groupTitles, possibleTypes } from '../generated/schema-facts.js';
export { apolloTransport, createCache, refreshContacts, typePolicies } from './apollo.js';
export { type Clock, systemClock } from './clock.js';
export { faultsOf } from './faults.js';
export type { KeyStorage } from './kept-key.js';
export { AddContactSubmission, type SubmissionOptions, type SubmissionState } from './submission.js';
export type {
  AddContactRequest,
  Attempt,
  NotSent,
  Place,
  RequestFault,
  Result,
  Transport,
} from './transport.js';
export { type UseAddContactOptions, useAddContact } from './use-add-contact.js';
