/**
 * The three stores, as a test needs them: where nobody else writes, and opened as often as there are
 * replicas.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { NO_ENCRYPTION, type StoreEncryption } from '../../../src/config/store-keys.js';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import type { AttemptStore } from '../../../src/idempotency/store/store.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';

export interface Place {
  /** A further replica on the same attempts. */
  open(): Promise<AttemptStore>;
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

const named = (name: string, { isWanted }: StoreEncryption) => (isWanted ? `${name}, encrypted` : name);

function memory(encryption = NO_ENCRYPTION): Target {
  return {
    name: named('MemoryStore', encryption),
    describe,
    durable: false,
    setUp: async () => undefined,
    place: async () => {
      const store = await openStore('memory:', encryption);
      return { open: async () => store };
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
      const url = `sqlite:${folder}/${places}/contacts.db`;
      return { open: () => openStore(url, encryption) };
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
      return { open: () => openStore(url ?? '', encryption) };
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
