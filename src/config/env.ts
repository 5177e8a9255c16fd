/**
 * Reads settings from the environment and collects every problem, so that one start reports them all. A
 * secret may come from a file: `NAME_FILE` holds the path.
 */
import { readFileSync } from 'node:fs';
import { nearestName } from './near-misses.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that Kubernetes sets for a service named like a vendor or the router. */
const OF_SERVICES = /_SERVICE_(?:HOST|PORT)(?:_|$)|_PORT(?:_\d+_|$)/;

export interface UrlRule {
  /** First segments of the vendor's paths; a base URL must not end with one. */
  readonly adds?: readonly string[];
  /** The required path at the vendor's own hosts; a proxy may use another. */
  readonly at?: { readonly host: RegExp; readonly path: string };
}

export interface UnknownName {
  readonly name: string;
  /** The known setting with the closest name. */
  readonly meant: string | undefined;
}

export class Env {
  readonly problems: string[] = [];
  readonly #known = new Set<string>();
  readonly #secrets = new Map<string, string>();
  readonly #secretsOfFiles = new Map<string, string>();

  /** `rename` maps the names in `variables` to the real names, in any text. */
  constructor(
    readonly variables: Environment,
    private readonly rename: (text: string) => string = (text) => text,
  ) {}

  /** The secrets read so far, by variable name. */
  get secrets(): ReadonlyMap<string, string> {
    return this.#secrets;
  }

  /** The secrets read from files. */
  get secretsOfFiles(): ReadonlyMap<string, string> {
    return this.#secretsOfFiles;
  }

  /** The names read so far. */
  get known(): ReadonlySet<string> {
    return this.#known;
  }

  /** A fresh reader over the same variables. */
  again(): Env {
    return new Env(this.variables, this.rename);
  }

  /**
   * One account's variables under the default account's names: `PREFIX_EU_SITE` as `PREFIX_SITE`. Messages
   * and reports use the real names.
   */
  ofAccount(prefix: string, account: string): Env {
    const own = accountPrefix(prefix, account);
    const names = Object.keys(this.variables).filter((name) => name.startsWith(own));
    const variables = names.map((name) => [prefix + name.slice(own.length), this.variables[name]]);
    return new Env(Object.fromEntries(variables), (text) => text.replaceAll(prefix, own));
  }

  /** Merges another reader's known names and problems. */
  adopt(other: Env): void {
    for (const name of other.known) this.#known.add(name);
    this.problems.push(...other.problems);
  }

  /** Whether any of the variables, or its `_FILE` variant, is set. */
  hasAny(...names: readonly string[]): boolean {
    // Read all of them, so that all become known.
    const values = names.flatMap((name) => [this.#raw(name), this.#raw(`${name}_FILE`)]);
    return values.some((value) => value !== undefined);
  }

  /** Whether the variable is set but empty, as when its own source is missing. */
  isEmpty(name: string): boolean {
    return this.variables[name] === '';
  }

  /** Variables with our prefixes, or close to our names, that nothing has read: mostly typos. */
  unknown(prefixes: readonly string[]): UnknownName[] {
    return Object.keys(this.variables)
      .filter((name) => !this.#known.has(name) && !OF_SERVICES.test(name))
      .map((name) => ({ name, meant: nearestName(name, this.#known) }))
      .filter(({ name, meant }) => meant !== undefined || prefixes.some((prefix) => name.startsWith(prefix)));
  }

  /** The variable's value. Undefined if it is not set, or if it breaks the rule, which adds a problem. */
  text(name: string, rule?: { pattern: RegExp; expected: string }): string | undefined {
    const value = this.#raw(name);
    if (value === undefined) return undefined;
    if (rule && !rule.pattern.test(value)) return this.problem(`${name} must be ${rule.expected}`);
    return value;
  }

  /** A secret from `NAME`, or from the file named by `NAME_FILE` without its final line break. */
  secret(name: string, rule?: { pattern: RegExp; expected: string }): string | undefined {
    const file = this.#raw(`${name}_FILE`);
    let value = this.#raw(name);
    if (file !== undefined) {
      if (value !== undefined) return this.problem(`${name} and ${name}_FILE are both set; keep one`);
      try {
        value = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
        if (value === '') return this.problem(`${name}_FILE names an empty file`);
        this.#secretsOfFiles.set(this.rename(name), value);
      } catch (error) {
        // The error message includes the path, and someone may have put the secret itself there.
        const { code } = error as NodeJS.ErrnoException;
        return this.problem(`${name}_FILE names a file that cannot be read (${code})`);
      }
    }
    if (value === undefined) return undefined;
    // A header with a line break or a trailing blank would fail only at the first request.
    if (!/^[\x21-\x7e]+$/.test(value)) return this.problem(`${name} must be printable ASCII without spaces`);
    if (rule && !rule.pattern.test(value)) return this.problem(`${name} must be ${rule.expected}`);
    this.#secrets.set(this.rename(name), value);
    return value;
  }

  integer(name: string, limits: { min: number; max: number; because?: string }): number | undefined {
    const value = this.#raw(name);
    if (value === undefined) return undefined;
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= limits.min && number <= limits.max) return number;
    const { min, max, because } = limits;
    const reason = because === undefined ? '' : `: ${because}`;
    return this.problem(`${name} must be a whole number from ${min} to ${max}${reason}`);
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.#raw(name);
    if (value === undefined) return undefined;
    const choice = choices.find((candidate) => candidate === value);
    return choice ?? this.problem(`${name} must be one of ${choices.join(', ')}`);
  }

  /** A vendor's base URL without a trailing slash. Plain http is for loopback only. */
  url(name: string, { adds = [], at }: UrlRule = {}): string | undefined {
    const value = this.#raw(name);
    if (value === undefined) return undefined;
    if (!URL.canParse(value)) return this.problem(`${name} must be a URL`);
    const url = new URL(value);
    if (url.username || url.password || url.search || url.hash) {
      return this.problem(`${name} must not contain credentials, a query or a fragment`);
    }
    if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
      return this.problem(`${name} must use https: plain http is accepted for loopback only`);
    }
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return this.problem(`${name} must use https`);
    const path = url.pathname.replace(/(?<!\/)\/+$/, '');
    const last = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    if (adds.some((segment) => segment.toLowerCase() === last)) {
      return this.problem(`${name} must not end with /${last}: the subgraph adds it`);
    }
    if (at?.host.test(url.hostname) && path !== at.path) {
      const expected = at.path === '' ? 'no path' : `the path ${at.path}`;
      return this.problem(`${name} must have ${expected} at this host`);
    }
    return `${url.origin}${path}`;
  }

  /** The values if all are set. Otherwise reports each missing one. */
  require<Values extends Readonly<Record<string, unknown>>>(
    values: Values,
    because: string,
  ): Complete<Values> | undefined {
    for (const [given, value] of Object.entries(values)) {
      const name = this.rename(given);
      const reported = this.problems.some(
        (problem) => problem.startsWith(`${name} `) || problem.startsWith(`${name}_FILE `),
      );
      if (value === undefined && !reported) this.problem(`${given} is missing: ${because}`);
    }
    return isComplete(values) ? values : undefined;
  }

  problem(text: string): undefined {
    this.problems.push(this.rename(text));
  }

  #raw(name: string): string | undefined {
    this.#known.add(this.rename(name));
    const value = this.variables[name];
    return value === undefined || value === '' ? undefined : value;
  }
}

type Complete<Values> = { readonly [Name in keyof Values]: NonNullable<Values[Name]> };

function isComplete<Values extends Readonly<Record<string, unknown>>>(
  values: Values,
): values is Values & Complete<Values> {
  return Object.values(values).every((value) => value !== undefined);
}

/** Prefix of an account's variables. */
export function accountPrefix(prefix: string, account: string): string {
  return `${prefix}${account.toUpperCase()}_`;
}

/** Accepts a host name as in a URL or as a listen address. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    hostname === '::1' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
