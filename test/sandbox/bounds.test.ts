/** A vendor's memory is bounded: a sandbox runs for days. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSandbox as createChargebee } from '../../src/sandbox/chargebee/index.js';
import type { JsonVendor } from '../../src/sandbox/kit/json-vendor.js';
import type { SandboxReply, SandboxRequest } from '../../src/sandbox/kit/vendor.js';
import { createSandbox as createZuora } from '../../src/sandbox/zuora/index.js';

const FORM = 'application/x-www-form-urlencoded';

function post(path: string, headers: Readonly<Record<string, string>>, body: string): SandboxRequest {
  return { method: 'POST', path, query: new URLSearchParams(), headers, body };
}

function times(count: number, call: (index: number) => unknown): void {
  for (let index = 0; index < count; index += 1) call(index);
}

describe('idempotency keys', () => {
  let vendor: JsonVendor;
  beforeEach(() => {
    vendor = createChargebee({});
  });

  const isReplayed = (key: string): boolean => {
    const headers = {
      authorization: `Basic ${btoa('chargebee-sandbox-key:')}`,
      'content-type': FORM,
      'chargebee-idempotency-key': key,
    };
    const path = '/api/v2/customers/cus_acme/add_contact';
    const reply = vendor.handle(post(path, headers, 'contact%5Bemail%5D=a%40b.example'));
    if (reply.status !== 200) throw new Error(`The add was rejected: ${reply.status}`);
    return reply.headers !== undefined;
  };

  it('are kept for 10,000 others, and evicted by 20,000', () => {
    expect(isReplayed('first')).toBe(false);
    times(9_999, (index) => isReplayed(String(index)));
    expect(isReplayed('first')).toBe(true);
    times(10_001, (index) => isReplayed(`later ${index}`));
    expect(isReplayed('first')).toBe(false);
  });

  it('are never evicted when everything is kept, and nor are contacts', () => {
    vendor.keepAll();
    isReplayed('first');
    times(20, (index) => isReplayed(`contact ${index}`));
    expect(vendor.contactIds('cus_acme')).toHaveLength(21);
    times(20_000, (index) => {
      if (index % 20 === 0) vendor.openCustomer('cus_acme');
      isReplayed(String(index));
    });
    expect(isReplayed('first')).toBe(true);
  });
});

describe('Zuora', () => {
  let vendor: JsonVendor;
  beforeEach(() => {
    vendor = createZuora({});
  });

  const token = (): string => {
    const { ZUORA_CLIENT_ID = '', ZUORA_CLIENT_SECRET = '' } = vendor.environment('');
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: ZUORA_CLIENT_ID,
      client_secret: ZUORA_CLIENT_SECRET,
    });
    const { body } = vendor.handle(post('/oauth/token', { 'content-type': FORM }, form.toString()));
    return (body as { access_token: string }).access_token;
  };
  const action = (name: string, bearer: string, body: object): SandboxReply => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
    return vendor.handle(post(`/v1/action/${name}`, headers, JSON.stringify(body)));
  };
  const query = (bearer: string) =>
    action('query', bearer, { queryString: 'select Id from Account', conf: { batchSize: 1 } });

  it('keeps a token for 1,000 others, and evicts it by 2,000', () => {
    const first = token();
    times(999, token);
    expect(query(first).status).toBe(200);
    times(1_001, token);
    expect(query(first).status).toBe(401);
  });

  it('keeps a query for 100 others, and evicts it by 200', () => {
    const bearer = token();
    const { queryLocator } = query(bearer).body as { queryLocator: string };
    const goesOn = () => action('queryMore', bearer, { queryLocator }).status === 200;
    times(99, () => query(bearer));
    expect(goesOn()).toBe(true);
    times(201, () => query(bearer));
    expect(goesOn()).toBe(false);
  });
});
