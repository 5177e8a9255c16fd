import { type FieldTable, type Row, readText, text, textLeaf } from '../../mapping/field-table.js';
import { refuseKind, slot, switches } from '../../mapping/list-rows.js';
import type { Plan } from '../../mapping/plan.js';
import { phoneSlots } from '../../mapping/slot-rows.js';
import { checkText, codePoints, count } from '../../mapping/text-rules.js';
import type { Email, JsonObject } from '../../model/contact.js';

const NAME_MAX = 128;
const EMAIL_MAX = 256;

export const fields: FieldTable = {
  name: fullName('name'),
  firstName: namePart('name'),
  lastName: namePart('name'),
  emails: addressList('email'),
  phones: phoneSlots({
    slots: { FAX: slot('fax', { min: 7, max: 15 }) },
    usual: slot('number', { max: 90 }),
  }),
  notifications: switches({
    NEW_REQUEST: 'notify_on_new_request',
    ACKNOWLEDGED_REQUEST: 'notify_on_acknowledged_request',
    DISPATCHED_REQUEST: 'notify_on_dispatched_request',
    COMPLETED_REQUEST: 'notify_on_completed_request',
    FAILED_REQUEST: 'notify_on_failed_request',
  }),
};

/** The one name the vendor keeps. Beside its parts nobody could say which of the two is meant. */
function fullName(wire: string): Row<string> {
  const row = text(wire, { max: NAME_MAX });
  return {
    ...row,
    encode(value, path, plan, input) {
      row.encode(value, path, plan, input);
      if (!input.firstName && !input.lastName) return;
      const expected = 'absent where firstName or lastName is given';
      plan.violate({
        code: 'FORMAT',
        path,
        expected,
        message: `${path.join('.')} must be ${expected}.`,
        providerField: wire,
      });
    },
  };
}

/** First and last name travel as one; on the way back they are not split by guessing. */
function namePart(wire: string): Row<string> {
  return {
    leaves: [textLeaf('', wire, { max: NAME_MAX })],
    encode(value, path, plan, input) {
      // The limit is on the joined name.
      const clean = checkText(value, { max: Number.POSITIVE_INFINITY }, path, plan, wire);
      const parts = [input.firstName, input.lastName].filter((part) => typeof part === 'string');
      if (clean) {
        const how =
          parts.length > 1
            ? ({ fate: 'TRANSFORMED', reason: 'First and last name are joined into one name.' } as const)
            : ({ fate: 'TRANSFORMED', reason: 'The provider keeps one full name only.' } as const);
        plan.send(path, wire, parts.join(' '), how);
      }
      const isLastGiven = path.at(-1) === 'lastName' || typeof input.lastName !== 'string';
      if (isLastGiven) checkJoined(parts.join(' '), NAME_MAX, path, wire, plan);
    },
    decode: () => undefined,
  };
}

function checkJoined(
  joined: string,
  maxLength: number,
  path: readonly string[],
  wire: string,
  plan: Plan,
): boolean {
  const length = codePoints(joined);
  if (length <= maxLength) return true;
  const message = `${wire} is limited to ${count(maxLength, 'character')} for ${plan.scope.providerName}; got ${length} with all parts joined.`;
  plan.violate({ code: 'TOO_LONG', path, maxLength, length, message, providerField: wire });
  return false;
}

/** Several addresses in one text, joined with commas; the limit is on the whole. */
function addressList(wire: string): Row<readonly Email[]> {
  return {
    leaves: [textLeaf('address', wire, { max: EMAIL_MAX, email: true })],
    encode(emails, path, plan) {
      const joined = emails.map(({ address }) => address).join(',');
      const reason = 'Several addresses are joined with commas.';
      emails.forEach((email, index) => {
        const at = [...path, String(index)];
        const isLast = index === emails.length - 1;
        const clean = checkText(email.address, { email: true }, [...at, 'address'], plan, wire);
        const fits = !isLast || checkJoined(joined, EMAIL_MAX, [...at, 'address'], wire, plan);
        if (clean && fits) {
          const kept = (record: JsonObject) => readAddresses(record, wire).includes(email.address);
          plan.send([...at, 'address'], wire, joined, {
            kept,
            ...(emails.length > 1 && { fate: 'TRANSFORMED', reason }),
          });
        }
        refuseKind(email, at, plan);
      });
    },
    decode(record) {
      const emails = readAddresses(record, wire).map((address) => ({ address }));
      return emails.length === 0 ? undefined : emails;
    },
  };
}

/** White space around the commas is allowed by the vendor, line breaks included. */
function readAddresses(record: JsonObject, wire: string): string[] {
  const addresses = (readText(record, wire) ?? '').split(',').map((address) => address.trim());
  return addresses.filter((address) => address !== '');
}
