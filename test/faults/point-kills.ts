/**
 * Processes killed at the named points. Each one carries one write per vendor to its end, then has an attempt
 * at every vendor, waits until all are at the point, and is killed. Another client changes half of the
 * contacts of changes.
 */

import { setTimeout } from 'node:timers/promises';
import type { ProviderId } from '../../src/model/contact.js';
import { startJsonProcess } from '../support/json-process.js';
import { emailOf } from '../support/keyed-stage.js';
import {
  addOf,
  attemptOf,
  changeOperation,
  FOREIGN_INPUTS,
  type KeyedWrite,
  leaseOf,
  placeChanges,
} from '../support/keyed-writes.js';
import { LEDGER_PROVIDERS, type WriteFault } from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';
import { inTurn } from './keyed-run.js';
import { type KillPoint, killPointsOf } from './kill-points.js';
import type { KillRun, Told } from './kill-run.js';

const DEADLINE_MS = 2000;
/** No grace, so that an absence can be confirmed before the process is killed. */
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
  const points = killPointsOf(run.kind);
  const indices = Array.from({ length: kills }, (_, index) => index);
  await inTurn(
    indices,
    (index) => {
      const turns = Array.from({ length: pointsAtOnce }, (_, turn) => index * pointsAtOnce + turn);
      const lanes = turns.flatMap((turn) => {
        const point = points[turn % points.length];
        return point ? lanesAt(run, point, first + turn * NUMBERS_PER_POINT) : [];
      });
      return killUntilHit(run, lanes);
    },
    AT_ONCE,
  );
}

/** A busy machine may let an attempt run into its deadline before the others are at their point. */
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
  /** The number of the operation that stops; the one before it is answered. */
  readonly number: number;
  readonly id: string;
  readonly customer: string;
  readonly writes: readonly [before: KeyedWrite, stops: KeyedWrite];
  readonly random: Random;
}

/** One for each vendor. */
function lanesAt(run: KillRun, point: KillPoint, first: number): Lane[] {
  return LEDGER_PROVIDERS.map((provider, index) => laneAt(run, point, provider, first + 2 * index + 1));
}

function laneAt(run: KillRun, point: KillPoint, provider: ProviderId, number: number): Lane {
  const { seed, vendor } = run;
  const random = new Random(`${seed}/${point.name}/${number}`);
  // Half of them have a customer with a contact and an answered attempt, which would stop here as well.
  const isShared = random.chance(0.5) && !isOfLease(point) && point.stop !== 'contact read';
  const writes =
    run.kind === 'adds' ? addsAt(provider, number, isShared) : changesAt(run, provider, number, isShared);
  for (const write of writes) run.know(write);
  const [, stops] = writes;
  const customer = `${provider} ${stops.customerId}`;
  run.played.add(customer);
  const id = isOfLease(point) ? leaseOf(vendor.environment, stops) : attemptOf(vendor.environment, stops);
  return { point, provider, number, id, customer, writes, random };
}

function isOfLease({ stop }: KillPoint): boolean {
  return typeof stop === 'object' && stop.call === 'takeLease';
}

function addsAt(provider: ProviderId, number: number, isShared: boolean): Lane['writes'] {
  return [addOf(provider, number - 1), addOf(provider, number, isShared ? number - 1 : number)];
}

function changesAt(
  { vendor }: KillRun,
  provider: ProviderId,
  number: number,
  isShared: boolean,
): Lane['writes'] {
  const operation = changeOperation(provider, number);
  const writes = isShared
    ? placeChanges(vendor, provider, number - 1, ['UPDATE', operation])
    : [
        ...placeChanges(vendor, provider, number - 1, ['UPDATE']),
        ...placeChanges(vendor, provider, number, [operation]),
      ];
  const [before, stops] = writes;
  if (!before || !stops) throw new RangeError('Two changes are two writes.');
  return [before, stops];
}

/** Returns the lanes that were not at their point. */
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
    lanes: lanes.map(({ id, writes, point }) => ({
      id,
      writes,
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

  const answered = new Set(facts.map(({ number }) => number));
  const isThere = ({ id }: Lane) => stopped.has(id) && !passed.has(id);
  for (const lane of lanes) {
    const { number, point, writes } = lane;
    for (const write of writes) {
      // A stopping operation may have been answered UNKNOWN before.
      const isAnswered = answered.has(write.number) && !(write.number === number && isThere(lane));
      run.begun.push({ write, point: point.name, answered: isAnswered });
    }
    if (isThere(lane) && !isAt(run, point, number)) {
      run.wrong.push({ number, about: `operation ${number} was killed when not ${point.name}` });
    }
  }
  if (run.kind === 'changes') for (const lane of lanes) await changeElsewhere(run, lane);
  killed.resolve();
  return lanes.filter((lane) => !isThere(lane));
}

/** Another client's changes of half of the contacts while none of our processes runs. */
async function changeElsewhere({ vendor }: KillRun, { provider, writes, random }: Lane): Promise<void> {
  const [, { customerId }] = writes;
  const known = vendor.calls.find((call) => call.provider === provider);
  const [contactId] = vendor.ids(provider, customerId);
  if (!random.chance(0.5) || !known || contactId === undefined) return;
  const input = random.pick(Object.values(FOREIGN_INPUTS));
  await vendor.changeElsewhere({ ...known, customerId }, { contactId, input });
}

/** The vendor's behavior for the requests of a lane. */
function play(run: KillRun, lane: Lane, stop: () => void, killed: Promise<void>): void {
  const { point, number, customer, random } = lane;
  const email = emailOf(number);
  run.faults.set(emailOf(number - 1), () => 'none');
  // Drawn now, so that it does not depend on the order of arrival.
  const isCarriedOut = random.chance(0.5);
  const drawn = Array.from({ length: 32 }, (_, before) => point.fault?.(random, before) ?? 'none');
  run.faults.set(email, async (before): Promise<WriteFault> => {
    const isHeld = point.stop === 'request read' || (point.stop === 'look read' && before > 0);
    if (!isHeld) return drawn[before] ?? 'none';
    stop();
    await killed;
    // No process is left to be answered.
    return isCarriedOut ? 'none' : 'cut before commit';
  });
  if (point.stop === 'carried out') run.carriedOut.set(email, stop);
  if (point.stop === 'look read' || point.stop === 'contact read') {
    run.reads.set(customer, async () => {
      // A read before the write is not a check of its outcome.
      if (point.stop === 'look read' && run.vendor.writes(email) === 0) return;
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
