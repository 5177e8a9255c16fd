/** The members of the language's prototypes, which no request may change. */
export function prototypes(): readonly (readonly [string, string])[] {
  const holders = { Object, Array, Function, String, Number, Boolean, Map, Set, RegExp, Promise };
  return Object.entries(holders).map(([name, holder]) => [
    name,
    Reflect.ownKeys(holder.prototype as object)
      .map(String)
      .join(),
  ]);
}
