/** Compaction under load, in short or long. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from '@jest/globals';
import { openStore } from '../../src/idempotency/store/open-store.js';
import { ask } from '../support/postgres.js';
import { SEED } from '../support/seed.js';
import { runCompactions } from './compact-run.js';
import { describeWithReplicas } from './replica-stage.js';
import { printTable } from './report.js';

/** Longer than any compaction here. */
const PAUSE_SECONDS = 120;

/** Rows of a kilobyte that are not purged. */
function ballast(table: string, rows: number, text: string): string {
  return `WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${rows})
    INSERT INTO ${table} (id, lookup_id, account, customer_id, fingerprint, state, epoch, answer, started_at, updated_at, checks)
    SELECT 'ballast-' || i, 'lookup-' || i, 'CHARGEBEE:ballast', 'customer-' || i, 'f', 'SUCCEEDED', 3, ${text}, 0, 0, 0
    FROM numbers`;
}

async function fill(url: string, rows: number): Promise<void> {
  await (await openStore(url)).close();
  if (!url.startsWith('sqlite:')) {
    await ask(url, ballast('add_contact_attempts', rows, `to_json(repeat(md5(i::text), 30))`));
    return;
  }
  const database = new DatabaseSync(url.slice('sqlite:'.length), { timeout: 5000 });
  database.exec(ballast('attempts', rows, `json_quote(hex(randomblob(480)))`));
  database.close();
}

export function describeCompaction(
  { rows, rewrites }: { rows: number; rewrites: number },
  prints = false,
): void {
  const patientMs = 300_000 + rows * 2;
  describeWithReplicas(
    `two replicas whose store is compacted under load, seed ${SEED}`,
    patientMs,
    (stage) => {
      it.each(['SQLite', 'PostgreSQL'])(
        'double no key and lose no write on %s',
        async (store) => {
          const { build, server } = stage();
          const folder = mkdtempSync(join(tmpdir(), 'contacts-compaction-'));
          const url = store === 'SQLite' ? `sqlite:${folder}/contacts.db` : await server.place();
          await fill(url, rows);
          const run = await runCompactions(build, url, { rewrites, pauseSeconds: PAUSE_SECONDS, seed: SEED });
          const { lost, failed, tookMs, ...counts } = run;
          if (prints) {
            const figures = { store, rows, ...counts, lost: lost.length, 'took (ms)': tookMs.join(', ') };
            printTable('A store that is written anew under load', [figures]);
          }
          const { keys, creates, doubled, untrue } = counts;
          expect({ lost, failed, doubled, untrue, creates }).toEqual({
            lost: [],
            failed: [],
            doubled: 0,
            untrue: 0,
            creates: keys,
          });
          expect(keys).toBeGreaterThan(20);
          rmSync(folder, { recursive: true, force: true });
        },
        patientMs,
      );
    },
  );
}
