/**
 * A store of another release in a separate process. Arguments: the URL of its open-store module, the store's
 * URL. Answers each line of standard input, `{id, method, given}`, with a line `{id, value}` or `{id,
 * error}`.
 */
import { createInterface } from 'node:readline';

const [module, url] = process.argv.slice(2);
const tell = (fact) => process.stdout.write(`${JSON.stringify(fact)}\n`);
const { openStore } = await import(module);
const store = await openStore(url).catch((error) => {
  tell({ id: 0, error: error.message });
  process.exit(1);
});
tell({ id: 0 });
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, given } = JSON.parse(line);
  store[method](...given).then(
    (value) => tell({ id, value: value instanceof Map ? { pairs: [...value] } : value }),
    (error) => tell({ id, error: error.message }),
  );
}
await store.close();
