/** Options that callers must not use: denied by the operator, or not permitted by the token. */
import { type Caller, hasScope } from '../model/caller.js';
import type { DescribedProvider } from './describe.js';
import type { OptionTable } from './options.js';

export interface DeniedOptions<Provider> {
  readonly providers: readonly Provider[];
  /** Paths that match no provider's option. */
  readonly unknown: readonly string[];
}

/** `paths` are below `options`, such as `zuora.trackId`. Without any, returns the same providers. */
export function denyOptions<Provider extends DescribedProvider>(
  providers: readonly Provider[],
  paths: readonly string[],
): DeniedOptions<Provider> {
  if (paths.length === 0) return { providers, unknown: [] };
  const known = new Set(providers.flatMap(({ write: { options } }) => optionPaths(options)));
  const denied = new Set(paths);
  return {
    providers: providers.map((provider) => withhold(provider, (path) => denied.has(path))),
    unknown: paths.filter((path) => !known.has(path)),
  };
}

/** The provider with only the options that the caller may use at the account. */
export function offeredTo<Provider extends DescribedProvider>(
  provider: Provider & { readonly id: string },
  caller: Caller | undefined,
  account: string | undefined,
): Provider {
  if (!caller) return provider;
  const mayChoose = hasScope(caller, 'contacts:options');
  const mayLeave = mayChoose && caller.customers.wholeAccount({ provider: provider.id, account });
  if (mayLeave) return provider;
  return withhold(
    provider,
    (_path, { needs }) => needs === 'WHOLE_ACCOUNT' || (needs === 'SCOPE' && !mayChoose),
  );
}

function withhold<Provider extends DescribedProvider>(
  provider: Provider,
  isWithheld: (path: string, field: OptionTable['fields'][string]) => boolean,
): Provider {
  const { options } = provider.write;
  if (!options) return provider;
  const names = Object.entries(options.fields).flatMap(([name, field]) =>
    isWithheld(`${options.key}.${name}`, field) ? [name] : [],
  );
  if (names.length === 0) return provider;
  const withheld = new Set([...(options.withheld ?? []), ...names]);
  return { ...provider, write: { ...provider.write, options: { ...options, withheld } } };
}

function optionPaths(options: OptionTable | undefined): readonly string[] {
  return options ? Object.keys(options.fields).map((name) => `${options.key}.${name}`) : [];
}

/** Option values from the token, for options the caller does not give. */
export function optionsOfToken(
  { write: { options } }: DescribedProvider,
  caller: Caller | undefined,
): Readonly<Record<string, string>> {
  const originUser = caller?.originUser;
  if (originUser === undefined || !options) return {};
  const names = Object.entries(options.fields).filter(([, { fromToken }]) => fromToken === 'originUser');
  return Object.fromEntries(names.map(([name]) => [name, originUser]));
}
