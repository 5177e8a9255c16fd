/** How a vendor's error is classified, and reported to callers. */
import type { Mutant } from '../mutant.ts';

export const outcomes: readonly Mutant[] = [
  {
    name: 'error kind: Chargebee lock_timeout taken for an unknown outcome',
    file: 'src/providers/chargebee/errors.ts',
    find: "UNAVAILABLE: ['lock_timeout', 'site_not_ready', 'site_read_only_mode'],\n    UNKNOWN: [",
    replace: "UNAVAILABLE: ['site_not_ready', 'site_read_only_mode'],\n    UNKNOWN: ['lock_timeout', ",
    test: 'test/fixtures/fixtures.test.ts',
  },
  {
    name: 'error kind: Chargebee internal_error taken for not applied',
    file: 'src/providers/chargebee/errors.ts',
    find: "'site_read_only_mode'],\n    UNKNOWN: ['internal_error', ",
    replace: "'site_read_only_mode', 'internal_error'],\n    UNKNOWN: [",
    test: 'test/fixtures/fixtures.test.ts',
  },
  {
    name: 'error kind: Zuora 60 and 61 swapped',
    file: 'src/providers/zuora/errors.ts',
    find: "'61', 'LOCK_COMPETITION'],\n    UNKNOWN: [\n      '60',",
    replace: "'60', 'LOCK_COMPETITION'],\n    UNKNOWN: [\n      '61',",
    test: 'test/fixtures/fixtures.test.ts',
  },
  {
    name: 'error kind: RPM daily limit taken for permission',
    file: 'src/providers/rpm/errors.ts',
    find: "text: /^api daily limit reached$/i, kind: 'RATE_LIMITED'",
    replace: "text: /^api daily limit reached$/i, kind: 'PERMISSION_DENIED'",
    test: 'test/fixtures/fixtures.test.ts',
  },
  {
    name: 'error kind: CRO 404 taken for a rejection',
    file: 'src/providers/cro/errors.ts',
    find: 'CUSTOMER_NOT_FOUND: [404]',
    replace: 'FIELD_REJECTED: [404]',
    test: 'test/fixtures/reading.test.ts',
  },
  {
    name: 'error kind: ChartMogul 402 taken for access',
    file: 'src/providers/chartmogul/errors.ts',
    find: 'REJECTED: [400, 402, 422],',
    replace: 'NOT_CONFIGURED: [402], REJECTED: [400, 422],',
    test: 'test/fixtures/fixtures.test.ts',
  },
  {
    name: 'outcome: an unexplained 5xx taken for not applied',
    file: 'src/accounts/classify.ts',
    find: "return 'REJECTED';\n  return 'UNKNOWN';",
    replace: "return 'REJECTED';\n  return 'REJECTED';",
    test: 'test/fixtures/fixtures.test.ts',
  },
  {
    name: 'outcome: the least certain of several errors is ignored',
    file: 'src/accounts/classify.ts',
    find: 'precedence(error.kind) < precedence(primary.kind)',
    replace: 'precedence(error.kind) > precedence(primary.kind)',
    test: 'test/providers/vendor-errors.test.ts',
  },
  {
    name: 'outcome: IN_PROGRESS taken for not applied',
    file: 'src/model/errors.ts',
    find: "conflict === 'IN_PROGRESS' ? 'UNKNOWN'",
    replace: "conflict === 'IN_PROGRESS' ? 'NOT_APPLIED'",
    test: 'test/graphql/add-contact/errors.test.ts',
  },
  {
    name: 'retryable: unknown without a key',
    file: 'src/model/errors.ts',
    find: 'retryable: ({ isForGood }, hasIdempotencyKey) => hasIdempotencyKey && !isForGood',
    replace: 'retryable: () => true',
    test: 'test/graphql/add-contact/errors.test.ts',
  },
  {
    name: 'outcome: a rejected repeat settles',
    file: 'src/model/errors.ts',
    find: 'outcome.replayed === true && rowOf',
    replace: 'rowOf',
    test: 'test/graphql/outcome-truth.test.ts',
  },
  {
    name: 'outcome: the 404 of a gateway tells of a customer',
    file: 'src/providers/cro/errors.ts',
    find: '!body || Object.values(body).every((text) => text === undefined)',
    replace: '!body',
    test: 'test/idempotency/vendor-answers.test.ts',
  },
];
