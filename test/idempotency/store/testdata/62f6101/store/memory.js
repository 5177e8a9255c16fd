import { columnsOf, restored, wholeMs } from './stored.js';
export class MemoryStore {
    #attempts = new Map();
    #contacts = new Map();
    #now;
    constructor(now = Date.now) {
        this.#now = now;
    }
    async claim({ owner, leaseMs, ...identity }) {
        const present = this.#attempts.get(identity.id);
        if (present)
            return { claimed: false, attempt: restored(present) };
        const now = this.#now();
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
    async get(id) {
        const stored = this.#attempts.get(id);
        return stored && restored(stored);
    }
    async find(lookupId) {
        const newest = [...this.#attempts.values()].findLast((stored) => stored.lookupId === lookupId);
        return newest && restored(newest);
    }
    async change(id, epoch, change) {
        const stored = this.#attempts.get(id);
        if (stored?.epoch !== epoch)
            return undefined;
        const now = this.#now();
        const after = (ms) => (ms === null ? null : now + ms);
        const columns = columnsOf(change);
        if (change.contactId !== undefined)
            this.#note(stored, change.contactId);
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
    async claimContact(attemptId, contactId) {
        const attempt = this.#attempts.get(attemptId);
        if (!attempt)
            return false;
        return this.#note(attempt, contactId);
    }
    async holders(attemptId, contactIds) {
        const account = this.#attempts.get(attemptId)?.account;
        const held = contactIds.flatMap((contactId) => {
            const holder = this.#contacts.get(JSON.stringify([account, contactId]));
            return holder === undefined ? [] : [[contactId, holder]];
        });
        return new Map(held);
    }
    async undecided(account, customerId) {
        return [...this.#attempts.values()]
            .filter((stored) => stored.account === account && stored.customerId === customerId)
            .filter(isUndecided)
            .map(restored);
    }
    async takeDue(owner, leaseMs, limit) {
        const now = this.#now();
        const leaseUntil = now + wholeMs(leaseMs);
        return [...this.#attempts.values()]
            .filter((stored) => sweepAt(stored) <= now)
            .sort((one, other) => sweepAt(one) - sweepAt(other))
            .slice(0, Math.max(0, limit))
            .map((stored) => this.#keep({ ...stored, owner, leaseUntil, epoch: stored.epoch + 1, updatedAt: now }));
    }
    async isLeased({ leaseUntil }) {
        return leaseUntil !== null && leaseUntil > this.#now();
    }
    async purge() {
        const now = this.#now();
        const expired = new Set();
        const undecided = new Set([...this.#attempts.values()].filter(isUndecided).map(customerOf));
        for (const stored of this.#attempts.values()) {
            if (stored.expiresAt === null || stored.expiresAt > now || !FINAL.has(stored.state))
                continue;
            if (stored.state !== 'SUCCEEDED' || !undecided.has(customerOf(stored)))
                expired.add(stored.id);
        }
        for (const id of expired)
            this.#attempts.delete(id);
        for (const [contact, attemptId] of this.#contacts) {
            if (expired.has(attemptId))
                this.#contacts.delete(contact);
        }
        return expired.size;
    }
    async check() { }
    async close() { }
    #note({ id, account }, contactId) {
        const contact = JSON.stringify([account, contactId]);
        if (!this.#contacts.has(contact))
            this.#contacts.set(contact, id);
        return this.#contacts.get(contact) === id;
    }
    #keep(stored) {
        this.#attempts.set(stored.id, stored);
        return restored(stored);
    }
}
function isUndecided({ state }) {
    return state === 'SENDING' || state === 'UNKNOWN';
}
function customerOf({ account, customerId }) {
    return JSON.stringify([account, customerId]);
}
const FINAL = new Set(['SUCCEEDED', 'REJECTED', 'NOT_APPLIED']);
function sweepAt({ state, leaseUntil, dueAt }) {
    if (state === 'PENDING' || state === 'SENDING')
        return leaseUntil ?? dueAt ?? 0;
    return dueAt === null ? Infinity : Math.max(dueAt, leaseUntil ?? 0);
}
