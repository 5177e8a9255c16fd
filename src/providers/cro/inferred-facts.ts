/** Facts about CRO Software that the driver relies on and no document states. */
import type { InferredFact } from '../facts.js';

export const inferred: readonly InferredFact[] = [
  {
    id: 'clear-text',
    statement: 'A null in a PATCH clears a text.',
    code: ['src/providers/cro/index.ts:write'],
    otherwise:
      'A rejection is a violation at the field to clear. A value that stays has the fate `NOT_KEPT`.',
    source: 'Unset texts are null in the published samples. Neither null nor an empty text is documented.',
  },
  {
    id: 'clear-email',
    statement: 'A null in a PATCH clears the email addresses.',
    code: ['src/providers/cro/index.ts:write'],
    otherwise:
      'A rejection is a violation at the field to clear. A value that stays has the fate `NOT_KEPT`.',
    source: 'The field may have a length of 0 and must hold an address: the documents contradict each other.',
  },
  {
    id: 'flags-off',
    statement: 'A JSON false switches a notification off.',
    code: ['src/providers/cro/fields.ts:notifications'],
    otherwise: 'The answer holds all flags, and one that is still on has the fate `NOT_KEPT`.',
    source: 'The create call takes it. No sample of the update has one.',
  },
  {
    id: 'page-parameters',
    statement: 'The list of contacts takes `page_limit` and `page_index`.',
    code: ['src/providers/cro/reads.ts:rejectsPaging'],
    otherwise: 'A rejection of the parameters is followed by a request without them.',
    source: 'The editions up to 2020 list them for contacts, that of 2021 does not.',
  },
  {
    id: 'unknown-contact',
    statement: 'A change of an unknown contact id is 404.',
    code: ['src/providers/cro/errors.ts:parseErrors'],
    otherwise: 'Any other status is passed on as rejected, and nothing counts as changed.',
    source: 'The statuses of the call.',
  },
  {
    id: 'unknown-customer',
    statement: 'The list of an unknown customer is an empty page, or 404.',
    code: ['src/providers/cro/reads.ts:read'],
    otherwise: 'An empty list of nobody is answered as an empty list.',
    source: 'The call has no 404 among its statuses.',
  },
  {
    id: 'rejected-field',
    statement: 'A rejected value is 400, and `field` ends in the name of the member.',
    code: ['src/providers/cro/errors.ts:FIELD'],
    otherwise: 'A rejection without a name that we know is passed on with the text of the vendor.',
    source: 'One published sample, about customers.',
  },
  {
    id: 'same-values-twice',
    statement: 'A customer may have two contacts with the same values.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise: 'Of two contacts that fit an unknown outcome neither is taken for ours.',
    source: 'Customers of one name and address are a conflict. Of contacts nothing is said.',
  },
  {
    id: 'list-is-current',
    statement: 'The list shows a write as soon as it was answered.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise:
      'An unknown outcome is absent only after two lists, the second one two minutes after the request left.',
    source: 'No document speaks of a delay.',
  },
  {
    id: 'conflict',
    statement: 'A write that was answered 409 was not carried out.',
    code: ['src/providers/cro/errors.ts:parseErrors'],
    otherwise: 'The rejection is passed on with the text of the vendor.',
    source: '409 is among the statuses of the calls, without a meaning for contacts.',
  },
  {
    id: 'rate-limit',
    statement: 'A limit of the vendor or of a gateway before it is 429.',
    code: ['src/providers/cro/errors.ts:parseErrors'],
    otherwise:
      'Another status is classified like that of every vendor; a write that may have been carried out is unknown.',
    source: 'No document has a limit.',
  },
  {
    id: 'refresh-token',
    statement: 'A refresh may replace the refresh token.',
    code: ['src/providers/bearer-token.ts:refreshed'],
    otherwise:
      'A new one is kept in the store, encrypted; without a new one the configured one stays in use.',
    source: 'OAuth 2.0 allows it. The authentication guide does not say.',
  },
  {
    id: 'late-write',
    statement: 'A request that left is carried out within two minutes, or not at all.',
    code: ['src/providers/cro/index.ts:graceMs'],
    otherwise: 'A contact that appears later belongs to no attempt, and a list shows it.',
    source: 'No document has a bound.',
  },
];
