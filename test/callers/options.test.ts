/** Options that a caller must not choose, and the person whom a token names to the vendor. */
import { afterAll, describe, expect, it } from '@jest/globals';
import type { AnySchemaObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { startSubgraph } from '../../src/app.js';
import { optionsOf } from '../../src/mapping/options.js';
import { supports } from '../../src/providers/driver.js';
import { ask } from '../support/ask.js';
import { describedAs } from '../support/facts.js';
import { bearer, startIssuer } from '../support/issuer.js';
import { type RecordingVendor, startRecordingVendor } from '../support/recording-vendor.js';
import { startTestSubgraph } from '../support/subgraph.js';
import { requestOf, WRITE_VERBS, type WriteRequest, type WriteVerb } from './writes.js';

const closed: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closed.reverse()) await close();
});

async function start(variables: Readonly<Record<string, string>> = {}) {
  const issuer = await startIssuer();
  closed.push(issuer.close);
  const settings = { ...issuer.settings, AUTH_CUSTOMERS_CLAIM: 'customers', SANDBOX: 'on', ...variables };
  const subgraph = await startTestSubgraph(settings);
  closed.push(subgraph.close);
  return async (claims: object, query: string, given: object) => {
    const token = await issuer.token({ scope: 'contacts:write', customers: '*', ...claims });
    return (await ask(subgraph.url, query, { ...given }, bearer(token))).data;
  };
}

let once: ReturnType<typeof start> | undefined;
/** Without its own settings, shared by all tests. */
const unchanged = () => {
  once ??= start();
  return once;
};

const PREVIEWED = 'violations { __typename code path userMessage }';
const PREVIEWS = {
  ADD: `query (
    $provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $options: AddContactOptions
  ) {
    answer: previewAddContact(provider: $provider, customerId: $customerId, input: $input, options: $options) {
      ${PREVIEWED}
    }
  }`,
  UPDATE: `query ($id: ID!, $input: UpdateContactInput!, $options: UpdateContactOptions) {
    answer: previewUpdateContact(id: $id, input: $input, options: $options) { ${PREVIEWED} }
  }`,
};
const INFO = `query ($provider: ContactProvider!, $operation: ContactOperation!) {
  contactProvider(provider: $provider) { options { path } jsonSchema(operation: $operation) }
}`;

type Asking = Awaited<ReturnType<typeof start>>;

/** The violations of the request: from the preview if the verb has one, and from the write. */
async function violationsOf({ verb, query }: WriteVerb, as: Asking, claims: object, request: object) {
  const asked = verb === 'REMOVE' ? [query] : [PREVIEWS[verb], query];
  const told = [];
  for (const each of asked) {
    const { violations = [] } = (await as(claims, each, request)).answer;
    told.push(violations.map(({ code, path }: { code: string; path: string[] }) => ({ code, path })));
  }
  return told;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const compiled = new Map<string, ValidateFunction>();

/** Compiling a schema takes far longer than checking a request by it. */
function accepts(schema: AnySchemaObject, request: object): boolean {
  const text = JSON.stringify(schema);
  const validate = compiled.get(text) ?? ajv.compile(schema);
  compiled.set(text, validate);
  return validate(request) === true;
}

/** Whether forms show the option, and whether their schema accepts the request. */
async function offerOf(
  { verb }: WriteVerb,
  as: Asking,
  claims: object,
  { options: given, ...request }: WriteRequest,
) {
  const { contactProvider } = await as(claims, INFO, { ...request, operation: verb });
  const [path] = Object.entries(given ?? {}).map(([key, option]) => ['options', key, ...Object.keys(option)]);
  return [
    contactProvider.options.some((each: { path: string[] }) => each.path.join() === path?.join()),
    accepts(contactProvider.jsonSchema, { input: request.input, options: given }),
  ];
}

/** The verb's request, about a contact with the customer id in the form that claims use. */
async function prepare(write: WriteVerb, as: Asking, request: WriteRequest): Promise<WriteRequest> {
  const { id = '', ...of } = await requestOf(write, request, async (query, given) => ({
    data: await as({}, query, given),
  }));
  return { ...of, id: `${of.provider}:${of.customerId}:${id.split(':')[2]}` };
}

const INPUT = { firstName: 'Mara', lastName: 'Lindqvist', emails: [{ address: 'mara@example.com' }] };
const SENSITIVE = [
  ['CHARGEBEE', 'cus_acme', 'chargebee', { businessEntityId: 'x' }, true],
  ['CHARGEBEE', 'cus_acme', 'chargebee', { disableWebhooks: true }, false],
  ['CHARGEBEE', 'cus_acme', 'chargebee', { disableEmails: true }, false],
  ['CHARGEBEE', 'cus_acme', 'chargebee', { disableEventActions: true }, false],
  ['CHARGEBEE', 'cus_acme', 'chargebee', { originDevice: 'x' }, false],
  ['CHARGEBEE', 'cus_acme', 'chargebee', { originIp: '192.0.2.1' }, false],
  ['CHARGEBEE', 'cus_acme', 'chargebee', { originUser: 'x' }, false],
  [
    'CHARTMOGUL',
    'cus_00000000-0000-4000-8000-000000000001',
    'chartmogul',
    { dataSourceUuid: 'ds_00000000-0000-4000-8000-000000000001' },
    false,
  ],
  ['CRO', '1001', 'cro', { tenantId: 7 }, true],
  ['ZUORA', 'A00000001', 'zuora', { entityId: 'x' }, true],
  ['ZUORA', 'A00000001', 'zuora', { orgIds: ['x'] }, true],
] as const;

const verbsWith = (provider: string, name: string) =>
  WRITE_VERBS.filter(({ verb }) => {
    const { provider: driver } = describedAs(provider);
    return supports(driver, verb) && optionsOf(driver.write.options, verb)?.fields[name] !== undefined;
  });

describe.each(SENSITIVE)(
  'at %s for %s, options.%s %j',
  (provider, customerId, key, option, leadsElsewhere) => {
    const [name = ''] = Object.keys(option);
    const path = ['options', key, name];
    const refused = [{ code: 'NOT_ALLOWED', path }];
    const withOptions = { scope: 'contacts:write contacts:options' };
    const started = async (write: WriteVerb) => {
      const as = await unchanged();
      const input = provider === 'CRO' ? { name: 'Mara' } : INPUT;
      const request = await prepare(write, as, { provider, customerId, input });
      return { as, request: { ...request, options: { [key]: option } } };
    };

    describe.each(verbsWith(provider, name))('of $verb', (write) => {
      it('requires the scope contacts:options, and tells forms', async () => {
        const { as, request } = await started(write);
        for (const told of await violationsOf(write, as, {}, request)) expect(told).toEqual(refused);
        if (write.verb !== 'REMOVE') {
          const { violations } = (await as({}, PREVIEWS[write.verb], request)).answer;
          const userMessage = 'This setting is not allowed here: leave it empty.';
          expect(violations).toEqual([{ __typename: 'ContactFieldNotAllowed', ...refused[0], userMessage }]);
          expect(await offerOf(write, as, {}, request)).toEqual([false, false]);
          expect(await offerOf(write, as, withOptions, request)).toEqual([true, true]);
        }
        expect((await as({}, write.query, request)).answer).toEqual({
          __typename: 'ContactInputInvalidError',
          outcome: 'NOT_APPLIED',
          violations: refused,
        });
        for (const told of await violationsOf(write, as, withOptions, request)) expect(told).toEqual([]);
      });

      it(`is ${leadsElsewhere ? 'not ' : ''}open to a caller that does not reach the whole account`, async () => {
        const { as, request } = await started(write);
        const narrow = { ...withOptions, customers: [`${provider}:${customerId}`] };
        const whole = { ...withOptions, customers: [`${provider}:*`] };
        for (const told of await violationsOf(write, as, narrow, request)) {
          expect(told).toEqual(leadsElsewhere ? refused : []);
        }
        for (const told of await violationsOf(write, as, whole, request)) expect(told).toEqual([]);
      });
    });
  },
);

describe('DENIED_OPTIONS', () => {
  it.each(WRITE_VERBS)(
    'denies an option of $verb to every caller, authenticated or not, and removes it from forms',
    async (write) => {
      const denied = { DENIED_OPTIONS: 'chargebee.originUser,zuora.trackId' };
      const checked = await start(denied);
      const subgraph = await startTestSubgraph({ SANDBOX: 'on', ...denied });
      closed.push(subgraph.close);
      const unchecked: Asking = async (_claims, query, given) =>
        (await ask(subgraph.url, query, { ...given })).data;
      const all = { scope: 'contacts:write contacts:options' };
      for (const as of [checked, unchecked]) {
        const own = await prepare(write, as, { provider: 'ZUORA', customerId: 'A00000001', input: INPUT });
        const request = { ...own, options: { zuora: { trackId: 'x' } } };
        const refused = [{ code: 'NOT_ALLOWED', path: ['options', 'zuora', 'trackId'] }];
        for (const told of await violationsOf(write, as, all, request)) expect(told).toEqual(refused);
        if (write.verb === 'REMOVE') continue;
        expect(await offerOf(write, as, all, request)).toEqual([false, false]);
        const other = { ...own, options: { zuora: { orgIds: ['x'] } } };
        expect(await offerOf(write, as, all, other)).toEqual([true, true]);
      }
    },
  );

  it('does not change the schema that a router composes', async () => {
    const sdl = async (variables: Readonly<Record<string, string>>) => {
      const subgraph = await startTestSubgraph(variables);
      closed.push(subgraph.close);
      return (await ask(subgraph.url, '{ _service { sdl } }')).data._service.sdl;
    };
    expect(await sdl({ DENIED_OPTIONS: 'zuora.trackId' })).toBe(await sdl({}));
  });

  it.each(['zuora.track', 'trackId', 'zuora.trackId,', 'options.zuora.trackId'])(
    'is invalid with %s',
    async (text) => {
      const starting = startSubgraph({
        PORT: '0',
        LOG_LEVEL: 'silent',
        STORE_URL: 'memory:',
        DENIED_OPTIONS: text,
      });
      await expect(starting).rejects.toThrow('DENIED_OPTIONS');
    },
  );
});

describe.each(WRITE_VERBS)('the person in the token, for $verb', ({ query }) => {
  const request = (options?: object) => ({
    ...{ provider: 'CHARGEBEE', customerId: 'cus_acme', id: 'CHARGEBEE:cus_acme:contact_1' },
    ...{ input: INPUT, options },
  });
  const present = { list: [{ contact: { id: 'contact_1', object: 'contact', first_name: 'Ada' } }] };

  async function sent(claims: object, options?: object, variables = {}): Promise<unknown> {
    const vendor: RecordingVendor = await startRecordingVendor();
    vendor.answer = ({ method }) =>
      method === 'GET' ? { status: 200, body: JSON.stringify(present) } : undefined;
    closed.push(vendor.close);
    const as = await start({
      CHARGEBEE_API_KEY: 'key',
      CHARGEBEE_URL: `${vendor.origin}/api/v2`,
      AUTH_ORIGIN_USER_CLAIM: 'email',
      ...variables,
    });
    const { answer } = await as(claims, query, request(options));
    const written = vendor.requests.find(({ method }) => method === 'POST');
    if (written) return written.headers['chargebee-request-origin-user'];
    return answer.violations ?? 'nothing was written';
  }

  it('is named to the vendor, even if callers may not name one', async () => {
    const ada = { email: 'ada@example.com' };
    expect(await sent(ada)).toBe('ada@example.com');
    expect(await sent(ada, undefined, { DENIED_OPTIONS: 'chargebee.originUser' })).toBe('ada@example.com');
    expect(await sent({ email: 7 })).toBeUndefined();
  });

  it('yields to the one that a caller with contacts:options names', async () => {
    const scope = 'contacts:write contacts:options';
    const given = { chargebee: { originUser: 'grace' } };
    expect(await sent({ email: 'ada@example.com', scope }, given)).toBe('grace');
    expect(await sent({ email: 'ada@example.com' }, given)).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });

  it('is a violation if the vendor cannot take the name', async () => {
    expect(await sent({ email: 'ada\n@example.com' })).toEqual([
      { code: 'FORMAT', path: ['options', 'chargebee', 'originUser'] },
    ]);
  });
});
