/** The planted mistakes. `find` stands exactly once in its file; `tests` are those that have to notice. */

export interface Mutant {
  readonly name: string;
  /** Below the root of the project. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Paths below the root of the project. */
  readonly tests: readonly string[];
}

const FIXTURES = ['test/fixtures/fixtures.test.ts', 'test/fixtures/reading.test.ts'];
const CHANGING = ['test/fixtures/changing.test.ts'];
const CONFORMANCE = ['test/conformance/providers-1.test.ts', 'test/conformance/providers-2.test.ts'];
const KEYED = [
  'test/idempotency/keyed-add.test.ts',
  'test/idempotency/reconcile.test.ts',
  'test/idempotency/times.test.ts',
  'test/idempotency/counterexamples.property.test.ts',
];
const CHANGES = [
  'test/idempotency/reconcile-change.test.ts',
  'test/idempotency/keyed-change.property.test.ts',
];
const GATE = ['admission', 'breaker', 'admission-over-http', 'vendor-limits'].map(
  (name) => `test/accounts/${name}.test.ts`,
);
const LEDGER = ['test/properties/ledger.property.test.ts'];
const DUPLICATES = ['test/idempotency/duplicates.property.test.ts'];
const UNIQUE = ['test/idempotency/unique-adds.test.ts', 'test/idempotency/updated-existing.test.ts'];
const CLIENT = ['test/vendor-http/client.test.ts'];
const PROXY = ['test/vendor-http/proxy.test.ts'];

export const mutants: readonly Mutant[] = [
  // Wire names.
  {
    name: 'wire name: Chargebee last_name',
    file: 'src/providers/chargebee/fields.ts',
    find: "text('last_name'",
    replace: "text('lastname'",
    tests: FIXTURES,
  },
  {
    name: 'wire name: ChartMogul linked_in',
    file: 'src/providers/chartmogul/fields.ts',
    find: "'linked_in'",
    replace: "'linkedin'",
    tests: FIXTURES,
  },
  {
    name: 'wire name: Zuora zipCode',
    file: 'src/providers/zuora/fields.ts',
    find: "text('zipCode'",
    replace: "text('postalCode'",
    tests: FIXTURES,
  },
  {
    name: 'wire name: CRO notify_on_failed_request',
    file: 'src/providers/cro/fields.ts',
    find: "'notify_on_failed_request'",
    replace: "'notify_on_failed_requests'",
    tests: FIXTURES,
  },
  {
    name: 'wire code: RPM type of a fax',
    file: 'src/providers/rpm/fields.ts',
    find: 'FAX: 3',
    replace: 'FAX: 4',
    tests: FIXTURES,
  },
  {
    name: 'default: Chargebee contact not enabled',
    file: 'src/providers/chargebee/fields.ts',
    find: 'default: true',
    replace: 'default: false',
    tests: FIXTURES,
  },
  // Limits.
  {
    name: 'limit: Chargebee email 71',
    file: 'src/providers/chargebee/fields.ts',
    find: 'max: 70',
    replace: 'max: 71',
    tests: ['test/properties/mapping.property.test.ts', 'test/providers/field-tables.test.ts'],
  },
  {
    name: 'limit: Zuora country 65',
    file: 'src/providers/zuora/fields.ts',
    find: 'max: 64',
    replace: 'max: 65',
    tests: ['test/properties/mapping.property.test.ts', 'test/providers/field-tables.test.ts'],
  },
  {
    name: 'limit: CRO addresses unlimited together',
    file: 'src/mapping/joined-rows.ts',
    find: 'checkJoined(value, max',
    replace: 'checkJoined(value, 10 * max',
    tests: ['test/providers/cro.test.ts', ...CONFORMANCE],
  },
  {
    name: 'limit: RPM five phones',
    file: 'src/providers/rpm/fields.ts',
    find: 'capacity: 4',
    replace: 'capacity: 5',
    tests: ['test/providers/rpm.test.ts', ...CONFORMANCE],
  },
  // What a vendor's error means.
  {
    name: 'error kind: Chargebee lock_timeout taken for an unknown outcome',
    file: 'src/providers/chargebee/errors.ts',
    find: "UNAVAILABLE: ['lock_timeout', 'site_not_ready', 'site_read_only_mode'],\n    UNKNOWN: [",
    replace: "UNAVAILABLE: ['site_not_ready', 'site_read_only_mode'],\n    UNKNOWN: ['lock_timeout', ",
    tests: FIXTURES,
  },
  {
    name: 'error kind: Chargebee internal_error taken for not applied',
    file: 'src/providers/chargebee/errors.ts',
    find: "'site_read_only_mode'],\n    UNKNOWN: ['internal_error', ",
    replace: "'site_read_only_mode', 'internal_error'],\n    UNKNOWN: [",
    tests: FIXTURES,
  },
  {
    name: 'error kind: Zuora 60 and 61 swapped',
    file: 'src/providers/zuora/errors.ts',
    find: "'61', 'LOCK_COMPETITION'],\n    UNKNOWN: ['60',",
    replace: "'60', 'LOCK_COMPETITION'],\n    UNKNOWN: ['61',",
    tests: FIXTURES,
  },
  {
    name: 'error kind: RPM daily limit taken for permission',
    file: 'src/providers/rpm/errors.ts',
    find: "text: /^api daily limit reached$/i, kind: 'RATE_LIMITED'",
    replace: "text: /^api daily limit reached$/i, kind: 'PERMISSION_DENIED'",
    tests: FIXTURES,
  },
  {
    name: 'error kind: CRO 404 taken for a rejection',
    file: 'src/providers/cro/errors.ts',
    find: 'CUSTOMER_NOT_FOUND: [404]',
    replace: 'FIELD_REJECTED: [404]',
    tests: FIXTURES,
  },
  {
    name: 'error kind: ChartMogul 402 taken for access',
    file: 'src/providers/chartmogul/errors.ts',
    find: 'REJECTED: [400, 402, 422],',
    replace: 'NOT_CONFIGURED: [402], REJECTED: [400, 422],',
    tests: FIXTURES,
  },
  {
    name: 'outcome: an unexplained 5xx taken for not applied',
    file: 'src/accounts/classify.ts',
    find: "return 'REJECTED';\n  return 'UNKNOWN';",
    replace: "return 'REJECTED';\n  return 'REJECTED';",
    tests: [...FIXTURES, ...CONFORMANCE],
  },
  {
    name: 'outcome: the least certain error of several loses',
    file: 'src/accounts/classify.ts',
    find: 'precedence(a.kind) - precedence(b.kind)',
    replace: 'precedence(b.kind) - precedence(a.kind)',
    tests: ['test/providers/vendor-errors.test.ts'],
  },
  {
    name: 'outcome: IN_PROGRESS taken for not applied',
    file: 'src/model/errors.ts',
    find: "conflict === 'IN_PROGRESS' ? 'UNKNOWN'",
    replace: "conflict === 'IN_PROGRESS' ? 'NOT_APPLIED'",
    tests: ['test/graphql/add-contact/errors.test.ts', ...KEYED],
  },
  {
    name: 'retryable: unknown without a key',
    file: 'src/model/errors.ts',
    find: 'retryable: ({ isForGood }, hasIdempotencyKey) => hasIdempotencyKey && !isForGood',
    replace: 'retryable: () => true',
    tests: ['test/graphql/add-contact/errors.test.ts', ...CONFORMANCE],
  },
  // Sent or not.
  {
    name: 'sent or not: a request that started counts as not sent',
    file: 'src/vendor-http/client.ts',
    find: 'onRequestStart',
    replace: 'onRequestStarted',
    tests: CLIENT,
  },
  // The proxy, tokens and secrets.
  {
    name: 'proxy: emulators are reached through it',
    file: 'src/vendor-http/connections.ts',
    find: '!proxy || isLoopback(new URL(origin).hostname)',
    replace: '!proxy',
    tests: PROXY,
  },
  {
    name: 'proxy: a CONNECT without an answer holds its place',
    file: 'src/vendor-http/connections.ts',
    find: 'headersTimeout: timeout,',
    replace: '',
    tests: PROXY,
  },
  {
    name: 'proxy: answers in a tunnel are not repaired',
    file: 'src/vendor-http/connections.ts',
    find: '{ connect: lenient(connect) }',
    replace: '{ connect }',
    tests: PROXY,
  },
  {
    name: 'proxy: its password is not secret',
    file: 'src/accounts/accounts.ts',
    find: 'secrets.register(() => ofProxy)',
    replace: 'secrets.register(() => [])',
    tests: PROXY,
  },
  {
    name: 'token: a firewall blames the credentials',
    file: 'src/vendor-http/authorization.ts',
    find: 'case 400:\n      return answer !== undefined;',
    replace: 'case 400:\n    case 403:\n      return answer !== undefined;',
    tests: ['test/vendor-http/authorization.test.ts'],
  },
  {
    name: 'secrets: wrong ones are read again without a pause',
    file: 'src/vendor-http/replaceable-authorization.ts',
    find: 'this.#pausedUntil = this.clock.now() + REREAD_PAUSE_MS;',
    replace: '',
    tests: ['test/vendor-http/replaceable-authorization.test.ts'],
  },
  {
    name: 'secrets: replaced ones are shown',
    file: 'src/vendor-http/replaceable-authorization.ts',
    find: '[...this.#current.secrets(), ...this.#former];',
    replace: 'this.#current.secrets();',
    tests: ['test/accounts/secret-files.test.ts'],
  },
  {
    name: 'secrets: rejected ones are not read again',
    file: 'src/vendor-http/replaceable-authorization.ts',
    find: 'used.renew(rejected)) || this.#hasOther(used);',
    replace: 'used.renew(rejected));',
    tests: ['test/accounts/secret-files.test.ts'],
  },
  {
    name: 'shutdown: ready during the delay',
    file: 'src/server/server.ts',
    find: 'isStopping = true;',
    replace: '',
    tests: ['test/server/shutdown-delay.test.ts'],
  },
  // Accounts.
  {
    name: 'accounts: keys belong to no account in particular',
    file: 'src/accounts/accounts.ts',
    find: 'accountIdOf(provider, settings, name)',
    replace: "accountIdOf(provider, { ...settings, baseUrl: '' })",
    tests: ['test/graphql/accounts.test.ts'],
  },
  {
    name: 'accounts: a cursor belongs to all of them',
    file: 'src/contacts/cursor.ts',
    find: 'accountPart(customer)',
    replace: 'customer.provider',
    tests: ['test/contacts/cursor.test.ts', 'test/graphql/accounts.test.ts'],
  },
  {
    name: 'accounts: loaders take one for another',
    file: 'src/graphql/contact-loaders.ts',
    find: 'customerEntityId(key)',
    replace: 'customerEntityId({ ...key, account: undefined })',
    tests: ['test/graphql/accounts.test.ts'],
  },
  {
    name: 'accounts: two names of one are taken',
    file: 'src/accounts/account-settings.ts',
    find: 'if (twin === undefined)',
    replace: 'if (twin !== name)',
    tests: ['test/config/accounts.test.ts'],
  },
  // Redaction.
  {
    name: 'redaction: values of the request shown',
    file: 'src/accounts/redact.ts',
    find: '.replace(WORD, (word) => (words.has(word) ? MARK : word))',
    replace: '',
    tests: ['test/providers/redact-values.test.ts', ...CONFORMANCE],
  },
  {
    name: 'redaction: email addresses shown',
    file: 'src/accounts/redact.ts',
    find: '.replace(EMAIL, MARK)',
    replace: '',
    tests: ['test/providers/redact-values.test.ts'],
  },
  {
    name: 'redaction: secrets shown',
    file: 'src/accounts/exchange.ts',
    find: 'boundJson(json, hide)',
    replace: 'boundJson(json, (text) => text)',
    tests: ['test/providers/secrets.test.ts'],
  },
  // Idempotency.
  {
    name: 'grace: absence confirmed at once',
    file: 'src/idempotency/reconcile.ts',
    find: 'const isOver = msSinceLastSend >= graceMs;',
    replace: 'const isOver = msSinceLastSend >= 0;',
    tests: KEYED,
  },
  {
    name: 'grace: one empty list is enough',
    file: 'src/idempotency/reconcile.ts',
    find: 'isOver && emptyChecks > 0',
    replace: 'isOver',
    tests: KEYED,
  },
  {
    name: 'reconcile: an older contact that looks the same counts',
    file: 'src/idempotency/digests.ts',
    find: 'return ({ externalId }) => !old.has(externalId);',
    replace: 'return ({ externalId }) => !old.has(externalId) || old.size > 0;',
    tests: KEYED,
  },
  {
    name: 'reconcile: a contact that holds more counts',
    file: 'src/idempotency/digests.ts',
    find: 'isEqual: matchRatio === 1 && !isMore',
    replace: 'isEqual: matchRatio === 1',
    tests: [...KEYED, 'test/idempotency/likeness.test.ts'],
  },
  {
    name: 'reconcile: a contact of another attempt is taken',
    file: 'src/idempotency/reconcile.ts',
    find: '!concurrent.claimed.has(contact.id) &&',
    replace: '',
    tests: KEYED,
  },
  {
    name: 'attempts: another request under a key is answered',
    file: 'src/idempotency/attempts.ts',
    find: 'attempt.id !== id || attempt.fingerprint !== fingerprint',
    replace: 'attempt.id !== id',
    tests: KEYED,
  },
  {
    name: 'attempts: sent without the record of it',
    file: 'src/idempotency/run-attempt.ts',
    find: 'if (sending === null) return failed(STORE_DOWN);',
    replace: 'if (sending === null) return request.account.write(call.value, deadline);',
    tests: KEYED,
  },
  {
    name: 'native key: the same for each run',
    file: 'src/providers/chargebee/index.ts',
    find: 'idempotencyKey, run = 1 }) =>',
    replace: 'idempotencyKey }, _request, run = 1) =>',
    tests: ['test/providers/chargebee.test.ts', ...KEYED],
  },
  // Changes and removals.
  {
    name: 'change: an unknown one is not applied before the grace is over',
    file: 'src/idempotency/reconcile-change.ts',
    find: 'if (msSinceLastSend < graceMs || emptyChecks === 0) {',
    replace: 'if (emptyChecks === 0) {',
    tests: CHANGES,
  },
  {
    name: 'change: a contact that somebody else changed counts as it was',
    file: 'src/idempotency/reconcile-change.ts',
    find: "return isDisturbed ? { kind: 'lost', record: next } : { kind: 'not-applied' };",
    replace: "return { kind: 'not-applied' };",
    tests: CHANGES,
  },
  {
    name: 'change: repeated under the key of the vendor over what somebody else wrote',
    file: 'src/idempotency/find-change.ts',
    find: '!decision.isUnchanged ||',
    replace: '',
    tests: CHANGES,
  },
  {
    name: 'change: flags of Chargebee left out',
    file: 'src/providers/chargebee/index.ts',
    find: "['enabled', 'notifications']",
    replace: '[]',
    tests: CHANGING,
  },
  {
    name: 'change: slots of a list that get no item stay',
    file: 'src/mapping/decide-update.ts',
    find: 'return replaced(decisions, row);',
    replace: 'return decisions;',
    tests: LEDGER,
  },
  {
    name: 'change: texts of RPM left out',
    file: 'src/mapping/field-table.ts',
    find: 'Object.fromEntries(wires.map(entryOf(present)))',
    replace: '({})',
    tests: CHANGING,
  },
  {
    name: 'change: RPM guesses the place of a number',
    file: 'src/mapping/entry-rows.ts',
    find: 'if (items <= maxItems)',
    replace: 'if (items <= 99)',
    tests: LEDGER,
  },
  {
    name: 'change: an empty text is left to the call of Zuora that clears',
    file: 'src/providers/zuora/index.ts',
    find: 'clearsEmptyTexts: true,',
    replace: '',
    tests: LEDGER,
  },
  {
    name: 'change: the older limits of Zuora are forgotten',
    file: 'src/providers/zuora/index.ts',
    find: '{ country: 32, mobilePhone: 40 }',
    replace: '{}',
    tests: LEDGER,
  },
  {
    name: 'change: all custom fields of ChartMogul are cleared by one that was there',
    file: 'src/mapping/custom-field-rows.ts',
    find: 'Object.keys(map(present) ?? {}).map',
    replace: 'Object.keys(map(present) ?? {}).slice(0, 1).map',
    tests: LEDGER,
  },
  // Store.
  {
    name: 'store: compare-and-set without the compare',
    file: 'src/idempotency/store/statements.ts',
    find: 'WHERE id = :id AND epoch = :epoch $',
    replace: 'WHERE id = :id AND :epoch = :epoch $',
    tests: ['test/idempotency/store/conformance.test.ts'],
  },
  {
    name: 'store: an attempt that is not decided is forgotten',
    file: 'src/idempotency/store/statements.ts',
    find: "expires_at <= NOW AND (state IN ('SUCCEEDED', 'REJECTED', 'NOT_APPLIED')",
    replace: "expires_at <= NOW AND (state IN ('SUCCEEDED', 'REJECTED', 'NOT_APPLIED', 'UNKNOWN')",
    tests: ['test/idempotency/store/conformance.test.ts'],
  },
  // Admission and retry.
  {
    name: 'admission: a hold for a rate limit is ignored',
    file: 'src/accounts/admission.ts',
    find: 'if (this.#pausedUntil - now < deadline.remainingMs()) return undefined;',
    replace: 'return undefined;',
    tests: GATE,
  },
  {
    name: 'admission: reads before writes',
    file: 'src/accounts/admission.ts',
    find: "kind === 'read' ? READS : WRITES",
    replace: "kind === 'read' ? WRITES : READS",
    tests: GATE,
  },
  {
    name: 'breaker: lets a write try a vendor that is down',
    file: 'src/accounts/breaker.ts',
    find: "return kind !== 'write' && this.isDue;",
    replace: 'return this.isDue;',
    tests: GATE,
  },
  {
    name: 'retry: a write is sent again without a hint',
    file: 'src/accounts/retry.ts',
    find: 'waitMs === undefined ? undefined : waitMs + backoffMs(0)',
    replace: "whenAgain(failure) === 'NEVER' ? undefined : (waitMs ?? 0) + backoffMs(0)",
    tests: ['test/providers/vendor-errors.test.ts'],
  },
  {
    name: 'retry: no budget',
    file: 'src/accounts/retry.ts',
    find: 'this.#tokens -= COST;',
    replace: '',
    tests: ['test/providers/retry.test.ts', 'test/contacts/reading/retry.test.ts'],
  },
  // Reads.
  {
    name: 'reads: an unreadable answer passes for an empty list',
    file: 'src/mapping/reply.ts',
    find: 'return v.array(entry);',
    replace: 'return v.fallback(v.array(entry), []);',
    tests: ['test/contacts/reading/retry.test.ts', ...CONFORMANCE, 'test/contacts/reading/mistakes.test.ts'],
  },
  {
    name: 'path: dots leave the customer',
    file: 'src/accounts/encode.ts',
    find: "segment === '' || segment === '.' || segment === '..'",
    replace: "segment === ''",
    tests: ['test/providers/path.test.ts', ...CONFORMANCE],
  },
  {
    name: 'reads: a cursor that repeats is followed',
    file: 'src/providers/pages.ts',
    find: 'next !== true && this.#cursors.has(next)',
    replace: 'next === ""',
    tests: ['test/contacts/reading/endless.test.ts'],
  },
  {
    name: 'outcome: a rejected repeat settles',
    file: 'src/model/errors.ts',
    find: 'outcome.replayed === true && rowOf',
    replace: 'rowOf',
    tests: ['test/graphql/outcome-truth.test.ts'],
  },
  // Identity.
  {
    name: 'identity: accounts share their keys',
    file: 'src/idempotency/identity.ts',
    find: "digest('attempt', ...scopeOf(owner), account, customerId, key, ...other)",
    replace: "digest('attempt', ...scopeOf(owner), customerId, key, ...other)",
    tests: ['test/providers/accounts.test.ts', 'test/idempotency/scopes.test.ts', ...KEYED],
  },
  // Callers.
  {
    name: 'callers: a writer reads what was there before',
    file: 'src/graphql/to-member.ts',
    find: 'context.mayRead || created ? contact',
    replace: 'true ? contact',
    tests: ['test/callers/root-fields.test.ts'],
  },
  {
    name: 'callers: choose every option of a change',
    file: 'src/contacts/check-write.ts',
    find: 'optionsOf(offeredTo(provider, caller, account).write.options, operation)',
    replace:
      "optionsOf((operation === 'ADD' ? offeredTo(provider, caller, account) : provider).write.options, operation)",
    tests: ['test/callers/options.test.ts'],
  },
  // Existing contacts, and the leases under which they are looked for.
  {
    name: 'existing: a lease is given while another has it',
    file: 'src/idempotency/store/statements.ts',
    find: 'WHERE LEASES.until <= NOW\n      RETURNING',
    replace: 'WHERE LEASES.until >= 0\n      RETURNING',
    tests: ['test/idempotency/store/conformance.test.ts'],
  },
  {
    name: 'existing: anybody releases a lease',
    file: 'src/idempotency/store/statements.ts',
    find: 'AND owner = :owner RETURNING owner',
    replace: 'AND (owner = :owner OR true) RETURNING owner',
    tests: ['test/idempotency/store/conformance.test.ts'],
  },
  {
    name: 'existing: work outlives its lease',
    file: 'src/idempotency/leases.ts',
    find: 'deadline.within(turn.endsAt - this.clock.now())',
    replace: 'deadline',
    tests: ['test/idempotency/leases.test.ts'],
  },
  {
    name: 'existing: a process keeps a lease for itself',
    file: 'src/idempotency/leases.ts',
    find: 'TURN_MS = 500',
    replace: 'TURN_MS = 500_000',
    tests: ['test/idempotency/leases.test.ts'],
  },
  {
    name: 'existing: a list of before the request serves it',
    file: 'src/idempotency/unique-adds.ts',
    find: 'known.startedAt >= arrivedAt && ',
    replace: '',
    tests: UNIQUE,
  },
  {
    name: 'existing: one of several is chosen',
    file: 'src/idempotency/unique-adds.ts',
    find: 'matches.length > 1',
    replace: 'matches.length > 99',
    tests: UNIQUE,
  },
  {
    name: 'existing: a lost create is forgotten',
    file: 'src/idempotency/unique-adds.ts',
    find: "writeOutcome(outcome.failure) === 'UNKNOWN') return",
    replace: 'writeOutcome(outcome.failure) === undefined) return',
    tests: UNIQUE,
  },
  {
    name: 'existing: an account is locked by each of its names',
    file: 'src/idempotency/unique-adds.ts',
    find: 'if (leaseName !== name)',
    replace: 'if (leaseName === undefined)',
    tests: UNIQUE,
  },
  {
    name: 'existing: a lost create is repeated',
    file: 'src/idempotency/find-outcome.ts',
    find: '!request.duplicates && ',
    replace: '',
    tests: UNIQUE,
  },
  {
    name: 'existing: case counts',
    file: 'src/mapping/match.ts',
    find: '.toLowerCase()',
    replace: '',
    tests: UNIQUE,
  },
  {
    name: 'existing: the policy is no part of a request',
    file: 'src/idempotency/attempts.ts',
    find: '...(duplicates && { duplicates: fingerprinted(duplicates, call) }),',
    replace: '',
    tests: UNIQUE,
  },
  {
    name: 'duplicates: an id matches an address',
    file: 'src/mapping/match.ts',
    find: '{match} $',
    replace: '{fold("")}$',
    tests: DUPLICATES,
  },
  {
    name: 'duplicates: composition counts',
    file: 'src/mapping/match.ts',
    find: ".normalize('NFC')",
    replace: '',
    tests: DUPLICATES,
  },
  {
    name: 'duplicates: the beginning of a value matches',
    file: 'src/mapping/match.ts',
    find: 'values.includes(value)',
    replace: 'values.some((other) => other.startsWith(value))',
    tests: DUPLICATES,
  },
  {
    name: 'duplicates: the first of matchBy alone is compared',
    file: 'src/mapping/match.ts',
    find: 'const values = matchBy.flatMap(',
    replace: 'const values = matchBy.slice(0, 1).flatMap(',
    tests: DUPLICATES,
  },
  {
    name: 'duplicates: REJECT returns the match',
    file: 'src/idempotency/unique-adds.ts',
    find: "if (ifExists === 'REJECT')",
    replace: 'if (ifExists === undefined)',
    tests: DUPLICATES,
  },
  {
    name: 'duplicates: an update counts as created',
    file: 'src/accounts/account-writes.ts',
    find: "...(call.isOfAdd && { found: 'UPDATED' as const }),",
    replace: '',
    tests: DUPLICATES,
  },
];
