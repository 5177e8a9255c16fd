/**
 * Turns a caller's write into a provider call. Checks everything before anything is sent, so that a provider
 * may assume valid input.
 */
import { randomUUID } from 'node:crypto';
import type { Accounts } from '../accounts/accounts.js';
import type { CallBudget } from '../accounts/call-budget.js';
import type { Account } from '../accounts/provider-account.js';
import { optionViolations } from '../mapping/check-options.js';
import { decideInput } from '../mapping/decide.js';
import { decideExisting } from '../mapping/decide-existing.js';
import { decideUpdate } from '../mapping/decide-update.js';
import type { Decision } from '../mapping/decisions.js';
import { bodyOf, limitViolations, type UnsupportedPolicy, violationsOf } from '../mapping/folds.js';
import { inInputOrder } from '../mapping/input-order.js';
import { ACCOUNT, IDEMPOTENCY_KEY, optionsOf } from '../mapping/options.js';
import { checkText } from '../mapping/text-rules.js';
import { offeredTo, optionsOfToken } from '../mapping/withheld-options.js';
import type { Caller } from '../model/caller.js';
import { type ContactChange, contactEntityId, type ProviderId } from '../model/contact.js';
import type { ContactMatch, DuplicateRule } from '../model/duplicates.js';
import type { WriteOperation } from '../model/outcome.js';
import type { Violation } from '../model/violation.js';
import type { ProviderCall } from '../providers/call.js';
import { clearingOf } from '../providers/change.js';
import { type Provider, supports } from '../providers/driver.js';
import { matchesIdRule } from '../providers/id-rule.js';

export interface WriteOptions {
  readonly idempotencyKey?: string | null | undefined;
  readonly unsupportedFields?: 'REJECT' | 'OMIT' | null | undefined;
  /** For ADD only. */
  readonly ifExists?: 'ALLOW' | DuplicateRule['ifExists'] | null | undefined;
  readonly matchBy?: readonly ContactMatch[] | null | undefined;
  /** Provider-specific options, by the provider's key. */
  readonly providers?: Readonly<Record<string, unknown>>;
}

/** A write as the caller requests it. */
export interface WriteCommand {
  readonly operation: WriteOperation;
  readonly provider: ProviderId;
  /** A named account of the provider; absent for the default account. */
  readonly account?: string | undefined;
  readonly customerId: string;
  /** The contact's provider-side id; absent for an add. */
  readonly externalId?: string;
  readonly input: ContactChange;
  readonly options: WriteOptions;
  /** Set only if callers are authenticated. */
  readonly caller?: Caller | undefined;
  /** Correlates log lines. */
  readonly requestId: string;
  /** Absent if calls are unlimited. */
  readonly calls?: CallBudget | undefined;
}

export interface Checked extends Pick<ProviderCall, 'decisions' | 'asUpdate'> {
  /** In the order of the arguments. */
  readonly violations: readonly Violation[];
}

/** Decides about the input and collects every violation that can be found without a call. */
export function checkWrite(command: WriteCommand, provider: Provider, accounts: Accounts): Checked {
  const { operation, input, account, customerId, options, caller } = command;
  const { supportedBy } = accounts;
  const policy = { omitUnsupported: options.unsupportedFields === 'OMIT', supportedBy };
  const table = optionsOf(offeredTo(provider, caller, account).write.options, operation);
  const updatesExisting = operation === 'ADD' && options.ifExists === 'UPDATE_EXISTING';
  const decisions = decide(operation, input, provider);
  const asUpdate =
    updatesExisting && supports(provider, 'UPDATE') ? decideExisting(input, provider) : undefined;
  const violations = [
    ...(supports(provider, operation) ? [] : [unsupportedOperation(operation, provider, accounts)]),
    ...checkCustomerId(customerId, provider),
    ...(operation === 'REMOVE' ? [] : checkInput(operation, { decisions, asUpdate }, provider, policy)),
    ...checkKey(options.idempotencyKey ?? undefined, provider),
    ...(accounts.get(provider.id, account) ? [] : [unknownAccount(provider)]),
    ...(updatesExisting && !asUpdate ? [unsupportedUpdate(provider, accounts)] : []),
    ...checkMatches(options.matchBy ?? [], provider, supportedBy),
    ...optionViolations(
      options.providers ?? {},
      table,
      provider,
      customerId,
      policy,
      optionsOfToken(provider, caller),
    ),
  ];
  return { decisions, asUpdate, violations };
}

function decide(operation: WriteOperation, input: ContactChange, provider: Provider): readonly Decision[] {
  if (operation === 'REMOVE') return [];
  return operation === 'ADD' ? decideInput(input, provider) : decideUpdate(input, provider);
}

/** Violations of the input. An add that may become an update must pass the rules of both. */
function checkInput(
  operation: WriteOperation,
  { decisions, asUpdate = operation === 'UPDATE' ? decisions : undefined }: Omit<Checked, 'violations'>,
  provider: Provider,
  policy: UnsupportedPolicy,
): readonly Violation[] {
  const own = violationsOf(decisions, provider, policy);
  if (!asUpdate) return own;
  const wire = bodyOf(asUpdate);
  const others = [
    ...(operation === 'ADD' ? violationsOf(asUpdate, provider, policy) : []),
    ...limitViolations(asUpdate, clearingOf(provider.write.update, wire)?.limits ?? {}, provider, wire),
  ];
  return others.length === 0 ? own : inInputOrder([...own, ...others]);
}

/** The providers that support the operation. */
export function supporters(operation: WriteOperation, accounts: Accounts): readonly ProviderId[] {
  return accounts.defaults.flatMap(({ provider }) => (supports(provider, operation) ? [provider.id] : []));
}

export function callOf(
  command: WriteCommand,
  { decisions, asUpdate }: Checked,
  { provider, optionDefaults, name: account }: Account,
): ProviderCall {
  const { operation, customerId, externalId, input, options, requestId, caller } = command;
  const givenOptions = given(options.providers?.[provider.write.options?.key ?? '']);
  const callerKey = options.idempotencyKey ?? undefined;
  return {
    operation,
    customerId,
    ...(externalId !== undefined && {
      externalId,
      contactId: contactEntityId({ provider: provider.id, account, customerId, externalId }),
    }),
    input,
    givenOptions,
    options: { ...optionDefaults, ...optionsOfToken(provider, caller), ...givenOptions },
    idempotencyKey: callerKey ?? randomUUID(),
    hasCallerKey: callerKey !== undefined,
    requestId,
    wire: bodyOf(decisions),
    decisions,
    asUpdate,
  };
}

/** The given values; null and absent mean the same. */
function given(options: unknown): Readonly<Record<string, unknown>> {
  if (options === null || options === undefined) return {};
  const entries = Object.entries(options);
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
}

function unsupportedOperation(operation: WriteOperation, { name }: Provider, accounts: Accounts): Violation {
  const message = `${name} has no API call for ${operation}.`;
  return { code: 'UNSUPPORTED', path: ['id'], message, supportedBy: supporters(operation, accounts) };
}

function unsupportedUpdate({ name }: Provider, accounts: Accounts): Violation {
  const message = `options.ifExists must not be UPDATE_EXISTING for ${name}, which cannot update contacts.`;
  const path = ['options', 'ifExists'];
  return { code: 'UNSUPPORTED', path, message, supportedBy: supporters('UPDATE', accounts) };
}

function checkCustomerId(id: string, { name, info: { customerId } }: Provider): readonly Violation[] {
  if (matchesIdRule(customerId, id)) return [];
  const expected = customerId.format;
  const message = `customerId must be ${expected} for ${name}.`;
  return [{ code: 'FORMAT', path: ['customerId'], expected, message }];
}

/** Lists no accounts: the caller may not be allowed to know them. */
function unknownAccount({ name }: Provider): Violation {
  const { expected } = ACCOUNT.limits;
  const message = `options.account must be ${expected} of ${name}.`;
  return { code: ACCOUNT.also.code, path: ['options', 'account'], expected, message };
}

const KEY_PATH = ['options', 'idempotencyKey'];

function checkKey(key: string | undefined, provider: Provider): readonly Violation[] {
  return key === undefined ? [] : checkText(key, IDEMPOTENCY_KEY.limits, KEY_PATH, provider, null);
}

/** If the provider chooses contact ids, a contact to add has none to match by. */
function checkMatches(
  matchBy: readonly ContactMatch[],
  { id, name }: Provider,
  supportedBy: Accounts['supportedBy'],
): readonly Violation[] {
  const index = matchBy.indexOf('EXTERNAL_ID');
  const supporting = supportedBy('input.externalId');
  if (index < 0 || supporting.includes(id)) return [];
  const message = `options.matchBy must not be EXTERNAL_ID for ${name}, which assigns the ids itself.`;
  const path = ['options', 'matchBy', String(index)];
  return [{ code: 'UNSUPPORTED', path, message, supportedBy: supporting }];
}
