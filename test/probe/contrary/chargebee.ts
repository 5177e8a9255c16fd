/** Chargebee as it would be if the inferred facts were wrong, which each probe must detect. */
import {
  always,
  at,
  type ContraryVendor,
  form,
  inBody,
  receiving,
  replying,
  withStatus,
} from '../contrary-kit.js';

const CALLS = {
  add: at('POST', /\/add_contact$/),
  update: at('POST', /\/update_contact$/),
  remove: at('POST', /\/delete_contact$/),
  list: at('GET', /\/contacts$/),
};
const dropEmpty = form((params) => {
  for (const [name, value] of [...params]) if (value === '') params.delete(name);
});
const defaulted = (names: readonly string[], value: string) =>
  form((params) => {
    for (const name of names) if (!params.has(`contact[${name}]`)) params.append(`contact[${name}]`, value);
  });
let reversed = false;

export const contrary: ContraryVendor = {
  customers: { 'contact-limit': 'cus_full' },
  facts: {
    'clear-field': receiving(CALLS.update, dropEmpty),
    'clear-email': receiving(CALLS.update, dropEmpty),
    'update-keeps-unnamed': receiving(CALLS.update, defaulted(['first_name'], '')),
    'update-keeps-flags': receiving(CALLS.update, defaulted(['enabled'], 'false')),
    'unknown-contact': replying(CALLS.update, withStatus(409)),
    'taken-id': replying(
      CALLS.add,
      inBody((body) => ({ ...body, api_error_code: 'param_wrong_value' })),
    ),
    'taken-id-elsewhere': receiving(
      CALLS.add,
      form((params) => params.delete('contact[id]')),
    ),
    'contact-limit': replying(
      CALLS.add,
      inBody((body) => ({ ...body, api_error_code: 'invalid_request' })),
    ),
    'no-contacts-left': replying(
      CALLS.remove,
      inBody((body) => ({ ...body, customer: { contacts: [{ id: 'still there' }] } })),
    ),
    'list-is-current': always(CALLS.list),
    'list-order': replying(CALLS.list, (reply) => {
      reversed = !reversed;
      return inBody((body) => ({
        ...body,
        list: reversed ? [...(body.list as unknown[])].reverse() : body.list,
      }))(reply);
    }),
    'same-email-twice': always(CALLS.add),
    'key-of-rejection': always(CALLS.add),
    'key-at-once': receiving(CALLS.add, ({ headers, ...request }) => {
      const { 'chargebee-idempotency-key': _, ...others } = headers;
      return { ...request, headers: others };
    }),
  },
};
