/** Keyed adds as a build makes them, for the processes that are started with it. */

/** `wrap`: what stands between the adds and their store. */
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
  const altered = providers.map(({ ratePerSecond: _, ...provider }) => ({
    ...provider,
    concurrency: 20,
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

/**
 * One JSON line on standard output. A pipe is written to at once: what was told is out before the next
 * request.
 */
export function tell(fact) {
  process.stdout.write(`${JSON.stringify(fact)}\n`);
}

export function answerTold(command, outcome) {
  return {
    key: command.options.idempotencyKey,
    told: outcome.ok ? 'success' : outcome.failure.kind,
    contact: outcome.ok ? outcome.value.contact.emails[0]?.address : null,
  };
}
