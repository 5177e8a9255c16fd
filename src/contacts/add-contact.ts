/**
 * Adding a contact. What is the same for all providers is written once here: everything the caller gave is
 * checked before anything is sent, so that a provider may assume that its input is sound, and every supplied
 * value gets exactly one fate.
 */
import { randomUUID } from 'node:crypto';
import type { Accounts } from '../accounts/accounts.js';
import { type CallBudget, CallBudgetError } from '../accounts/call-budget.js';
import type { Account } from '../accounts/provider-account.js';
import { repeatMs } from '../accounts/retry.js';
import { type AddContactAttempt, type KeyedAdds, STORE_DOWN } from '../idempotency/attempts.js';
import { isUndecided } from '../idempotency/outcome-recorder.js';
import { planInput } from '../mapping/field-table.js';
import { planOptions } from '../mapping/options.js';
import { Plan } from '../mapping/plan.js';
import { checkText } from '../mapping/text-rules.js';
import type { ContactInput, ProviderId } from '../model/contact.js';
import { isFirstAnswer } from '../model/errors.js';
import {
  type AddedContact,
  done,
  type FieldFate,
  failed,
  listViolations,
  type Outcome,
  type Violation,
} from '../model/outcome.js';
import type { ProviderCall } from '../providers/driver.js';
import { type Clock, systemClock } from '../vendor-http/clock.js';
import { Deadline } from '../vendor-http/deadline.js';

export interface AddContactOptions {
  readonly idempotencyKey?: string | null | undefined;
  readonly unsupportedFields?: 'REJECT' | 'OMIT' | null | undefined;
  /** Options of single providers, by the provider's key. */
  readonly providers?: Readonly<Record<string, unknown>>;
}

export interface AddContactCommand {
  readonly provider: ProviderId;
  readonly customerId: string;
  readonly input: ContactInput;
  readonly options: AddContactOptions;
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
   * `deadlineMs` is the budget for all attempts of one operation. Without `keyed` a request with an idempotency key is
   * answered as one whose store is out of reach: nothing is sent that nobody would remember.
   */
  constructor(
    readonly accounts: Accounts,
    private readonly deadlineMs: number,
    private readonly keyed?: KeyedAdds,
    private readonly clock: Clock = systemClock,
  ) {}

  /** What `add` would do, without a call to anybody: the same checks, the same decisions. */
  preview(command: AddContactCommand): AddContactPreview {
    const { plan } = this.#plan(command, this.accounts.get(command.provider));
    const violations = listViolations(plan.violations);
    return { violations, fates: violations.length === 0 ? plan.fates() : [] };
  }

  /** Rejects with a CallBudgetError, when nothing was sent, and for nothing else that a caller can cause. */
  async add({ calls, ...command }: AddContactCommand): Promise<Outcome<AddedContact>> {
    const known = this.accounts.get(command.provider);
    const account = calls ? known.guarded(calls.counting) : known;
    if (account.id === undefined) return failed({ kind: 'access', problem: 'NOT_CONFIGURED' });
    const { plan, call } = this.#plan(command, account);
    if (plan.violations.length > 0) {
      return failed({ kind: 'invalid', violations: listViolations(plan.violations) });
    }
    if (calls?.isSpent) throw new CallBudgetError(calls.limit);
    if (call.hasCallerKey) {
      if (!this.keyed) return failed(STORE_DOWN);
      return this.keyed.add({ account, key: call.idempotencyKey, call, plan });
    }
    const deadline = new Deadline(this.deadlineMs, this.clock);
    const prepared = await account.prepare(call, deadline);
    return prepared.ok ? this.#addOnce(account, prepared.value, plan, deadline) : prepared;
  }

  /**
   * Sends a prepared call without a key of the caller. Where the vendor promises to replay its first answer, one
   * repeat finds out an unknown outcome. Nothing is stored, so nobody can find it out later.
   */
  async #addOnce(
    account: Account,
    call: ProviderCall,
    plan: Plan,
    deadline: Deadline,
  ): Promise<Outcome<AddedContact>> {
    const first = await account.add(call, plan, deadline);
    if (!isUndecided(first) || account.provider.idempotency.replayMs === undefined) return first;
    const waitMs = repeatMs();
    if (!account.mayRepeatWrite(waitMs, 1, deadline)) return first;
    await deadline.clock.sleep(waitMs);
    const repeated = await account.add(call, plan, deadline);
    if (!isFirstAnswer(repeated)) return first;
    // To the caller both are one request.
    return repeated.ok ? done({ ...repeated.value, replayed: false }) : repeated;
  }

  /** What became of an earlier request with this key; undefined when there was none. Rejects when the store does. */
  async attempt(provider: ProviderId, key: string): Promise<AddContactAttempt | undefined> {
    return this.keyed?.find(this.accounts.get(provider), key);
  }

  #plan(command: AddContactCommand, account: Account): { plan: Plan; call: ProviderCall } {
    const { provider, optionDefaults } = account;
    const { options, customerId, input, requestId } = command;
    const plan = new Plan({
      providerName: provider.name,
      wireName: (wire) => provider.wireName(wire),
      supportedBy: this.accounts.supportedBy,
      omitUnsupported: options.unsupportedFields === 'OMIT',
      omitsUnset: provider.omitsUnset,
    });
    const givenOptions = given(options.providers?.[provider.options?.key ?? '']);
    const callerKey = options.idempotencyKey ?? undefined;
    if (!provider.customerId.accepts(customerId)) {
      const expected = provider.customerId.format;
      const message = `customerId must be ${expected} for ${provider.name}.`;
      plan.violate({ code: 'FORMAT', path: ['customerId'], expected, message });
    }
    planInput(input, provider.fields, plan);
    checkKey(callerKey, plan);
    planOptions(options.providers ?? {}, provider.options, plan, customerId);
    const call = {
      customerId,
      input,
      givenOptions,
      options: { ...optionDefaults, ...givenOptions },
      idempotencyKey: callerKey ?? randomUUID(),
      hasCallerKey: callerKey !== undefined,
      requestId,
      wire: plan.wire,
    };
    return { plan, call };
  }
}

/** The values that were given: null and absent mean the same. */
function given(options: unknown): Readonly<Record<string, unknown>> {
  if (options === null || options === undefined) return {};
  const entries = Object.entries(options);
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
}

const KEY_PATH = ['options', 'idempotencyKey'];

function checkKey(key: string | undefined, plan: Plan): void {
  if (key === undefined) return;
  const expected = 'letters, digits and . _ ~ -';
  if (checkText(key, { min: 16, max: 128 }, KEY_PATH, plan, null) && !/^[\w.~-]+$/.test(key)) {
    plan.violate({
      code: 'FORMAT',
      path: KEY_PATH,
      expected,
      message: `${KEY_PATH.join('.')} must be ${expected}.`,
    });
  }
}
