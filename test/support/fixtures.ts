/** Loads the pairs transcribed from the vendors' documents. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContactInput, JsonObject } from '../../src/model/contact.js';

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

/** The environment that the fixtures are written for; the URLs are those of the server that plays them. */
export function fixtureEnvironment(origin: string): Record<string, string> {
  return {
    CHARGEBEE_SITE: 'acme',
    CHARGEBEE_API_KEY: 'test_key',
    CHARGEBEE_URL: `${origin}/api/v2`,
    CHARTMOGUL_API_KEY: 'test_key',
    CHARTMOGUL_DATA_SOURCE_UUID: 'ds_03cfd2c4-2c7e-11ee-ab23-cb0f008cff46',
    CHARTMOGUL_URL: `${origin}/v1`,
    ZUORA_CLIENT_ID: '00000000-0000-4000-8000-000000000000',
    ZUORA_CLIENT_SECRET: 'secret',
    ZUORA_URL: origin,
    CRO_ACCESS_TOKEN: 'aaa.bbb.ccc',
    CRO_TENANT_ID: '7',
    CRO_URL: origin,
    RPM_API_KEY: 'f3a1c9de-0000-4000-8000-000000000000',
    RPM_URL: `${origin}/rpm`,
  };
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
