/** The time between the read and the write of a change, with each store, in short or long. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore } from '../../src/idempotency/store/open-store.js';
import { LEDGER_PROVIDERS } from '../support/ledger-vendor.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { printTable, type Row } from './report.js';
import { measureWindow } from './window-run.js';

const ANSWERS_MS = [0, 20] as const;

export function describeWindows(changes: number, prints = false): void {
  const patientMs = 60_000 + changes * 500;
  const rows: Row[] = [];
  afterAll(() => {
    if (prints) printTable('From the read of a change to its write, ms', rows);
  });

  const measure = (store: string, urlOf: () => Promise<string>) =>
    it.each(LEDGER_PROVIDERS)(
      '%s: a change writes after one read, with no wait in between',
      async (provider) => {
        const row: Record<string, string | number> = { store, provider, changes };
        for (const answerMs of ANSWERS_MS) {
          const opened = await openStore(await urlOf());
          const { p50, p99 } = await measureWindow(provider, changes, answerMs, opened);
          await opened.close();
          // The answer is part of it, but no wait of the clients.
          expect(p50).toBeGreaterThanOrEqual(answerMs);
          expect(p50).toBeLessThan(answerMs + 1000);
          row[`p50, answers after ${answerMs} ms`] = p50;
          row[`p99, answers after ${answerMs} ms`] = p99;
        }
        rows.push(row);
      },
      patientMs,
    );

  describe('the window of a change with SQLite', () => {
    const folder = mkdtempSync(join(tmpdir(), 'contacts-window-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    let count = 0;
    measure('SQLite', async () => {
      count += 1;
      return `sqlite:${join(folder, `${count}.db`)}`;
    });
  });

  describeWithPostgres('the window of a change with PostgreSQL', () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    }, patientMs);
    afterAll(() => server.stop(), patientMs);
    measure('PostgreSQL', () => server.place());
  });
}
