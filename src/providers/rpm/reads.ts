import * as v from 'valibot';
import { contactWith, listOf, maybeFlag, objectOf, parserOf, text } from '../../mapping/reply.js';
import { POSITIVE_INT32 } from '../id-rule.js';
import type { ReadRules } from '../read-rules.js';
import { send } from '../requests.js';
import { wholeList } from '../whole-list.js';

/** `Customer`, whose answer contains the customer's contacts. The vendor cannot read a single contact. */
export const read: ReadRules = {
  contactId: POSITIVE_INT32,
  listsFullRecords: true,
  ...wholeList((customerId, vendor) =>
    vendor.read(send('POST', ['api2.svc', 'Customer'], { CustomerID: Number(customerId) }), parseCustomer),
  ),
};

const contact = contactWith('ContactID');
export const parseSaved = parserOf(objectOf({ Result: objectOf({ Contact: contact }) }));

const entry = v.pipe(
  objectOf({ Contact: contact, IsPrimary: maybeFlag }),
  v.transform(({ Contact, IsPrimary = null }) => ({ ...Contact, beside: { IsPrimary } })),
);
/**
 * A customer without contacts has an empty list, or none in the vendor's older API; null is not documented.
 */
const empty = v.nullish(v.never());
const parseCustomer = parserOf(
  v.pipe(
    objectOf({
      Result: v.union([
        objectOf({ Contacts: listOf(entry) }),
        objectOf({ CustomerID: text, Contacts: empty }),
      ]),
    }),
    v.transform(({ Result }) => Result.Contacts ?? []),
  ),
);
