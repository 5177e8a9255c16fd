/** A contact as ChartMogul keeps it: what its calls take, what they change and how it reads back. */
import { isRecord, mediaType, parseJson } from '../kit/request.js';
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';
import { assignCustom, type CustomValue, checkCustom } from './custom.js';
import type { Customer } from './customer.js';
import type { Row } from './page.js';
import { failure, wrongValue } from './reply.js';

const TEXT_FIELDS = [
  'external_id',
  'first_name',
  'last_name',
  'title',
  'email',
  'phone',
  'linked_in',
  'twitter',
  'notes',
] as const;
/** Taken, but never in an answer: the official n8n node sends the first, a test of the client the other. */
const SILENT_FIELDS = ['last_seen', 'data_source_customer_external_id'];

/** The type of the field in the official Go client: an unsigned number of 32 bits. */
const MAX_POSITION = 4_294_967_295;

type TextField = (typeof TEXT_FIELDS)[number];
/** The members of a JSON body. */
export type Members = Readonly<Record<string, unknown>>;

/** A contact of the account. */
export interface Contact extends Row {
  readonly customer: Customer;
  readonly dataSource: string;
  position: number;
  readonly texts: Map<TextField, string>;
  readonly custom: Map<string, CustomValue>;
}

/**
 * The members of a JSON body; undefined when it is broken. Not documented: a body of another media type is
 * taken to be one without members.
 */
export function jsonBody(request: SandboxRequest): Members | undefined {
  if (request.body === '' || mediaType(request.headers) !== 'application/json') return {};
  const body = parseJson(request.body);
  return isRecord(body) ? body : undefined;
}

/** The error of members that a contact does not take. */
export function checkFields(body: Members, alsoAllowed: readonly string[]): SandboxReply | undefined {
  const allowed = [...TEXT_FIELDS, ...SILENT_FIELDS, ...alsoAllowed, 'position', 'custom'];
  // Not documented: a member of another name is rejected here, so that a mistake is seen.
  const unknown = Object.keys(body).find((name) => !allowed.includes(name));
  if (unknown !== undefined) return failure(400, `Parameter "${unknown}" is not allowed`, unknown);

  const badText = TEXT_FIELDS.find((field) => typeof (body[field] ?? '') !== 'string');
  if (badText) return wrongValue(badText);
  const position = body.position ?? 1;
  if (!Number.isInteger(position) || Number(position) < 1 || Number(position) > MAX_POSITION) {
    return wrongValue('position');
  }
  return checkCustom(body.custom ?? []);
}

/** Members that are absent keep their value, null clears it. */
export function assign(contact: Contact, body: Members): void {
  for (const field of TEXT_FIELDS) {
    const text = body[field];
    if (text === null) contact.texts.delete(field);
    else if (typeof text === 'string') contact.texts.set(field, text);
  }
  if (typeof body.position === 'number') contact.position = body.position;
  assignCustom(contact.custom, body.custom);
}

/** What a merge does to the contact that stays: blanks are filled from the other one, notes are joined. */
export function fillBlanks(into: Contact, from: Contact): void {
  const notes = [into.texts.get('notes'), from.texts.get('notes')].filter((note) => note !== undefined);
  for (const [field, text] of from.texts) if (!into.texts.has(field)) into.texts.set(field, text);
  for (const [key, value] of from.custom) if (!into.custom.has(key)) into.custom.set(key, value);
  // A blank between the two, as recorded.
  if (notes.length > 0) into.texts.set('notes', notes.join(' '));
}

/** Every key is in every answer, null where nothing was given. `custom` is a list in requests, a map here. */
export function contactRecord(contact: Contact): Readonly<Record<string, unknown>> {
  const text = (field: TextField): string | null => contact.texts.get(field) ?? null;
  return {
    uuid: contact.uuid,
    customer_uuid: contact.customer.uuid,
    customer_external_id: contact.customer.externalId,
    data_source_uuid: contact.dataSource,
    external_id: text('external_id'),
    position: contact.position,
    first_name: text('first_name'),
    last_name: text('last_name'),
    title: text('title'),
    email: text('email'),
    phone: text('phone'),
    linked_in: text('linked_in'),
    twitter: text('twitter'),
    notes: text('notes'),
    custom: Object.fromEntries(contact.custom),
  };
}
