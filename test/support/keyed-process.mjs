/**
 * A process that adds contacts under keys and prints one JSON line for each answer that it got. Argument: the
 * URL of a build. On standard input, as JSON, what to do: store, environment, commands, how many at a time,
 * the deadline, the grace.
 */
import { text } from 'node:stream/consumers';
import { answerTold, openKeyed, tell } from './keyed-build.mjs';

const [build] = process.argv.slice(2);
const task = JSON.parse(await text(process.stdin));
const { service, close } = await openKeyed(build, task);

tell({ started: true });
const queue = task.commands.entries();
const lane = async () => {
  for (const [, command] of queue) tell(answerTold(command, await service.add(command)));
};
await Promise.all(Array.from({ length: task.lanes }, lane));
await close();
