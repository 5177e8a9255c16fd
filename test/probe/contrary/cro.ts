/** CRO Software as it would be if the inferred facts were wrong, which each probe must detect. */
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
  facts: {
    'clear-text': receiving(
      CALLS.update,
      json((body) => without(body, isNull)),
    ),
    'clear-email': receiving(
      CALLS.update,
      json((body) => ({ ...body, email: body.email ?? 'not an address' })),
    ),
    'flags-off': receiving(
      CALLS.update,
      json((body) => without(body, (value) => value === false)),
    ),
    'page-parameters': replying(CALLS.list, withStatus(400)),
    'unknown-contact': replying(CALLS.update, withStatus(400)),
    'unknown-customer': replying(
      CALLS.list,
      inBody((body) => ({ ...body, results: [{ id: 1 }] })),
    ),
    'rejected-field': replying(
      CALLS.update,
      inBody((body) => ({ ...body, field: 'UpdateCustomerContactModel' })),
    ),
    'same-values-twice': always(CALLS.add),
    'list-is-current': always(CALLS.list),
  },
};
