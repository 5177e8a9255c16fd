/**
 * A process that only sweeps, until it gets the signal to end. Argument: the URL of a build. On standard
 * input, as JSON: store, environment, the deadline, the grace, the interval.
 */
import { text } from 'node:stream/consumers';
import { openKeyed, tell } from './keyed-build.mjs';

const [build] = process.argv.slice(2);
const task = JSON.parse(await text(process.stdin));
const { sweep: makeSweep, close } = await openKeyed(build, task);
const sweep = makeSweep({
  intervalMs: task.intervalMs,
  failed: (error) => tell({ failed: String(error) }),
});
sweep.start();
// The sweep's own timer does not keep a process alive.
const alive = setInterval(() => {}, 60_000);
process.once('SIGTERM', async () => {
  clearInterval(alive);
  await sweep.stop();
  await close();
});
tell({ started: true });
