import type { FieldTable } from '../../mapping/field-table.js';
import { flag, flags } from '../../mapping/flag-rows.js';
import { oneEmail, onePhone } from '../../mapping/list-rows.js';
import { text } from '../../mapping/text-rows.js';

export const fields: FieldTable = {
  externalId: { ...text('id', { max: 150 }), addOnly: true },
  firstName: text('first_name', { max: 150 }),
  lastName: text('last_name', { max: 150 }),
  label: text('label', { max: 50 }),
  emails: oneEmail('email', { max: 70, required: true }),
  phones: onePhone('phone', { max: 50 }),
  // Chargebee's own default is false; a contact added here is enabled unless the caller says otherwise.
  enabled: flag('enabled', { default: true }),
  notifications: flags(
    { ACCOUNT_EMAIL: 'send_account_email', BILLING_EMAIL: 'send_billing_email' },
    { always: true },
  ),
};
