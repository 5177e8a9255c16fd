/** Calls through admission alone, under Jest's clock. */
import { afterEach, beforeEach, jest } from '@jest/globals';
import { AdmissionControl, type AdmissionOptions, type Health } from '../../src/accounts/admission.js';
import type { CallKind } from '../../src/accounts/breaker.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { settled, type Told } from './admission-calls.js';

export const FINE: Health = { isFault: false, pauseSeconds: null };
export const FAULT: Health = { isFault: true, pauseSeconds: null };

/** A vendor behind admission whose calls take as long as a test wants. */
export class Stage {
  readonly gate: AdmissionControl;
  /** When calls began, in milliseconds of the test's clock. */
  readonly starts: number[] = [];
  inFlight = 0;
  mostInFlight = 0;

  constructor(options: Partial<AdmissionOptions> = {}) {
    this.gate = new AdmissionControl({
      name: 'Acme',
      concurrency: 2,
      sharedFaultState: true,
      limitsBeforePause: 1,
      callsBeforeBreak: 20,
      ...options,
    });
  }

  call(kind: CallKind, tookMs: number, health = FINE, deadlineMs = 10_000): Promise<Told> {
    return this.gate.run(kind, new Deadline(deadlineMs), async () => {
      this.starts.push(performance.now());
      this.inFlight += 1;
      this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
      await new Promise((resolve) => setTimeout(resolve, tookMs));
      this.inFlight -= 1;
      return { health };
    });
  }

  /** In sequence. */
  async several(count: number, kind: CallKind, health: Health): Promise<Told[]> {
    const told: Told[] = [];
    for (let index = 0; index < count; index += 1) told.push(await settled(this.call(kind, 1, health)));
    return told;
  }
}

export const NOT_ASKED = 'Acme has not been responding, so it was not called';

/** For the tests of the calling group. */
export function useGateClock(): void {
  beforeEach(() => {
    jest.useFakeTimers();
    // The middle of the jitter: times are as documented.
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });
}

/** The maximum of calls begun within any second. */
export function mostInASecond(starts: readonly number[]): number {
  const sorted = [...starts].sort((a, b) => a - b);
  const counts = sorted.map((from) => sorted.filter((at) => at >= from && at < from + 1000).length);
  return Math.max(0, ...counts);
}
