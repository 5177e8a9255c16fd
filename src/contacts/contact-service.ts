/**
 * Adds, changes and removes contacts. Checks all input before anything is sent, and gives every supplied
 * value exactly one fate.
 */
import type { Accounts } from '../accounts/accounts.js';
import { CallBudgetError } from '../accounts/call-budget.js';
import type { IdempotentWrites, WriteAttempt } from '../idempotency/attempts.js';
import { STORE_DOWN } from '../idempotency/failures.js';
import type { KeyOwner } from '../idempotency/write-request.js';
import { fatesOf } from '../mapping/folds.js';
import type { Caller } from '../model/caller.js';
import type { ProviderId } from '../model/contact.js';
import type { ContactMatch, DuplicateRule } from '../model/duplicates.js';
import {
  type AddedContact,
  asRemoved,
  asWritten,
  type FieldFate,
  failed,
  type Outcome,
  type RemovedContact,
  type WriteResult,
  type WrittenContact,
} from '../model/outcome.js';
import { listViolations, type Violation } from '../model/violation.js';
import { supports } from '../providers/driver.js';
import { type Clock, systemClock } from '../vendor-http/clock.js';
import { Deadline } from '../vendor-http/deadline.js';
import { callOf, checkWrite, supporters, type WriteCommand } from './check-write.js';
import {
  type AddContactCommand,
  type AddContactOptions,
  changeOf,
  type RemoveContactCommand,
  type UpdateContactCommand,
} from './commands.js';
import { writeWithoutKey } from './write-without-key.js';

export interface WritePreview {
  readonly violations: readonly Violation[];
  readonly fates: readonly FieldFate[];
}

export class ContactService {
  /**
   * `deadlineMs` is the time budget for all attempts of one operation. Without `keyed`, requests with an
   * idempotency key fail as if the store were down, because nothing would record them. So do changes to a
   * contact, because two must not run concurrently.
   */
  constructor(
    readonly accounts: Accounts,
    private readonly deadlineMs: number,
    private readonly keyed?: IdempotentWrites,
    private readonly clock: Clock = systemClock,
  ) {}

  /** What `add` would do, without any call: the same checks and decisions. */
  preview(command: AddContactCommand): WritePreview {
    return this.#preview({ ...command, operation: 'ADD' });
  }

  /** Same for `update`, as far as it does not depend on the contact's current state. */
  previewUpdate(command: UpdateContactCommand): WritePreview {
    return this.#preview(changeOf('UPDATE', command, command.input));
  }

  /** The only rejection that a caller can cause is a CallBudgetError, before anything is sent. */
  async add(command: AddContactCommand): Promise<Outcome<AddedContact>> {
    return asWritten(await this.#write({ ...command, operation: 'ADD' }));
  }

  /** See `add`. */
  async update(command: UpdateContactCommand): Promise<Outcome<WrittenContact>> {
    return asWritten(await this.#write(changeOf('UPDATE', command, command.input)));
  }

  /** See `add`. */
  async remove(command: RemoveContactCommand): Promise<Outcome<RemovedContact>> {
    return asRemoved(await this.#write(changeOf('REMOVE', command, {})));
  }

  /** The earlier attempt with this key; undefined if there was none. Rejects if the store does. */
  async attempt(
    provider: ProviderId,
    key: string,
    account?: string,
    caller?: Caller,
  ): Promise<WriteAttempt | undefined> {
    const known = this.accounts.get(provider, account);
    return known && this.keyed?.find(known, key, ownerOf({ provider, account, caller }));
  }

  #preview(command: WriteCommand): WritePreview {
    const { provider } = this.accounts.get(command.provider);
    const { decisions, violations } = checkWrite(command, provider, this.accounts);
    return {
      violations: listViolations(violations),
      fates: violations.length === 0 ? fatesOf(decisions, provider) : [],
    };
  }

  async #write({ calls, ...command }: WriteCommand): Promise<Outcome<WriteResult>> {
    const { operation } = command;
    const { provider } = this.accounts.get(command.provider);
    if (!supports(provider, operation)) {
      return failed({
        kind: 'operation-unsupported',
        operation,
        supportedBy: supporters(operation, this.accounts),
      });
    }
    const known = this.accounts.get(command.provider, command.account);
    if (known && known.id === undefined) return failed({ kind: 'access', problem: 'NOT_CONFIGURED' });
    const checked = checkWrite(command, provider, this.accounts);
    if (!known || checked.violations.length > 0) {
      return failed({ kind: 'invalid', violations: listViolations(checked.violations) });
    }
    const account = calls ? known.guarded(calls.counting) : known;
    if (calls?.isSpent) throw new CallBudgetError(calls.limit);
    const call = callOf(command, checked, account);
    const rule = ruleOf(command.options);
    if (call.hasCallerKey) {
      if (!this.keyed) return failed(STORE_DOWN);
      const key = call.idempotencyKey;
      return this.keyed.write({ account, key, owner: ownerOf(command), call, duplicates: rule });
    }
    const deadline = new Deadline(this.deadlineMs, this.clock);
    return writeWithoutKey({ account, call, rule }, deadline, this.keyed);
  }
}

/** The owner of a key, and which of its attempts it may see. */
function ownerOf({
  provider,
  account,
  caller,
}: Pick<WriteCommand, 'provider' | 'account' | 'caller'>): KeyOwner | undefined {
  if (!caller) return undefined;
  const { id, customers } = caller;
  return { id, reaches: (customerId) => customers.customer({ provider, account, customerId }) };
}

const DEFAULT_MATCH: readonly ContactMatch[] = ['EMAIL'];

/** Undefined if the contact is to be added regardless. */
function ruleOf({ ifExists, matchBy }: AddContactOptions): DuplicateRule | undefined {
  return ifExists && ifExists !== 'ALLOW' ? { ifExists, matchBy: matchBy ?? DEFAULT_MATCH } : undefined;
}
