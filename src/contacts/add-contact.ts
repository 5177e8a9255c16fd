/**
 * Adding a contact. The code that all providers share: everything the caller gave is
 * checked before anything is sent, so that a provider may assume that its input is sound, and every supplied
 * value gets exactly one fate.
 */
import { randomUUID } from 'node:crypto';
import type { Accounts } from '../accounts/accounts.js';
import { type CallBudget, CallBudgetError } from '../accounts/call-budget.js';
import type { Account } from '../accounts/provider-account.js';
import { repeatMs } from '../accounts/retry.js';
import type { AddContactAttempt, IdempotentWrites } from '../idempotency/attempts.js';
import { STORE_DOWN } from '../idempotency/failures.js';
import { isUndecided } from '../idempotency/outcome-recorder.js';
import type { KeyOwner } from '../idempotency/write-request.js';
import { decideInput } from '../mapping/decide.js';
import type { Decision } from '../mapping/decisions.js';
import { bodyOf, fatesOf, violationsOf } from '../mapping/folds.js';
import { ACCOUNT, IDEMPOTENCY_KEY, optionViolations } from '../mapping/options.js';
import { checkText } from '../mapping/text-rules.js';
import { offeredTo, optionsOfToken } from '../mapping/withheld-options.js';
import type { Caller } from '../model/caller.js';
import type { ContactInput, ProviderId } from '../model/contact.js';
import type { ContactMatch, DuplicateRule } from '../model/duplicates.js';
import { isFirstAnswer } from '../model/errors.js';
import { type AddedContact, done, type FieldFate, failed, type Outcome } from '../model/outcome.js';
import { listViolations, type Violation } from '../model/violation.js';
import type { Provider, ProviderCall } from '../providers/driver.js';
import { matchesIdRule } from '../providers/id-rule.js';
import { type Clock, systemClock } from '../vendor-http/clock.js';
import { Deadline } from '../vendor-http/deadline.js';

export interface AddContactOptions {
  readonly idempotencyKey?: string | null | undefined;
  readonly unsupportedFields?: 'REJECT' | 'OMIT' | null | undefined;
  readonly ifExists?: 'ALLOW' | DuplicateRule['ifExists'] | null | undefined;
  readonly matchBy?: readonly ContactMatch[] | null | undefined;
  /** Options of single providers, by the provider's key. */
  readonly providers?: Readonly<Record<string, unknown>>;
}

export interface AddContactCommand {
  readonly provider: ProviderId;
  /** The name of an account of the provider; absent for the default account. */
  readonly account?: string | undefined;
  readonly customerId: string;
  readonly input: ContactInput;
  readonly options: AddContactOptions;
  /** Absent where callers are not checked. */
  readonly caller?: Caller | undefined;
  /** Correlates log lines. */
  readonly requestId: string;
  /** Absent where nothing bounds the calls. */
  readonly calls?: CallBudget;
}

export interface AddContactPreview {
  readonly violations: readonly Violation[];
  readonly fates: readonly FieldFate[];
}

export class ContactService {
  /**
   * `deadlineMs` is the budget for all attempts of one operation. Without `keyed` a request with an
   * idempotency key is answered as one whose store is out of reach: nothing is sent that nobody would
   * remember.
   */
  constructor(
    readonly accounts: Accounts,
    private readonly deadlineMs: number,
    private readonly keyed?: IdempotentWrites,
    private readonly clock: Clock = systemClock,
  ) {}

  /** What `add` would do, without a call to anybody: the same checks, the same decisions. */
  preview(command: AddContactCommand): AddContactPreview {
    const { provider } = this.accounts.get(command.provider);
    const { decisions, violations } = this.#decide(command, provider);
    return {
      violations: listViolations(violations),
      fates: violations.length === 0 ? fatesOf(decisions, provider) : [],
    };
  }

  /** Rejects with a CallBudgetError, when nothing was sent, and for nothing else that a caller can cause. */
  async add({ calls, ...command }: AddContactCommand): Promise<Outcome<AddedContact>> {
    const { provider } = this.accounts.get(command.provider);
    const known = this.accounts.get(command.provider, command.account);
    if (known && known.id === undefined) return failed({ kind: 'access', problem: 'NOT_CONFIGURED' });
    const { decisions, violations } = this.#decide(command, provider);
    if (!known || violations.length > 0) {
      return failed({ kind: 'invalid', violations: listViolations(violations) });
    }
    const account = calls ? known.guarded(calls.counting) : known;
    if (calls?.isSpent) throw new CallBudgetError(calls.limit);
    const call = callOf(command, decisions, account);
    const rule = ruleOf(command.options);
    if (call.hasCallerKey) {
      if (!this.keyed) return failed(STORE_DOWN);
      const key = call.idempotencyKey;
      return this.keyed.add({ account, key, owner: ownerOf(command), call, duplicates: rule });
    }
    const deadline = new Deadline(this.deadlineMs, this.clock);
    const create = async (left: Deadline) => {
      const prepared = await account.prepare(call, left);
      return prepared.ok ? this.#addOnce(account, prepared.value, left) : prepared;
    };
    if (!rule) return create(deadline);
    return this.keyed ? this.keyed.unique.add({ account, call, rule }, deadline, create) : failed(STORE_DOWN);
  }

  /**
   * Sends a prepared call without a key of the caller. Where the vendor promises to replay its first answer,
   * one repeat finds out an unknown outcome. Nothing is stored, so nobody can find it out later.
   */
  async #addOnce(account: Account, call: ProviderCall, deadline: Deadline): Promise<Outcome<AddedContact>> {
    const first = await account.add(call, deadline);
    if (!isUndecided(first) || account.provider.idempotency.replayMs === undefined) return first;
    const waitMs = repeatMs();
    if (!account.mayRepeatWrite(waitMs, 1, deadline)) return first;
    await deadline.clock.sleep(waitMs);
    const repeated = await account.add(call, deadline);
    if (!isFirstAnswer(repeated)) return first;
    // To the caller both are one request.
    return repeated.ok ? done({ ...repeated.value, replayed: false }) : repeated;
  }

  /**
   * What became of an earlier request with this key; undefined when there was none. Rejects when the store
   * does.
   */
  async attempt(
    provider: ProviderId,
    key: string,
    account?: string,
    caller?: Caller,
  ): Promise<AddContactAttempt | undefined> {
    const known = this.accounts.get(provider, account);
    return known && this.keyed?.find(known, key, ownerOf({ provider, account, caller }));
  }

  /** What becomes of the input, and every rule that the request breaks, in the order of the arguments. */
  #decide(command: AddContactCommand, provider: Provider): Decided {
    const { input, account, customerId, options, caller } = command;
    const decisions = decideInput(input, provider);
    const { supportedBy } = this.accounts;
    const policy = { omitUnsupported: options.unsupportedFields === 'OMIT', supportedBy };
    const violations = [
      ...checkCustomerId(customerId, provider),
      ...violationsOf(decisions, provider, policy),
      ...checkKey(options.idempotencyKey ?? undefined, provider),
      ...checkMatches(options.matchBy ?? [], provider, supportedBy),
      ...(this.accounts.get(provider.id, account) ? [] : [unknownAccount(provider)]),
      ...optionViolations(
        options.providers ?? {},
        offeredTo(provider, caller, account).write.options,
        provider,
        customerId,
        policy,
        optionsOfToken(provider, caller),
      ),
    ];
    return { decisions, violations };
  }
}

/** Who a key belongs to, and which of their attempts they may see. */
function ownerOf({
  provider,
  account,
  caller,
}: Pick<AddContactCommand, 'provider' | 'account' | 'caller'>): KeyOwner | undefined {
  if (!caller) return undefined;
  const { id, customers } = caller;
  return { id, reaches: (customerId) => customers.customer({ provider, account, customerId }) };
}

interface Decided {
  readonly decisions: readonly Decision[];
  readonly violations: readonly Violation[];
}

function callOf(
  { customerId, input, options, requestId, caller }: Omit<AddContactCommand, 'calls'>,
  decisions: readonly Decision[],
  { provider, optionDefaults }: Account,
): ProviderCall {
  const givenOptions = given(options.providers?.[provider.write.options?.key ?? '']);
  const callerKey = options.idempotencyKey ?? undefined;
  return {
    customerId,
    input,
    givenOptions,
    options: { ...optionDefaults, ...optionsOfToken(provider, caller), ...givenOptions },
    idempotencyKey: callerKey ?? randomUUID(),
    hasCallerKey: callerKey !== undefined,
    requestId,
    wire: bodyOf(decisions),
    decisions,
  };
}

/** The values that were given: null and absent mean the same. */
function given(options: unknown): Readonly<Record<string, unknown>> {
  if (options === null || options === undefined) return {};
  const entries = Object.entries(options);
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
}

function checkCustomerId(id: string, { name, info: { customerId } }: Provider): readonly Violation[] {
  if (matchesIdRule(customerId, id)) return [];
  const expected = customerId.format;
  const message = `customerId must be ${expected} for ${name}.`;
  return [{ code: 'FORMAT', path: ['customerId'], expected, message }];
}

/** Names no account: a caller may not be allowed to know of all. */
function unknownAccount({ name }: Provider): Violation {
  const { expected } = ACCOUNT.limits;
  const message = `options.account must be ${expected} of ${name}.`;
  return { code: ACCOUNT.also.code, path: ['options', 'account'], expected, message };
}

const KEY_PATH = ['options', 'idempotencyKey'];

function checkKey(key: string | undefined, provider: Provider): readonly Violation[] {
  return key === undefined ? [] : checkText(key, IDEMPOTENCY_KEY.limits, KEY_PATH, provider, null);
}

const DEFAULT_MATCH: readonly ContactMatch[] = ['EMAIL'];

/** Undefined where the contact is added in any case. */
function ruleOf({ ifExists, matchBy }: AddContactOptions): DuplicateRule | undefined {
  return ifExists && ifExists !== 'ALLOW' ? { ifExists, matchBy: matchBy ?? DEFAULT_MATCH } : undefined;
}

/** Where the provider chooses the id of a contact, no contact to add has one to be compared. */
function checkMatches(
  matchBy: readonly ContactMatch[],
  { id, name }: Provider,
  supportedBy: Accounts['supportedBy'],
): readonly Violation[] {
  const index = matchBy.indexOf('EXTERNAL_ID');
  const supporting = supportedBy('input.externalId');
  if (index < 0 || supporting.includes(id)) return [];
  const message = `options.matchBy must not be EXTERNAL_ID for ${name}, which chooses the ids itself.`;
  const path = ['options', 'matchBy', String(index)];
  return [{ code: 'UNSUPPORTED', path, message, supportedBy: supporting }];
}
