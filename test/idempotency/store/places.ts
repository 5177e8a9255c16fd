/** The three stores as tests need them: empty, with no other writer, and open at two replicas. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe } from '@jest/globals';
import { NO_ENCRYPTION, type StoreEncryption } from '../../../src/config/store-keys.js';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import { NAMES } from '../../../src/idempotency/store/postgres-schema.js';
import { FORM_COLUMNS } from '../../../src/idempotency/store/statements.js';
import type { AttemptStore } from '../../../src/idempotency/store/store.js';
import { ask, describeWithPostgres } from '../../support/postgres.js';
import { postgresPlace } from '../../support/postgres-of-run.js';

export interface Place {
  /** Two replicas on the same attempts. A test does not close them. */
  readonly replicas: readonly [AttemptStore, AttemptStore];
  /** A further replica, which the test closes. */
  open(): Promise<AttemptStore>;
  /** The names of the stored leases, expired or not. */
  leases(): Promise<readonly string[]>;
  leave(): Promise<void>;
}

function namesOf(rows: readonly object[]): readonly string[] {
  return rows.map((row) => String((row as { name: unknown }).name));
}

export interface Target {
  readonly name: string;
  readonly describe: (name: string, tests: () => void) => void;
  /** Whether attempts outlive the closed store. */
  readonly durable: boolean;
  setUp(): Promise<void>;
  place(): Promise<Place>;
  tearDown(): Promise<void>;
}

/** The store's API behaves the same with encrypted rows. */
const ENCRYPTED: StoreEncryption = { keys: [randomBytes(32)], isWanted: true };

const leaseIn = ({ isWanted }: StoreEncryption) => FORM_COLUMNS[isWanted ? 'encrypted' : 'clear'].lease;
const named = (name: string, { isWanted }: StoreEncryption) => (isWanted ? `${name}, encrypted` : name);

async function placeOf({ open, leases }: Pick<Place, 'open' | 'leases'>): Promise<Place> {
  const replicas = [await open(), await open()] as const;
  return { replicas, open, leases, leave: () => closeAll(replicas) };
}

async function closeAll(stores: readonly AttemptStore[] = []): Promise<void> {
  await Promise.all(stores.map((store) => store.close()));
}

function memory(encryption = NO_ENCRYPTION): Target {
  return {
    name: named('MemoryStore', encryption),
    describe,
    durable: false,
    setUp: async () => undefined,
    place: async () => {
      const store = await openStore('memory:', encryption);
      return placeOf({ open: async () => store, leases: async () => [] });
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
      return placeOf({ open: () => openStore(`sqlite:${path}`, encryption), leases });
    },
    tearDown: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

const { keys: _, ...EMPTIED } = NAMES;
/** The encryption keys stay. */
export const EMPTY_POSTGRES = Object.values(EMPTIED)
  .map((table) => `DELETE FROM ${table};`)
  .join('');

/** Its tables and connections are made once: that takes longer than most tests. */
function postgres(encryption = NO_ENCRYPTION): Target {
  let url = '';
  let replicas: readonly [AttemptStore, AttemptStore];
  const open = () => openStore(url, encryption);
  const leases = async () =>
    namesOf(await ask(url, `SELECT ${leaseIn(encryption)} AS name FROM ${NAMES.leases}`));
  return {
    name: named('PostgresStore', encryption),
    describe: describeWithPostgres,
    durable: true,
    setUp: async () => {
      url = await postgresPlace();
      replicas = [await open(), await open()];
    },
    place: async () => {
      await ask(url, EMPTY_POSTGRES);
      return { replicas, open, leases, leave: async () => undefined };
    },
    tearDown: () => closeAll(replicas),
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
