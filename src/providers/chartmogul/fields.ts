import { customFieldParts, decideCustomFields } from '../../mapping/custom-fields.js';
import { invalid, sent } from '../../mapping/decisions.js';
import { asObject, type FieldTable, getOwn, type Row } from '../../mapping/field-table.js';
import { sameValue } from '../../mapping/folds.js';
import { oneEmail, onePhone, someOf } from '../../mapping/list-rows.js';
import { text } from '../../mapping/text-rows.js';
import type { CustomField, JsonObject } from '../../model/contact.js';

const FIRST_POSITION = 1;

/** ChartMogul publishes no length limits for contact fields, so those of the subgraph hold. */
export const fields: FieldTable = {
  firstName: text('first_name'),
  lastName: text('last_name'),
  jobTitle: text('title'),
  emails: oneEmail('email'),
  phones: onePhone('phone'),
  notes: text('notes', { multiline: true }),
  // The vendor gives every contact a position.
  position: position('position'),
  'socialProfiles.linkedIn': text('linked_in', { webUrl: true }),
  'socialProfiles.twitter': text('twitter', { webUrl: true }),
  customFields: customFields('custom'),
};

function position(wire: string): Row<number> {
  return {
    fields: [{ part: '', wires: [wire], minimum: FIRST_POSITION }],
    decide(value, path, provider) {
      if (value >= FIRST_POSITION) return [sent(path, wire, value)];
      const message = `${path.join('.')} starts at ${FIRST_POSITION} for ${provider.name}.`;
      const providerField = provider.wireName(wire);
      return [
        invalid({ code: 'RANGE', path, minimum: FIRST_POSITION, maximum: null, message, providerField }),
      ];
    },
    decode(record) {
      const value = getOwn(record, wire);
      // What a GraphQL Int cannot hold would turn a contact that was created into an error.
      return typeof value === 'number' && (value | 0) === value ? value : undefined;
    },
  };
}

/** A list of key and value on the way in, a map on the way out. Keys the account has not defined vanish. */
function customFields(wire: string): Row<readonly CustomField[]> {
  const map = (record: JsonObject) => asObject(getOwn(record, wire));
  return {
    cleared: (present) => ({
      [wire]: Object.keys(map(present) ?? {}).map((key) => ({ key, value: null })),
    }),
    fields: customFieldParts(wire),
    decide: (given, path, provider) => [
      { as: 'ADDED', wire, value: given.map(({ name, value = null }) => ({ key: name, value })) },
      ...decideCustomFields(given, path, provider, {
        wire,
        decide(name, value, at) {
          const kept = (record: JsonObject): boolean | undefined => {
            const answered = map(record);
            return answered && (sameValue(getOwn(answered, name), value) ?? false);
          };
          return [
            { as: 'SENT', path: [...at, 'name'], wire, kept },
            { as: 'SENT', path: [...at, 'value'], wire, kept },
          ];
        },
      }),
    ],
    decode: (record) => someOf(Object.entries(map(record) ?? {}).map(([name, value]) => ({ name, value }))),
  };
}
