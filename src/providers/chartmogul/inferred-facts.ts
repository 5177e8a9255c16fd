/** Facts about ChartMogul that the driver relies on and no document states. */
import type { InferredFact } from '../facts.js';

export const inferred: readonly InferredFact[] = [
  {
    id: 'clear-field',
    statement: 'A null in a PATCH clears a text.',
    code: ['src/providers/chartmogul/index.ts:write'],
    otherwise: 'The response contains every field: one that still has a value gets the fate `NOT_KEPT`.',
    source:
      'A recording of the official Ruby client clears `external_id` this way, but it was edited by hand.',
  },
  {
    id: 'clear-email',
    statement: 'A null in a PATCH clears the email address.',
    code: ['src/providers/chartmogul/index.ts:write'],
    otherwise: 'The response contains every field: one that still has a value gets the fate `NOT_KEPT`.',
    source: 'Recorded contacts have no address. No recording clears one.',
  },
  {
    id: 'clear-custom-field',
    statement: 'A null in `custom` clears the value of that attribute.',
    code: ['src/providers/chartmogul/fields.ts:customFields'],
    otherwise: 'The response contains all attributes: one that still has its value gets the fate `NOT_KEPT`.',
    source: 'Neither documented nor recorded.',
  },
  {
    id: 'custom-fields-stay',
    statement: 'A PATCH does not change custom attributes that it does not name.',
    code: ['src/providers/chartmogul/fields.ts:customFields'],
    otherwise: 'The response contains all attributes, and the caller gets those.',
    source: 'Each attribute is an item of a list with its key. No recording has two.',
  },
  {
    id: 'unknown-contact',
    statement: 'A call about an unknown contact uuid gets 404.',
    code: ['src/providers/chartmogul/errors.ts:parseErrors'],
    otherwise: 'Any other status is reported as rejected, and nothing counts as changed.',
    source: 'The status table. Only a search for customers is recorded.',
  },
  {
    id: 'unknown-customer',
    statement: 'An add to an unknown customer uuid gets 404.',
    code: ['src/providers/chartmogul/errors.ts:parseErrors'],
    otherwise: 'Any other 4xx is reported as rejected, and no contact counts as added.',
    source: 'The status table. Only a search for customers is recorded.',
  },
  {
    id: 'missing-data-source',
    statement: 'An add without a data source gets 400 with the parameter `data_source_uuid`.',
    code: ['src/providers/chartmogul/errors.ts:parseComplaints'],
    otherwise: 'The driver always sends one: from the option, the settings or the customer.',
    source: 'The same text is recorded for another parameter.',
  },
  {
    id: 'other-data-source',
    statement: 'A data source that does not exist gets 400 or 404 with the parameter `data_source_uuid`.',
    code: ['src/providers/chartmogul/errors.ts:OF_DATA_SOURCE'],
    otherwise: "Any other 4xx is reported as rejected, with the vendor's text.",
    source: 'A 404 recorded in 2016 is only a text. No document shows the response.',
  },
  {
    id: 'nested-add',
    statement: 'An add below the customer returns 201, as the flat form does.',
    code: ['src/providers/chartmogul/index.ts:unwrap'],
    otherwise: 'Every 2xx with a contact is a success.',
    source: 'The flat form is recorded, the nested one is not.',
  },
  {
    id: 'same-email-twice',
    statement: 'A customer can have two contacts with the same email address.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise: 'If two contacts match an unknown write, the subgraph claims neither.',
    source: 'No document states a rule about duplicates.',
  },
  {
    id: 'long-text',
    statement: 'Texts of 10,000 characters are stored whole.',
    code: ['src/providers/chartmogul/fields.ts:fields'],
    otherwise: 'The response is compared with the request: a truncated text gets the fate `NOT_KEPT`.',
    source: 'No document states a limit for the fields of contacts.',
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
    id: 'parallel-limit',
    statement: 'A write that got a 503 may have been carried out.',
    code: ['src/providers/chartmogul/errors.ts:parseErrors'],
    otherwise: 'Its outcome is unknown until a list confirms it.',
    source: '503 is documented as too many parallel connections. Nothing is stated about the request.',
  },
  {
    id: 'late-write',
    statement: 'A request is carried out within two minutes of being sent, or not at all.',
    code: ['src/providers/chartmogul/index.ts:graceMs'],
    otherwise: 'A contact that appears later belongs to no attempt, but a list shows it.',
    source: 'The official Node client gives up after 120 seconds. No document states a limit.',
  },
];
