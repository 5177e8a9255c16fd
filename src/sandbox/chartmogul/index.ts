/**
 * ChartMogul, API v1, played for the sandbox: contacts, and as much of customers as leads to them.
 *
 * Written from the vendor's documents and from nothing of this provider's own:
 * - dev.chartmogul.com: "Contacts", "Customers", "Authentication", "Errors", "Rate limits", "Pagination".
 * - The HTTP recordings that the official Go and Ruby clients ship (github.com/chartmogul): the keys of every
 *   answer, statuses, the cursor, the order, what merge answers, custom attributes that vanish.
 * - github.com/chartmogul/chartmogul-php issue 132 and chartmogul-node issue 26: bad custom attributes.
 *
 * "Not documented" marks every place where these are silent; what stands there is the likeliest answer. No
 * length of a standard field is documented, nor a format of an e-mail address: none is checked.
 */
import { basicCredentials } from '../kit/request.js';
import { MAX_CONTACTS } from '../kit/room.js';
import type { SandboxReply, SandboxRequest, SandboxVendor, SandboxVendorFactory } from '../kit/vendor.js';
import { assign, type Contact, checkFields, contactRecord, fillBlanks, jsonBody } from './contact.js';
import { type Customer, customerRecord, DATA_SOURCE, knownCustomers } from './customer.js';
import { FAULTS, faultReply, WRITE_REFUSALS } from './faults.js';
import { createClock, page } from './page.js';
import { missing, refusal, wrongApiKey, wrongMethod, wrongValue } from './reply.js';
import { route, type Target } from './route.js';

/** ChartMogul with fresh state. Accepts `CHARTMOGUL_API_KEY`, or `chartmogul-sandbox-key`. */
export const createSandbox: SandboxVendorFactory = (env) => {
  const apiKey = env.CHARTMOGUL_API_KEY || 'chartmogul-sandbox-key';
  const dataSource = env.CHARTMOGUL_DATA_SOURCE_UUID || DATA_SOURCE;
  const now = createClock();
  const customers = knownCustomers(dataSource, now);
  /** Oldest first. */
  const contacts: Contact[] = [];

  const authenticated: NonNullable<SandboxVendor['authenticated']> = ({ headers }) => {
    const credentials = basicCredentials(headers);
    // "Leave the password empty", or give the key once more.
    return credentials?.user === apiKey && ['', apiKey].includes(credentials.password);
  };

  const handle = (request: SandboxRequest): SandboxReply => {
    if (!authenticated(request)) return wrongApiKey();
    const target = route(request.path);
    if (target === undefined) return refusal(404, 'Not found');
    switch (target.kind) {
      case 'ping':
        return byMethod(request, { GET: () => ({ status: 200, body: { data: 'pong!' } }) });
      case 'customers':
        return byMethod(request, { GET: () => listCustomers(request.query) });
      case 'customer':
        return byMethod(request, {
          GET: () =>
            withCustomer(target.uuid, (customer) => ({ status: 200, body: customerRecord(customer) })),
        });
      case 'customerContacts':
        return byMethod(request, {
          GET: () => withCustomer(target.uuid, () => listContacts(request.query, target.uuid)),
          POST: () => create(request, target.uuid),
        });
      case 'contacts':
        return byMethod(request, { GET: () => listContacts(request.query), POST: () => create(request) });
      case 'contact':
        return byMethod(request, {
          GET: () => withContact(target.uuid, found),
          PATCH: () => withContact(target.uuid, (contact) => update(contact, request)),
          DELETE: () => withContact(target.uuid, remove),
        });
      case 'merge':
        return byMethod(request, {
          POST: () =>
            withContact(target.uuid, (into) => withContact(target.from, (from) => merge(into, from))),
        });
    }
  };

  const withCustomer = (uuid: string, use: (customer: Customer) => SandboxReply): SandboxReply => {
    const customer = customers.find((candidate) => candidate.uuid === uuid);
    // Not documented for a uuid. The search by e-mail was recorded with this text and the name of the parameter.
    return customer
      ? use(customer)
      : refusal(404, `Can't find any customers with uuid: "${uuid}"`, 'customer_uuid');
  };

  const withContact = (uuid: string, use: (contact: Contact) => SandboxReply): SandboxReply => {
    const contact = contacts.find((candidate) => candidate.uuid === uuid);
    return contact ? use(contact) : refusal(404, `Can't find any contacts with uuid: "${uuid}"`, 'uuid');
  };

  const create = (request: SandboxRequest, customerUuid?: string): SandboxReply => {
    const body = jsonBody(request);
    if (body === undefined) return refusal(400, 'The request body is not valid JSON');
    const uuid = customerUuid ?? body.customer_uuid;
    if (uuid === undefined || uuid === null) return missing('customer_uuid');
    return withCustomer(String(uuid), (customer) => {
      const special = WRITE_REFUSALS[customer.uuid];
      if (special) return special;
      const dataSourceUuid = body.data_source_uuid ?? null;
      if (dataSourceUuid === null) return missing('data_source_uuid');
      // Not documented which answer a data source gets that is not one of the customer's.
      const ownDataSource = customer.dataSources.find((candidate) => candidate === dataSourceUuid);
      if (ownDataSource === undefined) return wrongValue('data_source_uuid');
      const bad = checkFields(body, ['customer_uuid', 'data_source_uuid']);
      if (bad) return bad;

      const [oldest, ...others] = contacts.filter((contact) => contact.customer === customer);
      if (oldest !== undefined && others.length >= MAX_CONTACTS - 1) remove(oldest);
      const lastPosition = contacts.reduce(
        (last, contact) => (contact.customer === customer ? Math.max(last, contact.position) : last),
        0,
      );
      const contact: Contact = {
        ...now('con_'),
        customer,
        dataSource: ownDataSource,
        // "The next free number". It need not be unique: one that is given is taken as it is.
        position: lastPosition + 1,
        texts: new Map(),
        custom: new Map(),
      };
      assign(contact, body);
      contacts.push(contact);
      return { status: 201, body: contactRecord(contact) };
    });
  };

  const update = (contact: Contact, request: SandboxRequest): SandboxReply => {
    const body = jsonBody(request);
    if (body === undefined) return refusal(400, 'The request body is not valid JSON');
    const bad = checkFields(body, []);
    if (bad) return bad;
    assign(contact, body);
    return found(contact);
  };

  const remove = (contact: Contact): SandboxReply => {
    contacts.splice(contacts.indexOf(contact), 1);
    return { status: 200, body: {} };
  };

  const merge = (into: Contact, from: Contact): SandboxReply => {
    // Not documented: two contacts that are one, or of two customers, cannot be merged.
    if (into === from || into.customer !== from.customer) return wrongValue('from_contact_uuid');
    fillBlanks(into, from);
    remove(from);
    // Both recorded merges answer so, although the contact keeps its customer.
    return { status: 200, body: { ...contactRecord(into), customer_uuid: null } };
  };

  const listContacts = (query: URLSearchParams, customerUuid = query.get('customer_uuid')): SandboxReply => {
    const rows = contacts.filter(
      (contact) =>
        matches(customerUuid, contact.customer.uuid) &&
        matches(query.get('customer_external_id'), contact.customer.externalId) &&
        matches(query.get('data_source_uuid'), contact.dataSource) &&
        matches(query.get('email'), contact.texts.get('email')),
    );
    return page(rows, query, contactRecord);
  };

  const listCustomers = (query: URLSearchParams): SandboxReply => {
    const source = query.get('data_source_uuid');
    const rows = customers.filter(
      (customer) =>
        matches(query.get('external_id'), customer.externalId) &&
        (source === null || customer.dataSources.includes(source)),
    );
    return page(rows, query, customerRecord);
  };

  const subject: SandboxVendor['subject'] = (request) => {
    const target = route(request.path);
    const write = request.method !== 'GET';
    const customerId = target && customerOf(target, request);
    return customerId === undefined ? undefined : { customerId, write };
  };

  const customerOf = (target: Target, request: SandboxRequest): string | undefined => {
    switch (target.kind) {
      case 'customer':
      case 'customerContacts':
        return target.uuid;
      case 'contact':
      case 'merge':
        return contacts.find((contact) => contact.uuid === target.uuid)?.customer.uuid;
      case 'contacts': {
        const uuid =
          request.method === 'GET' ? request.query.get('customer_uuid') : jsonBody(request)?.customer_uuid;
        return typeof uuid === 'string' ? uuid : undefined;
      }
      default:
        return undefined;
    }
  };

  return {
    key: 'chartmogul',
    basePath: '/v1',
    faults: FAULTS,
    authenticated,
    handle,
    subject,
    faultReply,
    environment: (url) => ({
      CHARTMOGUL_API_KEY: apiKey,
      CHARTMOGUL_DATA_SOURCE_UUID: dataSource,
      CHARTMOGUL_URL: url,
    }),
  };
};

function byMethod(
  request: SandboxRequest,
  calls: Readonly<Record<string, () => SandboxReply>>,
): SandboxReply {
  return calls[request.method]?.() ?? wrongMethod();
}

function matches(wanted: string | null, actual: string | undefined): boolean {
  return wanted === null || wanted === actual;
}

function found(contact: Contact): SandboxReply {
  return { status: 200, body: contactRecord(contact) };
}
