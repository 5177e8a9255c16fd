/**
 * A process that adds contacts with chartmogul-node unchanged, except that the waits between its retries are
 * divided by a number: they grow, and twenty of them take a quarter of an hour. On standard input, as JSON:
 * the vendor's URL, its credentials, the adds, how many at a time, and the number. Prints one JSON line for
 * each operation.
 */
import { text } from 'node:stream/consumers';

const { origin, apiKey, dataSource, operations, lanes, shortenedBy } = JSON.parse(await text(process.stdin));

/** The timeouts of its requests for the begin and the end of an answer, which are kept. */
const REQUEST_TIMEOUTS_MS = [30_000, 120_000];
const original = globalThis.setTimeout;
globalThis.setTimeout = (callback, ms, ...values) =>
  original(callback, REQUEST_TIMEOUTS_MS.includes(ms) ? ms : ms / shortenedBy, ...values);

const { default: ChartMogul } = await import('chartmogul-node');
const config = new ChartMogul.Config(apiKey, origin);

const queue = operations.entries();
const lane = async () => {
  for (const [, { number, customerId, email }] of queue) {
    const contact = { email, data_source_uuid: dataSource };
    const added = await ChartMogul.Customer.createContact(config, customerId, contact).then(
      () => true,
      () => false,
    );
    process.stdout.write(`${JSON.stringify({ number, added })}\n`);
  }
};
await Promise.all(Array.from({ length: lanes }, lane));
