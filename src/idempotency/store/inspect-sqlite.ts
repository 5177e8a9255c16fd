/** Inspects the SQLite store's file without changing it. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Inspection, inspect, NOTHING, type Source } from './inspection.js';
import { statements } from './sqlite.js';
import { tablesVersionOf } from './sqlite-file.js';

/** A command may wait for a process that writes. */
const BUSY_MS = 5000;

export async function inspectFile(path: string, isWhole: boolean): Promise<Inspection> {
  const file = resolve(path);
  if (!existsSync(file)) return NOTHING;
  const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS });
  try {
    const source: Source = {
      dialect: { attempts: 'attempts' },
      now: String(Date.now()),
      statements,
      rows: async (sql) => database.prepare(sql).all(),
      ownProblems: async () => [
        ...database
          .prepare('PRAGMA quick_check(5)')
          .all()
          .map(({ quick_check: found }) => String(found))
          .filter((found) => found !== 'ok')
          .map((found) => `the file is damaged: ${found}`),
        ...database
          .prepare('PRAGMA foreign_key_check')
          .all()
          .slice(0, 1)
          .map(() => 'a contact is recorded for an attempt that no longer exists'),
      ],
    };
    return await inspect(tablesVersionOf(database), source, isWhole);
  } finally {
    database.close();
  }
}
