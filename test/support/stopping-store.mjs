/** A store that stops at a named call of an attempt: the call is not made, or its result is lost. */

/**
 * `points` has the stopping point of each attempt or lease: `when` is before or after `call`; `state` is the
 * one that the change sets, and `takesLease` a change that sets a lease; `sinceUnknown` skips calls until the
 * attempt is recorded as UNKNOWN. Calls `stopped` with the id of a stopped attempt.
 */
export function stopping(store, points, stopped) {
  const unknown = new Set();
  const stop = (id) => {
    stopped(id);
    return new Promise(() => {});
  };
  return new Proxy(store, {
    get(target, name) {
      const method = target[name];
      if (typeof method !== 'function') return method;
      return async (...values) => {
        const id = typeof values[0] === 'object' ? values[0].id : values[0];
        const point = points.get(id);
        const isIt = point !== undefined && matches(point, name, values, unknown.has(id));
        if (isIt && point.when === 'before') return stop(id);
        const result = await method.apply(target, values);
        if (isIt) return stop(id);
        if (name === 'change' && values[2].state === 'UNKNOWN') unknown.add(id);
        return result;
      };
    },
  });
}

function matches({ call, state, takesLease, sinceUnknown }, name, values, isUnknown) {
  if (call !== name || (sinceUnknown && !isUnknown)) return false;
  const change = call === 'change' ? values[2] : {};
  return (state === undefined || state === change.state) && (!takesLease || Boolean(change.lease));
}
