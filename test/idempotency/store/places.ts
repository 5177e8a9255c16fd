/**
 * The three stores, as a test needs them: where nobody else writes, and opened as often as there are
 * replicas.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe } from '@jest/globals';
import { NO_ENCRYPTION, type StoreEncryption } from '../../../src/config/store-keys.js';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import { FORM_COLUMNS } from '../../../src/idempotency/store/statements.js';
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

/** Encrypted rows differ in nothing that the store tells. */
const ENCRYPTED: StoreEncryption = { keys: [randomBytes(32)], isWanted: true };

const leaseIn = ({ isWanted }: StoreEncryption) => FORM_COLUMNS[isWanted ? 'encrypted' : 'clear'].lease;
const named = (name: string, { isWanted }: StoreEncryption) => (isWanted ? `${name}, encrypted` : name);

function memory(encryption = NO_ENCRYPTION): Target {
  return {
    name: named('MemoryStore', encryption),
    describe,
    durable: false,
    setUp: async () => undefined,
    place: async () => {
      const store = await openStore('memory:', encryption);
      return { open: async () => store, leases: async () => [] };
    },
    tearDown: async () => undefined,
  };
}

function sqlite(encryption = NO_ENCRYPTION): Target {
  let folder: string;
  let places = 0;
  return {
    name: named('SqliteStore', encryption),
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
        const rows = database.prepare(`SELECT ${leaseIn(encryption)} AS name FROM leases`).all();
        database.close();
        return namesOf(rows);
      };
      return { open: () => openStore(`sqlite:${path}`, encryption), leases };
    },
    tearDown: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function postgres(encryption = NO_ENCRYPTION): Target {
  let server: PostgresServer | undefined;
  return {
    name: named('PostgresStore', encryption),
    describe: describeWithPostgres,
    durable: true,
    setUp: async () => {
      server = await startPostgres();
    },
    place: async () => {
      const url = await server?.place();
      const leases = async () =>
        namesOf(await ask(url ?? '', `SELECT ${leaseIn(encryption)} AS name FROM add_contact_leases`));
      return { open: () => openStore(url ?? '', encryption), leases };
    },
    tearDown: async () => server?.stop(),
  };
}

export const targets: readonly Target[] = [
  memory(),
  sqlite(),
  postgres(),
  memory(ENCRYPTED),
  sqlite(ENCRYPTED),
  postgres(ENCRYPTED),
];
