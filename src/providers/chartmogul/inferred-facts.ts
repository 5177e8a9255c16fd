/** Facts about ChartMogul that the driver relies on and no document states. */
import type { InferredFact } from '../facts.js';

export const inferred: readonly InferredFact[] = [
  {
    id: 'clear-field',
    statement: 'A null in a PATCH clears a text.',
    code: ['src/providers/chartmogul/index.ts:write'],
    otherwise: 'The answer holds every field: one that still has a value has the fate `NOT_KEPT`.',
    source: 'A recording of the official Ruby client clears `external_id` so, and was edited by hand.',
  },
  {
    id: 'clear-email',
    statement: 'A null in a PATCH clears the email address.',
    code: ['src/providers/chartmogul/index.ts:write'],
    otherwise: 'The answer holds every field: one that still has a value has the fate `NOT_KEPT`.',
    source: 'Recorded contacts have no address. That one can be taken away is not recorded.',
  },
  {
    id: 'clear-custom-field',
    statement: 'A null in `custom` takes the value of that attribute away.',
    code: ['src/providers/chartmogul/fields.ts:customFields'],
    otherwise: 'The answer holds all attributes: one that still has its value has the fate `NOT_KEPT`.',
    source: 'Neither documented nor recorded.',
  },
  {
    id: 'custom-fields-stay',
    statement: 'A PATCH leaves custom attributes alone that it does not name.',
    code: ['src/providers/chartmogul/fields.ts:customFields'],
    otherwise: 'The answer holds all attributes, and it is what the caller gets.',
    source: 'Each attribute is an item of a list with its key. No recording has two.',
  },
  {
    id: 'unknown-contact',
    statement: 'A call about an unknown contact uuid is 404.',
    code: ['src/providers/chartmogul/errors.ts:parseErrors'],
    otherwise: 'Any other status is passed on as rejected, and nothing counts as changed.',
    source: 'The status table. Recorded is a search for customers.',
  },
  {
    id: 'unknown-customer',
    statement: 'An add to an unknown customer uuid is 404.',
    code: ['src/providers/chartmogul/errors.ts:parseErrors'],
    otherwise: 'Any other 4xx is passed on as rejected, and no contact counts as added.',
    source: 'The status table. Recorded is a search for customers.',
  },
  {
    id: 'missing-data-source',
    statement: 'An add without a data source is 400 in the name of `data_source_uuid`.',
    code: ['src/providers/chartmogul/errors.ts:parseComplaints'],
    otherwise: 'The driver always sends one: that of the option, of the settings or of the customer.',
    source: 'The same text is recorded for another parameter.',
  },
  {
    id: 'other-data-source',
    statement: 'A data source that is not there is 400 or 404 in the name of `data_source_uuid`.',
    code: ['src/providers/chartmogul/errors.ts:OF_DATA_SOURCE'],
    otherwise: 'Any other 4xx is passed on as rejected, with the text of the vendor.',
    source: 'A recorded 404 of 2016 is a text alone. No document has the answer.',
  },
  {
    id: 'nested-add',
    statement: 'An add below the customer answers 201, as the flat form does.',
    code: ['src/providers/chartmogul/index.ts:unwrap'],
    otherwise: 'Every 2xx with a contact is a success.',
    source: 'The flat form is recorded, the nested one is not.',
  },
  {
    id: 'same-email-twice',
    statement: 'A customer may have two contacts with one email address.',
    code: ['src/idempotency/reconcile.ts:reconcile'],
    otherwise: 'Of two contacts that fit an unknown outcome neither is taken for ours.',
    source: 'No document has a rule about duplicates.',
  },
  {
    id: 'long-text',
    statement: 'Texts of 10,000 characters come back whole.',
    code: ['src/providers/chartmogul/fields.ts:fields'],
    otherwise: 'The answer is compared with the request: a text that was cut has the fate `NOT_KEPT`.',
    source: 'No document has a limit for the fields of contacts.',
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
    id: 'parallel-limit',
    statement: 'A write that was answered 503 may have been carried out.',
    code: ['src/providers/chartmogul/errors.ts:parseErrors'],
    otherwise: 'Its outcome is unknown until a list confirms it.',
    source: '503 is documented as too many parallel connections, with nothing about the request.',
  },
  {
    id: 'late-write',
    statement: 'A request that left is carried out within two minutes, or not at all.',
    code: ['src/providers/chartmogul/index.ts:graceMs'],
    otherwise: 'A contact that appears later belongs to no attempt, and a list shows it.',
    source: 'The official Node client gives up after 120 seconds. No document has a bound.',
  },
];
