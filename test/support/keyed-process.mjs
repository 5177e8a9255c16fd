/**
 * A process that sends keyed writes and prints one JSON line for each answer. Argument: the URL of a build.
 * On standard input, as JSON, its task: store, environment, writes, how many at a time, the deadline, the
 * grace.
 */
import { text } from 'node:stream/consumers';
import { answerTo, openKeyed, tell } from './keyed-build.mjs';

const [build] = process.argv.slice(2);
const task = JSON.parse(await text(process.stdin));
const { service, close } = await openKeyed(build, task);

tell({ started: true });
const queue = task.writes.entries();
const lane = async () => {
  for (const [, write] of queue) tell(await answerTo(service, write));
};
await Promise.all(Array.from({ length: task.lanes }, lane));
await close();
