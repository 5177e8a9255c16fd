import { checkCustomFields, customFieldLeaves } from '../../mapping/custom-fields.js';
import { asObject, type FieldTable, own, type Row, text } from '../../mapping/field-table.js';
import { oneEmail, onePhone } from '../../mapping/list-rows.js';
import { sameValue } from '../../mapping/plan.js';
import type { CustomField, JsonObject } from '../../model/contact.js';

/** ChartMogul publishes no length limits for contact fields, so those of the subgraph hold. */
export const fields: FieldTable = {
  firstName: text('first_name'),
  lastName: text('last_name'),
  jobTitle: text('title'),
  emails: oneEmail('email'),
  phones: onePhone('phone'),
  notes: text('notes', { multiline: true }),
  position: position('position'),
  'socialProfiles.linkedIn': text('linked_in', { webUrl: true }),
  'socialProfiles.twitter': text('twitter', { webUrl: true }),
  customFields: customFields('custom'),
};

function position(wire: string): Row<number> {
  return {
    leaves: [{ part: '', wires: [wire] }],
    encode(value, path, plan) {
      if (value >= 1) return plan.send(path, wire, value);
      const message = `${path.join('.')} starts at 1 for ${plan.scope.providerName}.`;
      plan.violate({
        code: 'RANGE',
        path,
        minimum: 1,
        maximum: null,
        message,
        providerField: plan.scope.wireName(wire),
      });
    },
    decode(record) {
      const value = own(record, wire);
      // What a GraphQL Int cannot hold would turn a contact that was created into an error.
      return typeof value === 'number' && (value | 0) === value ? value : undefined;
    },
  };
}

/** A list of key and value on the way in, a map on the way out. Keys the account has not defined vanish. */
function customFields(wire: string): Row<readonly CustomField[]> {
  const map = (record: JsonObject) => asObject(own(record, wire));
  return {
    leaves: customFieldLeaves(wire),
    encode(given, path, plan) {
      const checked = checkCustomFields(given, path, plan, wire);
      plan.wire[wire] = checked.map(({ name, value }) => ({ key: name, value }));
      for (const { name, value, at } of checked) {
        const kept = (record: JsonObject): boolean | undefined => {
          const answered = map(record);
          return answered && (sameValue(own(answered, name), value) ?? false);
        };
        plan.carry([...at, 'name'], wire, { kept });
        plan.carry([...at, 'value'], wire, { kept });
      }
    },
    decode(record) {
      const entries = Object.entries(map(record) ?? {});
      return entries.length === 0 ? undefined : entries.map(([name, value]) => ({ name, value }));
    },
  };
}
