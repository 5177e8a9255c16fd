import type { AddContactMutation } from '../generated/operations.js';

type Result = NonNullable<AddContactMutation['addContact']>;

/** The text to show for a result. Falls back to the interface for a member that is newer than this build. */
export function showResult(result: Result): string {
  switch (result.__typename) {
    case 'AddContactSuccess':
      return `Added ${result.contact.name ?? 'the contact'}.`;
    case 'ContactInputInvalidError':
      // Each has the path of the value in the variables: put the message beside that form field.
      return result.violations.map(({ userMessage }) => userMessage).join('\n');
    case 'ContactCustomerNotFoundError':
      return 'This customer does not exist there any more.';
    case 'ContactDuplicateError':
      return 'This contact exists already.';
    case 'ContactProviderAccessError':
      return `Our access to the provider fails (${result.accessProblem}). Nothing was saved.`;
    case 'ContactProviderRateLimitedError':
    case 'ContactProviderUnavailableError':
      return `Nothing was saved. Try again in ${result.retryAfterSeconds ?? 30} seconds.`;
    case 'ContactProviderRejectedError':
      return `The provider rejected it: ${result.providerMessage ?? result.message}`;
    case 'ContactOutcomeUnknownError':
      // With a key, the same request finds out. Without one, it may save the contact twice.
      return `It may have been saved. ${result.retryable ? 'Try' : 'Look before you try'} again.`;
    case 'ContactIdempotencyConflictError':
      return result.conflict === 'IN_PROGRESS' ? 'Still being saved.' : 'Please start again.';
    default:
      return unknownMember(result);
  }
}

function unknownMember(result: never): string {
  const { message, outcome } = result as { message: string; outcome: string };
  return outcome === 'UNKNOWN' ? `It may have been saved: ${message}` : message;
}
