/**
 * RPM Software played for the sandbox: the customers and their contacts.
 *
 * Written from the vendor's documents and from nothing of this provider's own:
 * - RPM API documentation: "Getting started" (address, key, envelope), "CustomerContactAdd",
 *   "CustomerContactEdit", "Customer", "Customers", "Info", and the texts of their errors.
 * - RPM API usage limits: the daily limit, its text and its reset at midnight UTC.
 * - RPM's own clients (integration-common for Node, RPM.Api.Client for .NET): what they expect of an answer.
 *
 * "Not documented" marks every place where these are silent; what stands there is the likeliest answer.
 */
import { isRecord, parseJson } from '../kit/request.js';
import { makeRoom } from '../kit/room.js';
import type {
  ReplyFault,
  SandboxReply,
  SandboxRequest,
  SandboxVendor,
  SandboxVendorFactory,
} from '../kit/vendor.js';
import { addPhones, assign, blankContact, type Contact, findFault, toRecord } from './contact.js';
import { FAULTS, KNOWN_CUSTOMERS, WRITE_REFUSALS } from './customers.js';

interface Customer {
  readonly id: number;
  readonly name: string;
  readonly contacts: Contact[];
}

type Body = Record<string, unknown>;

const SEEDED_ON = '1/20/2025';

/** RPM with fresh state. Accepts `RPM_API_KEY`, or a published default. */
export const createSandbox: SandboxVendorFactory = (env) => new Rpm(env);

class Rpm implements SandboxVendor {
  readonly key = 'rpm';
  readonly basePath = '/rpm';
  readonly faults = FAULTS;
  readonly faultReply = faultReply;

  readonly #apiKey: string;
  readonly #customers = new Map<number, Customer>();
  #lastContactId = 70_000;
  readonly #lastKnownId: number;
  #lastPhoneId = 90_000;

  constructor(env: Parameters<SandboxVendorFactory>[0]) {
    this.#apiKey = env.RPM_API_KEY || '6f1d2c3b-4a59-4687-8756-000000000001';
    for (const [key, { name, contacts }] of Object.entries(KNOWN_CUSTOMERS)) {
      const customer: Customer = { id: Number(key), name, contacts: [] };
      this.#customers.set(customer.id, customer);
      for (let index = 1; index <= contacts; index++) {
        this.#add(customer, { FirstName: 'Milton', LastName: `Waddams ${index}` }, index === 1);
      }
    }
    this.#lastKnownId = this.#lastContactId;
  }

  environment(url: string): Record<string, string> {
    return { RPM_API_KEY: this.#apiKey, RPM_URL: url };
  }

  authenticated({ headers, body }: SandboxRequest): boolean {
    return keyOf(headers.rpmapikey, parseJson(body)) === this.#apiKey;
  }

  subject({ path, body }: SandboxRequest): { customerId: string; write: boolean } | undefined {
    const call = endpointOf(path);
    const write = call === 'customercontactadd' || call === 'customercontactedit';
    const values = parseJson(body);
    if ((!write && call !== 'customer') || !isRecord(values)) return undefined;
    const id = typeof values.CustomerID === 'number' ? values.CustomerID : this.#find(values)?.id;
    return id === undefined ? undefined : { customerId: String(id), write };
  }

  handle({ method, path, headers, body }: SandboxRequest): SandboxReply {
    const call = endpointOf(path);
    if (call === undefined) return page(404, 'Not Found');
    if (method !== 'POST') return page(405, 'Method Not Allowed', { allow: 'POST' });
    const values = parseJson(body);
    if (!isRecord(values)) return page(400, 'Bad Request');
    const key = keyOf(headers.rpmapikey, values);
    if (key === undefined) return refusedKey('Valid key required');
    if (key !== this.#apiKey) return unknownKey();

    switch (call) {
      case 'customercontactadd':
        return this.#addContact(values);
      case 'customercontactedit':
        return this.#editContact(values);
      case 'customer':
        return this.#readCustomer(values);
      case 'customers':
        return this.#listCustomers();
      case 'info':
        return result({
          Subscriber: 'Sandbox',
          RPM: '35',
          Role: 'API',
          User: 'Sandbox API user',
          TimeOffset: 0,
        });
      default:
        return page(404, 'Not Found');
    }
  }

  #addContact(values: Body): SandboxReply {
    const call = this.#readWrite(values);
    if ('refusal' in call) return call.refusal;
    makeRoom(call.customer.contacts, ({ id }) => id <= this.#lastKnownId);
    const contact = this.#add(call.customer, call.contact, values.IsPrimary === true);
    // The answer says nothing of `IsPrimary`.
    return result({ Contact: toRecord(contact) });
  }

  #editContact(values: Body): SandboxReply {
    const call = this.#readWrite(values);
    if ('refusal' in call) return call.refusal;
    const { customer, contact } = call;
    const stored = customer.contacts.find(({ id }) => id === contact.ContactID);
    // Not documented: the text for a contact that is not there.
    if (stored === undefined) return refused('Contact not found');
    for (const name of ['FirstName', 'LastName']) {
      if (typeof contact[name] !== 'string') return refused(missing(name));
    }
    // An older page of the call has `IsPrimary` as optional, and so does RPM's Node client.
    assign(stored, contact, this.#nextPhoneId);
    if (values.IsPrimary === true) promote(customer, stored);
    return result({ Contact: toRecord(stored) });
  }

  /** The customer and the contact of a write, or why it is refused. */
  #readWrite(values: Body): { customer: Customer; contact: Body } | { refusal: SandboxReply } {
    for (const name of ['Contact', 'CustomerID']) {
      if (!Object.hasOwn(values, name) || values[name] === null) return { refusal: refused(missing(name)) };
    }
    const { Contact: contact, CustomerID: id, IsPrimary: isPrimary = false } = values;
    // Not documented: values of a wrong type. The service cannot read them into its types.
    if (!isRecord(contact) || !isInt32(id) || typeof isPrimary !== 'boolean') {
      return { refusal: page(400, 'Bad Request') };
    }
    const customer = this.#customers.get(id);
    if (customer === undefined) return { refusal: refused('Customer not found') };
    const fault = findFault(contact);
    if (fault === 'UNREADABLE') return { refusal: page(400, 'Bad Request') };
    const refusal = fault?.message ?? WRITE_REFUSALS[String(id)];
    return refusal === undefined ? { customer, contact } : { refusal: refused(refusal) };
  }

  #readCustomer(values: Body): SandboxReply {
    if (values.CustomerID === undefined && values.Customer === undefined) {
      return refused('Customer name or ID must be specified');
    }
    const customer = this.#find(values);
    if (customer === undefined) return refused('Customer not found');
    return result({
      Name: customer.name,
      CustomerID: customer.id,
      Website: '',
      Added: SEEDED_ON,
      Modified: SEEDED_ON,
      Age: 0,
      Aliases: [],
      Accounts: [],
      Contacts: customer.contacts.map((contact) => ({
        Contact: toRecord(contact),
        IsPrimary: contact.isPrimary,
      })),
      Locations: [],
      Fields: [],
      Notes: [],
      NotesForStaff: [],
    });
  }

  #listCustomers(): SandboxReply {
    const customers = Array.from(this.#customers.values(), ({ id, name }) => ({
      Customer: name,
      CustomerID: id,
      Added: SEEDED_ON,
      Modified: SEEDED_ON,
    }));
    return result({ Age: 0, Customers: customers });
  }

  /** By id, or by name where there is no id. */
  #find({ CustomerID: id, Customer: name }: Body): Customer | undefined {
    if (id !== undefined) return isInt32(id) ? this.#customers.get(id) : undefined;
    return [...this.#customers.values()].find((customer) => customer.name === name);
  }

  #add(customer: Customer, values: Body, isPrimary: boolean): Contact {
    this.#lastContactId += 1;
    const contact = blankContact(this.#lastContactId);
    const { PhoneNumbers: _, ...texts } = values;
    assign(contact, texts, this.#nextPhoneId);
    addPhones(contact, values, this.#nextPhoneId);
    customer.contacts.push(contact);
    if (isPrimary) promote(customer, contact);
    return contact;
  }

  readonly #nextPhoneId = (): number => {
    this.#lastPhoneId += 1;
    return this.#lastPhoneId;
  };
}

/** The name of the call in lower case: the service is indifferent to case, its own pages differ in it. */
function endpointOf(path: string): string | undefined {
  return /^\/rpm\/api2\.svc\/([a-z]+)$/.exec(path.toLowerCase())?.[1];
}

/** The key of a call: from the header, else from the body, where it has to be the first property. */
function keyOf(header: string | string[] | undefined, body: unknown): string | undefined {
  if (typeof header === 'string') return header;
  if (!isRecord(body) || Object.keys(body)[0] !== 'Key') return undefined;
  return typeof body.Key === 'string' ? body.Key : undefined;
}

/** There is one primary contact at most, and no call that takes the mark away. */
function promote(customer: Customer, contact: Contact): void {
  for (const other of customer.contacts) other.isPrimary = other === contact;
}

function isInt32(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 2_147_483_647;
}

/** RPM's .NET client wants `Result` first in an answer and `Error` first in that, so nothing stands before. */
function result(value: Body): SandboxReply {
  return { status: 200, body: { Result: value } };
}

function refused(message: string): SandboxReply {
  return result({ Error: { Message: message } });
}

/** "Getting started" prints these two failures with a bare text in place of the object. */
function refusedKey(message: string): SandboxReply {
  return result({ Error: message });
}

function unknownKey(): SandboxReply {
  return refusedKey('Key not found.  A valid "Key" must appear as the first input data item.');
}

function missing(name: string): string {
  return `Call requires parameter: "${name}" which was not found`;
}

/** What the web server below the service answers. Not documented: the body; clients read the status alone. */
function page(status: number, title: string, headers: Record<string, string> = {}): SandboxReply {
  return {
    status,
    headers: { 'content-type': 'text/html', ...headers },
    body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  };
}

/** RPM's shape of a fault. */
function faultReply(fault: ReplyFault): SandboxReply | undefined {
  switch (fault) {
    case 'RATE_LIMITED':
      return refused('API daily limit reached');
    case 'RATE_LIMITED_WITH_RETRY_AFTER':
      return undefined;
    case 'SERVER_ERROR':
      return page(500, 'Internal Server Error');
    case 'CREDENTIALS_REFUSED':
      return unknownKey();
    case 'PERMISSION_DENIED':
      return refused('Permission denied');
    case 'MAINTENANCE':
      return page(503, 'Service Unavailable');
    case 'ERROR_IN_200':
      return refused('The contact could not be saved');
    case 'UNKNOWN_CODE':
      return refused('Policy 7731 does not allow this');
  }
}
