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
    name: 'store: an attempt that is not decided is forgotten',
    file: 'src/idempotency/store/statements.ts',
    find: "expires_at <= NOW AND (state IN ('SUCCEEDED', 'REJECTED', 'NOT_APPLIED')",
    replace: "expires_at <= NOW AND (state IN ('SUCCEEDED', 'REJECTED', 'NOT_APPLIED', 'UNKNOWN')",
    test: 'test/idempotency/store/conformance.test.ts',
  },
];
