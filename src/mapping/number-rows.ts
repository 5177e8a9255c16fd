/** Rows for whole numbers. */
import { invalid, sent } from './decisions.js';
import { getOwn, type Row } from './field-table.js';

/** Cannot be cleared. */
export function integer(wire: string, minimum: number): Row<number> {
  return {
    resent: { asItIs: (present) => ({ [wire]: getOwn(present, wire) ?? null }) },
    fields: [{ part: '', wires: [wire], minimum }],
    decide(value, path, provider) {
      if (value >= minimum) return [sent(path, wire, value)];
      const message = `${path.join('.')} must be ${minimum} or more for ${provider.name}.`;
      const providerField = provider.wireName(wire);
      return [invalid({ code: 'RANGE', path, minimum, maximum: null, message, providerField })];
    },
    decode(record) {
      const value = getOwn(record, wire);
      // A value outside GraphQL's Int would turn a created contact into an error.
      return typeof value === 'number' && (value | 0) === value ? value : undefined;
    },
  };
}
