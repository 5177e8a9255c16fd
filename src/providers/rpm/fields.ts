import { entryList } from '../../mapping/entry-rows.js';
import { type FieldTable, unclearable } from '../../mapping/field-table.js';
import { flag } from '../../mapping/flag-rows.js';
import { oneEmail, phoneShape } from '../../mapping/list-rows.js';
import { text } from '../../mapping/text-rows.js';

/** RPM documents no length limits, so the subgraph's own apply. */
export const fields: FieldTable = {
  primary: flag('IsPrimary', {
    onlyTrue: 'A contact is not primary by default.',
    isAnswered: false,
    staysOn: {
      when: "The contact is the customer's primary contact, and the value is false.",
      message: 'RPM Software cannot unset the primary contact. Make another contact primary instead.',
    },
  }),
  firstName: unclearable(text('FirstName')),
  lastName: unclearable(text('LastName')),
  salutation: text('Salutation'),
  jobTitle: text('Title'),
  emails: oneEmail('Email'),
  phones: entryList(phoneShape, 'PhoneNumbers', {
    names: { text: 'Number', kind: 'Type', id: 'PhoneNumberID' },
    kinds: { WORK: 1, HOME: 2, FAX: 3, OTHER: 6 },
    default: 'WORK',
    capacity: 4,
    emptyWord: 'none',
    // The vendor would store the word, but it would then look like an entry without a number.
    limits: { pattern: /^(?!\s*[Nn][Oo][Nn][Ee]\s*$)/u, expected: 'a number, not the word none' },
  }),
};
