/**
 * A sixth provider, as small as one can be: what a new folder below `src/providers` would hold, in one file. Its
 * vendor is made up, so the vendor and the table are both ours here; what is shown is that nothing else has to know.
 */

import type { StoredContact } from '../../src/mapping/decode-contact.js';
import { readEntries } from '../../src/mapping/entries.js';
import { asObject, own, readText, text } from '../../src/mapping/field-table.js';
import { oneEmail, slot } from '../../src/mapping/list-rows.js';
import { textOption } from '../../src/mapping/options.js';
import { phoneSlots } from '../../src/mapping/slot-rows.js';
import type { JsonObject } from '../../src/model/contact.js';
import type { Provider, ReadRules, VendorErrorKind } from '../../src/providers/driver.js';
import type { ProviderFacts } from '../../src/providers/facts.js';
import { pageOf } from '../../src/providers/whole-list.js';
import { codePoints, isRecord, parseJson } from '../../src/sandbox/kit/request.js';
import type {
  Fault,
  ReplyFault,
  SandboxReply,
  SandboxRequest,
  SandboxVendor,
  SandboxVendorFactory,
} from '../../src/sandbox/kit/vendor.js';
import { fixedAuthorization } from '../../src/vendor-http/authorization.js';

const read: ReadRules = {
  acceptsId: (id) => /^\d{1,9}$/.test(id),
  acceptsCursor: (cursor) => /^\d{1,9}$/.test(cursor),
  pageSize: Number.POSITIVE_INFINITY,
  listsFullRecords: true,
  async list(customerId, page, vendor) {
    const reply = await vendor.read(
      { method: 'GET', segments: ['customers', customerId, 'people'] },
      (answer) => peopleOf(answer) !== undefined,
    );
    const body = asObject(reply?.json);
    return body ? pageOf(peopleOf(body) ?? [], page) : null;
  },
};

function peopleOf(answer: JsonObject): StoredContact[] | undefined {
  return readEntries(own(answer, 'people'), (record) => {
    const no = readText(record, 'no');
    return no === undefined ? undefined : { externalId: no, record };
  });
}

const verdicts: Readonly<Record<string, VendorErrorKind>> = {
  NO_CUSTOMER: 'CUSTOMER_NOT_FOUND',
  BAD_KEY: 'CREDENTIALS_REJECTED',
  NOT_ALLOWED: 'PERMISSION_DENIED',
  SLOW_DOWN: 'RATE_LIMITED',
  CLOSED: 'UNAVAILABLE',
  TOO_LONG: 'FIELD_REFUSED',
};

export const acme: Provider = {
  id: 'ACME',
  name: 'Acme CRM',
  documentationUrl: 'https://acme.example/api',
  customerId: {
    format: 'AC- and up to six digits',
    example: 'AC-1',
    accepts: (id) => /^AC-[0-9]{1,6}$/.test(id),
  },
  nativeIdempotency: false,
  concurrency: 4,
  omitsUnset: true,
  fields: {
    name: text('full_name', { max: 40, required: true }),
    emails: oneEmail('mail', { max: 60 }),
    phones: phoneSlots({
      slots: { WORK: slot('tel', { max: 20 }), MOBILE: slot('cell', { max: 20 }) },
      usual: 'WORK',
    }),
  },
  wireName: (wire) => wire,
  options: {
    key: 'acme',
    typeName: 'AcmeContactOptions',
    description: 'Who is to look after the contact.',
    fields: { team: textOption('Sent as Acme-Team.', { max: 10 }) },
  },
  configure(env) {
    if (!env.hasAny('ACME_KEY', 'ACME_URL')) return undefined;
    const key = env.secret('ACME_KEY');
    const baseUrl = env.url('ACME_URL');
    env.require({ ACME_KEY: key, ACME_URL: baseUrl }, 'Acme CRM is configured in part');
    if (key === undefined || baseUrl === undefined) return undefined;
    return { baseUrl, authorization: () => fixedAuthorization({ 'acme-key': key }) };
  },
  addContact: ({ customerId, options, wire }) => ({
    method: 'POST',
    segments: ['customers', customerId, 'people'],
    ...(options.team !== undefined && { headers: { 'acme-team': String(options.team) } }),
    body: { json: wire },
  }),
  unwrap(reply) {
    const record = asObject(reply.json);
    const id = record && readText(record, 'no');
    return record && id !== undefined ? { externalId: id, record } : undefined;
  },
  parseErrors(reply) {
    const body = asObject(reply.json);
    const code = body && readText(body, 'problem');
    if (!body || !code) return [];
    const known = Object.hasOwn(verdicts, code) ? verdicts[code] : undefined;
    const kind = known ?? (reply.status < 500 ? 'REJECTED' : undefined);
    return [{ kind, code, message: readText(body, 'text'), field: readText(body, 'field') }];
  },
  idempotency: { graceMs: 1_000 },
  read,
};

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

/** What the `facts.ts` of its folder would say. */
export const acmeFacts: ProviderFacts = {
  environment: (origin) => ({ ACME_KEY: 'k', ACME_URL: `${origin}/v7` }),
  credentials: (origin) => ({ ACME_KEY: 'k', ACME_URL: `${origin}/v7` }),
  sample: { customerId: 'AC-1', input: { name: 'Ada Lovelace' } },
  wire: { headers: ['acme-key'], body: [], answer: ['people', 'no'] },
  fields: [],
  lists: [],
  conformance: {
    unasked: { body: {}, headers: { 'acme-key': 'the API key' } },
    options: {
      team: {
        good: [{ value: 'x'.repeat(10), seen: { header: 'acme-team' }, as: 'x'.repeat(10) }],
        bad: [
          ['x'.repeat(11), 'TOO_LONG'],
          ['', 'TOO_SHORT'],
          ['é', 'FORMAT'],
        ],
      },
    },
    excused: { position: 'people have no order', 'custom fields': 'people have none' },
  },
  sandbox: {
    about: [],
    customers: [
      ['AC-1', '', 'AddContactSuccess'],
      ['AC-404', '', 'ContactCustomerNotFoundError'],
      ['AC-900', '', 'ContactProviderRateLimitedError'],
      ['AC-901', '', 'ContactProviderRateLimitedError'],
      ['AC-902', '', 'ContactOutcomeUnknownError'],
      ['AC-903', '', 'ContactProviderAccessError'],
      ['AC-904', '', 'ContactProviderAccessError'],
      ['AC-905', '', 'ContactProviderUnavailableError'],
      ['AC-906', '', 'ContactProviderRejectedError'],
      ['AC-907', '', 'ContactProviderRejectedError'],
      ['AC-908', '', 'ContactOutcomeUnknownError'],
      ['AC-909', '', 'ContactOutcomeUnknownError'],
      ['AC-910', '', 'ContactOutcomeUnknownError'],
      ['AC-911', '', 'AddContactSuccess'],
      ['AC-912', '', 'ContactOutcomeUnknownError'],
      ['AC-913', '', 'ContactOutcomeUnknownError'],
      ['AC-914', '', 'ContactOutcomeUnknownError'],
    ],
    notes: [],
    assumptions: [],
  },
  readme: { customerId: '', needs: '', keeps: '' },
  example: { about: '', input: {}, next: { change: {}, member: '' } },
};

const problems: Readonly<Record<ReplyFault, SandboxReply>> = {
  RATE_LIMITED: problem(429, 'SLOW_DOWN'),
  RATE_LIMITED_WITH_RETRY_AFTER: { ...problem(429, 'SLOW_DOWN'), headers: { 'retry-after': '9' } },
  SERVER_ERROR: problem(500, 'BROKEN'),
  CREDENTIALS_REFUSED: problem(401, 'BAD_KEY'),
  PERMISSION_DENIED: problem(403, 'NOT_ALLOWED'),
  MAINTENANCE: problem(503, 'CLOSED'),
  ERROR_IN_200: problem(200, 'NOT_SAVED'),
  UNKNOWN_CODE: problem(409, 'POLICY_7731'),
};

const LENGTHS: Readonly<Record<string, number>> = { full_name: 40, mail: 60, tel: 20, cell: 20 };

function problem(status: number, code: string): SandboxReply {
  return { status, body: { problem: code, text: 'Acme is sorry' } };
}

export const createSandbox: SandboxVendorFactory = (env) => {
  const key = env.ACME_KEY || 'acme-key-0';
  const customers = new Map<string, Record<string, unknown>[]>(
    ['AC-1', ...Object.keys(FAULTS)].map((id) => [id, []]),
  );
  const customerOf = ({ path }: SandboxRequest) => /^\/v7\/customers\/([^/]+)\/people$/.exec(path)?.[1];
  const authenticated = ({ headers }: SandboxRequest) => headers['acme-key'] === key;
  const vendor: SandboxVendor = {
    key: 'acme',
    basePath: '/v7',
    faults: FAULTS,
    authenticated,
    subject: (request) => {
      const customerId = customerOf(request);
      return customerId === undefined ? undefined : { customerId, write: request.method === 'POST' };
    },
    handle(request) {
      if (!authenticated(request)) return problems.CREDENTIALS_REFUSED;
      const people = customers.get(customerOf(request) ?? '');
      if (!people) return problem(404, 'NO_CUSTOMER');
      if (request.method === 'GET') return { status: 200, body: { people } };
      const person = parseJson(request.body);
      if (!isRecord(person)) return problem(400, 'NOT_JSON');
      const field = Object.keys(LENGTHS).find(
        (name) => codePoints(String(person[name])) > (LENGTHS[name] ?? 0),
      );
      if (field) return { status: 400, body: { problem: 'TOO_LONG', text: 'Too long', field } };
      people.push({ no: people.length + 1, ...person });
      return { status: 201, body: people.at(-1) };
    },
    faultReply: (fault) => problems[fault],
    environment: (url) => ({ ACME_KEY: key, ACME_URL: url }),
  };
  return vendor;
};
