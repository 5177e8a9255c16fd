/**
 * The emulated ChartMogul with limits, in a separate process: it counts every request of the last second, and
 * those it works on. Argument: the URL of a build. Prints one JSON line when it listens, and one for each
 * request. On standard input, as JSON: `perSecond`, `atOnce`, `tookMs` (plus or minus a third).
 */
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

const [build] = process.argv.slice(2);
const { perSecond, atOnce, tookMs } = JSON.parse(await text(process.stdin));
const { startSandbox } = await import(new URL('sandbox/kit/server.js', build));
const { createSandbox } = await import(new URL('sandbox/chartmogul/index.js', build));

const WINDOW_MS = 1000;
const times = [];
let inFlight = 0;
const vendor = createSandbox({});
// With one data source, and without contacts.
for (const id of vendor.customerIds()) vendor.openCustomer(id);
const tell = (fact) => process.stdout.write(`${JSON.stringify(fact)}\n`);

async function fault({ customerId }) {
  const at = performance.timeOrigin + performance.now();
  while (times[0] <= at - WINDOW_MS) times.shift();
  const status = times.length >= perSecond ? 429 : inFlight >= atOnce ? 503 : 201;
  times.push(at);
  inFlight += 1;
  tell({ at, customerId, status });
  await sleep(tookMs * (2 / 3 + (2 / 3) * Math.random()));
  inFlight -= 1;
  if (status !== 201) return { reply: { status, body: { message: 'over the limit' } } };
  if (!vendor.hasCustomer(customerId)) vendor.openCustomer(customerId);
  return undefined;
}

const { environment } = await startSandbox({ vendors: [vendor], script: { fault } });
tell({ environment });
