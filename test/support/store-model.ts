/**
 * The requirements for a store, as a plain list of records: the contract of `attempt-store.ts` in simple
 * code.
 */
import type { Attempt, AttemptChange, NewAttempt } from '../../src/idempotency/store/store.js';

const FINAL = ['SUCCEEDED', 'REJECTED', 'NOT_APPLIED'];

export class StoreModel {
  /** In the order of their claims. */
  attempts: Attempt[] = [];
  notes: { readonly account: string; readonly contactId: string; readonly attemptId: string }[] = [];
  leases: { readonly name: string; readonly owner: string; readonly until: number }[] = [];
  now: number;
  /**
   * The start of its clock: a store's own is some milliseconds ahead, on whichever side of an hour they fall.
   */
  readonly start: number;

  /** `precisionMs`: the precision of its times, if the store has its own clock. */
  constructor(
    now: number,
    readonly precisionMs = 1,
  ) {
    this.now = now;
    this.start = now;
  }

  get(id: string): Attempt | undefined {
    return this.attempts.find((attempt) => attempt.id === id);
  }

  find(lookupId: string): Attempt | undefined {
    return this.attempts.filter((attempt) => attempt.lookupId === lookupId).at(-1);
  }

  claim({ owner, leaseMs, operation = 'ADD', ...identity }: NewAttempt): {
    claimed: boolean;
    attempt: Attempt;
  } {
    const present = this.get(identity.id) ?? this.find(identity.lookupId);
    if (present) return { claimed: false, attempt: present };
    const attempt: Attempt = {
      ...identity,
      operation,
      state: 'PENDING',
      epoch: 1,
      owner,
      leaseUntil: this.now + leaseMs,
      evidence: null,
      answer: null,
      startedAt: this.now,
      updatedAt: this.now,
      dueAt: null,
      checks: 0,
      expiresAt: null,
    };
    this.attempts.push(attempt);
    return { claimed: true, attempt };
  }

  change(id: string, epoch: number, change: AttemptChange): Attempt | undefined {
    const attempt = this.get(id);
    if (attempt?.epoch !== epoch) return undefined;
    const { state, checks, customerId, lease, evidence, answer, dueInMs, expiresInMs, contactId } = change;
    const at = (ms: number | null) => (ms === null ? null : this.now + ms);
    const changed: Attempt = {
      ...attempt,
      epoch: epoch + 1,
      updatedAt: this.now,
      ...(state !== undefined && { state }),
      ...(checks !== undefined && { checks }),
      ...(customerId !== undefined && { customerId }),
      ...(lease !== undefined && { owner: lease?.owner ?? null, leaseUntil: at(lease?.ms ?? null) }),
      ...(evidence !== undefined && { evidence }),
      ...(answer !== undefined && { answer }),
      ...(dueInMs !== undefined && { dueAt: at(dueInMs) }),
      ...(expiresInMs !== undefined && { expiresAt: at(expiresInMs) }),
    };
    this.#replace(changed);
    if (contactId !== undefined) this.claimContact(id, contactId);
    return changed;
  }

  claimContact(attemptId: string, contactId: string): boolean {
    const attempt = this.get(attemptId);
    if (!attempt) return false;
    const { account } = attempt;
    const note = this.#note(account, contactId);
    if (!note) this.notes.push({ account, contactId, attemptId });
    return (note?.attemptId ?? attemptId) === attemptId;
  }

  holders(attemptId: string, contactIds: readonly string[]): [contactId: string, attemptId: string][] {
    const attempt = this.get(attemptId);
    return contactIds.flatMap((contactId): [string, string][] => {
      const note = attempt && this.#note(attempt.account, contactId);
      return note ? [[contactId, note.attemptId]] : [];
    });
  }

  undecided(account: string, customerId: string): Attempt[] {
    return this.attempts.filter(
      (attempt) =>
        attempt.account === account &&
        attempt.customerId === customerId &&
        (attempt.state === 'SENDING' || attempt.state === 'UNKNOWN'),
    );
  }

  /** The attempts that a sweep may take, the longest waiting first. */
  due(): Attempt[] {
    const since = (attempt: Attempt): number => {
      const { state, dueAt, leaseUntil } = attempt;
      if (state === 'PENDING' || state === 'SENDING') return leaseUntil ?? dueAt ?? 0;
      return dueAt === null ? Infinity : Math.max(dueAt, leaseUntil ?? dueAt);
    };
    return this.attempts
      .filter((one) => since(one) <= this.now)
      .toSorted((one, other) => since(one) - since(other));
  }

  take(ids: readonly string[], owner: string, leaseMs: number): void {
    for (const id of ids) {
      const attempt = this.get(id);
      if (!attempt) continue;
      const { epoch } = attempt;
      this.#replace({
        ...attempt,
        owner,
        leaseUntil: this.now + leaseMs,
        epoch: epoch + 1,
        updatedAt: this.now,
      });
    }
  }

  isLeased({ leaseUntil }: Attempt): boolean {
    return leaseUntil !== null && leaseUntil > this.now;
  }

  takeLease(name: string, owner: string, ms: number): boolean {
    if (this.leases.some((lease) => lease.name === name && lease.until > this.now)) return false;
    this.leases = this.leases.filter((lease) => lease.name !== name);
    this.leases.push({ name, owner, until: this.now + ms });
    return true;
  }

  releaseLease(name: string, owner: string): void {
    this.leases = this.leases.filter((lease) => lease.name !== name || lease.owner !== owner);
  }

  purge(): number {
    const isOver = ({ state, expiresAt }: Attempt) =>
      FINAL.includes(state) && expiresAt !== null && expiresAt <= this.now;
    // Its note may be the only record of whose contact another attempt has found.
    const isNeeded = ({ state, account, customerId }: Attempt) =>
      state === 'SUCCEEDED' && this.undecided(account, customerId).length > 0;
    const gone = this.attempts.filter((attempt) => isOver(attempt) && !isNeeded(attempt)).map(({ id }) => id);
    this.attempts = this.attempts.filter(({ id }) => !gone.includes(id));
    this.leases = this.leases.filter(({ until }) => until > this.now);
    this.notes = this.notes.filter(({ attemptId }) => !gone.includes(attemptId));
    return gone.length;
  }

  #note(account: string, contactId: string) {
    return this.notes.find((note) => note.account === account && note.contactId === contactId);
  }

  #replace(changed: Attempt): void {
    this.attempts = this.attempts.map((attempt) => (attempt.id === changed.id ? changed : attempt));
  }
}
