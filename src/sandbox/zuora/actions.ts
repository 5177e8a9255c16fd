/**
 * `/v1/action/update` and `/v1/action/delete` for contacts ("Update", "Delete"): SOAP object names, one
 * result per object, and SOAP error codes in a 200.
 */
import type { Customers } from '../kit/customers.js';
import { codePoints, isRecord } from '../kit/request.js';
import type { SandboxReply } from '../kit/vendor.js';
import { type Account, WRITE_REJECTIONS } from './accounts.js';
import {
  CONTACT_FIELDS,
  type Contact,
  type ContactField,
  CUSTOM_FIELD,
  MAX_LENGTHS,
  objectName,
  PHONE_TYPES,
  REQUIRED,
} from './contact.js';
import { actionFault, message } from './reply.js';

const MAX_OBJECTS = 50;
/** Older limits than those of `/v1/contacts` ("Field descriptions of Contact"). */
const OLDER_LENGTHS: Partial<Record<ContactField, number>> = { country: 32, mobilePhone: 40 };
const FIELDS = new Map<string, ContactField>(CONTACT_FIELDS.map((field) => [objectName(field), field]));
/** Members of an object that are not contact fields. */
const OTHER_MEMBERS: ReadonlySet<string> = new Set(['Id', 'AccountId', 'fieldsToNull']);

/** SOAP codes for the two digits that end a code elsewhere. */
const CODES: Readonly<Record<string, string>> = {
  '20': 'INVALID_VALUE',
  '22': 'MISSING_REQUIRED_VALUE',
  '50': 'LOCK_COMPETITION',
  '60': 'UNKNOWN_ERROR',
  '61': 'TEMPORARY_ERROR',
  '99': 'TRANSACTION_FAILED',
};

interface ActionError {
  readonly code: string;
  readonly message: string;
}
type Body = Readonly<Record<string, unknown>>;

export class ContactActions {
  readonly #customers: Customers<Contact, Account>;

  constructor(customers: Customers<Contact, Account>) {
    this.#customers = customers;
  }

  update(body: Body, query: URLSearchParams): SandboxReply {
    const { type, objects } = body;
    const fault = checkList(type, objects);
    if (fault) return fault;
    const given = (objects as unknown[]).map((object) => (isRecord(object) ? object : {}));
    const isUnknown = (name: string) =>
      !FIELDS.has(name) && !CUSTOM_FIELD.test(name) && !OTHER_MEMBERS.has(name);
    if (
      query.get('rejectUnknownFields') === 'true' &&
      given.some((one) => Object.keys(one).some(isUnknown))
    ) {
      return message(400, 'Error - unrecognised fields');
    }
    return {
      status: 200,
      body: given.map((object) => {
        const error = this.#updateOne(object);
        return error
          ? { Success: false, Errors: [{ Code: error.code, Message: error.message }] }
          : { Id: object.Id, Success: true };
      }),
    };
  }

  delete(body: Body): SandboxReply {
    const { type, ids } = body;
    const fault = checkList(type, ids);
    if (fault) return fault;
    return {
      status: 200,
      body: (ids as unknown[]).map((id) => {
        const error = this.#deleteOne(id);
        return error
          ? { id, success: false, errors: [{ Code: error.code, Message: error.message }] }
          : { id, success: true };
      }),
    };
  }

  /** The account of the first contact in a body. */
  accountOf({ objects, ids }: Body): string | undefined {
    const [object] = Array.isArray(objects) ? objects : [];
    const [id] = Array.isArray(ids) ? ids : [];
    return this.#customers.find(String(isRecord(object) ? object.Id : id))?.customer.id;
  }

  #updateOne(object: Body): ActionError | undefined {
    const contact = this.#customers.find(String(object.Id))?.contact;
    if (contact === undefined) return invalidId(object.Id);
    const rejection = WRITE_REJECTIONS[contact.account.number];
    const isMet = rejection?.unlessGiven !== undefined && object[objectName(rejection.unlessGiven)];
    if (rejection && !isMet) return { code: CODES[rejection.category] ?? '', message: rejection.message };
    const cleared = object.fieldsToNull ?? [];
    const error = checkValues(object) ?? checkCleared(cleared);
    if (error) return error;
    assignObject(contact, object, cleared as readonly string[]);
    return undefined;
  }

  #deleteOne(id: unknown): ActionError | undefined {
    const found = this.#customers.find(String(id));
    if (found === undefined) return invalidId(id);
    const { contact, customer } = found;
    const rejection = WRITE_REJECTIONS[contact.account.number];
    if (rejection) return { code: CODES[rejection.category] ?? '', message: rejection.message };
    // Same rule as for a DELETE. Likely, but not documented.
    if (contact.account.billToId === contact.id) {
      return { code: 'CANNOT_DELETE', message: 'The contact is the bill-to contact of an account.' };
    }
    this.#customers.remove(customer, contact);
    return undefined;
  }
}

/** Not documented: the answer to another type of object, and to no or too many objects. */
function checkList(type: unknown, list: unknown): SandboxReply | undefined {
  if (type !== 'Contact') return actionFault('INVALID_TYPE', `invalid type: ${String(type)}`);
  return Array.isArray(list) && list.length >= 1 && list.length <= MAX_OBJECTS
    ? undefined
    : actionFault('MAX_RECORDS_EXCEEDED', `1 to ${MAX_OBJECTS} objects are taken`);
}

/** Members with unknown names are ignored. */
function checkValues(object: Body): ActionError | undefined {
  for (const [name, value] of Object.entries(object)) {
    const field = FIELDS.get(name);
    if (field === undefined || isLeftAlone(value)) continue;
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    const max = OLDER_LENGTHS[field] ?? MAX_LENGTHS[field];
    if (
      text === undefined ||
      codePoints(text) > max ||
      (field === 'otherPhoneType' && !PHONE_TYPES.includes(text))
    ) {
      return { code: 'INVALID_VALUE', message: `The field ${name} is invalid.` };
    }
  }
  return undefined;
}

/** "Only for nillable fields", which a contact's names are not. */
function checkCleared(names: unknown): ActionError | undefined {
  for (const name of Array.isArray(names) ? names : [names]) {
    const field = FIELDS.get(String(name));
    if (field === undefined && !CUSTOM_FIELD.test(String(name))) {
      return { code: 'INVALID_FIELD', message: `invalid field: ${String(name)}` };
    }
    if (field !== undefined && REQUIRED.has(field)) {
      return { code: 'MISSING_REQUIRED_VALUE', message: `Missing required value: ${String(name)}` };
    }
  }
  return undefined;
}

function assignObject(contact: Contact, object: Body, cleared: readonly string[]): void {
  for (const [name, value] of Object.entries(object)) {
    if (isLeftAlone(value)) continue;
    const field = FIELDS.get(name);
    if (field !== undefined) contact.values[field] = String(value);
    else if (CUSTOM_FIELD.test(name)) contact.custom[name] = value;
  }
  for (const name of cleared) {
    const field = FIELDS.get(name);
    if (field === undefined) contact.custom[name] = null;
    else contact.values[field] = null;
  }
}

/** Not documented: null and an empty text change nothing, because SOAP clears with `fieldsToNull`. */
function isLeftAlone(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function invalidId(id: unknown): ActionError {
  return { code: 'INVALID_ID', message: `invalid id: ${String(id)}` };
}
