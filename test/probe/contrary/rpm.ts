/** RPM Software as it would be if the inferred facts were wrong, which each probe must detect. */
import { isRecord } from '../../../src/sandbox/kit/request.js';
import {
  always,
  at,
  type ContraryVendor,
  type Json,
  json,
  receiving,
  replying,
  withStatus,
} from '../contrary-kit.js';

const CALLS = {
  add: at('POST', /ContactAdd$/),
  edit: at('POST', /ContactEdit$/),
  read: at('POST', /svc\/Customer$/),
};
const editing = (change: (contact: Json) => Json) =>
  receiving(
    CALLS.edit,
    json((body) => ({ ...body, Contact: change(isRecord(body.Contact) ? body.Contact : {}) })),
  );

export const contrary: ContraryVendor = {
  facts: {
    'absent-is-emptied': editing((contact) => ({ Title: 'Probe', ...contact })),
    'number-left-out': editing((contact) => ({ PhoneNumbers: [{ Type: 1, Number: '' }], ...contact })),
    'number-emptied': editing((contact) => ({
      ...contact,
      PhoneNumbers: (contact.PhoneNumbers as Json[]).filter((row) => row.Number !== ''),
    })),
    'second-number-of-type': editing((contact) => ({
      ...contact,
      PhoneNumbers: (contact.PhoneNumbers as Json[]).map((row) =>
        row.Number === '555-0101' ? { ...row, Type: 2 } : row,
      ),
    })),
    'unknown-contact': replying(CALLS.edit, (reply) => ({ ...reply, body: { Result: {} } })),
    'unknown-customer': replying(CALLS.read, withStatus(404)),
    'same-values-twice': always(CALLS.add),
    'list-is-current': always(CALLS.read),
  },
};
