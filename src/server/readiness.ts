/** Whether this process can serve: the answer of `/readyz`. */
import { StoreSchemaError } from '../idempotency/store/store.js';
import { type Clock, systemClock } from '../vendor-http/clock.js';

/** How long to cache the store's answer, even a failure: anyone may probe, at any rate. */
const HOLDS_MS = 1000;
/** Probes rarely wait longer than a second. */
const ANSWER_MS = 500;

export interface Readiness {
  readonly status: 200 | 503;
  readonly body: {
    /** A description; `ok` with status 200. */
    readonly status: string;
    readonly store?: 'ok' | 'unreachable' | 'incompatible';
  };
}

export const STOPPING: Readiness = { status: 503, body: { status: 'stopping' } };

const INCOMPATIBLE = 'this version cannot use the tables of the store';
const UNREACHABLE = 'the store cannot be reached';

export interface StoreProbe {
  /** See AttemptStore.check. */
  readonly check: () => Promise<void>;
  /** Whether the process is unready without its store. It can still read, and add contacts without a key. */
  readonly isRequired: boolean;
  readonly clock?: Clock;
}

/** Queries the store at most once a second, and waits half a second for it. */
export function storeReadiness({
  check,
  isRequired,
  clock = systemClock,
}: StoreProbe): () => Promise<Readiness> {
  const cached = cachedCheck(check, () => clock.now());
  const unreachable: Readiness = isRequired
    ? { status: 503, body: { status: UNREACHABLE, store: 'unreachable' } }
    : { status: 200, body: { status: 'ok', store: 'unreachable' } };
  return () =>
    new Promise((resolve) => {
      const stopWaiting = clock.after(ANSWER_MS, () => resolve(unreachable));
      const answer = (readiness: Readiness) => {
        stopWaiting();
        resolve(readiness);
      };
      cached().then(
        () => answer({ status: 200, body: { status: 'ok', store: 'ok' } }),
        (error: unknown) =>
          answer(
            error instanceof StoreSchemaError
              ? { status: 503, body: { status: INCOMPATIBLE, store: 'incompatible' } }
              : unreachable,
          ),
      );
    });
}

/** Caches `check` for HOLDS_MS; `now` is a monotonic clock in milliseconds. */
export function cachedCheck<Result>(
  check: () => Promise<Result>,
  now = () => performance.now(),
): () => Promise<Result> {
  let latest: Promise<Result> | undefined;
  let until = 0;
  return () => {
    if (latest && now() < until) return latest;
    // Share the check in flight, however long it takes.
    until = Infinity;
    latest = check().finally(() => {
      until = now() + HOLDS_MS;
    });
    return latest;
  };
}
