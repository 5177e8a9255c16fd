/**
 * Finds out what became of a request that nobody has an answer to: by the vendor's own key, which gives the first answer
 * again, or by a complete list of the customer's contacts.
 */

import type { Accounts } from '../accounts/accounts.js';
import type { Account } from '../accounts/provider-account.js';
import type { Plan } from '../mapping/plan.js';
import type { Contact } from '../model/contact.js';
import { isFirstAnswer } from '../model/errors.js';
import { type AddedContact, done, type Failure, failed, type Outcome } from '../model/outcome.js';
import type { IdempotencyRules, ProviderCall } from '../providers/driver.js';
import type { Deadline } from '../vendor-http/deadline.js';
import type { Verdicts } from './outcome-recorder.js';
import {
  type Evidence,
  fromJson,
  latest,
  over,
  type Proof,
  prove,
  type Rivals,
  sinceLeftMs,
  toJson,
} from './send-record.js';
import type { Attempt, AttemptStore } from './store/store.js';
import { type StoreClock, storeClock } from './store-clock.js';

/** Waits between checks while the vendor may still carry the request out; the last one repeats. */
const CHECK_MS = [2000, 10_000, 30_000, 120_000];
/** And after that: as long again as it has been, within these bounds. */
const [MIN_LATE_MS, MAX_LATE_MS] = [10_000, 3_600_000];

/** A request under an idempotency key, as its caller made it. */
export interface KeyedRequest {
  readonly account: Account;
  readonly key: string;
  readonly call: ProviderCall;
  readonly plan: Plan;
}

/** What became of an attempt. */
export interface Resolved {
  readonly attempt: Attempt;
  /** The vendor's mark shows that the repeat created the contact: no request before it had arrived. */
  readonly isCreatedNow?: boolean;
}

export class Resolver {
  constructor(
    private readonly store: AttemptStore,
    private readonly accounts: Pick<Accounts, 'withId'>,
    private readonly verdicts: Verdicts,
  ) {}

  /**
   * Gives the attempt, which the caller holds, as it is afterwards. With the request at hand the vendor's own key settles
   * it where the vendor has one; else the list does.
   */
  async resolve(attempt: Attempt, deadline: Deadline, request?: KeyedRequest): Promise<Resolved> {
    const clock = storeClock(attempt);
    const account = request?.account ?? this.accounts.withId(attempt.account);
    const evidence = fromJson(attempt.evidence);
    if (!account || !evidence) {
      return { attempt: await this.verdicts.postpone(attempt, [], MAX_LATE_MS, clock) };
    }
    const { idempotency } = account.provider;
    const replayed =
      request && mayReplay(evidence, idempotency, clock)
        ? await this.#replay(attempt, evidence, deadline, request, clock)
        : { attempt, evidence };
    if (!('evidence' in replayed)) return replayed;
    const { attempt: held, evidence: known } = replayed;
    const waitMs = nextCheckMs(held, known, idempotency, clock);

    const leftMs = sinceLeftMs(known, clock);
    const { customerId, id: requestId } = held;
    const question = { customerId, requestId, headers: known.scope };
    const listed = await account.listAll(question, deadline);
    if (!listed.ok || !listed.value) {
      return { attempt: await this.verdicts.postpone(held, [], waitMs, clock) };
    }
    // After the list: who sent before it and is decided by now has noted the contact that it created.
    const { contacts } = listed.value;
    const isOver = leftMs >= idempotency.graceMs;
    const rivals = { ...(await this.#rivals(held, contacts, idempotency, clock)), mayCommit: !isOver };
    const verdict = prove(known, contacts, rivals);
    const { looks = 0 } = known;
    // Counted from before the list, in which nothing that came later can be seen.
    const provesAbsence = isOver && looks > 0;
    const settled = await this.#settled(held, verdict, provesAbsence, clock, request);
    if (settled) return { attempt: settled };
    const seen = verdict.kind === 'absent' ? { ...known, looks: looks + 1 } : known;
    return { attempt: await this.verdicts.postpone(held, contactsOf(verdict), waitMs, clock, seen) };
  }

  /**
   * Sends the request again under the vendor's own key, prepared as it was the first time. Without `evidence` in what it
   * gives, the attempt is done with for now.
   */
  async #replay(
    attempt: Attempt,
    evidence: Evidence,
    deadline: Deadline,
    request: KeyedRequest,
    clock: StoreClock,
  ): Promise<Resolved | { readonly attempt: Attempt; readonly evidence: Evidence }> {
    const call = await request.account.prepare({ ...request.call, run: evidence.run }, deadline);
    if (!call.ok) return { attempt, evidence };
    // Should the first one never have arrived, this one may be carried out as late as any other.
    const resent = { ...evidence, resent: true, leftBy: latest(deadline, clock) };
    const held = await this.store.change(attempt.id, attempt.epoch, { evidence: toJson(resent) });
    if (!held) return { attempt: (await this.store.get(attempt.id)) ?? attempt };
    const outcome = await request.account.add(call.value, request.plan, deadline);
    const created = outcome.ok ? outcome.value.contact.id : undefined;
    if (created !== undefined && !(await this.store.claimContact(held.id, created))) {
      // A key that asked for the same was given this contact while nobody could tell them apart. Another new one that looks
      // the same will do for this one: with it there are as many as were asked for.
      return { attempt: held, evidence: over(resent, clock) };
    }
    if (isFirstAnswer(outcome)) {
      const { replayed: marks } = request.account.provider;
      const isCreatedNow = outcome.ok && marks !== undefined && !outcome.value.replayed;
      return { attempt: (await this.verdicts.settle(held, outcome, clock)) ?? held, isCreatedNow };
    }
    if (isInProgress(outcome)) {
      // The vendor is still at it, so what a list does not show may come.
      const waitMs = nextCheckMs(held, resent, request.account.provider.idempotency, clock);
      return { attempt: await this.verdicts.postpone(held, [], waitMs, clock) };
    }
    return { attempt: held, evidence: over(resent, clock) };
  }

  async #rivals(
    attempt: Attempt,
    contacts: readonly Contact[],
    { graceMs }: IdempotencyRules,
    clock: StoreClock,
  ): Promise<Omit<Rivals, 'mayCommit'>> {
    const undecided = await this.store.undecided(attempt.account, attempt.customerId);
    const others = undecided
      .filter(({ id }) => id !== attempt.id)
      .map(({ state, evidence: json }) => {
        const evidence = fromJson(json);
        const mayCommit = state === 'SENDING' || !evidence || sinceLeftMs(evidence, clock) < graceMs;
        return { evidence, mayCommit };
      });
    const ids = contacts.map(({ id }) => id);
    const holders = [...(await this.store.holders(attempt.id, ids))];
    const claimed = new Set(holders.flatMap(([contact, holder]) => (holder === attempt.id ? [] : [contact])));
    const own = holders.find(([, holder]) => holder === attempt.id)?.[0];
    return { others, claimed, own };
  }

  /** Undefined when nothing was proved. */
  async #settled(
    attempt: Attempt,
    verdict: Proof,
    provesAbsence: boolean,
    clock: StoreClock,
    request: KeyedRequest | undefined,
  ): Promise<Attempt | undefined> {
    if (verdict.kind === 'absent' && provesAbsence) {
      return (await this.verdicts.settle(attempt, failed(ABSENT), clock)) ?? attempt;
    }
    if (verdict.kind !== 'created') return undefined;
    const { contact } = verdict;
    // Another attempt may have been quicker since the rivals were looked at.
    if (!(await this.store.claimContact(attempt.id, contact.id))) return undefined;
    const fates = request?.plan.fates(contact.providerRecord) ?? [];
    return (await this.verdicts.settle(attempt, done({ contact, replayed: true, fates }), clock)) ?? attempt;
  }
}

const ABSENT: Failure = {
  kind: 'unavailable',
  reason: 'the outcome was not known, and the contact has been looked for since and is not there',
  retryAfterSeconds: null,
};

/**
 * Each repeat puts off the proof of an absence, so after the grace there is one at most: for a caller that comes back late.
 */
function mayReplay(
  { sentAt, resent }: Evidence,
  { replayMs, graceMs }: IdempotencyRules,
  clock: StoreClock,
): boolean {
  const ageMs = clock() - sentAt;
  return replayMs !== undefined && ageMs < replayMs && (!resent || ageMs < graceMs);
}

function contactsOf(verdict: Proof): readonly Contact[] {
  switch (verdict.kind) {
    case 'created':
      return [verdict.contact];
    case 'possible':
      return verdict.contacts;
    case 'absent':
      return [];
  }
}

/** How long until the next check. The first that can prove an absence comes right after the grace. */
function nextCheckMs(
  { checks }: Attempt,
  evidence: Evidence,
  { graceMs }: IdempotencyRules,
  clock: StoreClock,
): number {
  const graceLeftMs = graceMs - sinceLeftMs(evidence, clock);
  if (graceLeftMs <= 0) return Math.min(MAX_LATE_MS, Math.max(MIN_LATE_MS, -graceLeftMs));
  return Math.min(CHECK_MS[Math.min(checks, CHECK_MS.length - 1)] ?? 0, graceLeftMs);
}

function isInProgress(outcome: Outcome<AddedContact>): boolean {
  return (
    !outcome.ok &&
    outcome.failure.kind === 'idempotency-conflict' &&
    outcome.failure.conflict === 'IN_PROGRESS'
  );
}
