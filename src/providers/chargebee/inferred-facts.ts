/** Facts about Chargebee that the driver relies on and no document states. */
import type { InferredFact } from '../facts.js';

export const inferred: readonly InferredFact[] = [
  {
    id: 'clear-field',
    statement: 'An empty parameter of an update clears the field.',
    code: ['src/providers/chargebee/index.ts:write'],
    otherwise:
      'The response is compared with the request: a field that still has a value gets the fate `NOT_KEPT`.',
    source:
      'The official Node client sends an empty text as `contact[first_name]=`. No document states the effect.',
  },
  {
    id: 'clear-email',
    statement: 'An update with an empty email address is rejected, and the error names the parameter.',
    code: ['src/providers/chargebee/fields.ts:emails'],
    otherwise: 'A request to clear the address is invalid before any call.',
    source: 'The add call requires the address. The update call does not mention an empty one.',
  },
  {
    id: 'update-keeps-unnamed',
    statement: 'An update does not change a text that it does not name.',
    code: ['src/providers/chargebee/index.ts:write'],
    otherwise: 'The response contains the whole contact, and the caller gets that.',
    source: 'The call is described as the id and the changes. No document states the effect on the rest.',
  },
  {
    id: 'update-keeps-flags',
    statement: 'An update does not change a flag that it does not name.',
    code: ['src/providers/chargebee/index.ts:write'],
    otherwise: 'Nothing relies on it: every update sends all three flags with their current values.',
    source: 'The OpenAPI file gives the three flags of an update the default `false`.',
  },
  {
    id: 'unknown-contact',
    statement:
      'An update or a removal of an unknown contact id gets 404, or 400 with the parameter `contact[id]`.',
    code: ['src/providers/chargebee/errors.ts:parseErrors'],
    otherwise: 'Any other error is reported as rejected, and nothing counts as changed.',
    source: 'The statuses of the operations. No document lists the code.',
  },
  {
    id: 'taken-id',
    statement: 'An add with a contact id that the customer has is rejected with `duplicate_entry`.',
    code: ['src/providers/chargebee/errors.ts:parseErrors', 'src/providers/chargebee/index.ts:contactIdOf'],
    otherwise: 'An unknown outcome is decided by the id in the list, not by this error.',
    source: 'The description of the code in the OpenAPI file: a value that must be unique for the site.',
  },
  {
    id: 'taken-id-elsewhere',
    statement: 'A contact id is taken for the whole site, not for one customer.',
    code: ['src/providers/chargebee/index.ts:contactIdOf'],
    otherwise:
      'The digest in the ids that we generate includes the customer, so they differ between customers anyway.',
    source: 'The description of `duplicate_entry` in the OpenAPI file.',
  },
  {
    id: 'contact-limit',
    statement:
      'The eleventh contact is rejected with `resource_limit_exhausted` or `resource_limit_exceeded`.',
    code: ['src/providers/chargebee/reads.ts:MAX_CONTACTS'],
    otherwise: "Any other 400 is reported as rejected, with the vendor's code and text.",
    source:
      'The add call: a customer can have ten contacts. The codes are those for limits in the OpenAPI file.',
  },
  {
    id: 'no-contacts-left',
    statement:
      'After the last contact is removed, the response has the customer without a list, or with an empty one.',
    code: ['src/providers/chargebee/index.ts:parseCustomer'],
    otherwise: 'Both are read as no contacts, and a response without the customer confirms nothing.',
    source: '`contacts` is optional in the types of the official Node client.',
  },
  {
    id: 'list-is-current',
    statement: 'The list shows a write as soon as the vendor has responded to it.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise:
      'An unknown write counts as absent only after two lists, the second one a minute after the request was sent.',
    source: 'No document mentions a delay.',
  },
  {
    id: 'list-order',
    statement: 'The order of the list does not depend on changes.',
    code: ['src/providers/chargebee/reads.ts:read'],
    otherwise: 'A customer has at most ten contacts, which fit in one response.',
    source: 'One captured response is in the order of creation. No document promises an order.',
  },
  {
    id: 'same-email-twice',
    statement: 'A customer can have two contacts with the same email address.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise: 'Contacts are distinguished by their id alone.',
    source: 'A captured response has two. No document mentions it.',
  },
  {
    id: 'key-of-rejection',
    statement: 'A rejected request does not use up its idempotency key.',
    code: ['src/providers/chargebee/index.ts:keyOf'],
    otherwise: 'Nothing relies on it: each send after a rejection has another key.',
    source: 'The page on idempotency does not state which responses are stored.',
  },
  {
    id: 'key-at-once',
    statement: 'Two concurrent requests with one idempotency key create one contact.',
    code: ['src/providers/chargebee/index.ts:keyOf'],
    otherwise: 'We generate the contact id, so the second one would be a duplicate.',
    source: 'The page on idempotency does not mention a first request that is still running.',
  },
  {
    id: 'lock-timeout',
    statement: 'A request rejected with `lock_timeout` was not carried out.',
    code: ['src/providers/chargebee/errors.ts:parseErrors'],
    otherwise: 'A repeat under the same key sends the same contact id.',
    source: 'The description of the code: another write to the resource is running.',
  },
  {
    id: 'late-write',
    statement: 'A request is carried out within a minute of being sent, or not at all.',
    code: ['src/providers/chargebee/index.ts:graceMs'],
    otherwise: 'A later contact has the id that we generated, and a repeat with the key finds it.',
    source: 'The official clients give up after 80 seconds. No document states a limit.',
  },
];
