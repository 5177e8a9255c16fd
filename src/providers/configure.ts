/** Reads a provider's variables, as its driver lists them. */
import type { Env, UrlRule } from '../config/env.js';
import type { Provider } from './driver.js';
import type { ProviderSettings } from './settings.js';

export type TextRule = Parameters<Env['text']>[1];

/** Required if any of the provider's variables is set. */
export interface Variable<Value> {
  read(env: Env, name: string, vendor: string): Value | undefined;
  /** Variables that can replace it. */
  readonly others?: readonly string[];
  /** `read` itself reports which one is missing. */
  readonly namesMissing?: true;
}

export interface OptionalVariable<Value> extends Variable<Value> {
  readonly isOptional: true;
  /** Required unless this one is set. */
  readonly unless?: string;
  readonly because?: string;
}

export function secret(rule?: TextRule): Variable<string> {
  return { read: (env, name) => env.secret(name, rule) };
}

export function text(rule: TextRule): Variable<string> {
  return { read: (env, name) => env.text(name, rule) };
}

export function url(rule: UrlRule = {}): Variable<string> {
  return { read: (env, name) => env.url(name, rule) };
}

export function integer(limits: { readonly min: number; readonly max: number }): Variable<number> {
  return { read: (env, name) => env.integer(name, limits) };
}

export function oneOf<Choice extends string>(choices: readonly Choice[]): Variable<Choice> {
  return { read: (env, name) => env.oneOf(name, choices) };
}

export function optional<Value>(
  variable: Variable<Value>,
  needed: Pick<OptionalVariable<Value>, 'unless' | 'because'> = {},
): OptionalVariable<Value> {
  return { ...variable, ...needed, isOptional: true };
}

type Variables = Readonly<Record<string, Variable<unknown> | OptionalVariable<unknown>>>;

type Values<Listed extends Variables> = {
  readonly [Name in keyof Listed]: Listed[Name] extends OptionalVariable<infer Value>
    ? Value | undefined
    : Listed[Name] extends Variable<infer Value>
      ? Value
      : never;
};

/** `connect` gets the values only if all are valid. */
export function configuredBy<Listed extends Variables>(
  vendor: string,
  variables: Listed,
  connect: (values: Values<Listed>) => ProviderSettings,
): Provider['configure'] {
  return (env) => {
    const names = Object.entries(variables).flatMap(([name, { others = [] }]) => [name, ...others]);
    if (!env.hasAny(...names)) return undefined;
    const before = env.problems.length;
    const values: Readonly<Record<string, unknown>> = Object.fromEntries(
      Object.entries(variables).map(([name, variable]) => [name, variable.read(env, name, vendor)]),
    );
    for (const [name, variable] of Object.entries(variables)) {
      if (isNeeded(variable, env)) {
        const because = 'because' in variable ? variable.because : undefined;
        env.require({ [name]: values[name] }, because ?? `${vendor} is only partly configured`);
      }
    }
    return env.problems.length > before ? undefined : connect(values as Values<Listed>);
  };
}

function isNeeded(variable: Variables[string], env: Env): boolean {
  if (!('isOptional' in variable)) return !variable.namesMissing;
  return variable.unless !== undefined && !env.hasAny(variable.unless);
}
