/**
 * Emulates ChartMogul, API v1: contacts, and customers as far as contacts need them.
 *
 * Written from the vendor's documents, independent of the driver:
 *
 * - dev.chartmogul.com: "Contacts", "Customers", "Authentication", "Errors", "Rate limits", "Pagination".
 * - The HTTP recordings that the official Go and Ruby clients ship (github.com/chartmogul): the keys of
 *   every answer, statuses, the cursor, the order, merge answers, dropped custom attributes.
 * - github.com/chartmogul/chartmogul-php issue 132 and chartmogul-node issue 26: bad custom attributes.
 *
 * "Not documented" marks every gap in these sources, filled with the likeliest answer. No length of a
 * standard field and no format of an email address is documented: none is checked.
 */
import { basicCredentials } from '../kit/auth.js';
import { type Customer as CustomerOf, Customers } from '../kit/customers.js';
import {
  type JsonVendorFactory,
  jsonVendor,
  knownMethod,
  knownPath,
  type Params,
} from '../kit/json-vendor.js';
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';
import {
  assign,
  type Contact,
  checkFields,
  contactRecord,
  fillBlanks,
  jsonBody,
  type Members,
} from './contact.js';
import { type Customer, customerRecord, DATA_SOURCE, knownCustomers } from './customer.js';
import { FAULTS, faultReplies, WRITE_REJECTIONS } from './faults.js';
import { createClock, page } from './page.js';
import { failure, missing, wrongApiKey, wrongMethod, wrongValue } from './reply.js';

type Owner = CustomerOf<Contact, Customer>;

/** ChartMogul with fresh state. Accepts `CHARTMOGUL_API_KEY`, or `chartmogul-sandbox-key`. */
export const createSandbox: JsonVendorFactory = (env) => {
  const apiKey = env.CHARTMOGUL_API_KEY || 'chartmogul-sandbox-key';
  const dataSource = env.CHARTMOGUL_DATA_SOURCE_UUID || DATA_SOURCE;
  const now = createClock();
  const customers = new Customers<Contact, Customer>(({ uuid }) => uuid);
  for (const customer of knownCustomers(dataSource, now)) customers.open(customer.uuid, customer);

  const authenticated = ({ headers }: SandboxRequest): boolean => {
    const credentials = basicCredentials(headers);
    // "Leave the password empty", or repeat the key.
    return credentials?.user === apiKey && ['', apiKey].includes(credentials.password);
  };

  const newContact = (values: Members, { info: customer, contacts }: Owner): Contact => {
    const contact: Contact = {
      ...now('con_'),
      customer,
      dataSource: String(values.data_source_uuid ?? dataSource),
      // "The next free number". It need not be unique: a given one is accepted.
      position: typeof values.position === 'number' ? values.position : nextPosition(contacts),
      texts: {},
      custom: {},
    };
    assign(contact, values);
    return contact;
  };

  const withCustomer = (uuid: string, use: (customer: Owner) => SandboxReply): SandboxReply => {
    const customer = customers.get(uuid);
    // Not documented for a uuid. The search by email was recorded with this text and its parameter.
    return customer
      ? use(customer)
      : failure(404, `Can't find any customers with uuid: "${uuid}"`, 'customer_uuid');
  };

  const withContact = (uuid: string, use: (contact: Contact) => SandboxReply): SandboxReply => {
    const contact = customers.find(uuid)?.contact;
    return contact ? use(contact) : failure(404, `Can't find any contacts with uuid: "${uuid}"`, 'uuid');
  };

  const changing = (uuid: string, change: (contact: Contact) => SandboxReply): SandboxReply =>
    withContact(uuid, (contact) => WRITE_REJECTIONS[contact.customer.uuid] ?? change(contact));

  const create = (request: SandboxRequest, params: Params): SandboxReply => {
    const body = jsonBody(request);
    if (body === undefined) return failure(400, 'The request body is not valid JSON');
    const uuid = params.customerId ?? body.customer_uuid;
    if (uuid === undefined || uuid === null) return missing('customer_uuid');
    return withCustomer(String(uuid), (customer) => {
      const special = WRITE_REJECTIONS[customer.id];
      if (special) return special;
      const dataSourceUuid = body.data_source_uuid ?? null;
      if (dataSourceUuid === null) return missing('data_source_uuid');
      // Not documented: the answer for a data source that is not the customer's.
      if (!customer.info.dataSources.some((own) => own === dataSourceUuid))
        return wrongValue('data_source_uuid');
      const error = checkFields(body, ['customer_uuid', 'data_source_uuid']);
      if (error) return error;
      const contact = newContact(body, customer);
      customers.add(customer, contact);
      return { status: 201, body: contactRecord(contact) };
    });
  };

  const update = (contact: Contact, request: SandboxRequest): SandboxReply => {
    const body = jsonBody(request);
    if (body === undefined) return failure(400, 'The request body is not valid JSON');
    const error = checkFields(body, []);
    if (error) return error;
    assign(contact, body);
    return found(contact);
  };

  const remove = (contact: Contact): SandboxReply => {
    const owner = customers.get(contact.customer.uuid);
    if (owner) customers.remove(owner, contact);
    return { status: 200, body: {} };
  };

  const merge = (into: Contact, from: Contact): SandboxReply => {
    // Not documented: a contact cannot be merged with itself or with another customer's.
    if (into === from || into.customer !== from.customer) return wrongValue('from_contact_uuid');
    fillBlanks(into, from);
    remove(from);
    // Both recorded merges answer this, although the contact keeps its customer.
    return { status: 200, body: { ...contactRecord(into), customer_uuid: null } };
  };

  const listContacts = (
    { query }: SandboxRequest,
    customerUuid = query.get('customer_uuid'),
  ): SandboxReply => {
    const owners = customerUuid === null ? customers.all() : [customers.get(customerUuid) ?? []].flat();
    const rows = owners
      .filter(({ info }) => matches(query.get('customer_external_id'), info.externalId))
      .flatMap(({ contacts }) => contacts)
      .filter(
        ({ dataSource: own, texts }) =>
          matches(query.get('data_source_uuid'), own) && matches(query.get('email'), texts.email),
      );
    return page(customers, rows, query, contactRecord);
  };

  const listCustomers = ({ query }: SandboxRequest): SandboxReply => {
    const source = query.get('data_source_uuid');
    const rows = customers
      .all()
      .map(({ info }) => info)
      .filter(
        (customer) =>
          matches(query.get('external_id'), customer.externalId) &&
          (source === null || customer.dataSources.includes(source)),
      );
    return page(customers, rows, query, customerRecord);
  };

  return jsonVendor({
    key: 'chartmogul',
    basePath: '/v1',
    environment: (url) => ({
      CHARTMOGUL_API_KEY: apiKey,
      CHARTMOGUL_DATA_SOURCE_UUID: dataSource,
      CHARTMOGUL_URL: url,
    }),
    authenticated,
    checks: [
      (request) => (authenticated(request) ? undefined : wrongApiKey()),
      knownPath(() => failure(404, 'Not found')),
      knownMethod(wrongMethod),
    ],
    routes: [
      { path: /^\/v1\/ping$/, methods: { GET: () => ({ status: 200, body: { data: 'pong!' } }) } },
      { path: /^\/v1\/customers$/, methods: { GET: listCustomers } },
      {
        path: /^\/v1\/customers\/(?<customerId>[^/]+)$/,
        methods: {
          GET: (_request, { customerId = '' }) =>
            withCustomer(customerId, ({ info }) => ({ status: 200, body: customerRecord(info) })),
        },
      },
      {
        path: /^\/v1\/customers\/(?<customerId>[^/]+)\/contacts$/,
        methods: {
          GET: (request, { customerId = '' }) =>
            withCustomer(customerId, () => listContacts(request, customerId)),
          POST: create,
        },
      },
      {
        path: /^\/v1\/contacts$/,
        methods: { GET: (request) => listContacts(request), POST: create },
      },
      {
        path: /^\/v1\/contacts\/(?<contactId>[^/]+)$/,
        methods: {
          GET: (_request, { contactId = '' }) => withContact(contactId, found),
          PATCH: (request, { contactId = '' }) => changing(contactId, (contact) => update(contact, request)),
          DELETE: (_request, { contactId = '' }) => changing(contactId, remove),
        },
      },
      {
        path: /^\/v1\/contacts\/(?<contactId>[^/]+)\/merge\/(?<from>[^/]+)$/,
        methods: {
          POST: (_request, { contactId = '', from = '' }) =>
            changing(contactId, (into) => changing(from, (other) => merge(into, other))),
        },
      },
    ],
    // On the path of all contacts, the customer is in the query or the body.
    customerOf: (request) => {
      if (request.path !== '/v1/contacts') return undefined;
      const uuid =
        request.method === 'GET' ? request.query.get('customer_uuid') : jsonBody(request)?.customer_uuid;
      return typeof uuid === 'string' ? uuid : undefined;
    },
    faults: FAULTS,
    faultReplies,
    customers,
    openCustomer: (uuid) =>
      customers.open(uuid, { ...now('cus_'), uuid, id: 0, externalId: uuid, dataSources: [dataSource] }),
    newContact,
    record: contactRecord,
  });
};

function nextPosition(contacts: readonly Contact[]): number {
  return contacts.reduce((last, { position }) => Math.max(last, position), 0) + 1;
}

function matches(wanted: string | null, actual: string | undefined): boolean {
  return wanted === null || wanted === actual;
}

function found(contact: Contact): SandboxReply {
  return { status: 200, body: contactRecord(contact) };
}
