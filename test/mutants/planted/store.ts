/** The store. */
import type { Mutant } from '../mutant.ts';

export const store: readonly Mutant[] = [
  {
    name: 'store: compare-and-set without the compare',
    file: 'src/idempotency/store/statements.ts',
    find: 'WHERE id = :id AND epoch = :epoch $',
    replace: 'WHERE id = :id AND :epoch = :epoch $',
    test: 'test/idempotency/store/conformance.test.ts',
  },
  {
    name: 'store: an undecided attempt is forgotten',
    file: 'src/idempotency/store/statements.ts',
    find: "expires_at <= NOW AND (state IN ('SUCCEEDED', 'REJECTED', 'NOT_APPLIED')",
    replace: "expires_at <= NOW AND (state IN ('SUCCEEDED', 'REJECTED', 'NOT_APPLIED', 'UNKNOWN')",
    test: 'test/idempotency/store/conformance.test.ts',
  },
  {
    name: 'store: a stalled one delays its callers',
    file: 'src/idempotency/store-clock.ts',
    find: 'return deadline.race(work, tooLate, STORE_EXTRA_MS);',
    replace: 'return work;',
    test: 'test/idempotency/store-deadline.test.ts',
  },
  {
    name: 'encryption: customers are stored in clear',
    file: 'src/idempotency/store/row-format.ts',
    find: "customerId: digestOf(indexKey, 'customer', customerId),\n        encryptedCustomer",
    replace: 'customerId,\n        encryptedCustomer',
    test: 'test/idempotency/store/encryption.test.ts',
  },
  {
    name: 'encryption: answers are stored in clear',
    file: 'src/idempotency/store/row-format.ts',
    find: "answer: encryptJson(id, 'answer', answer)",
    replace: 'answer: answer && JSON.stringify(answer)',
    test: 'test/idempotency/store/encryption.test.ts',
  },
  {
    name: 'encryption: the ids of contacts are stored in clear',
    file: 'src/idempotency/store/row-format.ts',
    find: "contactId: digestOf(indexKey, 'contact', contactId),",
    replace: 'contactId,',
    test: 'test/idempotency/store/encryption.test.ts',
  },
  {
    name: 'encryption: a value may be moved to another place',
    file: 'src/idempotency/store/keyring.ts',
    find: 'function boundTo({ row, column }: Place): Buffer {',
    replace:
      "function boundTo({ row, column }: Place): Buffer {\n  if (row || column) return Buffer.from('');",
    test: 'test/idempotency/store/encryption.test.ts',
  },
  {
    name: 'encryption: a process starts without a key in use',
    file: 'src/idempotency/store/store-keys.ts',
    find: 'if (missing.length > 0) throw new StoreKeyError(lacks(missing));',
    replace: '',
    test: 'test/idempotency/store/encryption.test.ts',
  },
  {
    name: 'encryption: a rekey drops keys that rows are under',
    file: 'src/idempotency/store/rekey.ts',
    find: 'if (passes === MAX_PASSES) return',
    replace: 'if (passes === 1) break;\n    if (passes === MAX_PASSES) return',
    test: 'test/idempotency/store/encryption.test.ts',
  },
  {
    name: 'store: has no bound',
    file: 'src/idempotency/store/size-bound.ts',
    find: 'return Math.max(rows / this.bounds.rows, bytes / this.bounds.bytes);',
    replace: 'return 0;',
    test: 'test/idempotency/store/size-bound.test.ts',
  },
  {
    name: 'store: a full one rejects known keys',
    file: 'src/idempotency/store/repository.ts',
    find: 'if (!present) throw new StoreFullError();',
    replace: 'throw new StoreFullError();',
    test: 'test/idempotency/full-store.test.ts',
  },
  {
    name: 'store: forgotten rows stay in the write-ahead log',
    file: 'src/idempotency/store/sqlite.ts',
    find: "return this.#database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;",
    replace: 'return true;',
    test: 'test/idempotency/store/residue.test.ts',
  },
  {
    name: 'store: two customers claim one key concurrently',
    file: 'src/idempotency/store/repository.ts',
    find: 'if (!concurrent) return { claimed: true, attempt: made };',
    replace: 'if (made) return { claimed: true, attempt: made };',
    test: 'test/idempotency/store/conformance.test.ts',
  },
  {
    name: 'store: a success is forgotten while its contact could be taken',
    file: 'src/idempotency/store/statements.ts',
    find: "AND NOT (state = 'SUCCEEDED' AND EXISTS (",
    replace: "AND NOT (state = 'NEVER' AND EXISTS (",
    test: 'test/idempotency/times.test.ts',
  },
];
