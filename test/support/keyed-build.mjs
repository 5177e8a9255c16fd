/** Keyed writes of a build, for the processes started with it. */

/** `wrap` wraps the store of the writes. */
export async function openKeyed(
  build,
  { storeUrl, environment, deadlineMs, graceMs },
  wrap = (store) => store,
) {
  const load = (path) => import(new URL(path, build).href);
  const [
    { ContactService },
    { IdempotentWrites },
    { AttemptSweep },
    { openAccounts },
    { providers },
    { openStore },
  ] = await Promise.all(
    [
      'contacts/contact-service.js',
      'idempotency/attempts.js',
      'idempotency/sweep.js',
      'accounts/accounts.js',
      'providers/registry.js',
      'idempotency/store/open-store.js',
    ].map(load),
  );
  const altered = providers.map((provider) => ({
    ...provider,
    // The emulator has no limits.
    limits: { concurrency: 20 },
    idempotency: { ...provider.idempotency, ...(graceMs !== undefined && { graceMs }) },
  }));
  const accounts = openAccounts(altered, { live: new Map(), sandboxed: environment });
  const store = wrap(await openStore(storeUrl));
  const adds = new IdempotentWrites(store, accounts, deadlineMs);
  return {
    service: new ContactService(accounts, deadlineMs, adds),
    sweep: (options) => new AttemptSweep(store, adds, { deadlineMs, ...options }),
    close: async () => {
      await accounts.close();
      await store.close();
    },
  };
}

/** Prints one JSON line. Writes to a pipe are synchronous: each answer is out before the next request. */
export function tell(fact) {
  process.stdout.write(`${JSON.stringify(fact)}\n`);
}

const METHODS = { ADD: 'add', UPDATE: 'update', REMOVE: 'remove' };

/** Sends a write of `keyed-writes.ts`; returns its caller's answer. */
export async function answerTo(service, { operation, command, number }) {
  const outcome = await service[METHODS[operation]](command);
  if (!outcome.ok) {
    const { kind, isForGood = false } = outcome.failure;
    return { number, told: kind, isForGood };
  }
  return { number, told: 'success', contact: outcome.value.contact?.emails[0]?.address ?? null };
}
