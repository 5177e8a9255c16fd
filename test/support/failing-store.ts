/** Stores that cannot be reached. */
import type { AttemptStore } from '../../src/idempotency/store/store.js';

/** A store that rejects when `fails` returns true; `state` is the state that a change would set. */
export function failingStore(
  store: AttemptStore,
  fails: (method: keyof AttemptStore, state?: string) => boolean,
): AttemptStore {
  return new Proxy(store, {
    get(target, name) {
      const method = name as keyof AttemptStore;
      const real = target[method] as (...given: unknown[]) => Promise<unknown>;
      return async (...given: unknown[]) => {
        const { state } = (given[2] ?? {}) as { state?: string };
        if (method !== 'close' && fails(method, state)) throw new Error('down');
        return real.apply(target, given);
      };
    },
  });
}

/** A store that a process loses at the change of an attempt to the state, like a dying process. */
export function storeLostAt(store: AttemptStore, state: string): AttemptStore {
  let isLost = false;
  return failingStore(store, (_method, given) => {
    isLost ||= given === state;
    return isLost;
  });
}

export type Moment = 'claim' | 'SENDING' | 'SUCCEEDED';

/**
 * A store that does not answer at the moment, reported to `stall`, until it is released; `done` resolves when
 * it has then finished.
 */
export function stalledStore(store: AttemptStore, moment: Moment, stall: () => void) {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: done, resolve: finish } = Promise.withResolvers<void>();
  const stalls = (method: keyof AttemptStore, state?: string) => moment === method || moment === state;
  const stalled = new Proxy(store, {
    get(target, name) {
      const method = name as keyof AttemptStore;
      const real = target[method] as (...given: unknown[]) => Promise<unknown>;
      return async (...given: unknown[]) => {
        const { state } = (given[2] ?? {}) as { state?: string };
        if (!stalls(method, state)) return real.apply(target, given);
        // The caller is waiting by then.
        setImmediate(stall);
        await released;
        return real.apply(target, given).finally(finish);
      };
    },
  });
  return { store: stalled, release, done };
}

/** A store that stops answering at its nth call, and then calls `stall` once; `calls` lists all calls. */
export function stalledFrom(store: AttemptStore, nth: number, stall: () => void) {
  const calls: string[] = [];
  const stalled = new Proxy(store, {
    get(target, name) {
      const real = target[name as keyof AttemptStore] as (...given: unknown[]) => Promise<unknown>;
      return async (...given: unknown[]) => {
        if (name === 'close') return target.close();
        calls.push(String(name));
        if (calls.length < nth) return real.apply(target, given);
        // The caller is waiting by then.
        if (calls.length === nth) setImmediate(stall);
        return new Promise(() => {});
      };
    },
  });
  return { store: stalled, calls };
}
