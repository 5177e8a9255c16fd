/**
 * Attempts in the memory of one process. Keeps two requests with one key apart, and nothing beyond that: what is here is
 * gone when the process ends, and another process has its own.
 */
import type { Attempt, AttemptChange, AttemptStore, NewAttempt } from './attempt-store.js';
import { columnsOf, restored, type StoredAttempt, wholeMs } from './stored.js';

export class MemoryStore implements AttemptStore {
  /** In the order of their claims. */
  readonly #attempts = new Map<string, StoredAttempt>();
  /** Lookup id to the id of its attempt. */
  readonly #lookups = new Map<string, string>();
  /** Contact, by account and id, to the id of the attempt that created it. */
  readonly #contacts = new Map<string, string>();
  readonly #now: () => number;

  /** `now`: milliseconds since 1970. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async claim({ owner, leaseMs, ...identity }: NewAttempt) {
    const present = this.#attempts.get(identity.id) ?? this.#found(identity.lookupId);
    if (present) return { claimed: false, attempt: restored(present) };
    const now = this.#now();
    this.#lookups.set(identity.lookupId, identity.id);
    const attempt = this.#keep({
      ...identity,
      state: 'PENDING',
      epoch: 1,
      owner,
      leaseUntil: now + wholeMs(leaseMs),
      evidence: null,
      answer: null,
      startedAt: now,
      updatedAt: now,
      dueAt: null,
      checks: 0,
      expiresAt: null,
    });
    return { claimed: true, attempt };
  }

  async get(id: string): Promise<Attempt | undefined> {
    const stored = this.#attempts.get(id);
    return stored && restored(stored);
  }

  async find(lookupId: string): Promise<Attempt | undefined> {
    const stored = this.#found(lookupId);
    return stored && restored(stored);
  }

  async change(id: string, epoch: number, change: AttemptChange): Promise<Attempt | undefined> {
    const stored = this.#attempts.get(id);
    if (stored?.epoch !== epoch) return undefined;
    const now = this.#now();
    const after = (ms: number | null) => (ms === null ? null : now + ms);
    const columns = columnsOf(change);
    if (change.contactId !== undefined) this.#note(stored, change.contactId);
    return this.#keep({
      ...stored,
      epoch: epoch + 1,
      updatedAt: now,
      state: columns.state ?? stored.state,
      checks: columns.checks ?? stored.checks,
      customerId: columns.customerId ?? stored.customerId,
      ...(columns.setsLease && { owner: columns.owner, leaseUntil: after(columns.leaseMs) }),
      ...(columns.setsEvidence && { evidence: columns.evidence }),
      ...(columns.setsAnswer && { answer: columns.answer }),
      ...(columns.setsDue && { dueAt: after(columns.dueInMs) }),
      ...(columns.setsExpires && { expiresAt: after(columns.expiresInMs) }),
    });
  }

  async claimContact(attemptId: string, contactId: string): Promise<boolean> {
    const attempt = this.#attempts.get(attemptId);
    if (!attempt) return false;
    return this.#note(attempt, contactId);
  }

  async holders(attemptId: string, contactIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const account = this.#attempts.get(attemptId)?.account;
    const held = contactIds.flatMap((contactId) => {
      const holder = this.#contacts.get(JSON.stringify([account, contactId]));
      return holder === undefined ? [] : [[contactId, holder] as const];
    });
    return new Map(held);
  }

  async undecided(account: string, customerId: string): Promise<readonly Attempt[]> {
    return [...this.#attempts.values()]
      .filter((stored) => stored.account === account && stored.customerId === customerId)
      .filter(isUndecided)
      .map(restored);
  }

  async takeDue(owner: string, leaseMs: number, limit: number): Promise<readonly Attempt[]> {
    const now = this.#now();
    const leaseUntil = now + wholeMs(leaseMs);
    return [...this.#attempts.values()]
      .filter((stored) => sweepAt(stored) <= now)
      .sort((one, other) => sweepAt(one) - sweepAt(other))
      .slice(0, Math.max(0, limit))
      .map((stored) => this.#keep({ ...stored, owner, leaseUntil, epoch: stored.epoch + 1, updatedAt: now }));
  }

  async now(): Promise<number> {
    return this.#now();
  }

  async isLeased({ leaseUntil }: Attempt): Promise<boolean> {
    return leaseUntil !== null && leaseUntil > this.#now();
  }

  async purge(): Promise<number> {
    const now = this.#now();
    const expired = new Set<string>();
    const undecided = new Set([...this.#attempts.values()].filter(isUndecided).map(customerOf));
    for (const stored of this.#attempts.values()) {
      if (stored.expiresAt === null || stored.expiresAt > now || !FINAL.has(stored.state)) continue;
      if (stored.state !== 'SUCCEEDED' || !undecided.has(customerOf(stored))) expired.add(stored.id);
    }
    for (const id of expired) {
      const stored = this.#attempts.get(id);
      if (stored) this.#lookups.delete(stored.lookupId);
      this.#attempts.delete(id);
    }
    for (const [contact, attemptId] of this.#contacts) {
      if (expired.has(attemptId)) this.#contacts.delete(contact);
    }
    return expired.size;
  }

  async check(): Promise<void> {}

  async close(): Promise<void> {}

  #found(lookupId: string): StoredAttempt | undefined {
    return this.#attempts.get(this.#lookups.get(lookupId) ?? '');
  }

  #note({ id, account }: StoredAttempt, contactId: string): boolean {
    const contact = JSON.stringify([account, contactId]);
    if (!this.#contacts.has(contact)) this.#contacts.set(contact, id);
    return this.#contacts.get(contact) === id;
  }

  #keep(stored: StoredAttempt): Attempt {
    this.#attempts.set(stored.id, stored);
    return restored(stored);
  }
}

function isUndecided({ state }: StoredAttempt): boolean {
  return state === 'SENDING' || state === 'UNKNOWN';
}

function customerOf({ account, customerId }: StoredAttempt): string {
  return JSON.stringify([account, customerId]);
}

const FINAL: ReadonlySet<string> = new Set(['SUCCEEDED', 'REJECTED', 'NOT_APPLIED']);

/**
 * From when a sweep may take it. One that somebody works on is left alone until the lease is over; a PENDING or SENDING one
 * that was let go without a time would be looked at by nobody, so it may be taken at once.
 */
function sweepAt({ state, leaseUntil, dueAt }: StoredAttempt): number {
  if (state === 'PENDING' || state === 'SENDING') return leaseUntil ?? dueAt ?? 0;
  return dueAt === null ? Infinity : Math.max(dueAt, leaseUntil ?? 0);
}
