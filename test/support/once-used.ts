/** What is made when it is first used, for it is dear and many never use it. All its members are methods. */
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
