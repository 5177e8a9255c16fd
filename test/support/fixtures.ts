/** Loads the pairs transcribed from the vendors' documents. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContactInput, JsonObject } from '../../src/model/contact.js';
import { described } from './facts.js';

export interface Fixture {
  readonly file: string;
  readonly title: string;
  readonly source: string;
  readonly call: {
    readonly customerId: string;
    readonly input: ContactInput;
    readonly options?: Readonly<Record<string, unknown>>;
  };
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    /** Headers whose value is random or a digest, each with the form that the vendor documents. */
    readonly headerPatterns?: Readonly<Record<string, string>>;
    readonly absentHeaders?: readonly string[];
    readonly form?: readonly (readonly [string, string])[];
    readonly json?: JsonObject;
  };
  readonly reply: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly json?: unknown;
    readonly text?: string;
  };
  readonly expect: {
    readonly contact?: JsonObject;
    readonly fates?: readonly JsonObject[];
    readonly failure?: {
      readonly member: string;
      readonly outcome: string;
      readonly violations?: readonly { readonly path: readonly string[]; readonly code?: string }[];
      readonly accessProblem?: string;
      readonly retryAfterSeconds?: number;
      readonly providerCode?: string;
      readonly providerMessage?: string;
    };
  };
}

/** The variables for which the fixtures of all providers are written. */
export function fixtureEnvironment(origin: string): Record<string, string> {
  return Object.assign({}, ...described.map(({ facts }) => facts.environment(origin)));
}

export function loadFixtures(provider: string): Fixture[] {
  const folder = join('src', 'providers', provider.toLowerCase(), 'testdata');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      file,
      ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Omit<Fixture, 'file'>),
    }));
}
