import { jest } from '@jest/globals';

/** Only the calendar is the test's, which `jest.useRealTimers` takes back: the network needs its timers. */
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
