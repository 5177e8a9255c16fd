/**
 * Facts about RPM Software that the driver relies on and no document states, or on which two editions
 * disagree.
 */
import type { InferredFact } from '../facts.js';

export const inferred: readonly InferredFact[] = [
  {
    id: 'absent-is-emptied',
    statement: 'An edit clears the salutation, the title and the email address if it omits them.',
    code: ['src/providers/rpm/index.ts:write'],
    otherwise:
      'Every edit sends all existing values, so nothing is lost. A field that should be cleared but stays gets the fate `NOT_KEPT`.',
    source: 'The newer edition of the page states it; the older one does not.',
  },
  {
    id: 'number-left-out',
    statement: 'An edit does not change a phone number that it omits.',
    code: ['src/providers/rpm/fields.ts:phones'],
    otherwise: 'Nothing relies on it: every edit sends the existing numbers with their ids.',
    source: 'The page on the edit mentions only texts.',
  },
  {
    id: 'number-emptied',
    statement: 'A number that is sent empty reads back as ` none`.',
    code: ['src/providers/rpm/fields.ts:emptyWord'],
    otherwise: 'A number that still exists gets the fate `NOT_KEPT`.',
    source: 'The page on the add call states it for a new contact.',
  },
  {
    id: 'second-number-of-type',
    statement: 'A number without an id replaces the one of its type.',
    code: ['src/providers/rpm/fields.ts:phones'],
    otherwise:
      'Nothing relies on it: an existing number is sent with its id, and a change that would have to guess a slot is invalid.',
    source: 'The page states only the case without a number of the type.',
  },
  {
    id: 'unknown-contact',
    statement: 'An edit of an unknown contact id is rejected with a text.',
    code: ['src/providers/rpm/errors.ts:parseErrors'],
    otherwise: 'An unknown text is reported as rejected, and nothing counts as changed.',
    source: 'No page shows the text.',
  },
  {
    id: 'unknown-customer',
    statement: 'An unknown customer gets the text `Customer not found` with status 200.',
    code: ['src/providers/rpm/errors.ts:parseErrors'],
    otherwise: 'Another text is reported as rejected.',
    source: "The text is documented. The status 200 follows from the vendor's clients.",
  },
  {
    id: 'same-values-twice',
    statement: 'A customer may have two contacts with the same values.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise: 'If two contacts match an unknown write, the subgraph claims neither.',
    source: 'Names of customers are unique. Nothing is stated about contacts.',
  },
  {
    id: 'list-is-current',
    statement: 'The customer shows a write as soon as the vendor has responded to it.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise:
      'An unknown write counts as absent only after two lists, the second one two minutes after the request was sent.',
    source: 'No document mentions a delay.',
  },
  {
    id: 'late-write',
    statement: 'A request is carried out within two minutes of being sent, or not at all.',
    code: ['src/providers/rpm/index.ts:graceMs'],
    otherwise: 'A contact that appears later belongs to no attempt, but a list shows it.',
    source: "The vendor's Node client waits up to 15 minutes. No document states a limit.",
  },
];
