/** Admission in front of a vendor: when its answers hold calls back. */
import { describe, expect, it, jest } from '@jest/globals';
import type { Health, NotAdmitted } from '../../src/accounts/admission.js';
import { atOnce, outcome, settled } from '../support/admission-calls.js';
import { FAULT, FINE, NOT_ASKED, Stage, useGateClock } from '../support/gate-stage.js';

describe('AdmissionControl', () => {
  useGateClock();

  describe('the breaker', () => {
    async function opened(): Promise<Stage> {
      const stage = new Stage();
      await stage.several(20, 'write', FAULT);
      expect(outcome(await atOnce(stage.call('write', 1)))).toBe(NOT_ASKED);
      return stage;
    }

    it('opens after 20 calls of which half are faults, not before', async () => {
      const stage = new Stage();
      await stage.several(10, 'write', FINE);
      await stage.several(9, 'write', FAULT);
      expect(outcome(await settled(stage.call('write', 1, FAULT)))).toBe('made');
      expect(await atOnce(stage.call('read', 1))).toEqual({
        kind: 'not-admitted',
        cause: 'BREAKER_OPEN',
        failure: { kind: 'unavailable', reason: NOT_ASKED, retryAfterSeconds: 5 },
      });
      expect(stage.starts).toHaveLength(20);
    });

    it('stays closed on fewer calls, fewer faults, or rejections', async () => {
      const few = new Stage();
      await few.several(19, 'write', FAULT);
      expect(outcome(await settled(few.call('write', 1)))).toBe('made');
      const mixed = new Stage();
      await mixed.several(11, 'write', FINE);
      await mixed.several(10, 'write', FAULT);
      expect(outcome(await settled(mixed.call('write', 1)))).toBe('made');
    });

    it('forgets faults older than ten seconds', async () => {
      const stage = new Stage();
      await stage.several(19, 'write', FAULT);
      await jest.advanceTimersByTimeAsync(11_000);
      await stage.several(19, 'write', FAULT);
      expect(outcome(await settled(stage.call('write', 1)))).toBe('made');
    });

    it('rejects waiting calls when it opens', async () => {
      const stage = new Stage();
      await stage.several(19, 'write', FAULT);
      const hanging = stage.call('write', 60_000);
      const last = stage.call('write', 10, FAULT);
      const waiting = [stage.call('write', 1), stage.call('read', 1)];
      await settled(last);
      expect((await atOnce(Promise.all(waiting))).map(outcome)).toEqual([NOT_ASKED, NOT_ASKED]);
      expect(stage.starts).toHaveLength(21);
      await settled(hanging);
    });

    it('admits nothing for five seconds', async () => {
      const stage = await opened();
      await jest.advanceTimersByTimeAsync(4900);
      expect(outcome(await atOnce(stage.call('read', 1)))).toBe(NOT_ASKED);
      expect(stage.gate.needsProbe).toBe(false);
      expect(stage.starts).toHaveLength(20);
    });

    it('then admits one read and no write, and closes on its answer', async () => {
      const stage = await opened();
      await jest.advanceTimersByTimeAsync(5000);
      expect(stage.gate.needsProbe).toBe(true);
      expect(outcome(await atOnce(stage.call('write', 1)))).toBe(NOT_ASKED);
      const probe = stage.call('read', 100);
      expect(stage.gate.needsProbe).toBe(false);
      const others = [stage.call('read', 1), stage.call('write', 1)];
      expect((await atOnce(Promise.all(others))).map(outcome)).toEqual([NOT_ASKED, NOT_ASKED]);
      expect(stage.starts).toHaveLength(21);
      expect(outcome(await settled(probe))).toBe('made');
      expect(outcome(await settled(stage.call('write', 1)))).toBe('made');
      // Earlier faults no longer count.
      await stage.several(10, 'write', FAULT);
      expect(outcome(await settled(stage.call('write', 1)))).toBe('made');
    });

    it('stays open twice as long each time that the read fails, up to a minute', async () => {
      const stage = await opened();
      const seconds: number[] = [];
      await jest.advanceTimersByTimeAsync(5000);
      for (let round = 0; round < 6; round += 1) {
        await settled(stage.call('read', 0, FAULT));
        const refused = (await atOnce(stage.call('read', 1))) as NotAdmitted;
        seconds.push(refused.failure.retryAfterSeconds ?? 0);
        await jest.advanceTimersByTimeAsync((seconds.at(-1) ?? 0) * 1000);
      }
      expect(seconds).toEqual([10, 20, 40, 60, 60, 60]);
    });

    it('jitters the end of the open time by a fifth', async () => {
      jest.spyOn(Math, 'random').mockReturnValue(0);
      const early = await opened();
      await jest.advanceTimersByTimeAsync(4000);
      expect(early.gate.needsProbe).toBe(true);
      jest.spyOn(Math, 'random').mockReturnValue(0.999);
      const late = await opened();
      await jest.advanceTimersByTimeAsync(5900);
      expect(late.gate.needsProbe).toBe(false);
      await jest.advanceTimersByTimeAsync(100);
      expect(late.gate.needsProbe).toBe(true);
    });

    it('is not reopened by calls that began before it opened', async () => {
      const stage = new Stage({ concurrency: 40 });
      const hung = Array.from({ length: 20 }, () => stage.call('write', 9000, FAULT));
      await stage.several(20, 'write', FAULT);
      await jest.advanceTimersByTimeAsync(5000);
      await settled(stage.call('read', 1));
      await settled(Promise.all(hung));
      expect(outcome(await settled(stage.call('write', 1)))).toBe('made');
    });

    it('admits one read when several wait for their turn', async () => {
      const stage = new Stage();
      const limited = stage.call('write', 100, { isFault: false, pauseSeconds: 6 });
      await stage.several(20, 'write', FAULT);
      await settled(limited);
      await jest.advanceTimersByTimeAsync(5000);
      expect(stage.gate.needsProbe).toBe(true);
      const reads = [stage.call('read', 50), stage.call('read', 50)];
      expect((await settled(Promise.all(reads))).map(outcome)).toEqual(['made', NOT_ASKED]);
      expect(stage.starts).toHaveLength(22);
    });

    it('does not exist without shared fault state', async () => {
      const stage = new Stage({ sharedFaultState: false });
      await stage.several(50, 'write', FAULT);
      expect(stage.starts).toHaveLength(50);
    });
  });

  describe('Retry-After', () => {
    const limited = (pauseSeconds: number): Health => ({ isFault: false, pauseSeconds });

    it('holds calls back until then if that is before their deadline', async () => {
      const stage = new Stage();
      await settled(stage.call('write', 0, limited(3)));
      const until = performance.now() + 3000;
      const calls = [stage.call('write', 1), stage.call('read', 1)];
      await jest.advanceTimersByTimeAsync(2900);
      expect(stage.starts).toHaveLength(1);
      expect((await settled(Promise.all(calls))).map(outcome)).toEqual(['made', 'made']);
      expect(Math.min(...stage.starts.slice(1))).toBeGreaterThanOrEqual(until - 1);
    });

    it('is reported immediately if it is not', async () => {
      const stage = new Stage();
      await settled(stage.call('write', 0, limited(30)));
      await jest.advanceTimersByTimeAsync(12_000);
      expect(await atOnce(stage.call('write', 1))).toEqual({
        kind: 'not-admitted',
        cause: 'PAUSED',
        failure: { kind: 'rate-limited', retryAfterSeconds: 18 },
      });
      await jest.advanceTimersByTimeAsync(18_000);
      expect(outcome(await settled(stage.call('write', 1)))).toBe('made');
    });

    it('is reported immediately to waiting calls that cannot wait that long', async () => {
      const stage = new Stage({ concurrency: 1 });
      const first = stage.call('write', 10, limited(4));
      const short = stage.call('write', 1, FINE, 2000);
      const long = stage.call('write', 1, FINE, 8000);
      await settled(first);
      expect(await atOnce(short)).toMatchObject({ failure: { kind: 'rate-limited', retryAfterSeconds: 4 } });
      expect(outcome(await settled(long))).toBe('made');
    });

    it('is not shortened by a shorter one', async () => {
      const stage = new Stage();
      await settled(Promise.all([stage.call('read', 0, limited(60)), stage.call('read', 5, limited(1))]));
      expect(outcome(await atOnce(stage.call('read', 1)))).toBe('rate-limited');
    });

    it('is probed after five minutes, however long it is', async () => {
      const stage = new Stage();
      await settled(stage.call('write', 0, limited(80_000)));
      await jest.advanceTimersByTimeAsync(280_000);
      expect(await atOnce(stage.call('write', 1))).toMatchObject({ failure: { retryAfterSeconds: 79_720 } });
      await jest.advanceTimersByTimeAsync(20_000);
      expect(outcome(await settled(stage.call('write', 0, limited(79_700))))).toBe('made');
      expect(await atOnce(stage.call('write', 1))).toMatchObject({ failure: { retryAfterSeconds: 79_700 } });
      expect(stage.starts).toHaveLength(2);
    });

    it('holds calls back only after three in a row: one may concern a single customer', async () => {
      const stage = new Stage({ limitsBeforePause: 3 });
      for (const health of [limited(30), limited(30), FINE, limited(30), limited(30)]) {
        expect(outcome(await settled(stage.call('write', 0, health)))).toBe('made');
      }
      expect(outcome(await settled(stage.call('write', 0, limited(30))))).toBe('made');
      expect(outcome(await atOnce(stage.call('write', 1)))).toBe('rate-limited');
    });

    it('affects no other call without shared fault state', async () => {
      const stage = new Stage({ sharedFaultState: false });
      await settled(stage.call('write', 0, limited(30)));
      expect(outcome(await settled(stage.call('write', 1)))).toBe('made');
    });
  });
});
