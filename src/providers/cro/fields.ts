import { type Decision, unlessInvalid } from '../../mapping/decisions.js';
import { type FieldTable, nulls, type Row, readText } from '../../mapping/field-table.js';
import { flags } from '../../mapping/flag-rows.js';
import { phonesByKind, slot, someOf, withoutKind } from '../../mapping/list-rows.js';
import { oneName, textField } from '../../mapping/text-rows.js';
import { checkJoined, checkText } from '../../mapping/text-rules.js';
import type { Email, JsonObject } from '../../model/contact.js';

const EMAIL_MAX = 256;
const SEPARATOR = ',';

export const fields: FieldTable = {
  ...oneName('name', { max: 128 }),
  emails: addressList('email'),
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

/** Several addresses in one text, joined with commas; the limit is on the whole. */
function addressList(wire: string): Row<readonly Email[]> {
  return {
    ...nulls(wire),
    fields: [
      {
        ...textField('address', wire, { email: true }),
        isDefault: true,
        joined: { maxLength: EMAIL_MAX, with: SEPARATOR },
      },
    ],
    decide(emails, path, provider) {
      const value = emails.map(({ address }) => address).join(SEPARATOR);
      const last = emails.length - 1;
      return emails.flatMap((email, index): readonly Decision[] => {
        const at = [...path, String(index)];
        const leaf = [...at, 'address'];
        const violations = [
          ...checkText(email.address, { email: true }, leaf, provider, wire),
          ...(index === last ? checkJoined(value, EMAIL_MAX, leaf, provider, wire) : []),
        ];
        const kept = (record: JsonObject) => readAddresses(record, wire).includes(email.address);
        const carried = { path: leaf, wire, value, kept };
        const decision: Decision =
          last === 0
            ? { as: 'SENT', ...carried }
            : { as: 'TRANSFORMED', ...carried, reason: 'Several addresses are joined with commas.' };
        const decided = unlessInvalid(violations, decision);
        return email.kind ? [...decided, withoutKind(at, provider)] : decided;
      });
    },
    decode: (record) => someOf(readAddresses(record, wire).map((address) => ({ address }))),
  };
}

/** White space around the commas is allowed by the vendor, line breaks included. */
function readAddresses(record: JsonObject, wire: string): string[] {
  const addresses = (readText(record, wire) ?? '').split(SEPARATOR).map((address) => address.trim());
  return addresses.filter((address) => address !== '');
}
