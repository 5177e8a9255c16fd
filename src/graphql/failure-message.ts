/** What to tell a developer about a failure. No message holds a value of the request. */
import { type AccessProblem, type Failure, MAX_VIOLATIONS } from '../model/outcome.js';

const accessMessages: Readonly<Record<AccessProblem, string>> = {
  NOT_CONFIGURED: 'is not configured in this subgraph, or names a site or data source that does not exist',
  CREDENTIALS_REJECTED: "refused the subgraph's credentials",
  PERMISSION_DENIED: "does not let the subgraph's credentials do this",
};

export function failureMessage(failure: Failure, providerName: string, hasIdempotencyKey = false): string {
  switch (failure.kind) {
    case 'invalid': {
      const { length } = failure.violations;
      const rules = `${length < MAX_VIOLATIONS ? '' : 'at least '}${length} rule${length === 1 ? '' : 's'}`;
      return `The request breaks ${rules} for ${providerName}; see violations.`;
    }
    case 'customer-not-found':
      return `${providerName} knows no such customer.`;
    case 'duplicate':
      return `The customer already has a contact with this id at ${providerName}.`;
    case 'access':
      return `${providerName} ${accessMessages[failure.problem]}. An operator of the subgraph has to act.`;
    case 'rate-limited':
      return `${providerName} takes no more requests for now${wait(failure.retryAfterSeconds)}.`;
    case 'unavailable':
      return `The contact was not created: ${failure.reason}${wait(failure.retryAfterSeconds)}.`;
    case 'rejected':
      return `${providerName} refused the request for a reason of its own.`;
    case 'unknown':
      return `The contact may have been created: ${failure.uncertainty}. ${adviceOf(failure, hasIdempotencyKey)}`;
    case 'idempotency-conflict':
      return failure.conflict === 'IN_PROGRESS'
        ? 'An earlier request with this idempotency key is still running.'
        : 'This idempotency key was used for another request; nothing was done.';
  }
}

/** A key finds the outcome by itself. Without one, only the customer's contacts can tell. */
function adviceOf(
  { retryAfterSeconds: wait }: Failure & { kind: 'unknown' },
  hasIdempotencyKey: boolean,
): string {
  if (!hasIdempotencyKey) return "Look at the customer's contacts before you send it again.";
  const when = wait === null || wait === 0 ? '' : ` in ${wait} s`;
  return `Send the same request with the same key again${when} to find out.`;
}

function wait(seconds: number | null): string {
  return seconds === null || seconds === 0 ? '' : `; ask again in ${seconds} s`;
}
