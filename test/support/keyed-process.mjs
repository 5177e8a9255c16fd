/**
 * A process that adds contacts under keys and prints one JSON line for each answer that it got. Argument: the URL of a build.
 * On standard input, as JSON, what to do: store, environment, commands, how many at a time, the deadline, the grace.
 */
import { text } from 'node:stream/consumers';

const [build] = process.argv.slice(2);
const { storeUrl, environment, commands, lanes, deadlineMs, graceMs } = JSON.parse(await text(process.stdin));
const load = (path) => import(new URL(path, build).href);
const [{ ContactService }, { KeyedAdds }, { VendorAccess }, { openDirectory }, { providers }, { openStore }] =
  await Promise.all(
    [
      'domain/add-contact.js',
      'domain/attempts/keyed-add.js',
      'domain/attempts/vendor-access.js',
      'domain/open-directory.js',
      'providers/providers.js',
      'store/open-store.js',
    ].map(load),
  );

const altered = providers.map(({ ratePerSecond: _, ...provider }) => ({
  ...provider,
  concurrency: 20,
  proof: { ...provider.proof, ...(graceMs !== undefined && { graceMs }) },
}));
const directory = openDirectory(altered, { live: new Map(), sandboxed: environment });
const store = await openStore(storeUrl);
const adds = new KeyedAdds(store, new VendorAccess(directory), deadlineMs);
const service = new ContactService(directory, deadlineMs, adds);

// A pipe is written to at once: what was told is out before the next request.
const tell = (fact) => process.stdout.write(`${JSON.stringify(fact)}\n`);

tell({ started: true });
const queue = commands.entries();
const lane = async () => {
  for (const [, command] of queue) {
    const outcome = await service.add(command);
    tell({
      key: command.options.idempotencyKey,
      told: outcome.ok ? 'success' : outcome.failure.kind,
      contact: outcome.ok ? outcome.value.contact.emails[0]?.address : null,
    });
  }
};
await Promise.all(Array.from({ length: lanes }, lane));
await directory.close();
await store.close();
