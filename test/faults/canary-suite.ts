/** An encrypted store contains nothing readable, in short or long. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NO_ENCRYPTION, type StoreEncryption } from '../../src/config/store-keys.js';
import { openStore } from '../../src/idempotency/store/open-store.js';
import { ask, describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { countCanaries, writeCanaries } from './canary-run.js';
import { printTable } from './report.js';

const ENCRYPTED: StoreEncryption = { keys: [randomBytes(32)], isWanted: true };
/** Enough to show that the search finds them. */
const CONTROL = 60;

export function describeCanaries(writes: number, prints = false): void {
  const patientMs = 120_000 + writes * 60;
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'contacts-canaries-'));
    // PostgreSQL runs as another user.
    chmodSync(folder, 0o777);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (url: string, encryption: StoreEncryption, count: number, settle = async () => {}) => {
    const store = await openStore(url, encryption);
    const counts = await writeCanaries(store, count);
    await settle();
    const found = countCanaries(folder);
    await store.close();
    return { ...counts, found };
  };
  const judge = (store: string, { found, ...counts }: Awaited<ReturnType<typeof run>>) => {
    if (prints) printTable('Canaries in every field', [{ store, ...counts, found }]);
    expect(found).toBe(0);
    expect(counts.success).toBeGreaterThan(writes * 0.8);
    expect(counts.replayed).toBeGreaterThan(0);
  };

  describe('SQLite, in the file, its write-ahead log and its index', () => {
    it(
      `contains none of the texts of ${writes} writes`,
      async () => {
        const plain = await run(`sqlite:${folder}/clear/contacts.db`, NO_ENCRYPTION, CONTROL);
        expect(plain.found).toBeGreaterThan(CONTROL);
        rmSync(join(folder, 'clear'), { recursive: true });
        judge('SQLite', await run(`sqlite:${folder}/data/contacts.db`, ENCRYPTED, writes));
      },
      patientMs,
    );
  });

  describeWithPostgres('PostgreSQL, in its whole data directory', () => {
    let server: PostgresServer | undefined;
    afterEach(() => server?.stop(), patientMs);

    it.each([
      ['all', NO_ENCRYPTION, CONTROL],
      ['none', ENCRYPTED, writes],
    ] as const)(
      `contains %s of the texts`,
      async (_what, encryption, count) => {
        server = await startPostgres(folder);
        const url = await server.place();
        const checkpoint = async () => void (await ask(url, 'CHECKPOINT'));
        const counts = await run(url, encryption, count, checkpoint);
        if (encryption === ENCRYPTED) judge('PostgreSQL', counts);
        else expect(counts.found).toBeGreaterThan(CONTROL);
      },
      patientMs,
    );
  });
}
