/** Caches a function's last value, for callers that pass the same argument twice in a row. */
export function rememberLast<Asked, Value>(make: (asked: Asked) => Value): (asked: Asked) => Value {
  let last: { readonly asked: Asked; readonly value: Value } | undefined;
  return (asked) => {
    if (last?.asked !== asked) last = { asked, value: make(asked) };
    return last.value;
  };
}
