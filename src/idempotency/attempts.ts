/**
 * Writes under an idempotency key: at most one write per key, always a true outcome, and a way to find it out
 * later.
 *
 * An attempt is durable as PENDING before anything is done, and as SENDING, with the record that confirms its
 * outcome, before the first byte is sent. A process that dies in between leaves an attempt whose lease
 * expires. `transitions.ts` defines what happens then.
 */

import { randomUUID } from 'node:crypto';
import type { Accounts } from '../accounts/accounts.js';
import type { Account } from '../accounts/provider-account.js';
import { bodyOf, fatesOf } from '../mapping/folds.js';
import { matchValues } from '../mapping/match.js';
import type { JsonObject, JsonValue } from '../model/contact.js';
import type { DuplicateRule } from '../model/duplicates.js';
import { done, failed, type Outcome, type WriteOperation, type WriteResult } from '../model/outcome.js';
import type { ProviderCall } from '../providers/call.js';
import { type Clock, systemClock } from '../vendor-http/clock.js';
import { Deadline } from '../vendor-http/deadline.js';
import { ABANDONED, conflict, STORE_DOWN, STORE_FULL } from './failures.js';
import { findOutcome } from './find-outcome.js';
import {
  adopterId,
  attemptId,
  contactLease,
  fingerprint as fingerprintOf,
  keyAtVendor,
  lookupId,
} from './identity.js';
import { Leases } from './leases.js';
import { answerOf, asCreatedNow, recordOutcome, restoreAnswer } from './outcome-recorder.js';
import { runAttempt } from './run-attempt.js';
import { type Attempt, type AttemptStore, StoreFullError } from './store/store.js';
import { inTime, inTimeToSend, storeClock } from './store-clock.js';
import { isGivenUp, move, type ReportedState, STATES } from './transitions.js';
import { UniqueAdds } from './unique-adds.js';
import { fatesOfReturned, updateOf } from './update-existing.js';
import {
  type KeyOwner,
  UnresolvedRequests,
  type Write,
  type WriteContext,
  type WriteRequest,
} from './write-request.js';

/** How much longer a lease lasts than the longest operation. */
export const LEASE_EXTRA_MS = 5000;
/** Poll intervals for an attempt that another caller is running. */
const POLL_MS = [20, 50, 100, 250];

/** How often a key can be reused because its customer is no longer accessible. */
const MAX_ROUNDS = 8;

/** An attempt as reported to its caller. */
export interface WriteAttempt {
  readonly operation: WriteOperation;
  readonly state: ReportedState;
  /** Absent until an outcome exists. */
  readonly outcome: Outcome<WriteResult> | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly updatedAt: number;
}

export class IdempotentWrites {
  readonly #owner = randomUUID();
  readonly #context: WriteContext;
  /** Shared by all writes of the process, with and without a key. */
  readonly leases: Leases;
  readonly unique: UniqueAdds;

  constructor(
    private readonly store: AttemptStore,
    accounts: Pick<Accounts, 'withId'>,
    private readonly deadlineMs: number,
    readonly clock: Clock = systemClock,
    /** Whether the first caller to use an ownerless key becomes its owner. */
    private readonly adoptsKeys = false,
  ) {
    const leaseMs = deadlineMs + LEASE_EXTRA_MS;
    this.leases = new Leases(store, leaseMs, clock);
    this.unique = new UniqueAdds(store, this.leases, clock);
    const { unique } = this;
    this.#context = { store, accounts, unresolved: new UnresolvedRequests(), unique, leaseMs };
  }

  async write(request: WriteRequest): Promise<Outcome<WriteResult>> {
    const deadline = new Deadline(this.deadlineMs, this.clock);
    const { key, call, owner, duplicates } = request;
    const account = request.account.id;
    if (account === undefined) return failed({ kind: 'access', problem: 'NOT_CONFIGURED' });
    const { operation = 'ADD' } = call;
    const fingerprint = fingerprintOf(key, {
      ...requestOf(call),
      ...(duplicates && { duplicates: fingerprinted(duplicates, call) }),
    });
    let claim: Awaited<ReturnType<AttemptStore['claim']>>;
    let id: string;
    let ownerId: string | undefined;
    try {
      ownerId = owner && (await inTimeToSend(this.#ownerIdOf(account, key, owner), deadline));
      id = attemptId(account, call.customerId, key, ownerId, operation);
      for (let round = 0; ; round += 1) {
        const claimed = this.store.claim({
          id,
          lookupId: lookupId(account, key, ownerId, round),
          account,
          customerId: call.customerId,
          ...(operation !== 'ADD' && { operation }),
          fingerprint,
          owner: this.#owner,
          leaseMs: this.#context.leaseMs,
        });
        claim = await inTimeToSend(claimed, deadline);
        if (claim.claimed || round === MAX_ROUNDS || isReached(claim.attempt, owner)) break;
      }
    } catch (error) {
      return failed(error instanceof StoreFullError ? STORE_FULL : STORE_DOWN);
    }
    const { attempt } = claim;
    const owned =
      ownerId === undefined
        ? request
        : { ...request, call: { ...call, idempotencyKey: keyAtVendor(key, ownerId) } };
    const write = { ...this.#context, request: owned, deadline };
    if (claim.claimed) return this.#run(write, attempt);
    // A key identifies one request, including its customer id. Another id for the same customer makes another
    // request: only the vendor could tell, and a repeated key makes no vendor call.
    if (attempt.id !== id || attempt.fingerprint !== fingerprint) return conflict('DIFFERENT_REQUEST');
    // Without the store, the outcome of an earlier request is unknown.
    return this.#join(write, attempt).catch(() => conflict('IN_PROGRESS'));
  }

  /** The attempt with the key; undefined if the key was never used. */
  find(account: Account, key: string, owner?: KeyOwner): Promise<WriteAttempt | undefined> {
    return inTime(this.#find(account, key, owner), new Deadline(this.deadlineMs, this.clock));
  }

  async #find({ id: account }: Account, key: string, owner?: KeyOwner): Promise<WriteAttempt | undefined> {
    const attempt = account && (await this.#findReached(account, key, owner));
    if (!attempt) return undefined;
    const { operation, answer, startedAt, updatedAt } = attempt;
    const { reported, reportedWhenLeft } = STATES[attempt.state];
    const isLeft = reportedWhenLeft !== undefined && !(await this.store.isLeased(attempt));
    const state = isLeft ? reportedWhenLeft : reported;
    const outcome = answer ? restoreAnswer(attempt, await this.store.now()) : undefined;
    return { operation, state, outcome, startedAt, updatedAt };
  }

  async #findReached(account: string, key: string, owner?: KeyOwner): Promise<Attempt | undefined> {
    const ownerId = owner && (await this.#ownerIdOf(account, key, owner));
    for (let round = 0; round <= MAX_ROUNDS; round += 1) {
      const attempt = await this.store.find(lookupId(account, key, ownerId, round));
      if (!attempt || isReached(attempt, owner)) return attempt;
    }
    return undefined;
  }

  /**
   * The key's owner: the caller, or undefined if this caller adopted the ownerless key. Does the same work
   * either way, so that timing reveals nothing.
   */
  async #ownerIdOf(account: string, key: string, owner: KeyOwner): Promise<string | undefined> {
    if (!this.adoptsKeys) return owner.id;
    const ownerless = await this.store.find(lookupId(account, key));
    const id = ownerless && isReached(ownerless, owner) ? ownerless.id : '';
    return (await this.store.adopt(id, adopterId(key, owner.id))) ? undefined : owner.id;
  }

  /** Another caller claimed the key first: returns its answer, or takes over what it left. */
  async #join(write: Write, found: Attempt): Promise<Outcome<WriteResult>> {
    let attempt: Attempt | undefined = found;
    for (let look = 0; attempt; look += 1) {
      if (STATES[attempt.state].later === 'ANSWER' || isGivenUp(attempt))
        return withFates(answerOf(attempt), write.request);
      if (!(await inTimeToSend(this.store.isLeased(attempt), write.deadline))) {
        const taken = await inTimeToSend(this.#take(attempt), write.deadline);
        if (taken) return this.#continue(write, taken);
      } else {
        const waitMs = POLL_MS[Math.min(look, POLL_MS.length - 1)] ?? 0;
        if (waitMs >= write.deadline.remainingMs()) return conflict('IN_PROGRESS');
        await this.clock.sleep(waitMs);
      }
      attempt = await inTimeToSend(this.store.get(attempt.id), write.deadline);
    }
    // It expired while we waited, which requires an answer first.
    return conflict('IN_PROGRESS');
  }

  #take(attempt: Attempt): Promise<Attempt | undefined> {
    const { takenBy } = STATES[attempt.state];
    const lease = { owner: this.#owner, ms: this.#context.leaseMs };
    return takenBy ? move(this.store, attempt, takenBy, { lease }) : Promise.resolve(undefined);
  }

  async #continue(write: Write, attempt: Attempt): Promise<Outcome<WriteResult>> {
    if (STATES[attempt.state].later === 'RUN') return this.#run(write, attempt);
    const { deadline } = write;
    const { attempt: resolved, isCreatedNow } = await inTime(findOutcome(write, attempt), deadline);
    const isFree = STATES[resolved.state].later === 'RUN';
    const again = isFree && (await inTimeToSend(this.#take(resolved), deadline).catch(() => undefined));
    if (again) return this.#run(write, again);
    return isCreatedNow ? asCreatedNow(answerOf(resolved)) : answerOf(resolved);
  }

  /** Runs an attempt that we hold. A change to a contact runs under the contact's lease. */
  async #run(write: Write, attempt: Attempt): Promise<Outcome<WriteResult>> {
    const { externalId } = write.request.call;
    if (externalId === undefined) return runAttempt(write, attempt);
    let isStarted = false;
    const name = contactLease(attempt.account, externalId);
    const outcome = await this.leases.run(name, write.deadline, (deadline) => {
      isStarted = true;
      return runAttempt({ ...write, deadline, isLeased: true }, attempt);
    });
    // Nothing was sent, so the key can be used again.
    if (!isStarted) {
      const recording = recordOutcome(this.store, attempt, outcome, storeClock(attempt));
      await inTime(recording, write.deadline).catch(() => undefined);
    }
    return outcome;
  }

  /**
   * Finds the outcome of a held attempt whose request may have been sent, and returns the attempt's new
   * state. Uses the request if this process still has it, because the vendor's own key then helps.
   */
  async resolve(attempt: Attempt, deadline: Deadline): Promise<Attempt> {
    const request = this.#context.unresolved.of(attempt);
    return (await findOutcome({ ...this.#context, request, deadline }, attempt)).attempt;
  }

  /** Gives up a claimed attempt of which nothing was sent. */
  async abandon(attempt: Attempt): Promise<void> {
    await recordOutcome(this.store, attempt, failed(ABANDONED), storeClock(attempt));
  }
}

/** Whether the caller can access the attempt's customer, under the request's id or the provider's. */
function isReached({ customerId, evidence }: Attempt, owner: KeyOwner | undefined): boolean {
  if (!owner || owner.reaches(customerId)) return true;
  const requested = evidence?.customerId;
  return typeof requested === 'string' && owner.reaches(requested);
}

/**
 * Adapts the answer's fates and customer id to this request: requests that are equal on the wire may use
 * different fields, and a contact found after its request was lost has no fates.
 */
function withFates(answer: Outcome<WriteResult>, { account, call }: WriteRequest): Outcome<WriteResult> {
  if (!answer.ok || !('contact' in answer.value)) return answer;
  const { contact, found } = answer.value;
  const { provider } = account;
  const { decisions } = found === 'UPDATED' ? updateOf(provider, call, contact) : call;
  const fates =
    found === 'RETURNED'
      ? fatesOfReturned(provider, call)
      : fatesOf(decisions, provider, contact.providerRecord);
  return done({ ...answer.value, fates, customerId: call.customerId });
}

/**
 * What distinguishes requests, without defaults from settings: a request stays the same when those change.
 */
function requestOf({ operation = 'ADD', externalId, input, wire, givenOptions }: ProviderCall): JsonObject {
  const request = { wire, options: givenOptions as never };
  if (operation === 'ADD' || externalId === undefined) return request;
  return { ...request, operation, externalId, clear: input.clear ?? [] };
}

/** The values a request matches by may not be among those it sends. */
function fingerprinted({ ifExists, matchBy }: DuplicateRule, { input, asUpdate }: ProviderCall): JsonValue {
  const rule = { ifExists, matchBy: [...new Set(matchBy)].sort(), values: matchValues(input, matchBy) };
  // Equal adds may be different updates: one gives a value that the other leaves to its default.
  return asUpdate ? { ...rule, update: bodyOf(asUpdate) } : rule;
}
