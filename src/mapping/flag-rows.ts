/** Rows for flags: a single one, or a list with a flag per value. */
import type { JsonObject, Notification } from '../model/contact.js';
import { type Decision, sent, unsupported } from './decisions.js';
import { type Resent, type ResentRule, type Row, readFlag } from './field-table.js';
import { someOf } from './list-rows.js';

export interface FlagOptions {
  /** Sent if the caller gives no value, because the provider's default differs. */
  readonly default?: boolean;
  /** Why false is not sent, if the provider can only turn the flag on. */
  readonly onlyTrue?: string;
  /** False if the provider's record never includes the flag. */
  readonly isAnswered?: boolean;
  /** When and why a change cannot turn the flag off. */
  readonly staysOn?: { readonly when: string; readonly message: string };
}

export function flag(wire: string, options: FlagOptions = {}): Row<boolean> {
  const { default: initial, onlyTrue, isAnswered = true } = options;
  return {
    fields: [
      {
        part: '',
        wires: [wire],
        ...(initial !== undefined && { defaultValue: initial }),
        ...(onlyTrue !== undefined && { defaultValue: false, impliedValue: false }),
      },
    ],
    ...(initial !== undefined && { defaults: { [wire]: initial } }),
    resent: { ...resentFlags([wire]), ...(options.staysOn && { rule: staysOn(wire, options.staysOn) }) },
    decide(value, path) {
      if (!value && onlyTrue !== undefined) return [{ as: 'IMPLIED', path, reason: onlyTrue }];
      const decision = sent(path, wire, value);
      return [isAnswered ? decision : { ...decision, kept: () => true }];
    },
    decode: (record) => readFlag(record, wire),
  };
}

function resentFlags(wires: readonly string[]): Resent {
  const isOn = (present: JsonObject) => (wire: string) => [wire, readFlag(present, wire) ?? false] as const;
  return { asItIs: (present) => Object.fromEntries(wires.map(isOn(present))) };
}

function staysOn(wire: string, { when, message }: { when: string; message: string }): ResentRule {
  return {
    code: 'VALUE',
    when,
    find: ({ present, value }, path, provider) =>
      value === false && readFlag(present, wire)
        ? { code: 'VALUE', path, allowedValues: ['true'], message, providerField: provider.wireName(wire) }
        : undefined,
  };
}

/** Notifications as one flag each; with `always`, they are off unless the caller lists them. */
export function flags(
  names: Readonly<Partial<Record<Notification, string>>>,
  options: { readonly always?: boolean } = {},
): Row<readonly Notification[]> {
  const wires = new Map(Object.entries(names)) as Map<string, string>;
  const known = [...wires.keys()];
  const flagWires = [...wires.values()];
  const off = Object.fromEntries(flagWires.map((wire) => [wire, false]));
  const allOff = flagWires.map((wire): Decision => ({ as: 'ADDED', wire, value: false }));
  return {
    fields: [
      {
        part: '',
        wires: flagWires,
        allowedValues: known,
        ...(options.always && { defaultValue: [] }),
      },
    ],
    ...(options.always && { defaults: off }),
    cleared: () => off,
    resent: resentFlags(flagWires),
    decide(chosen, path, { name }) {
      const decisions = chosen.map((notification, index): Decision => {
        const at = [...path, String(index)];
        const wire = wires.get(notification);
        if (wire !== undefined) return sent(at, wire, true);
        const message = `${name} has only the notifications ${known.join(', ')}.`;
        const violation = { code: 'VALUE', path: at, allowedValues: known, message } as const;
        return { ...unsupported(at, `${name} does not have this notification.`), violation };
      });
      return [...allOff, ...decisions];
    },
    decode(record) {
      const on = [...wires].filter(([, wire]) => readFlag(record, wire) === true).map(([name]) => name);
      return someOf(on as Notification[]);
    },
  };
}
