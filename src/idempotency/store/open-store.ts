/** Opens the store at `STORE_URL`. */
import { DEFAULT_BOUNDS, type StoreBounds } from '../../config/store-bounds.js';
import { NO_ENCRYPTION, type StoreEncryption } from '../../config/store-keys.js';
import type { Compaction } from './compact-postgres.js';
import { IN_MEMORY, type Inspection } from './inspection.js';
import { type Rekeyed, rekey } from './rekey.js';
import { AttemptRepository, type SqlDatabase } from './repository.js';
import type { AttemptStore } from './store.js';

const FORMS = 'sqlite:<path>, postgres://<user>@<host>/<database> or memory:';

/**
 * Opens and prepares the store. Rejects with a TypeError if the URL is invalid, and with an Error if the
 * store is not writable; neither repeats the URL, which may contain a password.
 */
export async function openStore(
  url: string,
  encryption: StoreEncryption = NO_ENCRYPTION,
  bounds: StoreBounds = DEFAULT_BOUNDS,
): Promise<AttemptStore> {
  const { name, open } = databaseOf(url);
  return forStore(name, async () => AttemptRepository.open(await open(encryption), encryption, bounds));
}

/**
 * Purges expired attempts, and rewrites the store's files so that nothing of them remains. Resolves to how
 * many there were. Rejects if something may remain, or as `openStore` does.
 */
export async function compactStore(
  url: string,
  encryption: StoreEncryption,
  pauseMs: number,
  patienceMs = 30_000,
): Promise<number> {
  const { name, compact } = databaseOf(url);
  const store = await openStore(url, encryption);
  const purged = await store.purge().finally(() => store.close());
  await forStore(name, () => compact({ pauseMs, patienceMs }), 'compacted');
  return purged;
}

/** Rewrites a store's rows under the first key. Rejects as `openStore` does. */
export async function rekeyStore(url: string, encryption: StoreEncryption): Promise<Rekeyed> {
  const { name, open } = databaseOf(url);
  return forStore(name, async () => {
    const database = await open(encryption);
    try {
      return await rekey(database, encryption);
    } finally {
      await database.close();
    }
  });
}

/**
 * Inspects a store, which may not be ready for this release, without changing it. Rejects as `openStore`
 * does. `isWhole` also checks for damage and missing permissions, which may take long.
 */
export async function inspectStore(url: string, isWhole = false): Promise<StoreReport> {
  const { name, inspect } = databaseOf(url);
  return forStore(name, async () => ({ name, ...(await inspect(isWhole)) }));
}

export interface StoreReport extends Inspection {
  /** Contains no password. */
  readonly name: string;
}

async function forStore<Result>(name: string, work: () => Promise<Result>, done = 'used'): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`The store ${name} cannot be ${done}: ${reasonOf(error)}`, { cause: error });
  }
}

interface NamedDatabase {
  readonly name: string;
  readonly open: (encryption: StoreEncryption) => Promise<SqlDatabase>;
  readonly inspect: (isWhole: boolean) => Promise<Inspection>;
  readonly compact: (compaction: Compaction) => Promise<void>;
}

/** Loads only the database in use. */
function databaseOf(url: string): NamedDatabase {
  if (url === 'memory:') {
    return {
      name: 'in memory',
      open: async (encryption) =>
        (await import('./sqlite.js')).SqliteDatabase.inMemory(undefined, encryption),
      inspect: async () => IN_MEMORY,
      compact: async () => undefined,
    };
  }
  if (url.startsWith('sqlite:')) {
    const path = sqlitePath(url.slice('sqlite:'.length));
    return {
      name: path,
      open: async (encryption) => (await import('./sqlite.js')).SqliteDatabase.open(path, { encryption }),
      inspect: async (isWhole) => (await import('./inspect-sqlite.js')).inspectFile(path, isWhole),
      compact: async (compaction) => (await import('./compact-sqlite.js')).compactFile(path, compaction),
    };
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    if (!URL.canParse(url)) {
      throw new TypeError(
        'The URL of the PostgreSQL store is invalid. Percent-encode characters such as / ? # @ in the password.',
      );
    }
    return {
      name: 'in PostgreSQL',
      open: async (encryption) => (await import('./postgres.js')).PostgresDatabase.open(url, { encryption }),
      inspect: async (isWhole) => (await import('./inspect-postgres.js')).inspectServer(url, isWhole),
      compact: async (compaction) => (await import('./compact-postgres.js')).compactServer(url, compaction),
    };
  }
  throw new TypeError(`The URL of the store must be ${FORMS}.`);
}

function sqlitePath(path: string): string {
  if (path === '' || path === ':memory:') {
    throw new TypeError('The SQLite store needs a file path: sqlite:./data/contacts.db');
  }
  // Someone who writes `sqlite://data/contacts.db` means a relative path, but it would be absolute.
  if (/^\/\/(?!\/)/.test(path)) {
    throw new TypeError('Write the path after the colon: sqlite:./relative/path or sqlite:/absolute/path');
  }
  return path;
}

/** The reason for a failure, in one line. Node gives no message after several addresses have failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return error.message || code || error.name;
}
