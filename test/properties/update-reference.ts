/**
 * The handling of an update by the design and the vendors' documents: what is rejected before anything is
 * sent, and which wire names get which value or lose theirs. Shares nothing with the project's tables and
 * rows.
 */
import type { ContactChange, CustomField, Phone } from '../../src/model/contact.js';
import { ALL_CUSTOM, ALSO_SHARED, CLEAR_NAMES, CLEARABLE } from './clearable.js';
import { type FieldName, type ProviderName, RPM_PHONES_MAX } from './documented.js';
import { fieldOf } from './leaves.js';
import { Reference } from './reference.js';

export interface Update {
  readonly provider: ProviderName;
  readonly customerId: string;
  readonly input: ContactChange;
  readonly omit: boolean;
}

/** The lists that a change replaces as a whole, by the name that clears them. */
const LISTS = { EMAILS: 'emails', PHONES: 'phones', NOTIFICATIONS: 'notifications' } as const;
type ListName = keyof typeof LISTS;
const LIST_NAMES = Object.keys(LISTS) as ListName[];

/** The limits of the older call, without which Zuora clears nothing. */
const ZUORA_OLDER_LIMITS = { country: 32, mobilePhone: 40 } as const;

/** An entry for a number, as the vendor has it. */
export interface PresentNumber {
  readonly type: number;
  readonly hasNumber: boolean;
}

/** The state of the contact that an update meets. */
export interface Present {
  readonly isPrimary: boolean;
  readonly hasCustom: boolean;
  readonly numbers: readonly PresentNumber[];
}

/** `wire` holds the values set; afterwards the contact has no value for the names in `cleared`. */
export class UpdateReference extends Reference {
  readonly cleared = new Set<string>();
  /** Paths of values that are not kept as sent. */
  readonly lost: string[] = [];
  /** Whether some field loses its value, which takes another call at Zuora. */
  takesAway: boolean;
  readonly #change: ContactChange;

  constructor({ provider, customerId, input, omit }: Update) {
    super({ operation: 'UPDATE', provider, customerId, input: withoutEmptyLists(input), omit, options: {} });
    this.#change = input;
    if (provider === 'CRO') this.#needBothNames();
    for (const name of LIST_NAMES) this.#replaceList(name);
    this.#clearValues();
    for (const [index, name] of (input.clear ?? []).entries()) this.#clearName(name, index);
    this.needSomething();
    this.takesAway = this.#takesSome;
    if (provider === 'ZUORA' && this.takesAway) this.#keepOlderLimits();
  }

  /** The rules that depend on the contact, which is read only if nothing else is invalid. */
  meet({ isPrimary, hasCustom, numbers }: Present): void {
    if (this.violations.length > 0) return;
    const { provider, input } = this.request;
    if (provider === 'RPM') {
      if (input.primary === false && isPrimary) this.refuse('VALUE', ['input', 'primary']);
      else this.#findPlaces(numbers);
    }
    if (provider !== 'ZUORA') return;
    if (this.cleared.has(ALL_CUSTOM) && hasCustom && !this.takesAway) {
      this.takesAway = true;
      this.#keepOlderLimits();
    }
    // The older call has no empty text.
    const empties = Object.entries(this.wire).filter(([, value]) => value === '');
    if (!this.takesAway) return;
    for (const [name] of empties) {
      delete this.wire[name];
      this.cleared.add(name);
      const index = (input.customFields ?? []).findIndex((field) => field.name === name);
      this.lost.push(`input.customFields.${index}.value`);
    }
  }

  /** "Without it: if no phone of that type exists a new one is registered", and at most four entries. */
  #findPlaces(rows: readonly PresentNumber[]): void {
    const given = (this.wire.PhoneNumbers ?? []) as unknown as readonly { readonly Type: number }[];
    if (given.length === 0) return;
    const ofType = (type: number) => rows.filter((row) => row.type === type);
    const types = [...new Set([...given.map(({ Type }) => Type), ...rows.map(({ type }) => type)])];
    const wants = (type: number) => given.filter(({ Type }) => Type === type).length;
    const isGuess = types.some((type) => wants(type) > Math.max(1, ofType(type).length));
    const emptied = types.map((type) =>
      Math.max(0, ofType(type).filter(({ hasNumber }) => hasNumber).length - wants(type)),
    );
    const entries = given.length + emptied.reduce((sum, count) => sum + count, 0);
    if (isGuess || entries > RPM_PHONES_MAX) this.refuse('TOO_MANY', ['input', 'phones']);
  }

  get #takesSome(): boolean {
    return [...this.cleared].some((wire) => wire !== ALL_CUSTOM);
  }

  #keepOlderLimits(): void {
    const { country, mobilePhone } = this.wire;
    if ([...String(country ?? '')].length > ZUORA_OLDER_LIMITS.country)
      this.refuse('TOO_LONG', ['input', 'address', 'country']);
    if ([...String(mobilePhone ?? '')].length <= ZUORA_OLDER_LIMITS.mobilePhone) return;
    const phones: readonly Phone[] = this.#change.phones ?? [];
    const index = phones.findIndex(({ kind }) => kind === 'MOBILE');
    this.refuse('TOO_LONG', ['input', 'phones', String(index), 'number']);
  }

  /** With one part only, the other one, which is in the same name, would be lost. */
  #needBothNames(): void {
    const { firstName, lastName } = this.#change;
    const isGiven = (part: string | null | undefined) => part !== undefined && part !== null;
    if (isGiven(firstName) === isGiven(lastName)) return;
    this.refuse('REQUIRED', ['input', isGiven(firstName) ? 'lastName' : 'firstName']);
  }

  #replaceList(name: ListName): void {
    const list = LISTS[name];
    const given = this.#change[list];
    const wires = CLEARABLE[this.request.provider][name] ?? [];
    if (given && given.length === 0) {
      this.#take(name, ['input', list], wires);
      return;
    }
    const isKept =
      name === 'NOTIFICATIONS'
        ? this.fates.some((fate) => fate.startsWith('input.notifications.') && fate.endsWith(' SENT'))
        : wires.some((wire) => this.wire[wire] !== undefined);
    // If every item is omitted, the list stays.
    if (!isKept) for (const wire of wires) delete this.wire[wire];
    else if (name !== 'NOTIFICATIONS') {
      for (const wire of wires) if (this.wire[wire] === undefined) this.cleared.add(wire);
    }
  }

  /** A custom field whose value is null has no value afterwards. */
  #clearValues(): void {
    const fields: readonly CustomField[] = this.#change.customFields ?? [];
    for (const [index, { name, value }] of fields.entries()) {
      const at = `input.customFields.${index}.value`;
      const fate = this.fates.indexOf(`${at} SENT`);
      if (value !== null || fate === -1) continue;
      this.fates[fate] = `${at} CLEARED`;
      if (this.request.provider === 'ZUORA' && Object.hasOwn(this.wire, name)) {
        delete this.wire[name];
        this.cleared.add(name);
      }
    }
  }

  #clearName(name: string, index: number): void {
    const { provider } = this.request;
    const path = ['input', 'clear', String(index)];
    const fields = [...(CLEAR_NAMES[name] ?? []), ...(ALSO_SHARED[`${provider} ${name}`] ?? [])];
    const wires = CLEARABLE[provider][name];
    if (wires && fields.some((field) => this.#isNamed(field))) this.refuse('CONFLICT', path);
    else this.#take(name, path, wires ?? []);
  }

  #take(name: string, path: readonly string[], wires: readonly string[]): void {
    if (wires.length === 0) {
      if (!this.request.omit) this.refuse('UNSUPPORTED', path);
      this.fate('OMITTED', path);
      return;
    }
    for (const wire of wires) {
      if (name === 'NOTIFICATIONS') this.wire[wire] = false;
      else this.cleared.add(wire);
    }
    this.fate('CLEARED', path);
  }

  /** An empty list clears a list, except for custom fields, where it names none. */
  #isNamed(field: FieldName): boolean {
    const value: unknown = fieldOf(this.#change, field);
    return Array.isArray(value) && field === 'customFields' ? value.length > 0 : (value ?? null) !== null;
  }
}

function withoutEmptyLists(input: ContactChange): ContactChange {
  const isLeft = ([name, value]: [string, unknown]) =>
    name !== 'clear' && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(input).filter(isLeft));
}
