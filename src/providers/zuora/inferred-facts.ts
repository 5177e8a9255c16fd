/** Facts about Zuora that the driver relies on and no document states. */
import type { InferredFact } from '../facts.js';

export const inferred: readonly InferredFact[] = [
  {
    id: 'put-keeps-unnamed',
    statement: 'A PUT does not change a field that it does not name.',
    code: ['src/providers/zuora/index.ts:write'],
    otherwise: 'The response contains the whole contact, and the caller gets that.',
    source: 'A live test of a public command line client. The reference does not state it.',
  },
  {
    id: 'clear-by-action',
    statement:
      'An update by action clears the fields in `fieldsToNull`, sets the other members, and does not change the rest.',
    code: ['src/providers/zuora/index.ts:write'],
    otherwise: 'If the outcome is unknown, the contact is read back. A rejected object fails as a whole.',
    source: 'The reference lists `fieldsToNull` without an example for contacts.',
  },
  {
    id: 'clear-custom-field',
    statement: '`fieldsToNull` accepts custom fields too.',
    code: ['src/providers/zuora/fields.ts:customFields'],
    otherwise: 'A rejection names the field, and no part of the update is carried out.',
    source: 'Custom fields are members of objects like the others. Nothing is stated about `fieldsToNull`.',
  },
  {
    id: 'gone-after-delete',
    statement: 'Reads stop returning a removed contact within a minute.',
    code: ['src/providers/zuora/index.ts:graceMs'],
    otherwise:
      'The response to the removal counts. The subgraph reads only if the outcome is unknown, after two minutes.',
    source: 'A public command line client still saw it for a few seconds.',
  },
  {
    id: 'list-is-current',
    statement: 'A query shows a write as soon as the vendor has responded to it.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise:
      'An unknown write counts as absent only after two queries, the second one two minutes after the request was sent.',
    source: 'No document mentions a delay of adds and changes.',
  },
  {
    id: 'same-values-twice',
    statement: 'An account can have two contacts with the same values.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise: 'If two contacts match an unknown write, the subgraph claims neither.',
    source: 'No document states a rule about duplicates.',
  },
  {
    id: 'key-ignores-body',
    statement: 'Another body with the same idempotency key gets the first response.',
    code: ['src/providers/zuora/index.ts:keyOf'],
    otherwise: 'The key is a digest of the body, so another body has another key.',
    source: 'The guide lists another tenant, URL and method as conflicts, but not another body.',
  },
  {
    id: 'country-as-sent',
    statement: 'A country reads back as it was sent, not as its full name.',
    code: ['src/providers/zuora/fields.ts:fields'],
    otherwise:
      'A value that reads back differently gets the fate `NOT_KEPT`, and a write is recognized by its other values.',
    source: 'Reads of an account are documented to return the full name. Nothing is stated about contacts.',
  },
  {
    id: 'unknown-contact',
    statement: 'A change of an unknown contact id gets a code that ends in 40.',
    code: ['src/providers/zuora/errors.ts:errors'],
    otherwise: 'Any other code is reported as rejected, and nothing counts as changed.',
    source: 'The categories of codes. Only reads are recorded.',
  },
  {
    id: 'unknown-account',
    statement: 'An add to an unknown account gets a code that ends in 40.',
    code: ['src/providers/zuora/errors.ts:errors'],
    otherwise: 'Any other code is reported as rejected, and no contact counts as added.',
    source: 'The categories of codes. Only reads are recorded.',
  },
  {
    id: 'contact-in-use',
    statement: 'A removal of a contact that the account requires is rejected with a code that ends in 30.',
    code: ['src/providers/zuora/errors.ts:errors'],
    otherwise:
      'Every failure of the removal is reported. There is no probe: if refuted, it would remove the contact.',
    source: 'An active account requires a bill-to and a sold-to contact.',
  },
  {
    id: 'key-in-progress',
    statement: 'A 409 without a known code means that a request with the key is still running.',
    code: ['src/providers/zuora/errors.ts:parseErrors'],
    otherwise: 'The outcome is unknown, and the same key is sent again.',
    source: 'The guide lists the status but not the body.',
  },
  {
    id: 'late-write',
    statement: 'A request is carried out within two minutes of being sent, or not at all.',
    code: ['src/providers/zuora/index.ts:graceMs'],
    otherwise: 'A repeat with the key gets the first response for a day.',
    source: 'The server ends requests after about 120 seconds.',
  },
];
