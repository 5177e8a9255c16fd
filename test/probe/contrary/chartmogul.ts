/** ChartMogul as it would be if the inferred facts were wrong, which each probe must detect. */
import {
  always,
  at,
  type ContraryVendor,
  inBody,
  isNull,
  json,
  receiving,
  replying,
  without,
  withStatus,
} from '../contrary-kit.js';

const CALLS = {
  add: at('POST', /\/contacts$/),
  update: at('PATCH', /\/contacts\/[^/]+$/),
  list: at('GET', /\/contacts$/),
};

export const contrary: ContraryVendor = {
  fields: ['Department', 'Region'],
  facts: {
    'clear-field': receiving(
      CALLS.update,
      json((body) => without(body, isNull)),
    ),
    'clear-email': receiving(
      CALLS.update,
      json((body) => without(body, isNull)),
    ),
    'clear-custom-field': receiving(
      CALLS.update,
      json(() => ({})),
    ),
    'custom-fields-stay': receiving(
      CALLS.update,
      json(({ custom }) => ({ custom: [...(custom as unknown[]), { key: 'Region', value: null }] })),
    ),
    'unknown-contact': replying(CALLS.update, withStatus(400)),
    'unknown-customer': replying(CALLS.add, withStatus(422)),
    'missing-data-source': replying(CALLS.add, withStatus(422)),
    'other-data-source': replying(
      CALLS.add,
      inBody((body) => ({ ...body, param: null })),
    ),
    'nested-add': replying(CALLS.add, withStatus(200)),
    'same-email-twice': always(CALLS.add),
    'long-text': receiving(
      CALLS.add,
      json((body) => ({ ...body, notes: String(body.notes).slice(0, 255) })),
    ),
    'list-is-current': always(CALLS.list),
  },
};
