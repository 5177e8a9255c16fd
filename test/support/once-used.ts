/** Makes an object on first use, because it is expensive and often unused. All its members are methods. */
export function onceUsed<Target extends object>(make: () => Target): Target {
  let made: Target | undefined;
  return new Proxy({} as Target, {
    get: (_, name) => {
      return (...given: unknown[]) => {
        made ??= make();
        const method = made[name as keyof Target] as (...given: unknown[]) => unknown;
        return method.apply(made, given);
      };
    },
  });
}
