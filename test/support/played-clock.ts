/**
 * A clock that stands still until a test advances it, for code that measures hours. Replaces the language's
 * timers and the promise-based ones, which Jest's fake timers do not cover.
 */
import timers from 'node:timers/promises';
import { afterEach, beforeEach, jest } from '@jest/globals';

/** A separate clock for each test of the calling group. */
export function playedClock(): PlayedClock {
  const clock = new PlayedClock();
  beforeEach(() => {
    clock.install();
    // Checks are spread over two seconds; a repeated run must behave the same.
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
  });
  afterEach(() => {
    jest.spyOn(Math, 'random').mockRestore();
    clock.uninstall();
  });
  return clock;
}

const START = Date.UTC(2026, 10, 20);

/** More than ever follow each other without a timer in between. */
const WRITES_IN_A_ROW = 20;

export class PlayedClock {
  #waiting: { restore(): void } | undefined;

  install(): void {
    jest.useFakeTimers({ now: START, doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
    const wait = (ms?: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    const spy = jest.spyOn(timers, 'setTimeout').mockImplementation(wait as never);
    this.#waiting = { restore: () => spy.mockRestore() };
  }

  /** Drops everything pending, and resets the time. */
  forget(): void {
    jest.clearAllTimers();
    jest.setSystemTime(START);
  }

  uninstall(): void {
    this.#waiting?.restore();
    jest.useRealTimers();
  }

  /** Runs what is due on the way, in order. */
  advance(ms: number): Promise<void> {
    return jest.advanceTimersByTimeAsync(ms);
  }

  /** Advances to the next due timer; throws when there is none. */
  async next(): Promise<void> {
    if (jest.getTimerCount() === 0) throw new Error('Nothing is left that could go on.');
    await jest.advanceTimersToNextTimerAsync();
  }

  /** Advances as far as the promise needs; throws if that would be forever. */
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
   * Runs what needs no time: promises, and file writes, which wait for the end of the turn of the event loop.
   */
  async #pause(): Promise<void> {
    await jest.advanceTimersByTimeAsync(0);
    for (let turns = 0; turns < WRITES_IN_A_ROW; turns += 1) await timers.setImmediate();
  }
}
