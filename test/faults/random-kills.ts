/** Processes killed at random moments while they send keyed writes. */
import { setTimeout } from 'node:timers/promises';
import { startJsonProcess } from '../support/json-process.js';
import { LEDGER_PROVIDERS } from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';
import { writesOf } from './keyed-run.js';
import { RANDOM_MOMENT } from './kill-points.js';
import type { KillRun, Told } from './kill-run.js';

const DEADLINE_MS = 1000;
const LANES = 8;
const LONGEST_LIFE_MS = 400;
/** More than a process handles in its life, and such that the next one begins at another provider. */
const WRITES = 404;

/** Operations get the numbers from `first` on; returns the next free one. */
export async function killAtRandom(run: KillRun, kills: number, first: number): Promise<number> {
  const random = new Random(`${run.seed}/kills`);
  let next = first;
  for (let kill = 0; kill < kills; kill += 1) {
    const batch = Array.from({ length: WRITES }, (_, index) => next + index);
    const { storeUrl, vendor, kind } = run;
    const writes = [...Map.groupBy(batch, providerOf)]
      .flatMap(([provider, numbers]) => writesOf(vendor, provider, kind, numbers))
      .sort((a, b) => a.number - b.number);
    for (const write of writes) run.know(write);
    const task = {
      storeUrl,
      environment: vendor.environment,
      writes,
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
    const answered = new Set(running.facts.map(({ number }) => number));
    // A lane begins its next operation when the previous one is answered.
    const told = running.facts.filter(({ number }) => number !== undefined).length;
    const count = Math.min(WRITES, told + LANES);
    for (const write of writes.slice(0, count)) {
      run.begun.push({ write, point: RANDOM_MOMENT, answered: answered.has(write.number) });
    }
    // Nothing was sent for the others, but their contacts are at the vendor.
    next += WRITES;
  }
  return next;
}

function providerOf(number: number) {
  // Operations 1 to 4 share their provider, so that one of them shares a customer too.
  const provider = LEDGER_PROVIDERS[((number - 1) >> 2) % LEDGER_PROVIDERS.length];
  if (!provider) throw new RangeError('There is no provider.');
  return provider;
}
