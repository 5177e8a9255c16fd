/** Answers many probes with one look at what they ask about. */

/**
 * How long an answer holds, a failure too: anybody may probe, without a secret, and as often as they like.
 */
const HOLDS_MS = 1000;

/** `check`, run at most once in the time; `now` is a clock in milliseconds that only goes forward. */
export function cachedCheck<Result>(
  check: () => Promise<Result>,
  now = () => performance.now(),
): () => Promise<Result> {
  let latest: Promise<Result> | undefined;
  let until = 0;
  return () => {
    if (latest && now() < until) return latest;
    // One that is under way is joined however long it takes.
    until = Infinity;
    latest = check().finally(() => {
      until = now() + HOLDS_MS;
    });
    return latest;
  };
}
