/** A ChartMogul contact: accepted values, changes, and how it reads back. */
import { isRecord, jsonOf, mediaType } from '../kit/request.js';
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
/** Accepted, but never returned: the official n8n node sends the first, a test of the client the other. */
const SILENT_FIELDS = ['last_seen', 'data_source_customer_external_id'];
const FIELDS: ReadonlySet<string> = new Set([...TEXT_FIELDS, ...SILENT_FIELDS, 'position', 'custom']);

/** The field's type in the official Go client: an unsigned 32-bit integer. */
const MAX_POSITION = 4_294_967_295;

type TextField = (typeof TEXT_FIELDS)[number];
export type Members = Readonly<Record<string, unknown>>;

export interface Contact extends Row {
  readonly customer: Customer;
  readonly dataSource: string;
  position: number;
  readonly texts: { [F in TextField]?: string };
  readonly custom: Record<string, CustomValue>;
}

/**
 * The members of a JSON body; undefined if it is malformed. Not documented: a body of another media type
 * counts as empty.
 */
export function jsonBody(request: SandboxRequest): Members | undefined {
  if (request.body === '' || mediaType(request.headers) !== 'application/json') return {};
  const body = jsonOf(request);
  return isRecord(body) ? body : undefined;
}

/** The error for invalid members of a contact. */
export function checkFields(body: Members, alsoAllowed: readonly string[]): SandboxReply | undefined {
  // Not documented: members with other names are rejected here, so that mistakes surface.
  const unknown = Object.keys(body).find((name) => !FIELDS.has(name) && !alsoAllowed.includes(name));
  if (unknown !== undefined) return failure(400, `Parameter "${unknown}" is not allowed`, unknown);

  const badText = TEXT_FIELDS.find((field) => typeof (body[field] ?? '') !== 'string');
  if (badText) return wrongValue(badText);
  const position = body.position ?? 1;
  if (!Number.isInteger(position) || Number(position) < 1 || Number(position) > MAX_POSITION) {
    return wrongValue('position');
  }
  return checkCustom(body.custom ?? []);
}

/** Absent members keep their value, null clears it. */
export function assign(contact: Contact, body: Members): void {
  for (const field of TEXT_FIELDS) {
    const text = body[field];
    if (text === null) delete contact.texts[field];
    else if (typeof text === 'string') contact.texts[field] = text;
  }
  if (typeof body.position === 'number') contact.position = body.position;
  assignCustom(contact.custom, body.custom);
}

/** How a merge changes the contact that stays: blanks are filled from the other one, notes are joined. */
export function fillBlanks(into: Contact, from: Contact): void {
  const notes = [into.texts.notes, from.texts.notes].filter((note) => note !== undefined);
  Object.assign(into.texts, { ...from.texts, ...into.texts });
  Object.assign(into.custom, { ...from.custom, ...into.custom });
  // Joined with a blank, as recorded.
  if (notes.length > 0) into.texts.notes = notes.join(' ');
}

/** Every answer contains every key, null if not given. `custom` is a list in requests, a map here. */
export function contactRecord(contact: Contact): Readonly<Record<string, unknown>> {
  const { texts } = contact;
  return {
    uuid: contact.uuid,
    customer_uuid: contact.customer.uuid,
    customer_external_id: contact.customer.externalId,
    data_source_uuid: contact.dataSource,
    external_id: texts.external_id ?? null,
    position: contact.position,
    first_name: texts.first_name ?? null,
    last_name: texts.last_name ?? null,
    title: texts.title ?? null,
    email: texts.email ?? null,
    phone: texts.phone ?? null,
    linked_in: texts.linked_in ?? null,
    twitter: texts.twitter ?? null,
    notes: texts.notes ?? null,
    custom: { ...contact.custom },
  };
}
