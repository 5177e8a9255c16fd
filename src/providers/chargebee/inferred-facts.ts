/** Facts about Chargebee that the driver relies on and no document states. */
import type { InferredFact } from '../facts.js';

export const inferred: readonly InferredFact[] = [
  {
    id: 'clear-field',
    statement: 'An empty parameter of an update clears the field.',
    code: ['src/providers/chargebee/index.ts:write'],
    otherwise:
      'The answer is compared with the request: a field that is still there has the fate `NOT_KEPT`.',
    source:
      'The official Node client sends an empty text as `contact[first_name]=`. No document says what it does.',
  },
  {
    id: 'clear-email',
    statement: 'An update with an empty email address is rejected in the name of the parameter.',
    code: ['src/providers/chargebee/fields.ts:emails'],
    otherwise: 'A request to clear the address is invalid before any call.',
    source: 'The add call requires the address. The update call does not mention an empty one.',
  },
  {
    id: 'update-keeps-unnamed',
    statement: 'An update leaves a text alone that it does not name.',
    code: ['src/providers/chargebee/index.ts:write'],
    otherwise: 'The answer holds the whole contact, and it is what the caller gets.',
    source: 'The call is described as the id and what changes. No document says what happens to the rest.',
  },
  {
    id: 'update-keeps-flags',
    statement: 'An update leaves a flag alone that it does not name.',
    code: ['src/providers/chargebee/index.ts:write'],
    otherwise: 'Nothing relies on it: every update sends all three flags with their present values.',
    source: 'The OpenAPI file gives the three flags of an update the default `false`.',
  },
  {
    id: 'unknown-contact',
    statement: 'An update or a removal of an unknown contact id is 404, or 400 in the name of `contact[id]`.',
    code: ['src/providers/chargebee/errors.ts:parseErrors'],
    otherwise: 'Any other error is passed on as rejected, and nothing counts as changed.',
    source: 'The statuses of the operations. No document has the code.',
  },
  {
    id: 'taken-id',
    statement: 'An add with a contact id that the customer has is rejected with `duplicate_entry`.',
    code: ['src/providers/chargebee/errors.ts:parseErrors', 'src/providers/chargebee/index.ts:contactIdOf'],
    otherwise: 'An outcome that stays unknown is found out by the id in the list, not by this error.',
    source: 'The description of the code in the OpenAPI file: a value that has to be unique for the site.',
  },
  {
    id: 'taken-id-elsewhere',
    statement: 'A contact id is taken for the whole site, not for one customer.',
    code: ['src/providers/chargebee/index.ts:contactIdOf'],
    otherwise:
      'Ids that we choose hold the customer in their digest, so they differ between customers anyway.',
    source: 'The description of `duplicate_entry` in the OpenAPI file.',
  },
  {
    id: 'contact-limit',
    statement:
      'The eleventh contact is rejected with `resource_limit_exhausted` or `resource_limit_exceeded`.',
    code: ['src/providers/chargebee/reads.ts:MAX_CONTACTS'],
    otherwise: 'Any other 400 is passed on as rejected, with the code and the text of the vendor.',
    source: 'The add call: a customer holds ten. The codes are those for limits in the OpenAPI file.',
  },
  {
    id: 'no-contacts-left',
    statement: 'The customer of a removed last contact comes without a list, or with an empty one.',
    code: ['src/providers/chargebee/index.ts:parseCustomer'],
    otherwise: 'Both are read as no contacts, and an answer without the customer confirms nothing.',
    source: '`contacts` is optional in the types of the official Node client.',
  },
  {
    id: 'list-is-current',
    statement: 'The list shows a write as soon as it was answered.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise:
      'An unknown outcome is absent only after two lists, the second one a minute after the request left.',
    source: 'No document speaks of a delay.',
  },
  {
    id: 'list-order',
    statement: 'The order of the list does not depend on changes.',
    code: ['src/providers/chargebee/reads.ts:read'],
    otherwise: 'A customer has ten contacts at most, and they come in one answer.',
    source: 'One captured answer is in the order of creation. No document promises an order.',
  },
  {
    id: 'same-email-twice',
    statement: 'A customer may have two contacts with one email address.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise: 'Contacts are told apart by their id alone.',
    source: 'A captured answer has two. No document speaks of it.',
  },
  {
    id: 'key-of-rejection',
    statement: 'A rejected request leaves its idempotency key free.',
    code: ['src/providers/chargebee/index.ts:keyOf'],
    otherwise: 'Nothing relies on it: each send after a rejection has another key.',
    source: 'The page on idempotency does not say which answers are stored.',
  },
  {
    id: 'key-at-once',
    statement: 'Two requests with one idempotency key at the same time make one contact.',
    code: ['src/providers/chargebee/index.ts:keyOf'],
    otherwise: 'The contact id is ours, so the second one would be a duplicate of it.',
    source: 'The page on idempotency does not speak of a first request that still runs.',
  },
  {
    id: 'lock-timeout',
    statement: 'A request that was rejected with `lock_timeout` was not carried out.',
    code: ['src/providers/chargebee/errors.ts:parseErrors'],
    otherwise: 'A repeat under the same key sends the same contact id.',
    source: 'The description of the code: another write to the resource is running.',
  },
  {
    id: 'late-write',
    statement: 'A request that left is carried out within a minute, or not at all.',
    code: ['src/providers/chargebee/index.ts:graceMs'],
    otherwise: 'A later contact has the id that we chose, and a repeat under the key finds it.',
    source: 'The official clients give up after 80 seconds. No document has a bound.',
  },
];
