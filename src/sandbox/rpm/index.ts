/**
 * Emulates RPM Software: the customers and their contacts.
 *
 * Written from the vendor's documents, independent of the driver:
 *
 * - RPM API documentation: "Getting started" (address, key, envelope), "CustomerContactAdd",
 *   "CustomerContactEdit", "Customer", "Customers", "Info", and their error texts.
 * - RPM API usage limits: the daily limit, its text and its reset at midnight UTC.
 * - RPM's own clients (integration-common for Node, RPM.Api.Client for .NET): what they expect in an
 *   answer.
 *
 * "Not documented" marks every gap in these sources, filled with the likeliest answer.
 */
import { type Customer as CustomerOf, Customers } from '../kit/customers.js';
import { type JsonVendorFactory, jsonVendor, knownPath } from '../kit/json-vendor.js';
import { isRecord, jsonOf } from '../kit/request.js';
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';
import { addPhones, assign, blankContact, type Contact, findFault, toRecord } from './contact.js';
import { FAULTS, KNOWN_CUSTOMERS, WRITE_REJECTIONS } from './customers.js';

type Customer = CustomerOf<Contact, { readonly name: string }>;
type Body = Record<string, unknown>;

const SEEDED_ON = '1/20/2025';

/** RPM with fresh state. Accepts `RPM_API_KEY`, or a published default. */
export const createSandbox: JsonVendorFactory = (env) => {
  const apiKey = env.RPM_API_KEY || '6f1d2c3b-4a59-4687-8756-000000000001';
  const customers = new Customers<Contact, Customer['info']>(({ id }) => String(id));

  let lastContactId = 70_000;
  let lastPhoneId = 90_000;
  const nextPhoneId = (): number => {
    lastPhoneId += 1;
    return lastPhoneId;
  };
  const newContact = (values: Body): Contact => {
    lastContactId += 1;
    const contact = blankContact(lastContactId);
    const { PhoneNumbers: _, ...texts } = values;
    assign(contact, texts, nextPhoneId);
    addPhones(contact, values, nextPhoneId);
    return contact;
  };
  for (const [id, { name, contacts }] of Object.entries(KNOWN_CUSTOMERS)) {
    const customer = customers.open(
      id,
      { name },
      {
        contacts: Array.from({ length: contacts }, (_, index) =>
          newContact({ FirstName: 'Milton', LastName: `Waddams ${index + 1}` }),
        ),
      },
    );
    promote(customer, customer.contacts[0]);
  }

  /** By id, or by name if there is no id. */
  const findCustomer = ({ CustomerID: id, Customer: name }: Body): Customer | undefined =>
    id === undefined
      ? customers.all().find(({ info }) => info.name === name)
      : isInt32(id)
        ? customers.get(String(id))
        : undefined;

  const addContact = (values: Body): SandboxReply => {
    const write = readWrite(values);
    if ('error' in write) return write.error;
    const { customer, contact: sent } = write;
    const contact = newContact(sent);
    customers.add(customer, contact);
    if (values.IsPrimary === true) promote(customer, contact);
    // The answer omits `IsPrimary`.
    return result({ Contact: toRecord(contact) });
  };

  const editContact = (values: Body): SandboxReply => {
    const write = readWrite(values);
    if ('error' in write) return write.error;
    const { customer, contact: sent } = write;
    const found = customers.find(String(sent.ContactID));
    // Not documented: the text for a missing contact.
    if (found?.customer !== customer || found.contact.id !== sent.ContactID)
      return rejected('Contact not found');
    const stored = found.contact;
    for (const name of ['FirstName', 'LastName']) {
      if (typeof sent[name] !== 'string') return rejected(missing(name));
    }
    // Optional according to an older page of the call, and to RPM's Node client.
    assign(stored, sent, nextPhoneId);
    if (values.IsPrimary === true) promote(customer, stored);
    return result({ Contact: toRecord(stored) });
  };

  /** The customer and contact of a write, or its error. */
  const readWrite = (values: Body): { customer: Customer; contact: Body } | { error: SandboxReply } => {
    for (const name of ['Contact', 'CustomerID']) {
      if (!Object.hasOwn(values, name) || values[name] === null) return { error: rejected(missing(name)) };
    }
    const { Contact: contact, CustomerID: id, IsPrimary: isPrimary = false } = values;
    // Not documented: values of a wrong type, which the service cannot deserialize.
    if (!isRecord(contact) || !isInt32(id) || typeof isPrimary !== 'boolean') {
      return { error: page(400, 'Bad Request') };
    }
    const customer = customers.get(String(id));
    if (customer === undefined) return { error: rejected('Customer not found') };
    const fault = findFault(contact);
    if (fault === 'UNREADABLE') return { error: page(400, 'Bad Request') };
    const message = fault?.message ?? WRITE_REJECTIONS[String(id)];
    return message === undefined ? { customer, contact } : { error: rejected(message) };
  };

  const readCustomer = (values: Body): SandboxReply => {
    if (values.CustomerID === undefined && values.Customer === undefined) {
      return rejected('Customer name or ID must be specified');
    }
    const customer = findCustomer(values);
    return customer === undefined ? rejected('Customer not found') : result(customerRecord(customer));
  };

  const listCustomers = (): SandboxReply =>
    result({
      Age: 0,
      Customers: customers.all().map(({ id, info }) => ({
        Customer: info.name,
        CustomerID: Number(id),
        Added: SEEDED_ON,
        Modified: SEEDED_ON,
      })),
    });

  /** The service ignores case, which its own pages use inconsistently. */
  const call = (path: RegExp, answer: (values: Body) => SandboxReply, reads = true) => ({
    path,
    reads,
    methods: { POST: (request: SandboxRequest) => answer(bodyOf(request) ?? {}) },
  });

  return jsonVendor({
    key: 'rpm',
    basePath: '/rpm',
    environment: (url) => ({ RPM_API_KEY: apiKey, RPM_URL: url }),
    authenticated: (request) => keyOf(request) === apiKey,
    checks: [
      ({ path }) => (/^\/rpm\/api2\.svc\/[a-z]+$/i.test(path) ? undefined : page(404, 'Not Found')),
      ({ method }) => (method === 'POST' ? undefined : page(405, 'Method Not Allowed', { allow: 'POST' })),
      (request) => (bodyOf(request) ? undefined : page(400, 'Bad Request')),
      (request) => {
        const key = keyOf(request);
        if (key === undefined) return wrongKey('Valid key required');
        return key === apiKey ? undefined : unknownKey();
      },
      knownPath(() => page(404, 'Not Found')),
    ],
    routes: [
      call(/^\/rpm\/api2\.svc\/customercontactadd$/i, addContact, false),
      call(/^\/rpm\/api2\.svc\/customercontactedit$/i, editContact, false),
      call(/^\/rpm\/api2\.svc\/customer$/i, readCustomer),
      call(/^\/rpm\/api2\.svc\/customers$/i, listCustomers),
      call(/^\/rpm\/api2\.svc\/info$/i, () => result(INFO)),
    ],
    customerOf: (request) => {
      const values = bodyOf(request) ?? {};
      const id = typeof values.CustomerID === 'number' ? values.CustomerID : findCustomer(values)?.id;
      return id === undefined ? undefined : String(id);
    },
    faults: FAULTS,
    faultReplies: {
      RATE_LIMITED: () => rejected('API daily limit reached'),
      SERVER_ERROR: () => page(500, 'Internal Server Error'),
      CREDENTIALS_REFUSED: unknownKey,
      PERMISSION_DENIED: () => rejected('Permission denied'),
      MAINTENANCE: () => page(503, 'Service Unavailable'),
      ERROR_IN_200: () => rejected('The contact could not be saved'),
      UNKNOWN_CODE: () => rejected('Policy 7731 does not allow this'),
    },
    customers,
    openCustomer: (id) => customers.open(id, { name: `Customer ${id}` }),
    newContact,
    record: listed,
  });
};

const INFO = {
  Subscriber: 'Sandbox',
  SubscriberID: 1,
  RPM: '35',
  InstanceID: 1,
  Role: 'API',
  User: 'Sandbox API user',
  TimeOffset: 0,
};

function bodyOf(request: SandboxRequest): Body | undefined {
  const body = jsonOf(request);
  return isRecord(body) ? body : undefined;
}

function customerRecord({ id, info, contacts }: Customer): Body {
  return {
    Name: info.name,
    CustomerID: Number(id),
    Website: '',
    Added: SEEDED_ON,
    Modified: SEEDED_ON,
    Age: 0,
    Aliases: [],
    Accounts: [],
    Contacts: contacts.map(listed),
    Locations: [],
    Fields: [],
    Notes: [],
    NotesForStaff: [],
  };
}

/** A contact in its customer's record, the only place that shows which one is primary. */
function listed(contact: Contact): Body {
  return { Contact: toRecord(contact), IsPrimary: contact.isPrimary };
}

/** A call's key: from the header, else from the body, as its first property. */
function keyOf(request: SandboxRequest): string | undefined {
  const { rpmapikey: header } = request.headers;
  if (typeof header === 'string') return header;
  const body = jsonOf(request);
  if (!isRecord(body) || Object.keys(body)[0] !== 'Key') return undefined;
  return typeof body.Key === 'string' ? body.Key : undefined;
}

/** At most one contact is primary, and no call unsets it. */
function promote(customer: Customer, contact: Contact | undefined): void {
  for (const other of customer.contacts) other.isPrimary = other === contact;
}

function isInt32(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 2_147_483_647;
}

/** RPM's .NET client requires `Result` first in an answer, and `Error` first in that. */
function result(value: Body): SandboxReply {
  return { status: 200, body: { Result: value } };
}

function rejected(message: string): SandboxReply {
  return result({ Error: { Message: message } });
}

/** "Getting started" prints these two failures with a bare text in place of the object. */
function wrongKey(message: string): SandboxReply {
  return result({ Error: message });
}

function unknownKey(): SandboxReply {
  return wrongKey('Key not found.  A valid "Key" must appear as the first input data item.');
}

function missing(name: string): string {
  return `Call requires parameter: "${name}" which was not found`;
}

/** The web server's answer, below the service. Not documented: the body; clients read only the status. */
function page(status: number, title: string, headers: Record<string, string> = {}): SandboxReply {
  return {
    status,
    headers: { 'content-type': 'text/html', ...headers },
    body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  };
}
