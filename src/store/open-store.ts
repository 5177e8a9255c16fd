/** The store that `STORE_URL` names. */
import type { AttemptStore } from './attempt-store.js';

const FORMS = 'sqlite:<path>, postgres://<user>@<host>/<database> or memory:';

/**
 * Opens the store and makes what it needs. Rejects with a TypeError when the URL names none, and with an Error when
 * the store cannot be written to; neither repeats the URL, which may hold a password.
 */
export async function openStore(url: string): Promise<AttemptStore> {
  if (url === 'memory:') {
    const { MemoryStore } = await import('./memory.js');
    return new MemoryStore();
  }
  if (url.startsWith('sqlite:')) {
    const path = sqlitePath(url.slice('sqlite:'.length));
    const { SqliteStore } = await import('./sqlite.js');
    return new SqliteStore(path);
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    if (!URL.canParse(url)) {
      throw new TypeError(
        'The URL of the PostgreSQL store cannot be read. Signs such as / ? # @ in a password have to be percent-encoded.',
      );
    }
    const { PostgresStore } = await import('./postgres.js');
    return PostgresStore.open(url);
  }
  throw new TypeError(`The URL of the store has to be ${FORMS}.`);
}

function sqlitePath(path: string): string {
  if (path === '' || path === ':memory:') {
    throw new TypeError('The SQLite store needs the path of a file: sqlite:./data/contacts.db');
  }
  // In `sqlite://data/contacts.db` one reads a relative path where there would be an absolute one.
  if (/^\/\/(?!\/)/.test(path)) {
    throw new TypeError('The path follows the colon: sqlite:./relative/path or sqlite:/absolute/path');
  }
  return path;
}
