/** Facts about CRO Software that the driver relies on and no document states. */
import type { InferredFact } from '../facts.js';

export const inferred: readonly InferredFact[] = [
  {
    id: 'clear-text',
    statement: 'A null in a PATCH clears a text.',
    code: ['src/providers/cro/index.ts:write'],
    otherwise:
      'A rejection becomes a violation at the field to clear. A value that stays gets the fate `NOT_KEPT`.',
    source: 'Unset texts are null in the published samples. Neither null nor an empty text is documented.',
  },
  {
    id: 'clear-email',
    statement: 'A null in a PATCH clears the email addresses.',
    code: ['src/providers/cro/index.ts:write'],
    otherwise:
      'A rejection becomes a violation at the field to clear. A value that stays gets the fate `NOT_KEPT`.',
    source: 'The field may have length 0 and must contain an address: the documents contradict each other.',
  },
  {
    id: 'flags-off',
    statement: 'A JSON false turns a notification off.',
    code: ['src/providers/cro/fields.ts:notifications'],
    otherwise: 'The response contains all flags, and one that is still on gets the fate `NOT_KEPT`.',
    source: 'The create call accepts it. No sample of the update has one.',
  },
  {
    id: 'page-parameters',
    statement: 'The list of contacts accepts `page_limit` and `page_index`.',
    code: ['src/providers/cro/reads.ts:rejectsPaging'],
    otherwise: 'If the parameters are rejected, the driver sends the request without them.',
    source: 'The editions up to 2020 list them for contacts; the 2021 edition does not.',
  },
  {
    id: 'unknown-contact',
    statement: 'A change of an unknown contact id gets 404.',
    code: ['src/providers/cro/errors.ts:parseErrors'],
    otherwise: 'Any other status is reported as rejected, and nothing counts as changed.',
    source: 'The statuses of the call.',
  },
  {
    id: 'unknown-customer',
    statement: 'The list of an unknown customer is an empty page, or 404.',
    code: ['src/providers/cro/reads.ts:read'],
    otherwise: 'The empty list of an unknown customer is returned as an empty list.',
    source: 'The statuses of the call do not include 404.',
  },
  {
    id: 'rejected-field',
    statement: 'A rejected value gets 400, and `field` ends in the name of the member.',
    code: ['src/providers/cro/errors.ts:FIELD'],
    otherwise: "A rejection without a known name is reported with the vendor's text.",
    source: 'One published sample, about customers.',
  },
  {
    id: 'same-values-twice',
    statement: 'A customer may have two contacts with the same values.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise: 'If two contacts match an unknown write, the subgraph claims neither.',
    source: 'Customers with the same name and address are a conflict. Nothing is stated about contacts.',
  },
  {
    id: 'list-is-current',
    statement: 'The list shows a write as soon as the vendor has responded to it.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise:
      'An unknown write counts as absent only after two lists, the second one two minutes after the request was sent.',
    source: 'No document mentions a delay.',
  },
  {
    id: 'conflict',
    statement: 'A write that got a 409 was not carried out.',
    code: ['src/providers/cro/errors.ts:parseErrors'],
    otherwise: "The rejection is reported with the vendor's text.",
    source: '409 is one of the statuses of the calls, without a meaning for contacts.',
  },
  {
    id: 'rate-limit',
    statement: 'A rate limit of the vendor or of a gateway in front of it is reported as 429.',
    code: ['src/providers/cro/errors.ts:parseErrors'],
    otherwise:
      'Another status is classified as for every vendor. The outcome of a write that may have been carried out is unknown.',
    source: 'No document states a limit.',
  },
  {
    id: 'refresh-token',
    statement: 'A refresh may replace the refresh token.',
    code: ['src/providers/bearer-token.ts:refreshed'],
    otherwise: 'A new one is stored, encrypted. Without a new one, the configured one stays in use.',
    source: 'OAuth 2.0 allows it. The authentication guide does not state it.',
  },
  {
    id: 'late-write',
    statement: 'A request is carried out within two minutes of being sent, or not at all.',
    code: ['src/providers/cro/index.ts:graceMs'],
    otherwise: 'A contact that appears later belongs to no attempt, but a list shows it.',
    source: 'No document states a limit.',
  },
];
