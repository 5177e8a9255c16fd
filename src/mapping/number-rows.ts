/** Rows for whole numbers. */
import { invalid, sent } from './decisions.js';
import { getOwn, type Row } from './field-table.js';

/** Without a way to clear it. */
export function integer(wire: string, minimum: number): Row<number> {
  return {
    resent: { asItIs: (present) => ({ [wire]: getOwn(present, wire) ?? null }) },
    fields: [{ part: '', wires: [wire], minimum }],
    decide(value, path, provider) {
      if (value >= minimum) return [sent(path, wire, value)];
      const message = `${path.join('.')} starts at ${minimum} for ${provider.name}.`;
      const providerField = provider.wireName(wire);
      return [invalid({ code: 'RANGE', path, minimum, maximum: null, message, providerField })];
    },
    decode(record) {
      const value = getOwn(record, wire);
      // What a GraphQL Int cannot hold would turn a contact that was created into an error.
      return typeof value === 'number' && (value | 0) === value ? value : undefined;
    },
  };
}
