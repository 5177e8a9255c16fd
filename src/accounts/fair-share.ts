/** Divides one vendor limit among replicas: pure arithmetic that every replica computes alike. */

/** What one replica holds of a limit, and the most that it needed recently. */
export interface Claim {
  readonly held: number;
  readonly wanted: number;
}

/** The claim of the replica that computes. */
export interface OwnClaim extends Claim {
  /** In use, so it cannot be returned yet. */
  readonly busy: number;
  /** The most it takes in advance or wants. */
  readonly most: number;
  /** Reserves an equal part for this many replicas that may join at any time. Default: none. */
  readonly newcomers?: number | undefined;
}

/**
 * The fair part of each replica: none gets more than it wants, and none gets less than another unless it
 * wants less. If there is less than one each, they take turns.
 */
export function fairParts(total: number, wanted: readonly number[], turn: number): number[] {
  const parts = wanted.map(() => 0);
  let left = total;
  for (;;) {
    const open = wanted.flatMap((want, index) => (want > (parts[index] ?? 0) ? [index] : []));
    if (left <= 0 || open.length === 0) return parts;
    const each = Math.floor(left / open.length);
    if (each === 0) {
      // Replicas with a share need no turns: one more or less starves none.
      const first = parts.every((part) => part === 0) ? turn : 0;
      for (let place = 0; place < left; place += 1) {
        const index = open[(first + place) % open.length] ?? 0;
        parts[index] = (parts[index] ?? 0) + 1;
      }
      return parts;
    }
    for (const index of open) {
      const more = Math.min(each, (wanted[index] ?? 0) - (parts[index] ?? 0));
      parts[index] = (parts[index] ?? 0) + more;
      left -= more;
    }
  }
}

export interface Division {
  /** The share that the replica may use from now on. */
  readonly limit: number;
  /** What it holds until it stops using more than `limit`. */
  readonly held: number;
  /** This replica has less than its fair part. */
  readonly isShort: boolean;
  /** Another replica has less than its fair part. */
  readonly othersShort: boolean;
}

/**
 * What the replica at `index` of `claims` may hold. It takes only free parts, so the replicas together never
 * hold more than `total`. It returns what others lack as soon as it is not in use.
 */
export function divide(
  total: number,
  claims: readonly Claim[],
  index: number,
  own: OwnClaim,
  turn: number,
): Division {
  const all = claims.with(index, own);
  const parts = fairParts(
    total,
    all.map(({ wanted }) => wanted),
    turn,
  );
  const part = parts[index] ?? 0;
  const free = Math.max(0, total - all.reduce((sum, { held }) => sum + held, 0));
  const missing = all.reduce(
    (sum, { held }, other) => (other === index ? sum : sum + Math.max(0, (parts[other] ?? 0) - held)),
    0,
  );
  const limit = nextLimit();
  const held = Math.max(own.busy, limit);
  return { limit, held, isShort: limit < part, othersShort: missing > 0 };

  function nextLimit(): number {
    if (own.held < part) return own.held + Math.min(free, part - own.held);
    const owed = missing - free;
    if (owed > 0) return Math.max(part, own.held - owed);
    if (missing > 0) return own.held;
    // Take the unclaimed rest in advance, up to an equal part, so that later calls need no query.
    const equal = Math.floor(total / (all.length + (own.newcomers ?? 0)));
    return Math.max(own.held, Math.min(equal, own.most, own.held + free));
  }
}
