/** Writes to a configured account: reads what the write depends on, sends it once, and reads the answer. */
import { bodyOf, fatesOf } from '../mapping/folds.js';
import { done, type Failure, failed, type Outcome, type WriteResult } from '../model/outcome.js';
import { listViolations } from '../model/violation.js';
import { type ChangeCall, isChangeCall, type ProviderCall } from '../providers/call.js';
import { changedContact, isViolations, prepareChange } from '../providers/change.js';
import type { ProviderReply } from '../providers/exchange.js';
import { requestOf, scopeOf } from '../providers/request-of.js';
import type { Deadline } from '../vendor-http/deadline.js';
import type { AccountCalls, AccountReads } from './account-reads.js';
import { isNotAdmitted } from './admission.js';
import type { ClassifiedReply } from './classify.js';
import { unknown } from './exchange-failures.js';
import { readVendor } from './reads.js';
import { contactGone, toWriteFailure } from './reply-failure.js';

/** Names for log lines, metrics and spans. */
const OPERATIONS = { ADD: 'addContact', UPDATE: 'updateContact', REMOVE: 'removeContact' } as const;

const SENT_TWICE =
  'the provider already has a contact with the id that was generated for this request, which may have been sent twice';

type Duplicate = Extract<Failure, { kind: 'duplicate' }>;

export class AccountWrites {
  constructor(
    private readonly account: AccountCalls,
    private readonly reads: AccountReads,
  ) {}

  /** Adds what the vendor needs beyond the caller's input. On failure, nothing was sent. */
  async prepare(call: ProviderCall, deadline: Deadline): Promise<Outcome<ProviderCall>> {
    const { prepare } = this.account.provider.write.add;
    if (call.externalId !== undefined) return this.#prepareChange(call, deadline);
    if (!prepare) return done(call);
    const { exchange, guard } = this.account;
    const context = this.#checkFor(call, 'prepare');
    const wire = await guard(() =>
      readVendor(exchange, context, deadline, async (vendor) => prepare(call, vendor)),
    );
    if (!wire.ok) return wire;
    if (wire.value === null) return failed({ kind: 'customer-not-found', customerId: call.customerId });
    return done({ ...call, wire: wire.value });
  }

  /** Sends a prepared call once. */
  write(call: ProviderCall, deadline: Deadline): Promise<Outcome<WriteResult>> {
    return this.account.guard(() => this.#write(call, deadline));
  }

  /** Reads the contact to change, and adds what the vendor needs from it. */
  async #prepareChange(call: ProviderCall, deadline: Deadline): Promise<Outcome<ProviderCall>> {
    const { provider } = this.account;
    const { customerId, externalId = '', contactId = '', decisions } = call;
    const found = await this.reads.run(this.#checkFor(call, 'readForChange'), deadline, (vendor) =>
      this.reads.find(customerId, externalId, vendor),
    );
    if (!found.ok) return found;
    if (!found.value) return failed(contactGone(call, contactId));
    const wire = bodyOf(decisions, found.value.record);
    const change: ChangeCall = { ...call, externalId, contactId, present: found.value, wire };
    if (call.operation === 'REMOVE') return done(change);
    const prepared = prepareChange(provider, change);
    return isViolations(prepared)
      ? failed({ kind: 'invalid', violations: listViolations(prepared) })
      : done({ ...change, wire: prepared });
  }

  async #write(call: ProviderCall, deadline: Deadline): Promise<Outcome<WriteResult>> {
    const { provider, exchange } = this.account;
    if (exchange.needsProbe) await this.#probe(call, deadline);
    const { operation = 'ADD', requestId } = call;
    const context = { operation: OPERATIONS[operation], requestId, kind: 'write' } as const;
    const read = (answer: ClassifiedReply): Outcome<WriteResult> => {
      const failure = toWriteFailure(provider, answer, call);
      if (!failure) return this.#resultOf(answer.reply, call);
      return failed(failure, { replayed: provider.idempotency.vendorKey?.replayed?.(answer.reply) ?? false });
    };
    const outcome = await exchange.send(context, requestOf(provider, call), deadline, read, call);
    if (isNotAdmitted(outcome)) return failed(outcome.failure);
    if (outcome.ok) exchange.budget.earn();
    if (outcome.ok || outcome.failure.kind !== 'duplicate') return outcome;
    return { ...outcome, failure: await this.#findExisting(outcome.failure, call, deadline) };
  }

  #resultOf(reply: ProviderReply, call: ProviderCall): Outcome<WriteResult> {
    const { provider } = this.account;
    const { write } = provider;
    const replayed = provider.idempotency.vendorKey?.replayed?.(reply) ?? false;
    if (isChangeCall(call) && call.operation === 'REMOVE') {
      if (write.remove?.confirms(reply, call))
        return done({ contactId: call.contactId, customerId: call.customerId, replayed });
      return failed(unknown('the response reports success but does not show that the contact was removed'));
    }
    const stored = isChangeCall(call) ? changedContact(write, reply, call) : write.unwrap(reply, call);
    if (!stored) return failed(unknown('the response reports success but contains no readable contact'));
    return done({
      contact: this.reads.decode(stored, call.customerId),
      replayed,
      fates: fatesOf(call.decisions, provider, stored.record),
      ...(call.isOfAdd && { found: 'UPDATED' as const }),
      customerId: call.customerId,
    });
  }

  /** Reads the customer's contacts, so that admission learns whether the vendor answers again. */
  async #probe(call: ProviderCall, deadline: Deadline): Promise<void> {
    const { provider, exchange } = this.account;
    await readVendor(exchange, this.#checkFor(call, 'tryOut'), deadline, (vendor) =>
      provider.read.list(call.customerId, { first: 1, fullRecord: false, idsOnly: true }, vendor),
    );
  }

  /**
   * Finds the conflicting record. Only the customer's own contact is a duplicate. Another customer's contact,
   * or one that no list shows, is a violation of the id, which is taken either way.
   */
  async #findExisting(failure: Duplicate, call: ProviderCall, deadline: Deadline): Promise<Failure> {
    const { provider, exchange } = this.account;
    const { idempotency, read } = provider;
    if (isChangeCall(call)) return { kind: 'duplicate', existing: null };
    const id = idempotency.contactIdOf?.(call);
    if (id === undefined) return failure;
    // Only this contact can have an id that we generated, so the request was sent twice along the way.
    if (!call.input.externalId) return call.hasCallerKey ? failure : unknown(SENT_TWICE);
    const context = this.#checkFor(call, 'listForDuplicate');
    const listed = await readVendor(exchange, context, deadline, (vendor) =>
      this.reads.page(call.customerId, { first: read.pageSize, fullRecord: true }, vendor),
    );
    const existing = listed.ok && listed.value?.contacts.find(({ externalId }) => externalId === id);
    if (existing) return { kind: 'duplicate', existing };
    return failure.violation ? { kind: 'invalid', violations: [failure.violation] } : failure;
  }

  /** A read for the write, in the same part of the account. */
  #checkFor(call: ProviderCall, operation: string) {
    const headers = scopeOf(this.account.provider, call);
    return { operation, requestId: call.requestId, kind: 'check', headers } as const;
  }
}
