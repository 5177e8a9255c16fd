/** Loads the transcribed pairs of the vendors' read calls. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadErrorCode } from '../../src/graphql/read-errors.js';
import type { JsonObject } from '../../src/model/contact.js';

export interface ReadingFixture {
  readonly file: string;
  readonly title: string;
  readonly source: string;
  readonly call: {
    readonly read: 'contact' | 'contacts';
    readonly customerId: string;
    readonly externalId?: string;
    readonly first?: number;
    /** The provider's own cursor. */
    readonly after?: string;
    /** Whether custom fields and the provider's own record are requested; true by default. */
    readonly wholeRecords?: boolean;
  };
  /** In the required order. */
  readonly exchanges: readonly {
    readonly request: {
      readonly method: string;
      /** The path with its query. */
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly json?: JsonObject;
    };
    readonly reply: {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly json: unknown;
    };
  }[];
  readonly expect:
    | { readonly contact: JsonObject | null }
    | {
        readonly contacts: readonly JsonObject[];
        /** The provider's own. */
        readonly cursors: readonly string[];
        readonly hasNext: boolean;
      }
    | { readonly failureCode: ReadErrorCode; readonly retryAfterSeconds?: number };
}

export function loadReadingFixtures(provider: string): ReadingFixture[] {
  const folder = join('src', 'providers', provider.toLowerCase(), 'testdata', 'reading');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      file,
      ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Omit<ReadingFixture, 'file'>),
    }));
}
