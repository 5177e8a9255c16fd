/**
 * A process that stops at a named point of an attempt and never continues, so that it can be killed exactly
 * there. It prints one JSON line for each answer, and one for each stopped attempt. Argument: the URL of a
 * build. On standard input, as JSON: store, environment, the deadline, the grace, and lanes. A lane sends its
 * writes in sequence; the last one is the attempt that stops, and is sent again while its outcome is unknown.
 */
import { text } from 'node:stream/consumers';
import { answerTo, openKeyed, tell } from './keyed-build.mjs';
import { stopping } from './stopping-store.mjs';

const MOST_TURNS = 12;

const [build] = process.argv.slice(2);
const task = JSON.parse(await text(process.stdin));
const points = new Map(task.lanes.flatMap(({ id, point }) => (point ? [[id, point]] : [])));
const { service } = await openKeyed(build, task, (store) =>
  stopping(store, points, (id) => tell({ stopped: id })),
);
// A promise that never settles does not keep a process alive.
setInterval(() => {}, 60_000);

const isOpen = ({ told, isForGood }) => !isForGood && (told === 'unknown' || told === 'idempotency-conflict');

tell({ started: true });
await Promise.all(
  task.lanes.map(async ({ id, writes }) => {
    const last = writes.pop();
    for (const write of writes) tell(await answerTo(service, write));
    let answer;
    for (let turn = 0; turn < MOST_TURNS && (!answer || isOpen(answer)); turn += 1) {
      answer = await answerTo(service, last);
      tell(answer);
    }
    tell({ passed: id });
  }),
);
