import type { FieldTable } from '../../mapping/field-table.js';
import { flags } from '../../mapping/flag-rows.js';
import { joinedEmails } from '../../mapping/joined-rows.js';
import { phonesByKind, slot } from '../../mapping/list-rows.js';
import { oneName } from '../../mapping/text-rows.js';

export const fields: FieldTable = {
  ...oneName('name', { max: 128 }),
  emails: joinedEmails('email', { max: 256 }),
  phones: phonesByKind({
    kinds: { FAX: slot('fax', { min: 7, max: 15 }) },
    default: slot('number', { max: 90 }),
  }),
  notifications: flags({
    NEW_REQUEST: 'notify_on_new_request',
    ACKNOWLEDGED_REQUEST: 'notify_on_acknowledged_request',
    DISPATCHED_REQUEST: 'notify_on_dispatched_request',
    COMPLETED_REQUEST: 'notify_on_completed_request',
    FAILED_REQUEST: 'notify_on_failed_request',
  }),
};
