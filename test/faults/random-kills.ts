/** Processes that are killed at random moments while they add contacts under keys. */
import { setTimeout } from 'node:timers/promises';
import { startJsonProcess } from '../support/json-process.js';
import { keyOf } from '../support/keyed-stage.js';
import { LEDGER_PROVIDERS } from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';
import { commandOf } from './keyed-run.js';
import { RANDOM_MOMENT } from './kill-points.js';
import type { KillRun, Told } from './kill-run.js';

const DEADLINE_MS = 1000;
const LANES = 8;
const LONGEST_LIFE_MS = 400;
/** More than a process gets done in its life. */
const COMMANDS = 400;

/** Operations get the numbers from `first` on; gives the first that is free after them. */
export async function killAtRandom(run: KillRun, kills: number, first: number): Promise<number> {
  const random = new Random(`${run.seed}/kills`);
  let next = first;
  for (let kill = 0; kill < kills; kill += 1) {
    const batch = Array.from({ length: COMMANDS }, (_, index) => next + index);
    const commands = batch.map((number) => commandOf(providerOf(number), number));
    const { storeUrl, vendor } = run;
    const task = {
      storeUrl,
      environment: vendor.environment,
      commands,
      lanes: LANES,
      deadlineMs: DEADLINE_MS,
    };
    const running = startJsonProcess<Told>('test/support/keyed-process.mjs', run.build.url, task);
    await running.started;
    await setTimeout(random.below(LONGEST_LIFE_MS));
    running.child.kill('SIGKILL');
    await running.ended;
    run.countKill(RANDOM_MOMENT);
    for (const fact of running.facts) run.judge(fact);
    const answered = new Set(running.facts.map(({ key }) => key));
    // A lane begins its next operation when the one before is answered.
    const count = Math.min(COMMANDS, running.facts.filter(({ key }) => key !== undefined).length + LANES);
    for (const [index, command] of commands.slice(0, count).entries()) {
      const number = next + index;
      run.begun.push({ number, command, point: RANDOM_MOMENT, answered: answered.has(keyOf(number)) });
    }
    next += count;
  }
  return next;
}

function providerOf(number: number) {
  // Operations 1 to 4 share their provider, so that one of them shares a customer too.
  const provider = LEDGER_PROVIDERS[((number - 1) >> 2) % LEDGER_PROVIDERS.length];
  if (!provider) throw new RangeError('There is no provider.');
  return provider;
}
