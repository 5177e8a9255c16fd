/** When a slot of the rate window is free again, under the test's clock. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RateWindow } from '../../src/accounts/rate-window.js';
import { systemClock } from '../../src/vendor-http/clock.js';

describe('a slot of the rate window', () => {
  let window: RateWindow;
  let freedAt: number[];

  beforeEach(() => {
    jest.useFakeTimers();
    freedAt = [];
    window = new RateWindow(systemClock, () => freedAt.push(performance.now()));
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** Milliseconds from the start of a call until its slot is free again. */
  async function freeAfter(tookMs: number, kind: 'read' | 'write' = 'write'): Promise<number> {
    const startedAt = performance.now();
    const place = window.take(kind);
    expect(window.taken).toBe(1);
    await jest.advanceTimersByTimeAsync(tookMs);
    place.answered();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(window.taken).toBe(0);
    return (freedAt.at(-1) ?? 0) - startedAt;
  }

  it("is free a second after the answer while the vendor's latency is unknown", async () => {
    expect([await freeAfter(200), await freeAfter(20)]).toEqual([1205, 1025]);
  });

  it('is free later than a second by how much slower the answer was than the fastest of a hundred', async () => {
    for (let call = 0; call < 100; call += 1) await freeAfter(call === 50 ? 200 : 240);
    expect([await freeAfter(200), await freeAfter(240), await freeAfter(300)]).toEqual([1005, 1045, 1105]);
  });

  it('compares answers of one kind', async () => {
    for (let call = 0; call < 100; call += 1) await freeAfter(400, 'write');
    expect([await freeAfter(400, 'write'), await freeAfter(50, 'read')]).toEqual([1005, 1055]);
  });

  it('forgets fast answers of a vendor that has become slower', async () => {
    for (let call = 0; call < 300; call += 1) await freeAfter(call < 100 ? 10 : 200);
    expect(await freeAfter(200)).toBe(1005);
  });

  it('is free after two seconds without an answer', async () => {
    window.take('write');
    await jest.advanceTimersByTimeAsync(1999);
    expect(window.taken).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(window.taken).toBe(0);
  });

  it('does not keep the process alive once the window is stopped, whether or not it was answered', () => {
    const [ended, under] = [window.take('write'), window.take('read')];
    ended.answered();
    window.stop();
    expect(jest.getTimerCount()).toBe(0);
    under.answered();
    expect(jest.getTimerCount()).toBe(0);
    expect(freedAt).toEqual([]);
  });
});
