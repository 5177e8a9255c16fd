/** Keyed adds against vendors that keep what they receive. */

import { type Accounts, accountIdOf, openAccounts } from '../../src/accounts/accounts.js';
import { Env } from '../../src/config/env.js';
import type { ProxySettings } from '../../src/config/proxy.js';
import type { AddContactCommand } from '../../src/contacts/commands.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import { IdempotentWrites } from '../../src/idempotency/attempts.js';
import { attemptId, contactLease } from '../../src/idempotency/identity.js';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import type { ProviderId } from '../../src/model/contact.js';
import type { Failure, Outcome, WriteOperation } from '../../src/model/outcome.js';
import type { Provider } from '../../src/providers/driver.js';
import { providers } from '../../src/providers/registry.js';
import type { Clock } from '../../src/vendor-http/clock.js';
import { ledgerCustomer } from './ledger-vendor.js';
import { MemoryStore } from './stores.js';

export interface KeyedStage {
  readonly service: ContactService;
  /** For a sweep on the same store. */
  readonly adds: IdempotentWrites;
  readonly accounts: Accounts;
  readonly store: AttemptStore;
}

export interface KeyedStageOptions {
  readonly store?: AttemptStore;
  readonly deadlineMs?: number;
  readonly clock?: Clock;
  /** Replaces the providers' own: how long an absence confirms nothing. */
  readonly graceMs?: number;
  /** On the way to the vendors. */
  readonly proxy?: ProxySettings | undefined;
  /** How another version of this service differs. */
  readonly otherVersion?: (provider: Provider) => Provider;
}

/** One process, in effect. In sandbox mode, because a breaker would soon hold every request back. */
export function openKeyedStage(
  environment: Record<string, string>,
  {
    store = new MemoryStore(),
    deadlineMs = 2000,
    clock,
    graceMs,
    proxy,
    otherVersion = (provider) => provider,
  }: KeyedStageOptions = {},
): KeyedStage {
  const altered = providers.map(otherVersion).map((provider) => ({
    ...provider,
    // The emulator has no limits, and a queue would only hide concurrency.
    limits: { concurrency: 20 },
    idempotency: { ...provider.idempotency, ...(graceMs !== undefined && { graceMs }) },
  }));
  const accounts = openAccounts(altered, { live: new Map(), sandboxed: environment, proxy });
  const adds = new IdempotentWrites(store, accounts, deadlineMs, clock);
  return { service: new ContactService(accounts, deadlineMs, adds, clock), adds, accounts, store };
}

/** The id of a command's attempt in a store, at the vendors of an environment. */
export function attemptIdOf(
  environment: Record<string, string>,
  { provider, customerId, options }: Pick<AddContactCommand, 'provider' | 'customerId' | 'options'>,
  operation: WriteOperation = 'ADD',
): string {
  const account = accountIn(environment, provider);
  return attemptId(account, customerId, options.idempotencyKey ?? '', undefined, operation);
}

/** The lease for changes of a contact. */
export function leaseIdOf(
  environment: Record<string, string>,
  provider: ProviderId,
  externalId: string,
): string {
  return contactLease(accountIn(environment, provider), externalId);
}

function accountIn(environment: Record<string, string>, provider: ProviderId): string {
  const known = providers.find(({ id }) => id === provider);
  const settings = known?.configure(new Env(environment));
  if (!known || !settings) throw new Error(`${provider} is not configured.`);
  return accountIdOf(known, settings);
}

/** A command for each number, with the number in its key. */
export function command(
  provider: ProviderId,
  number: number,
  changes: Partial<AddContactCommand['input']> & { customer?: number; key?: string } = {},
): AddContactCommand {
  const { customer = number, key = keyOf(number), ...input } = changes;
  return {
    provider,
    customerId: ledgerCustomer(provider, customer),
    input: {
      firstName: `Kuhi${number}`,
      lastName: `Das${number}`,
      emails: [{ address: emailOf(number) }],
      ...input,
    },
    options: { idempotencyKey: key },
    requestId: `request-${number}`,
  };
}

export function keyOf(number: number): string {
  return `key-of-operation-${number}`;
}

export function emailOf(number: number): string {
  return `op-${number}@example.com`;
}

/** An outcome in one word. */
export function told(outcome: Outcome<unknown>): 'success' | Failure['kind'] {
  return outcome.ok ? 'success' : outcome.failure.kind;
}
