/**
 * The three stores, as a test needs them: where nobody else writes, and opened as often as there are
 * replicas.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe } from '@jest/globals';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import type { AttemptStore } from '../../../src/idempotency/store/store.js';
import { ask, describeWithPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';

export interface Place {
  /** A further replica on the same attempts. */
  open(): Promise<AttemptStore>;
  /** The names of the leases that are kept, whether their time has run out or not. */
  leases(): Promise<readonly string[]>;
}

function namesOf(rows: readonly object[]): readonly string[] {
  return rows.map((row) => String((row as { name: unknown }).name));
}

export interface Target {
  readonly name: string;
  readonly describe: (name: string, tests: () => void) => void;
  /** Whether attempts outlive the store that was closed. */
  readonly durable: boolean;
  setUp(): Promise<void>;
  place(): Promise<Place>;
  tearDown(): Promise<void>;
}

const memory: Target = {
  name: 'MemoryStore',
  describe,
  durable: false,
  setUp: async () => undefined,
  place: async () => {
    const store = await openStore('memory:');
    return { open: async () => store, leases: async () => [] };
  },
  tearDown: async () => undefined,
};

function sqlite(): Target {
  let folder: string;
  let places = 0;
  return {
    name: 'SqliteStore',
    describe,
    durable: true,
    setUp: async () => {
      folder = mkdtempSync(join(tmpdir(), 'contacts-sqlite-'));
    },
    place: async () => {
      places += 1;
      const path = `${folder}/${places}/contacts.db`;
      const leases = async () => {
        const database = new DatabaseSync(path, { readOnly: true });
        const rows = database.prepare('SELECT name FROM leases').all();
        database.close();
        return namesOf(rows);
      };
      return { open: () => openStore(`sqlite:${path}`), leases };
    },
    tearDown: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function postgres(): Target {
  let server: PostgresServer | undefined;
  return {
    name: 'PostgresStore',
    describe: describeWithPostgres,
    durable: true,
    setUp: async () => {
      server = await startPostgres();
    },
    place: async () => {
      const url = await server?.place();
      const leases = async () => namesOf(await ask(url ?? '', 'SELECT name FROM add_contact_leases'));
      return { open: () => openStore(url ?? ''), leases };
    },
    tearDown: async () => server?.stop(),
  };
}

export const targets: readonly Target[] = [memory, sqlite(), postgres()];
