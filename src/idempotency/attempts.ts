/**
 * Adds under an idempotency key: at most one contact per key, always a true statement about the outcome, and a way to
 * find out later.
 *
 * The attempt is durable as PENDING before anything is done and as SENDING, with what will prove the outcome, before the
 * first byte leaves. A process that dies in between leaves an attempt whose lease runs out: a PENDING one is run by
 * whoever comes next, a SENDING one is never sent again before its outcome is known. Who holds an attempt is told by its
 * epoch; a change under an old epoch fails, and its maker looks again.
 */
import { randomUUID } from 'node:crypto';
import type { Accounts } from '../accounts/accounts.js';
import type { Account } from '../accounts/provider-account.js';
import { writeRetryMs } from '../accounts/retry.js';
import {
  type AddedContact,
  done,
  type Failed,
  type Failure,
  failed,
  type Outcome,
} from '../model/outcome.js';
import type { ProviderCall } from '../providers/driver.js';
import { type Clock, systemClock } from '../vendor-http/clock.js';
import { Deadline } from '../vendor-http/deadline.js';
import { attemptId, fingerprint, lookupId } from './identity.js';
import { ANSWER_MS, isUndecided, Verdicts } from './outcome-recorder.js';
import { type KeyedRequest, type Resolved, Resolver } from './resolver.js';
import { type Evidence, fromJson, latest, makeEvidence, over, toJson } from './send-record.js';
import type { Attempt, AttemptStore } from './store/store.js';
import { type StoreClock, storeClock } from './store-clock.js';
import { restoreAnswer, storeAnswer } from './stored-answer.js';

/** A lease outlives the longest operation by this much. */
export const LEASE_EXTRA_MS = 5000;
/** Waits between looks at an attempt that somebody else is running. */
const POLL_MS = [20, 50, 100, 250];
/** Waits before each try to record an outcome; all but the first are for a store that did not take it. */
const RECORD_MS = [0, 20, 100, 500];
/** What the store has after the deadline, which the request to the provider may have used up. */
const STORE_EXTRA_MS = 1000;
/** Requests kept whose outcome is not known. */
const MAX_LIVE = 1000;

/** An attempt as its caller sees it. */
export interface AddContactAttempt {
  readonly state: 'IN_PROGRESS' | 'SUCCEEDED' | 'REJECTED' | 'NOT_APPLIED' | 'UNKNOWN';
  /** Absent while there is none. */
  readonly outcome: Outcome<AddedContact> | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly updatedAt: number;
}

/** A request that is recorded as SENDING. */
interface Sent {
  readonly attempt: Attempt;
  readonly evidence: Evidence;
  readonly clock: StoreClock;
}

export class KeyedAdds {
  readonly #owner = randomUUID();
  readonly #leaseMs: number;
  /** Requests of this process whose outcome is not known: with them a vendor's own key can still be used. */
  readonly #live = new Map<string, { readonly fingerprint: string; readonly request: KeyedRequest }>();
  readonly #verdicts: Verdicts;
  readonly #resolver: Resolver;

  constructor(
    private readonly store: AttemptStore,
    accounts: Pick<Accounts, 'withId'>,
    private readonly deadlineMs: number,
    readonly clock: Clock = systemClock,
  ) {
    this.#leaseMs = deadlineMs + LEASE_EXTRA_MS;
    this.#verdicts = new Verdicts(store);
    this.#resolver = new Resolver(store, accounts, this.#verdicts);
  }

  async add(request: KeyedRequest): Promise<Outcome<AddedContact>> {
    const deadline = new Deadline(this.deadlineMs, this.clock);
    const { key, call } = request;
    const account = request.account.id;
    if (account === undefined) return failed({ kind: 'access', problem: 'NOT_CONFIGURED' });
    // Without the defaults of the settings: a request stays the same when they change.
    const print = fingerprint(key, { wire: call.wire, options: call.givenOptions as never });
    const id = attemptId(account, call.customerId, key);
    let claim: Awaited<ReturnType<AttemptStore['claim']>>;
    try {
      const claimed = this.store.claim({
        id,
        lookupId: lookupId(account, key),
        account,
        customerId: call.customerId,
        fingerprint: print,
        owner: this.#owner,
        leaseMs: this.#leaseMs,
      });
      claim = await inTime(claimed, deadline);
    } catch {
      // Without a record nothing is sent: a write that nobody would remember could be doubled.
      return failed(STORE_DOWN);
    }
    if (claim.claimed) return this.#run(request, claim.attempt, deadline);
    // A key names one request, customer included. The same customer under another name is another request too: only
    // the vendor could tell, and a key in use asks it nothing.
    if (claim.attempt.id !== id || claim.attempt.fingerprint !== print) return conflict('DIFFERENT_REQUEST');
    // What an earlier request did is not known to us while the store does not tell.
    return this.#join(request, claim.attempt, deadline).catch(() => conflict('IN_PROGRESS'));
  }

  /** The attempt with the key; undefined when the key was never used. */
  async find({ id: account }: Account, key: string): Promise<AddContactAttempt | undefined> {
    const attempt = account && (await this.store.find(lookupId(account, key)));
    if (!attempt) return undefined;
    const { state, answer, startedAt, updatedAt } = attempt;
    const isRunning = state === 'PENDING' || state === 'SENDING';
    const isLeft = state === 'SENDING' && !(await this.store.isLeased(attempt));
    const hasOutcome = !isRunning && answer;
    return {
      state: isLeft ? 'UNKNOWN' : isRunning ? 'IN_PROGRESS' : state,
      outcome: hasOutcome ? restoreAnswer(answer, await this.store.now()) : undefined,
      startedAt,
      updatedAt,
    };
  }

  /** Somebody else claimed the key before: gives their answer, or takes over what they left. */
  async #join(request: KeyedRequest, found: Attempt, deadline: Deadline): Promise<Outcome<AddedContact>> {
    let attempt: Attempt | undefined = found;
    for (let look = 0; attempt; look += 1) {
      if (isAnswered(attempt)) return withFates(restoreAnswer(attempt.answer), request);
      if (!(await this.store.isLeased(attempt))) {
        const taken = await this.#take(attempt);
        if (taken) return this.#continue(request, taken, deadline);
      } else {
        const waitMs = POLL_MS[Math.min(look, POLL_MS.length - 1)] ?? 0;
        if (waitMs >= deadline.remainingMs()) return conflict('IN_PROGRESS');
        await this.clock.sleep(waitMs);
      }
      attempt = await this.store.get(attempt.id);
    }
    // It expired while we waited, which takes an answer first.
    return conflict('IN_PROGRESS');
  }

  #take(attempt: Attempt): Promise<Attempt | undefined> {
    return this.store.change(attempt.id, attempt.epoch, {
      lease: { owner: this.#owner, ms: this.#leaseMs },
      // It is about to be run again, and must not be forgotten meanwhile: another with the same key would begin anew, at
      // epochs that this one has seen.
      ...(attempt.state === 'NOT_APPLIED' && { expiresInMs: ANSWER_MS }),
    });
  }

  async #continue(
    request: KeyedRequest,
    attempt: Attempt,
    deadline: Deadline,
  ): Promise<Outcome<AddedContact>> {
    if (attempt.state === 'PENDING' || attempt.state === 'NOT_APPLIED') {
      return this.#run(request, attempt, deadline);
    }
    const { attempt: resolved, isCreatedNow } = await this.#resolve(attempt, deadline, request);
    if (resolved.state === 'NOT_APPLIED') {
      const taken = await this.#take(resolved);
      if (taken) return this.#run(request, taken, deadline);
    }
    return isCreatedNow ? asCreatedNow(answerOf(resolved)) : answerOf(resolved);
  }

  /** Runs an attempt that we hold and of which nothing can have left. */
  async #run(request: KeyedRequest, held: Attempt, deadline: Deadline): Promise<Outcome<AddedContact>> {
    const clock = storeClock(held);
    const run = (fromJson(held.evidence)?.run ?? 0) + 1;
    const call = await request.account.prepare({ ...request.call, run }, deadline);
    if (!call.ok) return this.#record(held, call, clock, deadline);
    const gathered = await this.#gatherEvidence(request.account, call.value, { clock, deadline });
    if (!gathered.ok) return this.#record(held, gathered, clock, deadline);
    const { evidence, customerId } = gathered.value;
    const recorded = this.store.change(held.id, held.epoch, {
      state: 'SENDING',
      customerId,
      evidence: toJson(evidence),
      // What an earlier run under the key was answered does not hold any more.
      answer: null,
      checks: 0,
      expiresInMs: null,
    });
    const sending = await inTime(recorded, deadline).catch(() => null);
    if (sending === null) return failed(STORE_DOWN);
    if (sending === undefined) return conflict('IN_PROGRESS');
    return this.#send({ ...request, call: call.value }, sending, evidence, deadline);
  }

  /** Sends what is recorded as SENDING, and again where the vendor rejects it and says when to come back. */
  async #send(
    request: KeyedRequest,
    recorded: Attempt,
    firstEvidence: Evidence,
    deadline: Deadline,
  ): Promise<Outcome<AddedContact>> {
    const { account, plan } = request;
    let sent: Sent = { attempt: recorded, evidence: firstEvidence, clock: storeClock(recorded) };
    for (let tries = 1; ; tries += 1) {
      const { attempt, evidence, clock } = sent;
      const prepared = { ...request, call: { ...request.call, run: evidence.run } };
      const answered = await account.add(prepared.call, plan, deadline);
      if (isOwnDuplicate(answered, evidence)) {
        return this.#findOut(prepared, sent, failed(OWN_DUPLICATE), deadline);
      }
      if (isUndecided(answered)) {
        const answer = await this.#findOut(prepared, sent, answered, deadline);
        return asCreatedNow(answer);
      }
      const waitMs = answered.ok ? undefined : writeRetryMs(answered.failure);
      if (waitMs === undefined || !account.mayRepeatWrite(waitMs, tries, deadline)) {
        return this.#record(attempt, answered, clock, deadline);
      }
      await this.clock.sleep(waitMs);
      // Recorded before it is sent: under the old key the vendor may give the rejection again.
      const next = { ...evidence, run: evidence.run + 1, sentAt: clock(), leftBy: latest(deadline, clock) };
      const renewing = this.store.change(attempt.id, attempt.epoch, { evidence: toJson(next) });
      const renewed = await inTime(renewing, deadline).catch(() => null);
      if (renewed === null) return this.#record(attempt, answered, clock, deadline);
      if (renewed === undefined) return conflict('IN_PROGRESS');
      sent = { attempt: renewed, evidence: next, clock: storeClock(renewed) };
    }
  }

  /** The outcome of a request of ours that may have been carried out. */
  async #findOut(
    request: KeyedRequest,
    { attempt: sending, evidence, clock }: Sent,
    outcome: Outcome<AddedContact>,
    deadline: Deadline,
  ): Promise<Outcome<AddedContact>> {
    this.#keepLive(sending, request);
    // From here on the request may have been carried out, so a store that fails must not change what is told.
    try {
      const left = this.store.change(sending.id, sending.epoch, {
        state: 'UNKNOWN',
        evidence: toJson(over(evidence, clock)),
        answer: storeAnswer(outcome, clock),
        dueInMs: this.#leaseMs,
      });
      const unknown = await inTime(left, deadline);
      return unknown ? answerOf((await this.#resolve(unknown, deadline, request)).attempt) : outcome;
    } catch {
      return outcome;
    }
  }

  /** What will prove the outcome, read before the write where no id of ours will do. */
  async #gatherEvidence(
    account: Account,
    call: ProviderCall,
    times: { readonly clock: StoreClock; readonly deadline: Deadline },
  ): Promise<Outcome<{ readonly evidence: Evidence; readonly customerId: string }>> {
    const { customerId, requestId } = call;
    const run = call.run ?? 1;
    const { contactIdOf, replayMs } = account.provider.idempotency;
    const marker = contactIdOf?.(call) ?? null;
    const isGenerated = marker !== null && !call.input.externalId;
    const scope = account.provider.scopeHeaders?.(call.options);
    const chosen = { run, marker, isGenerated, ...(scope && { scope }) };
    // A generated id proves everything by itself.
    if (isGenerated) {
      return done({
        evidence: makeEvidence(account.provider, call, { ...chosen, before: null }, times),
        customerId,
      });
    }
    const question = { customerId, requestId, headers: scope, idsOnly: true };
    const listed = await account.listAll(question, times.deadline);
    // Nothing was sent, so there is no harm in telling the caller to come again. A vendor that gives its first answer again
    // can do without: the list is for when nobody has the request any more.
    if (!listed.ok && replayMs === undefined) return listed;
    const found = listed.ok ? listed.value : null;
    const before = found?.contacts.map(({ externalId }) => externalId) ?? null;
    const evidence = makeEvidence(account.provider, call, { ...chosen, before }, times);
    return done({ evidence, customerId: found?.customerId ?? customerId });
  }

  /**
   * Finds out what became of an attempt that we hold and whose request may have left; gives the attempt as it then is.
   * Requests of this process are used where there is none at hand: with them a vendor's own key can tell.
   */
  async resolve(attempt: Attempt, deadline: Deadline): Promise<Attempt> {
    return (await this.#resolve(attempt, deadline, this.#liveOf(attempt))).attempt;
  }

  async #resolve(attempt: Attempt, deadline: Deadline, request: KeyedRequest | undefined): Promise<Resolved> {
    const resolved = await this.#resolver.resolve(attempt, deadline, request);
    if (isFinal(resolved.attempt)) this.#live.delete(attempt.id);
    return resolved;
  }

  /** Records a definite outcome and gives what may be told of it; at the deadline, though it goes on with recording. */
  #record(
    attempt: Attempt,
    outcome: Outcome<AddedContact>,
    clock: StoreClock,
    deadline: Deadline,
  ): Promise<Outcome<AddedContact>> {
    return inTime(this.#tryToRecord(attempt, outcome, clock), deadline).catch(() => outcome);
  }

  async #tryToRecord(
    attempt: Attempt,
    outcome: Outcome<AddedContact>,
    clock: StoreClock,
  ): Promise<Outcome<AddedContact>> {
    for (const waitMs of RECORD_MS) {
      if (waitMs > 0) await this.clock.sleep(waitMs);
      try {
        const settled = await this.#verdicts.settle(attempt, outcome, clock);
        // Whoever took it over while we stood still may have sent the request again.
        return settled || outcome.ok ? outcome : conflict('IN_PROGRESS');
      } catch {
        // What is told and not recorded has to be found out again by others, who may take the contact for another key's.
      }
    }
    // A store that fails after the fact does not change the fact.
    return outcome;
  }

  /** The request that was made with the attempt; not one that its key was used for before it was forgotten elsewhere. */
  #liveOf({ id, fingerprint: print }: Attempt): KeyedRequest | undefined {
    const live = this.#live.get(id);
    return live?.fingerprint === print ? live.request : undefined;
  }

  /** Keeps the newest only: what is forgotten is proved without its request. */
  #keepLive({ id, fingerprint: print }: Attempt, request: KeyedRequest): void {
    this.#live.set(id, { fingerprint: print, request });
    const [oldest] = this.#live.keys();
    if (this.#live.size > MAX_LIVE && oldest !== undefined) this.#live.delete(oldest);
  }

  /** Gives up an attempt that was claimed and of which nothing was sent. */
  async abandon(attempt: Attempt): Promise<void> {
    await this.#verdicts.settle(attempt, failed(ABANDONED), storeClock(attempt));
  }
}

/** Rejects when the store takes too long for whoever waits. What it was asked for may still happen. */
function inTime<Result>(work: Promise<Result>, deadline: Deadline): Promise<Result> {
  const late = () => {
    throw new Error('The store takes too long.');
  };
  return deadline.race(work, late, STORE_EXTRA_MS);
}

export const STORE_DOWN: Failure = {
  kind: 'unavailable',
  reason: 'the store of idempotency keys cannot be reached',
  retryAfterSeconds: null,
};

const ABANDONED: Failure = {
  kind: 'unavailable',
  reason: 'the process that had the request ended before it sent anything',
  retryAfterSeconds: null,
};

function isAnswered(attempt: Attempt): attempt is Attempt & { answer: NonNullable<Attempt['answer']> } {
  return (attempt.state === 'SUCCEEDED' || attempt.state === 'REJECTED') && attempt.answer !== null;
}

/**
 * The answer with the fates of the request at hand: what is the same on the wire may have been asked for in other fields, and a
 * contact that was found after its request was lost has none.
 */
function withFates(answer: Outcome<AddedContact>, { plan }: KeyedRequest): Outcome<AddedContact> {
  if (!answer.ok) return answer;
  return done({ ...answer.value, fates: plan.fates(answer.value.contact.providerRecord) });
}

function isFinal({ state }: Attempt): boolean {
  return state === 'SUCCEEDED' || state === 'REJECTED' || state === 'NOT_APPLIED';
}

function answerOf(attempt: Attempt): Outcome<AddedContact> {
  return attempt.answer ? restoreAnswer(attempt.answer) : conflict('IN_PROGRESS');
}

/** The answer to the request that created the contact, even if its outcome had to be found out. */
function asCreatedNow(outcome: Outcome<AddedContact>): Outcome<AddedContact> {
  return outcome.ok ? done({ ...outcome.value, replayed: false }) : outcome;
}

const OWN_DUPLICATE: Failure = {
  kind: 'unknown',
  uncertainty:
    'the provider has a contact of the very id already, which may be the one of an earlier request with this key',
  possibleMatches: [],
  retryAfterSeconds: null,
};

/** A duplicate of an id that we chose ourselves is the contact of an earlier try. */
function isOwnDuplicate(outcome: Outcome<AddedContact>, evidence: Evidence): boolean {
  return !outcome.ok && outcome.failure.kind === 'duplicate' && evidence.isGenerated;
}

function conflict(kind: 'DIFFERENT_REQUEST' | 'IN_PROGRESS'): Failed {
  return failed({
    kind: 'idempotency-conflict',
    conflict: kind,
    retryAfterSeconds: kind === 'IN_PROGRESS' ? 1 : null,
  });
}
