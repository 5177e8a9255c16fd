/** Facts about Zuora that the driver relies on and no document states. */
import type { InferredFact } from '../facts.js';

export const inferred: readonly InferredFact[] = [
  {
    id: 'put-keeps-unnamed',
    statement: 'A PUT leaves a field alone that it does not name.',
    code: ['src/providers/zuora/index.ts:write'],
    otherwise: 'The answer holds the whole contact, and it is what the caller gets.',
    source: 'A live test of a public command line client. The reference does not say.',
  },
  {
    id: 'clear-by-action',
    statement:
      'An update by action clears what `fieldsToNull` names, sets the members beside it and leaves the rest.',
    code: ['src/providers/zuora/index.ts:write'],
    otherwise: 'The contact is read back where an outcome is unknown; a rejected object fails as a whole.',
    source: 'The reference has `fieldsToNull` without an example for contacts.',
  },
  {
    id: 'clear-custom-field',
    statement: '`fieldsToNull` takes custom fields too.',
    code: ['src/providers/zuora/fields.ts:customFields'],
    otherwise: 'A rejection names the field, and nothing of the update is carried out.',
    source: 'Custom fields stand beside the others in objects. Of `fieldsToNull` nothing is said.',
  },
  {
    id: 'gone-after-delete',
    statement: 'A removed contact is gone from reads within a minute.',
    code: ['src/providers/zuora/index.ts:graceMs'],
    otherwise: 'The answer to the removal counts. Only an unknown outcome is asked for, after two minutes.',
    source: 'A public command line client saw it for some seconds.',
  },
  {
    id: 'list-is-current',
    statement: 'A query shows a write as soon as it was answered.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise:
      'An unknown outcome is absent only after two queries, the second one two minutes after the request left.',
    source: 'No document speaks of a delay of adds and changes.',
  },
  {
    id: 'same-values-twice',
    statement: 'An account may have two contacts with the same values.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise: 'Of two contacts that fit an unknown outcome neither is taken for ours.',
    source: 'No document has a rule about duplicates.',
  },
  {
    id: 'key-ignores-body',
    statement: 'Another body under an idempotency key gets the first answer.',
    code: ['src/providers/zuora/index.ts:keyOf'],
    otherwise: 'The key is a digest of the body, so another body has another key.',
    source: 'The guide lists another tenant, URL and method as conflicts, and not another body.',
  },
  {
    id: 'country-as-sent',
    statement: 'A country reads back as it was sent, not as its full name.',
    code: ['src/providers/zuora/fields.ts:fields'],
    otherwise:
      'A value that reads back otherwise has the fate `NOT_KEPT`, and a write is recognized by its other values.',
    source: 'Reads of an account are documented to give the full name. Of contacts nothing is said.',
  },
  {
    id: 'unknown-contact',
    statement: 'A change of an unknown contact id is a code that ends in 40.',
    code: ['src/providers/zuora/errors.ts:errors'],
    otherwise: 'Any other code is passed on as rejected, and nothing counts as changed.',
    source: 'The categories of codes. Recorded are reads alone.',
  },
  {
    id: 'unknown-account',
    statement: 'An add to an unknown account is a code that ends in 40.',
    code: ['src/providers/zuora/errors.ts:errors'],
    otherwise: 'Any other code is passed on as rejected, and no contact counts as added.',
    source: 'The categories of codes. Recorded are reads alone.',
  },
  {
    id: 'contact-in-use',
    statement: 'A removal of a contact that the account needs is rejected, with a code that ends in 30.',
    code: ['src/providers/zuora/errors.ts:errors'],
    otherwise:
      'Every failure of the removal is passed on. There is no probe: a refuted one would remove the contact.',
    source: 'An account needs a bill-to and a sold-to contact to be active.',
  },
  {
    id: 'key-in-progress',
    statement: 'A 409 without a code that we know means that a request with the key still runs.',
    code: ['src/providers/zuora/errors.ts:parseErrors'],
    otherwise: 'The outcome is unknown, and the same key is sent again.',
    source: 'The guide has the status and not the body.',
  },
  {
    id: 'late-write',
    statement: 'A request that left is carried out within two minutes, or not at all.',
    code: ['src/providers/zuora/index.ts:graceMs'],
    otherwise: 'A repeat under the key gets the first answer, for a day.',
    source: 'The server ends requests after about 120 seconds.',
  },
];
