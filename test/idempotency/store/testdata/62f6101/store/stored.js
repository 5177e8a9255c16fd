export function restored(stored) {
    return { ...stored, evidence: jsonOf(stored.evidence), answer: jsonOf(stored.answer) };
}
function jsonOf(text) {
    return text === null ? null : JSON.parse(text);
}
export function jsonText(value) {
    return value ? JSON.stringify(value) : null;
}
export function columnsOf(change) {
    const { state, checks, customerId, lease, evidence, answer, dueInMs, expiresInMs } = change;
    return {
        state: state ?? null,
        checks: checks ?? null,
        customerId: customerId ?? null,
        setsLease: flag(lease),
        owner: lease?.owner ?? null,
        leaseMs: lease ? wholeMs(lease.ms) : null,
        setsEvidence: flag(evidence),
        evidence: jsonText(evidence),
        setsAnswer: flag(answer),
        answer: jsonText(answer),
        setsDue: flag(dueInMs),
        dueInMs: typeof dueInMs === 'number' ? wholeMs(dueInMs) : null,
        setsExpires: flag(expiresInMs),
        expiresInMs: typeof expiresInMs === 'number' ? wholeMs(expiresInMs) : null,
    };
}
function flag(value) {
    return value === undefined ? 0 : 1;
}
export function wholeMs(ms) {
    if (!Number.isFinite(ms))
        throw new RangeError(`A duration is a number of milliseconds, not ${ms}.`);
    return Math.round(ms);
}
export function reasonOf(error) {
    if (!(error instanceof Error))
        return String(error);
    const { code } = error;
    return error.message || code || error.name;
}
