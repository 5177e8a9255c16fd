/**
 * Processes that are killed at the named points. Each one has an attempt at every vendor, waits until all of
 * them stand at the point, and is killed then; before, it added one contact at each vendor to the end.
 */

import { setTimeout } from 'node:timers/promises';
import type { ProviderId } from '../../src/model/contact.js';
import { startJsonProcess } from '../support/json-process.js';
import { attemptIdOf, command, emailOf, keyOf } from '../support/keyed-stage.js';
import { LEDGER_PROVIDERS, type WriteFault } from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';
import { inTurn } from './keyed-run.js';
import { KILL_POINTS, type KillPoint } from './kill-points.js';
import type { KillRun, Told } from './kill-run.js';

const DEADLINE_MS = 2000;
/** Of an absence: none, so that it can be confirmed before the process is killed. */
const GRACE_MS = 0;
const AT_ONCE = 3;
const NUMBERS_PER_POINT = 2 * LEDGER_PROVIDERS.length;
const PATIENT_MS = 30_000;
const MOST_TRIES = 6;
/** More than any run needs. */
const NUMBERS_PER_TRY = 10_000_000;

interface Fact extends Told {
  readonly stopped?: string;
  readonly passed?: string;
}

/**
 * Kills so that each point has its turn, `pointsAtOnce` of them in one process; operations get the numbers
 * from `first` on.
 */
export async function killAtPoints(
  run: KillRun,
  kills: number,
  pointsAtOnce: number,
  first: number,
): Promise<void> {
  const indices = Array.from({ length: kills }, (_, index) => index);
  await inTurn(
    indices,
    (index) => {
      const turns = Array.from({ length: pointsAtOnce }, (_, turn) => index * pointsAtOnce + turn);
      const lanes = turns.flatMap((turn) => {
        const point = KILL_POINTS[turn % KILL_POINTS.length];
        return point ? lanesAt(run, point, first + turn * NUMBERS_PER_POINT) : [];
      });
      return killUntilHit(run, lanes);
    },
    AT_ONCE,
  );
}

/**
 * A machine with other things to do may let an attempt run into its deadline before the others are at their
 * point.
 */
async function killUntilHit(run: KillRun, first: readonly Lane[]): Promise<void> {
  let lanes = first;
  for (let tries = 1; lanes.length > 0 && tries <= MOST_TRIES; tries += 1) {
    const missed = await killAt(run, lanes);
    lanes = missed.map(({ point, provider, number }) =>
      laneAt(run, point, provider, number + NUMBERS_PER_TRY),
    );
  }
  for (const { number, point } of lanes) {
    run.wrong.push({ number, about: `no operation was killed when ${point.name}, ${number} neither` });
  }
}

interface Lane {
  readonly point: KillPoint;
  readonly provider: ProviderId;
  /** Of the operation that stops; the one before it is answered. */
  readonly number: number;
  readonly id: string;
  readonly customer: string;
  readonly commands: readonly ReturnType<typeof command>[];
  readonly random: Random;
}

/** One for each vendor. */
function lanesAt(run: KillRun, point: KillPoint, first: number): Lane[] {
  return LEDGER_PROVIDERS.map((provider, index) => laneAt(run, point, provider, first + 2 * index + 1));
}

function laneAt({ seed, vendor }: KillRun, point: KillPoint, provider: ProviderId, number: number): Lane {
  const random = new Random(`${seed}/${point.name}/${number}`);
  // Half of them have a customer with a contact, and with an answered attempt.
  const owner = random.chance(0.5) ? number - 1 : number;
  const stops = command(provider, number, { customer: owner });
  const customer = `${provider} ${stops.customerId}`;
  const commands = [command(provider, number - 1), stops];
  return { point, provider, number, id: attemptIdOf(vendor.environment, stops), customer, commands, random };
}

/** Gives the lanes that were not at their point. */
async function killAt(run: KillRun, lanes: readonly Lane[]): Promise<readonly Lane[]> {
  const { vendor } = run;
  const stopped = new Set<string>();
  let look = () => {};
  const allStopped = new Promise<void>((resolve) => {
    look = () => stopped.size === lanes.length && resolve();
  });
  const stop = (id: string) => {
    stopped.add(id);
    look();
  };
  const killed = Promise.withResolvers<void>();
  for (const lane of lanes) play(run, lane, () => stop(lane.id), killed.promise);

  const task = {
    storeUrl: run.storeUrl,
    environment: vendor.environment,
    deadlineMs: DEADLINE_MS,
    graceMs: GRACE_MS,
    lanes: lanes.map(({ id, commands, point }) => ({
      id,
      commands,
      point: typeof point.stop === 'string' ? null : point.stop,
    })),
  };
  const passed = new Set<string>();
  const { child, facts, ended } = startJsonProcess<Fact>(
    'test/support/stopped-process.mjs',
    run.build.url,
    task,
    (fact) => {
      run.judge(fact);
      if (fact.passed !== undefined) passed.add(fact.passed);
      const id = fact.stopped ?? fact.passed;
      if (id !== undefined) stop(id);
    },
  );
  const patience = new AbortController();
  await Promise.race([
    allStopped,
    ended,
    setTimeout(PATIENT_MS, undefined, { signal: patience.signal }).catch(() => undefined),
  ]);
  patience.abort();
  child.kill('SIGKILL');
  await ended;
  for (const name of new Set(lanes.map(({ point }) => point.name))) run.countKill(name);

  const answered = new Set(facts.map(({ key }) => key));
  const isThere = ({ id }: Lane) => stopped.has(id) && !passed.has(id);
  for (const lane of lanes) {
    const { number, point, commands } = lane;
    for (const [index, command] of commands.entries()) {
      const own = number - 1 + index;
      // One that stops may have been told before that its outcome is not known.
      const isAnswered = answered.has(keyOf(own)) && !(own === number && isThere(lane));
      run.begun.push({ number: own, command, point: point.name, answered: isAnswered });
    }
    if (isThere(lane) && !isAt(run, point, number)) {
      run.wrong.push({ number, about: `operation ${number} was killed when not ${point.name}` });
    }
  }
  killed.resolve();
  return lanes.filter((lane) => !isThere(lane));
}

/** What the vendor does with the requests of a lane. */
function play(run: KillRun, lane: Lane, stop: () => void, killed: Promise<void>): void {
  const { point, number, customer, random } = lane;
  const email = emailOf(number);
  run.faults.set(emailOf(number - 1), () => 'none');
  // Drawn now, so that it does not depend on what comes first.
  const isCarriedOut = random.chance(0.5);
  const drawn = Array.from({ length: 32 }, (_, before) => point.fault?.(random, before) ?? 'none');
  run.faults.set(email, async (before): Promise<WriteFault> => {
    const isHeld = point.stop === 'request read' || (point.stop === 'look read' && before > 0);
    if (!isHeld) return drawn[before] ?? 'none';
    stop();
    await killed;
    // Nobody is there any more to be answered.
    return isCarriedOut ? 'none' : 'cut before commit';
  });
  if (point.stop === 'carried out') run.carriedOut.set(email, stop);
  if (point.stop === 'look read') {
    run.reads.set(customer, async () => {
      // The ids that are there before the write are no look at its outcome.
      if (run.vendor.writes(email) === 0) return;
      stop();
      await killed;
    });
  }
}

function isAt({ vendor }: KillRun, { writes, commits }: KillPoint, number: number): boolean {
  const email = emailOf(number);
  return (
    (writes === undefined || vendor.writes(email) === writes) &&
    (commits === undefined || vendor.commits(email) === commits)
  );
}
