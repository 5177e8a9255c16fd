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
    { VendorAccess },
    { openDirectory },
    { providers },
    { openStore },
  ] = await Promise.all(
    [
      'contacts/add-contact.js',
      'idempotency/attempts.js',
      'idempotency/sweep.js',
      'accounts/vendor-access.js',
      'accounts/open-directory.js',
      'providers/registry.js',
      'idempotency/store/open-store.js',
    ].map(load),
  );
  const altered = providers.map(({ ratePerSecond: _, ...provider }) => ({
    ...provider,
    concurrency: 20,
    proof: { ...provider.proof, ...(graceMs !== undefined && { graceMs }) },
  }));
  const directory = openDirectory(altered, { live: new Map(), sandboxed: environment });
  const store = wrap(await openStore(storeUrl));
  const adds = new IdempotentWrites(store, new VendorAccess(directory), deadlineMs);
  return {
    service: new ContactService(directory, deadlineMs, adds),
    sweep: (options) => new AttemptSweep(store, adds, { deadlineMs, ...options }),
    close: async () => {
      await directory.close();
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
