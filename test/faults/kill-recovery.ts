/**
 * Recovery after killed processes: some keys are sent again, a sweep settles the other attempts, and then
 * every key is sent again.
 */
import { setTimeout } from 'node:timers/promises';
import { openStore } from '../../src/idempotency/store/open-store.js';
import type { Attempt, AttemptStore } from '../../src/idempotency/store/store.js';
import { isFinal } from '../../src/idempotency/transitions.js';
import { startJsonProcess } from '../support/json-process.js';
import { emailOf } from '../support/keyed-stage.js';
import { attemptOf } from '../support/keyed-writes.js';
import { inTurn } from './keyed-run.js';
import type { Begun, KillRun, Told } from './kill-run.js';

const DEADLINE_MS = 2000;
/** The killed processes' deadline, and the five seconds by which a lease outlives it. */
const LEASES_OVER_MS = 2000 + 5000 + 250;
const LANES = 8;
const ROUNDS = 6;
const SWEEP_MS = 20_000;
/**
 * Without a grace, the age of the attempt doubles until the next check. Two checks decide, and a busy machine
 * fails one: the last one runs at four times the age of the first.
 */
const AS_LONG_AGAIN = 3;

export interface Recovered {
  /** Attempts that the sweep did not settle, as they were then. */
  readonly left: ReadonlyMap<number, Attempt>;
  /** Attempts that are still not settled in the end. */
  readonly stuck: ReadonlySet<number>;
  /** Operations whose repeated key did not lead to its result. */
  readonly lost: ReadonlySet<number>;
}

/** `awaitsAbsences`: the sweep also gets the time to confirm absences, which takes two checks. */
export async function recover(run: KillRun, awaitsAbsences: boolean): Promise<Recovered> {
  await setTimeout(LEASES_OVER_MS);
  run.calm();
  const store = await openStore(run.storeUrl);
  const isForCallers = ({ write }: Begun) => ((write.number >> 1) & 1) === 0;
  await sendAgain(run, run.begun.filter(isForCallers));
  const isAwaited = ({ write }: Begun) => awaitsAbsences || run.vendor.commits(emailOf(write.number)) > 0;
  const left = await sweep(run, store, run.begun.filter(isAwaited));
  const lost = await sendAgain(run, run.begun);
  const ended = await openAttempts(run, store, run.begun);
  await store.close();
  return { left, stuck: numbersOf(ended.map(({ begun }) => begun)), lost: numbersOf(lost) };
}

/** Sends keys again until each is settled; returns those that never are. */
async function sendAgain(run: KillRun, begun: readonly Begun[]): Promise<readonly Begun[]> {
  let open = begun;
  for (let round = 0; round < ROUNDS && open.length > 0; round += 1) {
    const writes = open.map(({ write }) => write);
    const running = startJsonProcess<Told>('test/support/keyed-process.mjs', run.build.url, {
      ...taskOf(run),
      writes,
      lanes: LANES,
    });
    await running.ended;
    for (const fact of running.facts) run.judge(fact);
    const known = new Set(running.facts.filter(isSettled).map(({ number }) => number));
    open = open.filter(({ write }) => !known.has(write.number));
  }
  return open;
}

/** Done; or another client has changed or removed the contact, which the ledger shows. */
function isSettled({ told, isForGood }: Told): boolean {
  return told === 'success' || told === 'contact-not-found' || isForGood === true;
}

/** Sweeps until the attempts are settled; returns those that are not. */
async function sweep(
  run: KillRun,
  store: AttemptStore,
  awaited: readonly Begun[],
): Promise<ReadonlyMap<number, Attempt>> {
  const { child, started, ended } = startJsonProcess('test/support/sweep-process.mjs', run.build.url, {
    ...taskOf(run),
    intervalMs: 50,
  });
  await started;
  const until = performance.now() + SWEEP_MS + AS_LONG_AGAIN * (performance.now() - run.startedAt);
  // A sweep cannot know a key that was never claimed.
  const claimed = async (begun: readonly Begun[]) =>
    (await openAttempts(run, store, begun)).filter(({ attempt }) => attempt !== undefined);
  let open = await claimed(awaited);
  while (open.length > 0 && performance.now() < until) {
    await setTimeout(100);
    open = await claimed(open.map(({ begun }) => begun));
  }
  child.kill('SIGTERM');
  await ended;
  return new Map(open.flatMap(({ begun, attempt }) => (attempt ? [[begun.write.number, attempt]] : [])));
}

interface Open {
  readonly begun: Begun;
  /** Undefined if the key was never claimed. */
  readonly attempt: Attempt | undefined;
}

/** Those whose attempt is not settled. */
async function openAttempts(
  { vendor }: KillRun,
  store: AttemptStore,
  begun: readonly Begun[],
): Promise<readonly Open[]> {
  const found = await inTurn(begun, async (one): Promise<readonly Open[]> => {
    const attempt = await store.get(attemptOf(vendor.environment, one.write));
    return attempt && isFinal(attempt) ? [] : [{ begun: one, attempt }];
  });
  return found.flat();
}

function taskOf({ storeUrl, vendor }: KillRun) {
  return { storeUrl, environment: vendor.environment, deadlineMs: DEADLINE_MS, graceMs: 0 };
}

function numbersOf(begun: readonly Begun[]): ReadonlySet<number> {
  return new Set(begun.map(({ write }) => write.number));
}
