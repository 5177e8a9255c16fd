/**
 * A caller that ignores every limit, in a separate process, so that it delays no clock of the test. On
 * standard input, as JSON: `urls`, `headers`, `body`, `lanes` (concurrent requests at each url), `insistsMs`
 * (its wait after an answer without data) and `forMs`. Prints one JSON line when it begins, and one with the
 * answers of each url by status when it ends.
 */
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

const { urls, headers, body, lanes, insistsMs, forMs } = JSON.parse(await text(process.stdin));
const tell = (fact) => process.stdout.write(`${JSON.stringify(fact)}\n`);

async function lane({ pool, path, statuses }) {
  while (performance.now() < endsAt) {
    const { statusCode, body: answer } = await pool.request({ path, method: 'POST', headers, body });
    await answer.dump();
    statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
    if (statusCode !== 200) await sleep(insistsMs);
  }
}

const targets = urls.map((url) => {
  const { origin, pathname } = new URL(url);
  return { pool: new Pool(origin, { connections: lanes }), path: pathname, statuses: {} };
});
const endsAt = performance.now() + forMs;
tell({ begun: true });
await Promise.all(targets.flatMap((target) => Array.from({ length: lanes }, () => lane(target))));
await Promise.all(targets.map(({ pool }) => pool.close()));
tell({ statuses: targets.map(({ statuses }) => statuses) });
