import { jest } from '@jest/globals';

/** Fakes only the calendar, which `jest.useRealTimers` restores: the network needs real timers. */
export function setCalendar(now?: Date): void {
  const doNotFake = [
    'hrtime',
    'nextTick',
    'performance',
    'queueMicrotask',
    'setImmediate',
    'clearImmediate',
    'setInterval',
    'clearInterval',
    'setTimeout',
    'clearTimeout',
  ] as const;
  jest.useFakeTimers({ doNotFake: [...doNotFake], ...(now && { now }) });
}
