/** Idempotency keys: what a lost outcome is found out by. */
import type { Mutant } from '../mutant.ts';

export const keys: readonly Mutant[] = [
  {
    name: 'grace: absence confirmed at once',
    file: 'src/idempotency/reconcile.ts',
    find: 'const isOver = msSinceLastSend >= graceMs;',
    replace: 'const isOver = msSinceLastSend >= 0;',
    test: 'test/idempotency/reconcile.test.ts',
  },
  {
    name: 'grace: one empty list is enough',
    file: 'src/idempotency/reconcile.ts',
    find: 'isOver && emptyChecks > 0',
    replace: 'isOver',
    test: 'test/idempotency/reconcile.test.ts',
  },
  {
    name: 'reconcile: an older contact that looks the same counts',
    file: 'src/idempotency/digests.ts',
    find: 'return ({ externalId }) => !old.has(externalId);',
    replace: 'return ({ externalId }) => !old.has(externalId) || old.size > 0;',
    test: 'test/idempotency/reconcile.test.ts',
  },
  {
    name: 'reconcile: a contact that holds more counts',
    file: 'src/idempotency/digests.ts',
    find: 'isEqual: matchRatio === 1 && !isMore',
    replace: 'isEqual: matchRatio === 1',
    test: 'test/idempotency/likeness.test.ts',
  },
  {
    name: 'reconcile: a contact of another attempt is taken',
    file: 'src/idempotency/reconcile.ts',
    find: '!concurrent.claimed.has(contact.id) &&',
    replace: '',
    test: 'test/idempotency/reconcile.test.ts',
  },
  {
    name: 'attempts: another request under a key is answered',
    file: 'src/idempotency/attempts.ts',
    find: 'attempt.id !== id || attempt.fingerprint !== fingerprint',
    replace: 'attempt.id !== id',
    test: 'test/idempotency/keyed-add.test.ts',
  },
  {
    name: 'attempts: sent without the record of it',
    file: 'src/idempotency/run-attempt.ts',
    find: 'if (sending === null) return failed(STORE_DOWN);',
    replace: 'if (sending === null) return request.account.write(call.value, deadline);',
    test: 'test/idempotency/keyed-add.test.ts',
  },
  {
    name: 'native key: the same for each run',
    file: 'src/providers/chargebee/index.ts',
    find: 'idempotencyKey, run = 1 }) =>',
    replace: 'idempotencyKey }, _request, run = 1) =>',
    test: 'test/providers/chargebee.test.ts',
  },
  {
    name: 'identity: accounts share their keys',
    file: 'src/idempotency/identity.ts',
    find: "digest('attempt', ...scopeOf(owner), account, customerId, key, ...other)",
    replace: "digest('attempt', ...scopeOf(owner), customerId, key, ...other)",
    test: 'test/idempotency/scopes.test.ts',
  },
];
