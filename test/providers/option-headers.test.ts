/** Options sent as headers: more than servers accept is a violation before anything is sent. */
import { describe, expect, it } from '@jest/globals';
import { openAccounts } from '../../src/accounts/accounts.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import type { ProviderId } from '../../src/model/contact.js';
import { providers } from '../../src/providers/registry.js';

const service = new ContactService(openAccounts(providers, { live: new Map() }), 1000);
const CUSTOMERS = { CHARGEBEE: 'cus_1', ZUORA: 'A00000001' } as const;

function violations(provider: keyof typeof CUSTOMERS & ProviderId, options: Record<string, unknown>) {
  const { violations: found } = service.preview({
    provider,
    customerId: CUSTOMERS[provider],
    input: { firstName: 'Ada', lastName: 'Lovelace', emails: [{ address: 'ada@example.com' }] },
    options: { providers: { [provider.toLowerCase()]: options } },
    requestId: 'test',
  });
  return found.map(({ code, path, ...rest }) => ({
    code,
    path: path.join('.'),
    ...('maxLength' in rest && { maxLength: rest.maxLength }),
  }));
}

const LONG = 'x'.repeat(100_000);

describe('options in headers', () => {
  it.each([
    ['CHARGEBEE', 'originDevice', LONG],
    ['CHARGEBEE', 'originUser', LONG],
    ['CHARGEBEE', 'originUser', 'ł'.repeat(100_000)],
    ['ZUORA', 'entityId', LONG],
    ['ZUORA', 'orgIds', [LONG], '.0'],
    ['ZUORA', 'orgIds', Array.from({ length: 100 }, () => 'x'.repeat(1000))],
  ] as const)('%s: %s of 100 KB is too long', (provider, name, value, ...rest: readonly string[]) => {
    const path = `options.${provider.toLowerCase()}.${name}${rest.join('')}`;
    expect(violations(provider, { [name]: value })).toEqual([
      { code: 'TOO_LONG', path, maxLength: expect.any(Number) },
    ]);
  });

  it('have a total limit: the longest of them is too long', () => {
    const found = violations('CHARGEBEE', { originDevice: 'x'.repeat(2500), originUser: 'y'.repeat(2000) });
    expect(found).toMatchObject([{ code: 'TOO_LONG', path: 'options.chargebee.originDevice' }]);
    const [{ maxLength = 0 } = {}] = found as { maxLength?: number }[];
    expect(
      violations('CHARGEBEE', { originDevice: 'x'.repeat(maxLength), originUser: 'y'.repeat(2000) }),
    ).toEqual([]);
  });

  it('count in their encoded form', () => {
    expect(violations('CHARGEBEE', { originUser: 'x'.repeat(3000) })).toEqual([]);
    const found = violations('CHARGEBEE', { originUser: 'ł'.repeat(3000) }) as { maxLength?: number }[];
    expect(violations('CHARGEBEE', { originUser: 'ł'.repeat(found[0]?.maxLength ?? 0) })).toEqual([]);
  });

  it('of 4 KB are sent', () => {
    expect(violations('ZUORA', { orgIds: Array.from({ length: 100 }, () => 'f'.repeat(32)) })).toEqual([]);
  });
});
