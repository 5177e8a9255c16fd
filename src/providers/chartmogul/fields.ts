import { customFieldMap } from '../../mapping/custom-field-rows.js';
import type { FieldTable } from '../../mapping/field-table.js';
import { oneEmail, onePhone } from '../../mapping/list-rows.js';
import { integer } from '../../mapping/number-rows.js';
import { text } from '../../mapping/text-rows.js';

/** ChartMogul publishes no length limits for contact fields, so the subgraph's own apply. */
export const fields: FieldTable = {
  firstName: text('first_name'),
  lastName: text('last_name'),
  jobTitle: text('title'),
  emails: oneEmail('email'),
  phones: onePhone('phone'),
  notes: text('notes', { multiline: true }),
  // The vendor assigns every contact a position.
  position: integer('position', 1),
  'socialProfiles.linkedIn': text('linked_in', { webUrl: true }),
  'socialProfiles.twitter': text('twitter', { webUrl: true }),
  customFields: customFieldMap('custom'),
};
