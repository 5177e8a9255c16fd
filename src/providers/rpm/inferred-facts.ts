/**
 * Facts about RPM Software that the driver relies on and no document states, or on which two editions
 * disagree.
 */
import type { InferredFact } from '../facts.js';

export const inferred: readonly InferredFact[] = [
  {
    id: 'absent-is-emptied',
    statement: 'An edit empties the salutation, the title and the email address that it leaves out.',
    code: ['src/providers/rpm/index.ts:write'],
    otherwise:
      'Every edit sends all values that are there, so nothing is lost; a field that should be cleared and stays has the fate `NOT_KEPT`.',
    source: 'The newer edition of the page says so, the older one does not.',
  },
  {
    id: 'number-left-out',
    statement: 'An edit leaves a phone number alone that it leaves out.',
    code: ['src/providers/rpm/fields.ts:phones'],
    otherwise: 'Nothing relies on it: every edit sends the numbers that are there with their ids.',
    source: 'The page on the edit speaks of texts alone.',
  },
  {
    id: 'number-emptied',
    statement: 'A number that is sent empty reads back as ` none`.',
    code: ['src/providers/rpm/fields.ts:emptyWord'],
    otherwise: 'A number that is still there has the fate `NOT_KEPT`.',
    source: 'The page on the add call says it of a new contact.',
  },
  {
    id: 'second-number-of-type',
    statement: 'A number without an id takes the place of the one of its type.',
    code: ['src/providers/rpm/fields.ts:phones'],
    otherwise:
      'Nothing relies on it: a number that is there is sent with its id, and a change that would have to guess a place is invalid.',
    source: 'The page says what happens when there is none of the type.',
  },
  {
    id: 'unknown-contact',
    statement: 'An edit of an unknown contact id is rejected with a text.',
    code: ['src/providers/rpm/errors.ts:parseErrors'],
    otherwise: 'A text that we do not know is passed on as rejected, and nothing counts as changed.',
    source: 'No page has the text.',
  },
  {
    id: 'unknown-customer',
    statement: 'An unknown customer is the text `Customer not found` with status 200.',
    code: ['src/providers/rpm/errors.ts:parseErrors'],
    otherwise: 'Another text is passed on as rejected.',
    source: 'The text is documented. That the status is 200 follows from the clients of the vendor.',
  },
  {
    id: 'same-values-twice',
    statement: 'A customer may have two contacts with the same values.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise: 'Of two contacts that fit an unknown outcome neither is taken for ours.',
    source: 'Names of customers are unique. Of contacts nothing is said.',
  },
  {
    id: 'list-is-current',
    statement: 'The customer shows a write as soon as it was answered.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise:
      'An unknown outcome is absent only after two lists, the second one two minutes after the request left.',
    source: 'No document speaks of a delay.',
  },
  {
    id: 'late-write',
    statement: 'A request that left is carried out within two minutes, or not at all.',
    code: ['src/providers/rpm/index.ts:graceMs'],
    otherwise: 'A contact that appears later belongs to no attempt, and a list shows it.',
    source: 'The Node client of the vendor waits up to 15 minutes. No document has a bound.',
  },
];
