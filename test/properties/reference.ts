/**
 * The design's handling of a request, a second time and as plainly as possible: what is rejected, the fate of
 * each leaf, and the wire. It shares nothing with the project's tables and rows.
 */
import type { ContactInput, CustomField, Email, JsonValue, Phone } from '../../src/model/contact.js';
import {
  CRO_EMAILS_MAX,
  CRO_NAME_MAX,
  CRO_PHONES,
  CUSTOMER_IDS,
  type DocumentedText,
  EMAIL,
  type FieldName,
  INPUT_ORDER,
  isAlphanumeric,
  NOTIFICATIONS,
  PHONE,
  type ProviderName,
  REQUIRED,
  RPM_PHONE_TYPES,
  RPM_PHONES_MAX,
  TEXTS,
  ZUORA_EMAILS,
  ZUORA_OTHER_TYPES,
  ZUORA_PHONES,
} from './documented.js';
import { fieldOf } from './leaves.js';
import { checkReferenceOptions } from './reference-options.js';
import { textFaults } from './text-faults.js';

export interface Request {
  /** An add by default: an update requires no field, and nothing is added to it. */
  readonly operation?: 'UPDATE';
  readonly provider: ProviderName;
  readonly customerId: string;
  readonly input: ContactInput;
  readonly omit: boolean;
  /** Options of providers, by their key. */
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>> | null | undefined>>;
}

interface Item {
  readonly address?: string;
  readonly number?: string;
  readonly kind?: string | null | undefined;
}

export type Fate = 'SENT' | 'TRANSFORMED' | 'IMPLIED' | 'OMITTED' | 'CLEARED';

/** Violations as code and path, fates as path and fate; the wire holds the contact without its envelope. */
export class Reference {
  readonly violations: string[] = [];
  readonly fates: string[] = [];
  readonly wire: Record<string, JsonValue> = {};

  constructor(readonly request: Request) {
    const { operation, provider, customerId, input } = request;
    if (!CUSTOMER_IDS[provider](customerId)) this.refuse('FORMAT', ['customerId']);
    for (const field of INPUT_ORDER) this.#field(field, given(fieldOf(input, field), field));
    if (operation === undefined) this.needSomething();
    checkReferenceOptions(this);
  }

  /** Omitted and implied values make no contact, and no change of one. */
  needSomething(): void {
    const isKept = (fate: string) => / (?:SENT|TRANSFORMED|CLEARED)$/.test(fate);
    const isWrong = this.violations.some((violation) => / input\./.test(violation));
    if (!isWrong && !this.fates.some(isKept)) this.refuse('REQUIRED', ['input']);
  }

  refuse(code: string, path: readonly string[]): void {
    this.violations.push(`${code} ${path.join('.')}`);
  }

  fate(fate: Fate, path: readonly string[]): void {
    this.fates.push(`${path.join('.')} ${fate}`);
  }

  /** True when the text breaks no rule; otherwise reports each broken one. */
  text(value: string, rules: Partial<DocumentedText>, path: readonly string[]): boolean {
    const faults = textFaults(value, rules);
    for (const fault of faults) this.refuse(fault, path);
    return faults.length === 0;
  }

  #field(field: FieldName, value: unknown): void {
    const { operation, provider } = this.request;
    const path = ['input', ...field.split('.')];
    const text = TEXTS[provider][field];
    if (value === undefined) {
      if (operation === 'UPDATE') return;
      if (REQUIRED[provider].includes(field)) this.refuse('REQUIRED', path);
      if (provider === 'CHARGEBEE' && field === 'enabled') this.wire.enabled = true;
      if (provider === 'CHARGEBEE' && field === 'notifications') this.#notifications([], path);
    } else if (text) {
      if (this.text(value as string, text, path)) this.wire[text.wire] = value as string;
      this.fate('SENT', path);
      if (provider === 'CRO' && field === 'name' && this.#nameParts().length > 0)
        this.refuse('CONFLICT', path);
    } else if (provider === 'CRO' && (field === 'firstName' || field === 'lastName')) {
      this.#namePart(value as string, field, path);
    } else if (field === 'emails') this.#emails(value as readonly Email[], path);
    else if (field === 'phones') this.#phones(value as readonly Phone[], path);
    else if (field === 'position' && provider === 'CHARTMOGUL') {
      if ((value as number) < 1) this.refuse('RANGE', path);
      this.wire.position = value as number;
      this.fate('SENT', path);
    } else if (field === 'primary') this.#primary(value as boolean, path);
    else if (field === 'enabled') this.#enabled(value as boolean, path);
    else if (field === 'notifications') this.#notifications(value as readonly string[], path);
    else if (field === 'customFields') this.#customFields(value as readonly CustomField[], path);
    else this.#nowhere(path, [path]);
  }

  /** A value without a place: rejected at the path, or its leaves are omitted. */
  #nowhere(path: readonly string[], leaves: readonly (readonly string[])[]): void {
    if (leaves.length === 0) return;
    if (!this.request.omit) this.refuse('UNSUPPORTED', path);
    for (const leaf of leaves) this.fate('OMITTED', leaf);
  }

  /** The given parts of a name, in the order in which they are joined. */
  #nameParts(): string[] {
    const { firstName, lastName } = this.request.input;
    return [firstName, lastName].filter((part) => typeof part === 'string' && part !== '') as string[];
  }

  #namePart(value: string, field: FieldName, path: readonly string[]): void {
    const { firstName, lastName } = this.request.input;
    this.text(value, { max: Infinity }, path);
    const parts = [firstName, lastName].filter((part) => typeof part === 'string');
    const joined = parts.join(' ');
    const isLast = field === 'lastName' || typeof lastName !== 'string';
    if (isLast && textFaults(joined, { min: 0, max: CRO_NAME_MAX }).includes('TOO_LONG')) {
      this.refuse('TOO_LONG', path);
    }
    this.wire.name = joined;
    this.fate('TRANSFORMED', path);
  }

  #emails(emails: readonly Email[], path: readonly string[]): void {
    const { provider } = this.request;
    if (provider === 'ZUORA') this.#zuoraEmails(emails, path);
    else if (provider === 'CRO') this.#croEmails(emails, path);
    else this.#only(emails, 'address', EMAIL[provider], path);
  }

  #phones(phones: readonly Phone[], path: readonly string[]): void {
    const { provider } = this.request;
    if (provider === 'ZUORA') this.#zuoraPhones(phones, path);
    else if (provider === 'CRO') this.#croPhones(phones, path);
    else if (provider === 'RPM') this.#rpmPhones(phones, path);
    else this.#only(phones, 'number', PHONE[provider], path);
  }

  /** A list of which one item is kept, without its kind. */
  #only(
    items: readonly Item[],
    part: 'address' | 'number',
    place: DocumentedText,
    path: readonly string[],
  ): void {
    if (items.length > 1 && !this.request.omit) this.refuse('TOO_MANY', path);
    for (const [index, item] of items.entries()) {
      const at = [...path, String(index)];
      if (index > 0) {
        this.#leftOut(item, part, at);
        continue;
      }
      const text = item[part] ?? '';
      if (this.text(text, place, [...at, part])) this.wire[place.wire] = text;
      this.fate('SENT', [...at, part]);
      if (item.kind) this.#nowhere([...at, 'kind'], [[...at, 'kind']]);
    }
  }

  #leftOut(item: { readonly kind?: unknown }, part: string, at: readonly string[]): void {
    this.fate('OMITTED', [...at, part]);
    if (item.kind) this.fate('OMITTED', [...at, 'kind']);
  }

  /** An item with its kind, in the given place. */
  #placed(
    text: string,
    kind: string | null | undefined,
    place: DocumentedText,
    part: string,
    at: readonly string[],
  ): void {
    if (this.text(text, place, [...at, part])) this.wire[place.wire] = text;
    this.fate('SENT', [...at, part]);
    if (kind) this.fate('SENT', [...at, 'kind']);
  }

  /** An item without a place; the violation on the list covers those beyond its capacity. */
  #noPlace(item: { readonly kind?: unknown }, part: string, at: readonly string[], capacity: number): void {
    if (!this.request.omit && Number(at.at(-1)) < capacity) this.refuse('TOO_MANY', at);
    this.#leftOut(item, part, at);
  }

  #zuoraEmails(emails: readonly Email[], path: readonly string[]): void {
    if (emails.length > 2 && !this.request.omit) this.refuse('TOO_MANY', path);
    const taken = new Set<string>();
    for (const [index, { address, kind }] of emails.entries()) {
      const at = [...path, String(index)];
      const place = kind ?? 'WORK';
      if (taken.has(place)) this.#noPlace({ kind }, 'address', at, 2);
      else this.#placed(address, kind, ZUORA_EMAILS[place] as DocumentedText, 'address', at);
      taken.add(place);
    }
  }

  #zuoraPhones(phones: readonly Phone[], path: readonly string[]): void {
    if (phones.length > 5 && !this.request.omit) this.refuse('TOO_MANY', path);
    const kinds = phones.map(({ kind }) => kind ?? 'WORK');
    const isFirst = (index: number) => kinds.indexOf(kinds[index] ?? 'WORK') === index;
    const second = kinds.includes('OTHER')
      ? -1
      : kinds.findIndex((kind, index) => !isFirst(index) && ZUORA_OTHER_TYPES[kind] !== undefined);
    for (const [index, { number, kind }] of phones.entries()) {
      const at = [...path, String(index)];
      const place = kinds[index] ?? 'WORK';
      if (isFirst(index)) {
        this.#placed(number, kind, ZUORA_PHONES[place] as DocumentedText, 'number', at);
        if (place === 'OTHER') this.wire.otherPhoneType = 'Other';
      } else if (index === second) {
        this.#placed(number, kind, ZUORA_PHONES.OTHER as DocumentedText, 'number', at);
        this.wire.otherPhoneType = ZUORA_OTHER_TYPES[place] ?? '';
      } else this.#noPlace({ kind }, 'number', at, 5);
    }
  }

  #croEmails(emails: readonly Email[], path: readonly string[]): void {
    const joined = emails.map(({ address }) => address).join(',');
    for (const [index, { address, kind }] of emails.entries()) {
      const at = [...path, String(index)];
      this.text(address, { email: true }, [...at, 'address']);
      const isLast = index === emails.length - 1;
      if (isLast && textFaults(joined, { max: CRO_EMAILS_MAX }).includes('TOO_LONG')) {
        this.refuse('TOO_LONG', [...at, 'address']);
      }
      this.fate(emails.length > 1 ? 'TRANSFORMED' : 'SENT', [...at, 'address']);
      if (kind) this.#nowhere([...at, 'kind'], [[...at, 'kind']]);
    }
    this.wire.email = joined;
  }

  #croPhones(phones: readonly Phone[], path: readonly string[]): void {
    if (phones.length > 2 && !this.request.omit) this.refuse('TOO_MANY', path);
    const taken = new Set<string>();
    for (const [index, { number, kind }] of phones.entries()) {
      const at = [...path, String(index)];
      if (kind && kind !== 'FAX') {
        this.#kindWithoutPlace({ kind }, at);
        continue;
      }
      const place = kind === 'FAX' ? 'FAX' : 'usual';
      if (taken.has(place)) this.#noPlace({ kind }, 'number', at, 2);
      else this.#placed(number, kind, CRO_PHONES[place], 'number', at);
      taken.add(place);
    }
  }

  /** A kind without a place, at a provider that has places for others: the value goes with it. */
  #kindWithoutPlace(item: { readonly kind?: unknown }, at: readonly string[]): void {
    if (!this.request.omit) this.refuse('VALUE', [...at, 'kind']);
    this.#leftOut(item, 'number', at);
  }

  #rpmPhones(phones: readonly Phone[], path: readonly string[]): void {
    if (phones.length > RPM_PHONES_MAX && !this.request.omit) this.refuse('TOO_MANY', path);
    const rows: JsonValue[] = [];
    for (const [index, { number, kind }] of phones.entries()) {
      const at = [...path, String(index)];
      const type = RPM_PHONE_TYPES[kind ?? 'WORK'];
      if (type === undefined) this.#kindWithoutPlace({ kind }, at);
      else if (rows.length === RPM_PHONES_MAX) this.#leftOut({ kind }, 'number', at);
      else {
        const isSound = this.text(number, { phone: true }, [...at, 'number']);
        // Reads back as no number.
        const isNone = ['', 'none'].includes(number.trim().toLowerCase());
        if (isSound && isNone) this.refuse('FORMAT', [...at, 'number']);
        if (isSound && !isNone) rows.push({ Type: type, Number: number });
        this.fate('SENT', [...at, 'number']);
        if (kind) this.fate('SENT', [...at, 'kind']);
      }
    }
    if (rows.length > 0) this.wire.PhoneNumbers = rows;
  }

  #primary(value: boolean, path: readonly string[]): void {
    if (!value) this.fate('IMPLIED', path);
    else if (this.request.provider !== 'RPM') this.#nowhere(path, [path]);
    else {
      this.wire.IsPrimary = true;
      this.fate('SENT', path);
    }
  }

  #enabled(value: boolean, path: readonly string[]): void {
    if (this.request.provider === 'CHARGEBEE') {
      this.wire.enabled = value;
      this.fate('SENT', path);
    } else if (value) this.fate('IMPLIED', path);
    else this.#nowhere(path, [path]);
  }

  #notifications(chosen: readonly string[], path: readonly string[]): void {
    const switches = NOTIFICATIONS[this.request.provider];
    const at = (index: number) => [...path, String(index)];
    if (!switches) {
      this.#nowhere(
        path,
        chosen.map((_, index) => at(index)),
      );
      return;
    }
    for (const wire of Object.values(switches)) this.wire[wire] = false;
    for (const [index, name] of chosen.entries()) {
      const wire = switches[name];
      if (wire !== undefined) {
        this.wire[wire] = true;
        this.fate('SENT', at(index));
      } else {
        if (!this.request.omit) this.refuse('VALUE', at(index));
        this.fate('OMITTED', at(index));
      }
    }
  }

  #customFields(fields: readonly CustomField[], path: readonly string[]): void {
    const { provider } = this.request;
    if (provider !== 'CHARTMOGUL' && provider !== 'ZUORA') {
      const leaves = fields.flatMap(({ value }, index) => {
        const at = [...path, String(index)];
        return value === undefined
          ? [[...at, 'name']]
          : [
              [...at, 'name'],
              [...at, 'value'],
            ];
      });
      this.#nowhere(path, leaves);
      return;
    }
    const names = new Set<string>();
    for (const [index, { name, value }] of fields.entries()) {
      const at = [...path, String(index)];
      if (this.text(name, {}, [...at, 'name'])) {
        const isReserved = ['__proto__', 'constructor', 'prototype'].includes(name);
        const isWrong = provider === 'ZUORA' && !isZuoraName(name);
        if (isReserved || isWrong || names.has(name)) this.refuse('FORMAT', [...at, 'name']);
        names.add(name);
      }
      this.#customValue(value, [...at, 'value']);
      this.fate('SENT', [...at, 'name']);
      this.fate('SENT', [...at, 'value']);
    }
    if (provider === 'CHARTMOGUL') {
      this.wire.custom = fields.map(({ name, value }) => ({ key: name, value: value ?? null }));
    } else {
      for (const { name, value } of fields) if (isZuoraName(name)) this.wire[name] = value ?? null;
    }
  }

  #customValue(value: JsonValue | undefined, path: readonly string[]): void {
    const isPlain =
      value === null ||
      typeof value === 'boolean' ||
      // Whole numbers beyond 2^53 have been rounded already.
      (Number.isFinite(value) && (!Number.isInteger(value) || Math.abs(Number(value)) < 2 ** 53));
    if (value === undefined) this.refuse('REQUIRED', path);
    else if (typeof value === 'string') this.text(value, { min: 0, multiline: true }, path);
    else if (!isPlain) this.refuse('FORMAT', path);
  }
}

function isZuoraName(name: string): boolean {
  const stem = name.slice(0, -3);
  return (
    name.endsWith('__c') && stem !== '' && [...stem].every((sign) => isAlphanumeric(sign) || sign === '_')
  );
}

/** Null, absent and an empty list count as not given; but an empty list of notifications is a value. */
function given(value: unknown, field: FieldName): unknown {
  const isEmpty = Array.isArray(value) && value.length === 0 && field !== 'notifications';
  return value === null || isEmpty ? undefined : value;
}
