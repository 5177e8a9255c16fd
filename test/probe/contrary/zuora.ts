/** Zuora as it would be if the inferred facts were wrong, which each probe must detect. */
import {
  always,
  at,
  type ContraryVendor,
  inBody,
  instead,
  type Json,
  json,
  receiving,
  replying,
  without,
} from '../contrary-kit.js';

const CALLS = {
  add: at('POST', /\/v1\/contacts$/),
  put: at('PUT', /\/v1\/contacts\//),
  get: at('GET', /\/v1\/contacts\//),
  action: at('POST', /\/action\/update$/),
  query: at('POST', /\/action\/query$/),
};
const withoutFieldsToNull = receiving(
  CALLS.action,
  json((body) => ({
    ...body,
    objects: (Array.isArray(body.objects) ? body.objects : []).map((object) =>
      without(object as Json, (_value, name) => name === 'fieldsToNull'),
    ),
  })),
);

export const contrary: ContraryVendor = {
  fields: ['Department__c'],
  facts: {
    'put-keeps-unnamed': receiving(
      CALLS.put,
      json((body) => ({ city: null, ...body })),
    ),
    'clear-by-action': withoutFieldsToNull,
    'clear-custom-field': withoutFieldsToNull,
    'gone-after-delete': instead(at('DELETE', /contacts/), () => () => ({
      status: 200,
      body: { success: true },
    })),
    'list-is-current': always(CALLS.query),
    'same-values-twice': always(CALLS.add),
    'key-ignores-body': receiving(CALLS.add, ({ headers, ...request }) => {
      const { 'idempotency-key': _, ...others } = headers;
      return { ...request, headers: others };
    }),
    'country-as-sent': replying(
      CALLS.get,
      inBody((body) => ({ ...body, country: 'United States' })),
    ),
    'unknown-contact': replying(
      CALLS.put,
      inBody((body) => ({ ...body, reasons: [{ code: 58130030 }] })),
    ),
    'unknown-account': replying(
      CALLS.add,
      inBody((body) => ({ ...body, reasons: [{ code: 58130030 }] })),
    ),
  },
};
