/**
 * A clock that stands still until a test advances it, for code that measures hours. Stands in for the
 * language's timers and for those that are promises, which the test runner's own stand-in leaves alone.
 */
import timers from 'node:timers/promises';
import { afterEach, beforeEach, jest } from '@jest/globals';

/** A clock of its own for each test of the group in which this is called. */
export function playedClock(): PlayedClock {
  const clock = new PlayedClock();
  beforeEach(() => {
    clock.install();
    // Checks are spread over two seconds; a run that is played again has to fall the same way.
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
  });
  afterEach(() => {
    jest.spyOn(Math, 'random').mockRestore();
    clock.uninstall();
  });
  return clock;
}

const START = Date.UTC(2026, 10, 20);

/** More than follow each other anywhere without a timer in between. */
const WRITES_IN_A_ROW = 20;

export class PlayedClock {
  #waiting: { restore(): void } | undefined;

  install(): void {
    jest.useFakeTimers({ now: START, doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
    const wait = (ms?: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    const spy = jest.spyOn(timers, 'setTimeout').mockImplementation(wait as never);
    this.#waiting = { restore: () => spy.mockRestore() };
  }

  /** Whatever was to happen does not, and it is as early as at first. */
  forget(): void {
    jest.clearAllTimers();
    jest.setSystemTime(START);
  }

  uninstall(): void {
    this.#waiting?.restore();
    jest.useRealTimers();
  }

  /** What is due on the way happens in its order. */
  advance(ms: number): Promise<void> {
    return jest.advanceTimersByTimeAsync(ms);
  }

  /** To whatever is due next; throws when nothing is. */
  async next(): Promise<void> {
    if (jest.getTimerCount() === 0) throw new Error('Nothing is left that could go on.');
    await jest.advanceTimersToNextTimerAsync();
  }

  /** Goes on as far as the promise needs it to; throws when that would be for ever. */
  async until<Value>(promise: Promise<Value>): Promise<Value> {
    let isSettled = false;
    const done = () => {
      isSettled = true;
    };
    promise.then(done, done);
    for (let steps = 0; steps < 2000; steps += 1) {
      await this.#pause();
      if (isSettled) return promise;
      if (jest.getTimerCount() === 0) break;
      await jest.advanceTimersToNextTimerAsync();
    }
    await this.#pause();
    if (isSettled) return promise;
    throw new Error('Nothing is left that could settle it.');
  }

  /**
   * Lets go on what needs no time: promises, and writes to a file, which wait for the turn of the event loop
   * to end.
   */
  async #pause(): Promise<void> {
    await jest.advanceTimersByTimeAsync(0);
    for (let turns = 0; turns < WRITES_IN_A_ROW; turns += 1) await timers.setImmediate();
  }
}
