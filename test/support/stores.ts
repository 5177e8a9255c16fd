/** Stores of a test's own, ready without waiting; `now` is their clock. */
import { resolve } from 'node:path';
import { AttemptRepository } from '../../src/idempotency/store/repository.js';
import { SqliteDatabase } from '../../src/idempotency/store/sqlite.js';
import { openFile } from '../../src/idempotency/store/sqlite-file.js';

export class MemoryStore extends AttemptRepository {
  constructor(now?: () => number) {
    super(SqliteDatabase.inMemory(now));
  }
}

export class SqliteStore extends AttemptRepository {
  constructor(path: string, now?: () => number) {
    super(new SqliteDatabase(openFile(resolve(path)), now));
  }
}
