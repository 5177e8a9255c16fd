/**
 * Violations of an add that may become an update, reported before any call together with those of the add.
 */
import { describe, expect, test } from '@jest/globals';
import { type Accounts, openAccounts } from '../../src/accounts/accounts.js';
import type { AddContactCommand, AddContactOptions } from '../../src/contacts/commands.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import type { ContactInput, ProviderId } from '../../src/model/contact.js';
import { providers } from '../../src/providers/registry.js';
import { described } from '../support/facts.js';

const accounts = openAccounts(providers, { live: new Map(), sandboxed: {} });

const customers = Object.fromEntries(
  described.map(({ provider }) => [provider.id, provider.info.customerId.example]),
);

function commandOf(
  provider: ProviderId,
  input: ContactInput,
  options: AddContactOptions = {},
): AddContactCommand {
  const customerId = customers[provider] ?? '';
  return {
    provider,
    customerId,
    input,
    options: { ifExists: 'UPDATE_EXISTING', ...options },
    requestId: 'a',
  };
}

function broken(
  provider: ProviderId,
  input: ContactInput,
  options: AddContactOptions = {},
  among: Accounts = accounts,
): string[] {
  const { violations } = new ContactService(among, 1000).preview(commandOf(provider, input, options));
  return violations.map(({ code, path }) => `${code} ${path.join('.')}`);
}

describe('an add that may become an update', () => {
  test('reports violations of both in the order of the input', () => {
    const input = { lastName: 'Das', emails: [{ address: 'no address' }] };
    expect(broken('CRO', input)).toEqual(['REQUIRED input.firstName', 'FORMAT input.emails.0.address']);
  });

  test('reports a rule that both break once', () => {
    const input = { firstName: 'Ada', lastName: '', emails: [{ address: 'no address' }] };
    for (const { id } of providers) {
      const alone = broken(id, input, { ifExists: 'ALLOW' });
      expect(broken(id, input)).toEqual(alone);
      expect(new Set(alone).size).toBe(alone.length);
    }
  });

  test('does not require any value when the add already requires certain ones', () => {
    expect(broken('ZUORA', {})).toEqual(['REQUIRED input.firstName', 'REQUIRED input.lastName']);
    for (const { id } of providers) expect(broken(id, {})).toEqual(broken(id, {}, { ifExists: 'ALLOW' }));
  });

  test('reports invalid options in their order', () => {
    const options = {
      idempotencyKey: 'short',
      matchBy: ['EXTERNAL_ID'],
      providers: { cro: {} },
    } as const;
    const withoutUpdates = providers.map(({ write: { update: _, ...write }, ...provider }) => ({
      ...provider,
      write,
    }));
    const among = openAccounts(withoutUpdates, { live: new Map(), sandboxed: {} });
    const command = { ...commandOf('RPM', { firstName: 'Ada' }, options), account: 'none' };
    const { violations } = new ContactService(among, 1000).preview(command);
    expect(violations.map(({ path }) => path.join('.'))).toEqual([
      'options.idempotencyKey',
      'options.account',
      'options.ifExists',
      'options.matchBy.0',
      'options.cro',
    ]);
  });
});

test('an update reports a text that is too long for it in the order of the input', () => {
  const contact = { provider: 'ZUORA', customerId: customers.ZUORA ?? '', externalId: 'a'.repeat(32) };
  const input = {
    address: { country: 'x'.repeat(40) },
    notes: 'x\u0000',
    clear: ['NICKNAME'],
  };
  const service = new ContactService(accounts, 1000);
  const { violations } = service.previewUpdate({ contact, input, options: {}, requestId: 'a' });
  expect(violations.map(({ path }) => path.join('.'))).toEqual(['input.address.country', 'input.notes']);
});
