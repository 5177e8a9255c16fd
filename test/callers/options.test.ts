/** Options that a caller must not choose, and the person that a token names to the vendor. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { startSubgraph } from '../../src/app.js';
import { ask } from '../support/ask.js';
import { bearer, startIssuer } from '../support/issuer.js';
import { type RecordingVendor, startRecordingVendor } from '../support/recording-vendor.js';
import { startTestSubgraph } from '../support/subgraph.js';

const closed: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closed.splice(0).reverse()) await close();
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

const VARIABLES =
  '$provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $options: AddContactOptions';
const ARGUMENTS = 'provider: $provider, customerId: $customerId, input: $input, options: $options';
const PREVIEW = `query (${VARIABLES}) { previewAddContact(${ARGUMENTS}) { violations { __typename code path userMessage } } }`;
const ADD = `mutation (${VARIABLES}) { addContact(${ARGUMENTS}) {
  __typename ... on ContactInputInvalidError { outcome violations { code path } } } }`;
const INFO = `query ($provider: ContactProvider!) { contactProvider(provider: $provider) { options { path } jsonSchema } }`;

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

describe.each(SENSITIVE)(
  'at %s for %s, options.%s %j',
  (provider, customerId, key, option, leadsElsewhere) => {
    const [name = ''] = Object.keys(option);
    const path = ['options', key, name];
    const request = {
      provider,
      customerId,
      input: provider === 'CRO' ? { name: 'Mara' } : INPUT,
      options: { [key]: option },
    };
    const refused = [
      {
        __typename: 'ContactFieldNotAllowed',
        code: 'NOT_ALLOWED',
        path,
        userMessage: 'This setting cannot be chosen here; leave it empty.',
      },
    ];
    const withOptions = { scope: 'contacts:write contacts:options' };

    it('needs the scope contacts:options, and says so to forms', async () => {
      const as = await start();
      const violations = async (claims: object) =>
        (await as(claims, PREVIEW, request)).previewAddContact.violations;
      expect(await violations({})).toEqual(refused);
      expect(await violations(withOptions)).toEqual([]);
      expect((await as({}, ADD, request)).addContact).toEqual({
        __typename: 'ContactInputInvalidError',
        outcome: 'NOT_APPLIED',
        violations: [{ code: 'NOT_ALLOWED', path }],
      });
      const offers = async (claims: object) => {
        const { options, jsonSchema } = (await as(claims, INFO, request)).contactProvider;
        const ajv = new Ajv2020({ strict: false, validateFormats: false });
        const { input, options: given } = request;
        return [
          options.some((each: { path: string[] }) => each.path.join() === path.join()),
          ajv.validate(jsonSchema, { input, options: given }),
        ];
      };
      expect(await offers({})).toEqual([false, false]);
      expect(await offers(withOptions)).toEqual([true, true]);
    });

    it(`is ${leadsElsewhere ? 'not ' : ''}open to a caller that does not reach the whole account`, async () => {
      const as = await start();
      const narrow = { ...withOptions, customers: [`${provider}:${customerId}`] };
      const whole = { ...withOptions, customers: [`${provider}:*`] };
      const violations = async (claims: object) =>
        (await as(claims, PREVIEW, request)).previewAddContact.violations;
      expect(await violations(narrow)).toEqual(leadsElsewhere ? refused : []);
      expect(await violations(whole)).toEqual([]);
    });
  },
);

describe('DENIED_OPTIONS', () => {
  const request = {
    provider: 'ZUORA',
    customerId: 'A00000001',
    input: INPUT,
    options: { zuora: { trackId: 'x' } },
  };

  it('denies an option to everybody, with caller checks or without, and takes it out of forms', async () => {
    const denied = { DENIED_OPTIONS: 'chargebee.originUser,zuora.trackId' };
    const as = await start(denied);
    const all = { scope: 'contacts:write contacts:options' };
    expect((await as(all, PREVIEW, request)).previewAddContact.violations).toMatchObject([
      { code: 'NOT_ALLOWED' },
    ]);
    const unchecked = await startTestSubgraph({ SANDBOX: 'on', ...denied });
    closed.push(unchecked.close);
    const { data } = await ask(unchecked.url, PREVIEW, request);
    expect(data.previewAddContact.violations).toMatchObject([
      { code: 'NOT_ALLOWED', path: ['options', 'zuora', 'trackId'] },
    ]);
    const { data: info } = await ask(unchecked.url, INFO, request);
    const { options, jsonSchema } = info.contactProvider;
    expect(options.map(({ path }: { path: string[] }) => path.at(-1))).toEqual(
      expect.arrayContaining(['accountNumber', 'orgIds']),
    );
    expect(options.map(({ path }: { path: string[] }) => path.at(-1))).not.toContain('trackId');
    expect(Object.keys(jsonSchema.properties.options.properties.zuora.properties)).not.toContain('trackId');
  });

  it('does not change the schema that a router composes', async () => {
    const sdl = async (variables: Readonly<Record<string, string>>) => {
      const subgraph = await startTestSubgraph(variables);
      closed.push(subgraph.close);
      return (await ask(subgraph.url, '{ _service { sdl } }')).data._service.sdl;
    };
    expect(await sdl({ DENIED_OPTIONS: 'zuora.trackId' })).toBe(await sdl({}));
  });

  it.each(['zuora.track', 'trackId', 'zuora.trackId,', 'options.zuora.trackId'])(
    'does not start with %s',
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

describe('the person of the token', () => {
  const request = (options?: object) => ({
    provider: 'CHARGEBEE',
    customerId: 'cus_acme',
    input: INPUT,
    options,
  });

  async function sent(claims: object, options?: object, variables = {}): Promise<unknown> {
    const vendor: RecordingVendor = await startRecordingVendor();
    closed.push(vendor.close);
    const as = await start({
      CHARGEBEE_API_KEY: 'key',
      CHARGEBEE_URL: `${vendor.origin}/api/v2`,
      AUTH_ORIGIN_USER_CLAIM: 'email',
      ...variables,
    });
    const { addContact } = await as(claims, ADD, request(options));
    return vendor.requests[0]?.headers['chargebee-request-origin-user'] ?? addContact.violations;
  }

  it('is named to the vendor, even where nobody may name one', async () => {
    const ada = { email: 'ada@example.com' };
    expect(await sent(ada)).toBe('ada@example.com');
    expect(await sent(ada, undefined, { DENIED_OPTIONS: 'chargebee.originUser' })).toBe('ada@example.com');
    expect(await sent({ email: 7 })).toBeUndefined();
  });

  it('gives way to the one that a caller with contacts:options names', async () => {
    const scope = 'contacts:write contacts:options';
    const given = { chargebee: { originUser: 'grace' } };
    expect(await sent({ email: 'ada@example.com', scope }, given)).toBe('grace');
    expect(await sent({ email: 'ada@example.com' }, given)).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });

  it('is a violation where the vendor cannot take the name', async () => {
    expect(await sent({ email: 'ada\n@example.com' })).toEqual([
      { code: 'FORMAT', path: ['options', 'chargebee', 'originUser'] },
    ]);
  });
});
