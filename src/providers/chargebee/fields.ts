import type { FieldTable, Row } from '../../mapping/field-table.js';
import { readFlag, text } from '../../mapping/field-table.js';
import { oneEmail, onePhone, switches } from '../../mapping/list-rows.js';

/** Chargebee's own default is false; a contact added here is enabled unless the caller says otherwise. */
const enabled: Row<boolean> = {
  leaves: [{ part: '', wires: ['enabled'] }],
  encode: (value, path, plan) => plan.send(path, 'enabled', value),
  absent(plan) {
    plan.wire.enabled = true;
  },
  decode: (record) => readFlag(record, 'enabled'),
};

export const fields: FieldTable = {
  externalId: text('id', { max: 150 }),
  firstName: text('first_name', { max: 150 }),
  lastName: text('last_name', { max: 150 }),
  label: text('label', { max: 50 }),
  emails: oneEmail('email', { max: 70, required: true }),
  phones: onePhone('phone', { max: 50 }),
  enabled,
  notifications: switches(
    { ACCOUNT_EMAIL: 'send_account_email', BILLING_EMAIL: 'send_billing_email' },
    { always: true },
  ),
};
