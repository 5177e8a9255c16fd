/**
 * Rewrites a store's content under the first key, while others use the store. Only reads what is already
 * under it, so that a second run continues where the first one ended.
 */
import type { StoreEncryption } from '../../config/store-keys.js';
import type { SqlDatabase } from './repository.js';
import { encryptedFormat, isUnderKey } from './row-format.js';
import { StoreKeyError } from './store.js';
import { openKeys } from './store-keys.js';

export interface Rekeyed {
  /** The key that everything is now under. */
  readonly key: string;
  readonly rewritten: number;
  /** Rows that other processes wrote under other keys meanwhile. */
  readonly left: number;
}

const BATCH = 200;
/** Each pass rewrites what processes wrote under another key during the previous one. */
const MAX_PASSES = 3;

/** Rejects with a StoreKeyError if the store is in plain text, or if a key is missing. */
export async function rekey(database: SqlDatabase, encryption: StoreEncryption): Promise<Rekeyed> {
  const { keys, dropKeys } = database.statements.encrypted;
  const opened = openKeys(await database.read(keys, {}), encryption);
  if (!opened) throw new StoreKeyError('it is not encrypted: set STORE_ENCRYPT=1 first');
  const key = opened.keyring.first;
  const pass = new Pass(database, encryptedFormat(opened), key);
  let rewritten = 0;
  for (let passes = 1; ; passes += 1) {
    const count = (await pass.rewriteRows()) + (await pass.rewriteNotes());
    rewritten += count;
    if (count === 0) break;
    if (passes === MAX_PASSES) return { key, rewritten, left: count };
  }
  // A process that encrypts with another key adds that key again before it writes. This pass rewrites what
  // was in flight.
  await database.write([dropKeys], { first: key });
  return { key, rewritten: rewritten + (await pass.rewriteRows()), left: 0 };
}

class Pass {
  constructor(
    private readonly database: SqlDatabase,
    private readonly format: ReturnType<typeof encryptedFormat>,
    private readonly key: string,
  ) {}

  async rewriteRows(): Promise<number> {
    const { batch, rewrite } = this.database.statements.encrypted;
    let rewritten = 0;
    for (let after = 0; ; ) {
      const rows = await this.database.read(batch, { after, limit: BATCH });
      const others = rows.filter((row) => !isUnderKey(row, this.key));
      await Promise.all(
        others.map((row) => {
          const attempt = this.format.attemptOf(row);
          const { id, epoch } = row;
          // A row changed meanwhile keeps its change and is left to the next pass.
          return this.database.write([rewrite], { ...this.format.rowOf(id, attempt), id, epoch });
        }),
      );
      rewritten += others.length;
      const last = rows.at(-1);
      if (!last) return rewritten;
      after = last.seq;
    }
  }

  /** Rewrites contacts recorded in plain text. No new ones are made, so the loop ends. */
  async rewriteNotes(): Promise<number> {
    const { clearNotes, rewriteNote } = this.database.statements.encrypted;
    let rewritten = 0;
    for (;;) {
      const notes = await this.database.read(clearNotes, { limit: BATCH });
      await Promise.all(
        notes.map(({ account, contactId, attemptId }) =>
          this.database.write(rewriteNote, { account, attemptId, ...this.format.contactIn(contactId) }),
        ),
      );
      rewritten += notes.length;
      if (notes.length < BATCH) return rewritten;
    }
  }
}
