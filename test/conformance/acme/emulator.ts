/**
 * Emulates Acme CRM. It shares nothing with the driver: names and limits are written down here a second time.
 */
import { Customers, wholeNumber } from '../../../src/sandbox/kit/customers.js';
import {
  type JsonVendorFactory,
  jsonVendor,
  knownMethod,
  knownPath,
  type Params,
} from '../../../src/sandbox/kit/json-vendor.js';
import { codePoints, isRecord, parseJson } from '../../../src/sandbox/kit/request.js';
import type { Fault, SandboxReply, SandboxRequest } from '../../../src/sandbox/kit/vendor.js';

const FAULTS: Readonly<Record<string, Fault>> = {
  'AC-900': 'RATE_LIMITED',
  'AC-901': 'RATE_LIMITED_WITH_RETRY_AFTER',
  'AC-902': 'SERVER_ERROR',
  'AC-903': 'CREDENTIALS_REFUSED',
  'AC-904': 'PERMISSION_DENIED',
  'AC-905': 'MAINTENANCE',
  'AC-906': 'ERROR_IN_200',
  'AC-907': 'UNKNOWN_CODE',
  'AC-908': 'CUT_BEFORE_COMMIT',
  'AC-909': 'CUT_AFTER_COMMIT',
  'AC-910': 'SERVER_ERROR_AFTER_COMMIT',
  'AC-911': 'SLOW',
  'AC-912': 'HANG',
  'AC-913': 'HTML_REPLY',
  'AC-914': 'TRUNCATED_REPLY',
};

/** Name in requests to name in replies and maximum length. */
const TEXTS: Readonly<Record<string, readonly [reply: string, max: number]>> = {
  full_name: ['displayName', 40],
  mail: ['emailAddress', 60],
  tel: ['workPhone', 16],
  cell: ['mobilePhone', 16],
  country_code: ['country', 2],
};

interface Person {
  readonly personId: number;
  isActive: boolean;
  [name: string]: unknown;
}

/** Initial people of `AC-2`: they fill two pages and part of a third. */
const MANY = 120;

export const createSandbox: JsonVendorFactory = (env) => {
  const key = env.ACME_KEY || 'acme-sandbox-key';
  const customers = new Customers<Person>(({ personId }) => String(personId));
  let lastId = 0;
  const newContact = (values: Readonly<Record<string, unknown>>): Person => {
    lastId += 1;
    return assign({ personId: lastId, isActive: false }, values);
  };
  for (const id of ['AC-1', ...Object.keys(FAULTS)]) customers.open(id, undefined);
  const many = Array.from({ length: MANY }, (_, index) => newContact({ full_name: `Person ${index + 1}` }));
  customers.open('AC-2', undefined, { contacts: many });

  const list = ({ query }: SandboxRequest, { customerId = '' }: Params): SandboxReply => {
    const customer = customers.get(customerId);
    if (!customer) return error(404, 'not_found', 'customer');
    const page = wholeNumber(query.get('page'), { default: 1, max: 1_000_000 });
    if (page === undefined) return error(400, 'invalid', 'page');
    return { status: 200, body: customers.pageByNumber(customer.contacts, page, 50).rows };
  };

  const create = ({ body }: SandboxRequest, { customerId = '' }: Params): SandboxReply => {
    const customer = customers.get(customerId);
    if (!customer) return error(404, 'not_found', 'customer');
    const values = parseJson(body);
    if (!isRecord(values)) return error(400, 'invalid', 'body');
    const problem = findProblem(values);
    if (problem) return problem;
    if (values.full_name === undefined) return error(400, 'missing', 'full_name');
    const person = newContact(values);
    customers.add(customer, person);
    return { status: 201, body: person };
  };

  /** The person of a path, at the customer of the path. */
  const personAt = ({ customerId, contactId = '' }: Params): Person | undefined => {
    const found = customers.find(contactId);
    return found?.customer.id === customerId ? found?.contact : undefined;
  };

  const change = ({ body }: SandboxRequest, params: Params): SandboxReply => {
    const person = personAt(params);
    if (!person) return error(404, 'not_found', 'person');
    const values = parseJson(body);
    if (!isRecord(values) || !isRecord(values.set) || !Array.isArray(values.clear))
      return error(400, 'invalid', 'body');
    const wrong = values.clear.find((name) => typeof name !== 'string' || !Object.hasOwn(TEXTS, name));
    if (wrong !== undefined) return error(400, 'invalid', String(wrong));
    if (values.clear.includes('full_name')) return error(400, 'missing', 'full_name');
    const problem = findProblem(values.set);
    if (problem) return problem;
    for (const name of values.clear) delete person[TEXTS[name]?.[0] ?? ''];
    return { status: 200, body: assign(person, values.set) };
  };

  const drop = (_request: SandboxRequest, params: Params): SandboxReply => {
    const person = personAt(params);
    const customer = customers.get(params.customerId ?? '');
    if (!person || !customer) return error(404, 'not_found', 'person');
    customers.remove(customer, person);
    return { status: 204 };
  };

  const authenticated = ({ headers }: SandboxRequest) => headers['acme-key'] === key;
  return jsonVendor({
    key: 'acme',
    basePath: '/v7',
    environment: (url) => ({ ACME_KEY: key, ACME_URL: url }),
    authenticated,
    checks: [
      (request) => (authenticated(request) ? undefined : error(401, 'authentication')),
      knownPath(() => error(404, 'not_found', 'path')),
      knownMethod(() => error(405, 'not_found', 'method')),
    ],
    routes: [
      { path: /^\/v7\/customers\/(?<customerId>AC-\d{1,6})\/people$/, methods: { GET: list, POST: create } },
      {
        path: /^\/v7\/customers\/(?<customerId>AC-\d{1,6})\/people\/(?<contactId>\d{1,9})$/,
        methods: { PATCH: change, DELETE: drop },
      },
    ],
    faults: FAULTS,
    faultReplies: {
      RATE_LIMITED: () => error(429, 'rate'),
      RATE_LIMITED_WITH_RETRY_AFTER: () => ({ ...error(429, 'rate'), headers: { 'retry-after': '9' } }),
      SERVER_ERROR: () => error(500, 'broken'),
      CREDENTIALS_REFUSED: () => error(401, 'authentication'),
      PERMISSION_DENIED: () => error(403, 'permission'),
      MAINTENANCE: () => error(503, 'closed'),
      ERROR_IN_200: () => error(200, 'not_saved'),
      UNKNOWN_CODE: () => error(409, 'policy_7731'),
    },
    customers,
    openCustomer: (id) => customers.open(id, undefined),
    newContact,
    record: (person) => ({ ...person }),
  });
};

/** The person with the values, under reply names. */
function assign(person: Person, values: Readonly<Record<string, unknown>>): Person {
  for (const [name, [reply]] of Object.entries(TEXTS)) {
    if (values[name] !== undefined) person[reply] = values[name];
  }
  if (values.active !== undefined) person.isActive = values.active === true;
  return person;
}

function findProblem(values: Readonly<Record<string, unknown>>): SandboxReply | undefined {
  const unknown = Object.keys(values).find((name) => name !== 'active' && !Object.hasOwn(TEXTS, name));
  if (unknown !== undefined) return error(400, 'invalid', unknown);
  const tooLong = Object.entries(TEXTS).find(
    ([name, [, max]]) => name in values && codePoints(String(values[name])) > max,
  );
  if (tooLong) return error(400, 'invalid', tooLong[0]);
  const badNumber = ['tel', 'cell'].find(
    (name) => name in values && !/^\+[1-9]\d{6,14}$/.test(String(values[name])),
  );
  if (badNumber) return error(400, 'invalid', badNumber);
  const country = values.country_code;
  if (country !== undefined && !/^[A-Z]{2}$/.test(String(country)))
    return error(400, 'invalid', 'country_code');
  if (values.active !== undefined && typeof values.active !== 'boolean')
    return error(400, 'invalid', 'active');
  return undefined;
}

function error(status: number, type: string, param?: string): SandboxReply {
  return { status, body: { error: { type, ...(param !== undefined && { param }), text: 'Acme is sorry' } } };
}
