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
import { setTimeout } from 'node:timers/promises';
import { Deadline } from '../../http/deadline.js';
import type { ProviderCall } from '../../providers/provider.js';
import type { Plan } from '../../providers/table/plan.js';
import type { Attempt, AttemptStore } from '../../store/attempt-store.js';
import type { AddedContact } from '../add-contact.js';
import type { DirectoryEntry } from '../directory.js';
import { done, type Failure, failed, type Outcome, writeOutcome } from '../outcome.js';
import { type Evidence, fromJson, makeEvidence, type Proof, prove, toJson } from './evidence.js';
import { attemptId, fingerprint, lookupId } from './identity.js';
import { restoreAnswer, storeAnswer } from './stored-answer.js';
import type { VendorAccess } from './vendor-access.js';

/** Answers are kept this long after the outcome was known. */
export const ANSWER_MS = 24 * 60 * 60 * 1000;
/** A lease outlives the longest operation by this much. */
export const LEASE_EXTRA_MS = 5000;
/** Waits between looks at an attempt that somebody else is running. */
const POLL_MS = [20, 50, 100, 250];
/** Waits between checks of an unknown outcome; the last one repeats. */
const CHECK_MS = [2000, 10_000, 30_000, 120_000, 600_000, 3_600_000];

/** An attempt as its caller sees it. */
export interface AddContactAttempt {
  readonly state: 'IN_PROGRESS' | 'SUCCEEDED' | 'REJECTED' | 'NOT_APPLIED' | 'UNKNOWN';
  /** Absent while there is none. */
  readonly outcome: Outcome<AddedContact> | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly updatedAt: number;
}

export interface KeyedRequest {
  readonly entry: DirectoryEntry;
  readonly key: string;
  readonly call: ProviderCall;
  readonly plan: Plan;
}

export class KeyedAdds {
  readonly #owner = randomUUID();
  readonly #leaseMs: number;
  /** Requests of this process whose outcome is not known: with them a vendor's own key can still be used. */
  readonly #live = new Map<string, KeyedRequest>();
  /** Requests of this process that have no answer yet, by customer: a list may show their contacts already. */
  readonly #sending = new Map<string, number>();

  constructor(
    private readonly store: AttemptStore,
    private readonly vendor: VendorAccess,
    private readonly deadlineMs: number,
  ) {
    this.#leaseMs = deadlineMs + LEASE_EXTRA_MS;
  }

  async add(request: KeyedRequest): Promise<Outcome<AddedContact>> {
    const deadline = new Deadline(this.deadlineMs);
    const { entry, key, call } = request;
    const provider = entry.provider.id;
    const print = fingerprint(key, { wire: call.wire, options: call.options as never });
    let claim: Awaited<ReturnType<AttemptStore['claim']>>;
    try {
      claim = await this.store.claim({
        id: attemptId(provider, call.customerId, key),
        lookupId: lookupId(provider, key),
        provider,
        customerId: call.customerId,
        fingerprint: print,
        owner: this.#owner,
        leaseMs: this.#leaseMs,
      });
    } catch {
      // Without a record nothing is sent: a write that nobody would remember could be doubled.
      return failed(STORE_DOWN);
    }
    if (claim.claimed) return this.#run(request, claim.attempt, deadline);
    if (claim.attempt.fingerprint !== print) return conflict('DIFFERENT_REQUEST');
    // What an earlier request did is not known to us while the store does not tell.
    return this.#join(request, claim.attempt, deadline).catch(() => conflict('IN_PROGRESS'));
  }

  /** The newest attempt with the key, whichever the customer; undefined when the key was never used. */
  async find(provider: string, key: string): Promise<AddContactAttempt | undefined> {
    const attempt = await this.store.find(lookupId(provider, key));
    if (!attempt) return undefined;
    const { state, answer, startedAt, updatedAt } = attempt;
    const isRunning = state === 'PENDING' || state === 'SENDING';
    const isLeft = state === 'SENDING' && !(await this.store.isLeased(attempt));
    return {
      state: isLeft ? 'UNKNOWN' : isRunning ? 'IN_PROGRESS' : state,
      outcome: isRunning || !answer ? undefined : restoreAnswer(answer),
      startedAt,
      updatedAt,
    };
  }

  /** Somebody else claimed the key before: gives their answer, or takes over what they left. */
  async #join(request: KeyedRequest, found: Attempt, deadline: Deadline): Promise<Outcome<AddedContact>> {
    let attempt: Attempt | undefined = found;
    for (let look = 0; attempt; look += 1) {
      if (isAnswered(attempt)) return restoreAnswer(attempt.answer);
      if (!(await this.store.isLeased(attempt))) {
        const taken = await this.#take(attempt);
        if (taken) return this.#continue(request, taken, deadline);
      } else {
        const waitMs = POLL_MS[Math.min(look, POLL_MS.length - 1)] ?? 0;
        if (waitMs >= deadline.remainingMs()) return conflict('IN_PROGRESS');
        await setTimeout(waitMs);
      }
      attempt = await this.store.get(attempt.id);
    }
    // It expired while we waited, which takes an answer first.
    return conflict('IN_PROGRESS');
  }

  #take(attempt: Attempt): Promise<Attempt | undefined> {
    return this.store.change(attempt.id, attempt.epoch, { lease: { owner: this.#owner, ms: this.#leaseMs } });
  }

  async #continue(
    request: KeyedRequest,
    attempt: Attempt,
    deadline: Deadline,
  ): Promise<Outcome<AddedContact>> {
    if (attempt.state === 'PENDING' || attempt.state === 'NOT_APPLIED') {
      return this.#run(request, attempt, deadline);
    }
    const resolved = await this.resolve(attempt, deadline, request);
    if (resolved.state === 'NOT_APPLIED') {
      const taken = await this.#take(resolved);
      if (taken) return this.#run(request, taken, deadline);
    }
    return answerOf(resolved);
  }

  /** Runs an attempt that we hold and of which nothing can have left. */
  async #run(request: KeyedRequest, held: Attempt, deadline: Deadline): Promise<Outcome<AddedContact>> {
    const run = (fromJson(held.evidence)?.run ?? 0) + 1;
    const call = await this.vendor.prepare({ ...request.call, run }, request.entry, deadline);
    if (!call.ok) return this.#record(held, call);
    const evidence = await this.#gatherEvidence(request.entry, call.value, deadline);
    if (!evidence.ok) return this.#record(held, evidence);
    const sending = await this.store
      .change(held.id, held.epoch, {
        state: 'SENDING',
        evidence: toJson(evidence.value),
        // What an earlier run under the key was answered does not hold any more.
        answer: null,
        expiresInMs: null,
      })
      .catch(() => null);
    if (sending === null) return failed(STORE_DOWN);
    if (sending === undefined) return conflict('IN_PROGRESS');
    const prepared = { ...request, call: call.value };
    const arrived = this.#depart(sending);
    let outcome: Outcome<AddedContact>;
    try {
      outcome = await this.vendor.add(request.entry, prepared.call, request.plan, deadline);
      if (!isUndecided(outcome) && !isOwnDuplicate(outcome, evidence.value)) {
        return await this.#record(sending, outcome);
      }
    } finally {
      arrived();
    }
    this.#live.set(sending.id, prepared);
    // From here on the request may have been carried out, so a store that fails must not change what is told.
    try {
      const unknown = await this.store.change(sending.id, sending.epoch, {
        state: 'UNKNOWN',
        answer: storeAnswer(outcome),
        dueInMs: this.#leaseMs,
      });
      return unknown ? answerOf(await this.resolve(unknown, deadline, prepared)) : outcome;
    } catch {
      return outcome;
    }
  }

  /** Notes that a request is on its way until the function that it gives is called. */
  #depart({ provider, customerId }: Attempt): () => void {
    const customer = `${provider} ${customerId}`;
    this.#sending.set(customer, (this.#sending.get(customer) ?? 0) + 1);
    return () => {
      const left = (this.#sending.get(customer) ?? 1) - 1;
      if (left > 0) this.#sending.set(customer, left);
      else this.#sending.delete(customer);
    };
  }

  /** What will prove the outcome, read before the write where no id of ours will do. */
  async #gatherEvidence(
    entry: DirectoryEntry,
    call: ProviderCall,
    deadline: Deadline,
  ): Promise<Outcome<Evidence>> {
    const run = call.run ?? 1;
    const { markerOf, replayMs } = entry.provider.proof;
    const marker = markerOf?.(call) ?? null;
    const isGenerated = marker !== null && !call.input.externalId;
    const chosen = { run, marker, isGenerated };
    // A generated id proves everything by itself, and a vendor that gives its first answer again needs no other proof.
    if (isGenerated || replayMs !== undefined) {
      return done(makeEvidence(entry.provider, call, { ...chosen, before: null }));
    }
    const listed = await this.vendor.listAll(entry, call.customerId, call.requestId, deadline);
    // Nothing was sent, so there is no harm in telling the caller to come again.
    if (!listed.ok) return listed;
    const before = listed.value?.map(({ externalId }) => externalId) ?? null;
    return done(makeEvidence(entry.provider, call, { ...chosen, before }));
  }

  /**
   * Finds out what became of an attempt that we hold and whose request may have left; gives the attempt as it then is.
   * With the request at hand the vendor's own key settles it where the vendor has one; else the list does.
   */
  async resolve(
    attempt: Attempt,
    deadline: Deadline,
    request = this.#live.get(attempt.id),
  ): Promise<Attempt> {
    const entry = request?.entry ?? this.vendor.entry(attempt.provider);
    const evidence = fromJson(attempt.evidence);
    if (!entry?.access || !evidence) return this.#postpone(attempt, []);
    const { proof } = entry.provider;
    const age = Date.now() - evidence.sentAt;
    if (request && proof.replayMs !== undefined && age < proof.replayMs) {
      // The vendor's key wants the same request, so it is prepared as the first one was.
      const call = await this.vendor.prepare({ ...request.call, run: evidence.run }, entry, deadline);
      if (call.ok) {
        const outcome = await this.vendor.add(entry, call.value, request.plan, deadline);
        if (isFirstAnswer(outcome)) return (await this.#settle(attempt, outcome)) ?? attempt;
      }
    }
    const listed = await this.vendor.listAll(entry, attempt.customerId, attempt.id, deadline);
    if (!listed.ok || !listed.value) return this.#postpone(attempt, []);
    const proved = prove(evidence, listed.value);
    const isRivalled = this.#sending.has(`${attempt.provider} ${attempt.customerId}`);
    if (proved.kind === 'created' && !evidence.isGenerated && isRivalled) {
      // It may be the contact of a request whose answer is still on its way.
      return this.#postpone(attempt, [proved.contact]);
    }
    return this.#conclude(attempt, proved, request, age >= proof.graceMs && attempt.checks > 0);
  }

  async #conclude(
    attempt: Attempt,
    proof: Proof,
    request: KeyedRequest | undefined,
    provesAbsence: boolean,
  ): Promise<Attempt> {
    if (proof.kind === 'created' && (await this.store.claimContact(attempt.id, proof.contact.id))) {
      const fates = request?.plan.fates(proof.contact.providerRecord) ?? [];
      const added = done({ contact: proof.contact, replayed: true, fates });
      return (await this.#settle(attempt, added)) ?? attempt;
    }
    if (proof.kind === 'absent' && provesAbsence) {
      return (await this.#settle(attempt, failed(ABSENT))) ?? attempt;
    }
    const possible =
      proof.kind === 'created' ? [proof.contact] : proof.kind === 'possible' ? proof.contacts : [];
    return this.#postpone(attempt, possible);
  }

  /** Nothing was proved: whoever comes next, or the sweep, looks again later. */
  async #postpone(
    attempt: Attempt,
    contacts: Extract<Proof, { kind: 'possible' }>['contacts'],
  ): Promise<Attempt> {
    const waitMs = CHECK_MS[Math.min(attempt.checks, CHECK_MS.length - 1)] ?? 0;
    const before = attempt.answer && restoreAnswer(attempt.answer);
    const uncertainty =
      before && !before.ok && before.failure.kind === 'unknown'
        ? before.failure.uncertainty
        : 'the process that sent the request ended before it had an answer';
    const failure: Failure = {
      kind: 'unknown',
      uncertainty,
      possibleMatches: contacts,
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    };
    const changed = await this.store.change(attempt.id, attempt.epoch, {
      state: 'UNKNOWN',
      lease: null,
      answer: storeAnswer(failed(failure)),
      dueInMs: waitMs * (1 + Math.random() / 4),
      checks: attempt.checks + 1,
    });
    return changed ?? attempt;
  }

  /** Records a definite outcome and gives it back; a store that fails after the fact does not change the fact. */
  async #record(
    attempt: Attempt,
    outcome: Outcome<AddedContact> | ReturnType<typeof failed>,
  ): Promise<Outcome<AddedContact>> {
    await this.#settle(attempt, outcome).catch(() => undefined);
    return outcome;
  }

  async #settle(attempt: Attempt, outcome: Outcome<AddedContact>): Promise<Attempt | undefined> {
    // Noted so that no other attempt takes this contact for its own.
    if (outcome.ok) await this.store.claimContact(attempt.id, outcome.value.contact.id);
    const changed = await this.store.change(attempt.id, attempt.epoch, {
      state: finalState(outcome),
      lease: null,
      answer: storeAnswer(outcome),
      dueInMs: null,
      expiresInMs: ANSWER_MS,
    });
    if (changed) this.#live.delete(attempt.id);
    return changed;
  }

  /** Gives up an attempt that was claimed and of which nothing was sent. */
  async abandon(attempt: Attempt): Promise<void> {
    await this.#settle(attempt, failed(ABANDONED));
  }
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

const ABSENT: Failure = {
  kind: 'unavailable',
  reason: 'the outcome was not known, and the contact has been looked for since and is not there',
  retryAfterSeconds: null,
};

function isAnswered(attempt: Attempt): attempt is Attempt & { answer: NonNullable<Attempt['answer']> } {
  return (attempt.state === 'SUCCEEDED' || attempt.state === 'REJECTED') && attempt.answer !== null;
}

function answerOf(attempt: Attempt): Outcome<AddedContact> {
  return attempt.answer ? restoreAnswer(attempt.answer) : conflict('IN_PROGRESS');
}

/** Whether the request may have been carried out; one in progress under the vendor's key tells as little. */
function isUndecided(outcome: Outcome<AddedContact>): boolean {
  return !outcome.ok && writeOutcome(outcome.failure) === 'UNKNOWN';
}

/**
 * Whether what the vendor answers to its own key again tells what became of the first request. What keeps requests back,
 * such as a rate limit, may stand before the key; and a duplicate may be the contact itself, where the vendor kept it but
 * not its answer.
 */
function isFirstAnswer(outcome: Outcome<AddedContact>): boolean {
  if (outcome.ok) return true;
  switch (outcome.failure.kind) {
    case 'invalid':
    case 'customer-not-found':
    case 'rejected':
      return true;
    case 'duplicate':
    case 'access':
    case 'rate-limited':
    case 'unavailable':
    case 'unknown':
    case 'idempotency-conflict':
      return false;
  }
}

/** A duplicate of an id that we chose ourselves is the contact of an earlier try. */
function isOwnDuplicate(outcome: Outcome<AddedContact>, evidence: Evidence): boolean {
  return !outcome.ok && outcome.failure.kind === 'duplicate' && evidence.isGenerated;
}

function finalState(outcome: Outcome<AddedContact>): 'SUCCEEDED' | 'REJECTED' | 'NOT_APPLIED' {
  if (outcome.ok) return 'SUCCEEDED';
  switch (outcome.failure.kind) {
    case 'access':
    case 'rate-limited':
    case 'unavailable':
      return 'NOT_APPLIED';
    default:
      return 'REJECTED';
  }
}

function conflict(kind: 'DIFFERENT_REQUEST' | 'IN_PROGRESS'): ReturnType<typeof failed> {
  return failed({
    kind: 'idempotency-conflict',
    conflict: kind,
    retryAfterSeconds: kind === 'IN_PROGRESS' ? 1 : null,
  });
}
