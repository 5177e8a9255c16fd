/** Admission in front of a vendor: how many calls it admits, and in which order. */
import { describe, expect, it, jest } from '@jest/globals';
import { chartmogul } from '../../src/providers/chartmogul/index.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { atOnce, outcome, settled, type Told } from '../support/admission-calls.js';
import { FINE, mostInASecond, Stage, useGateClock } from '../support/gate-stage.js';

describe('AdmissionControl', () => {
  useGateClock();

  describe('limits', () => {
    it.each([5, 100, 700])(
      'ChartMogul: admits all of 1000 calls at 500 a second when one takes %i ms',
      async (tookMs) => {
        const stage = new Stage({ name: chartmogul.name, ...chartmogul.limits });
        const calls: Promise<Told>[] = [];
        for (let index = 0; index < 1000; index += 1) {
          calls.push(stage.call('write', tookMs));
          await jest.advanceTimersByTimeAsync(2);
        }
        await jest.advanceTimersByTimeAsync(10_000);
        const outcomes = (await atOnce(Promise.all(calls))).map(outcome);
        const made = outcomes.filter((told) => told === 'made').length;
        expect(made).toBe(stage.starts.length);
        // Every call is answered or rejected for lack of a place, nothing else.
        expect(new Set(outcomes)).toEqual(new Set(['made', 'too many requests to ChartMogul are waiting']));
        expect(stage.mostInFlight).toBeLessThanOrEqual(20);
        expect(mostInASecond(stage.starts)).toBeLessThanOrEqual(40);
        // The vendor's allowance is used: all slots, or nine tenths of the rate.
        expect(made).toBeGreaterThanOrEqual(Math.min((2000 / tookMs) * 15, 2 * 36));
      },
    );

    it('runs waiting calls in order', async () => {
      const stage = new Stage({ concurrency: 1 });
      const order: string[] = [];
      const calls = ['a', 'b', 'c'].map((name) =>
        stage.gate.run('read', new Deadline(1000), async () => {
          order.push(name);
          return { health: FINE };
        }),
      );
      await settled(Promise.all(calls));
      expect(order).toEqual(['a', 'b', 'c']);
    });

    it('rejects a call immediately when two calls wait for each slot', async () => {
      const stage = new Stage();
      const calls = Array.from({ length: 6 }, () => stage.call('write', 100));
      expect(outcome(await atOnce(stage.call('write', 100)))).toBe('too many requests to Acme are waiting');
      expect(stage.starts).toHaveLength(2);
      expect((await settled(Promise.all(calls))).map(outcome)).toEqual(Array(6).fill('made'));
      expect(stage.mostInFlight).toBe(2);
    });

    it('rejects a call immediately that would miss its deadline in the queue, and admits one that would not', async () => {
      const stage = new Stage({ concurrency: 1 });
      await settled(stage.call('read', 1000));
      const busy = stage.call('read', 1000);
      const late = await atOnce(stage.call('read', 1, FINE, 900));
      expect(late).toEqual({
        kind: 'not-admitted',
        cause: 'QUEUE_FULL',
        failure: {
          kind: 'unavailable',
          reason: 'requests to Acme wait longer than the deadline allows',
          retryAfterSeconds: 1,
        },
      });
      expect(outcome(await settled(stage.call('read', 1, FINE, 1200)))).toBe('made');
      await settled(busy);
    });

    it('runs writes, and the reads they depend on, before other reads', async () => {
      const stage = new Stage();
      const kinds = ['read', 'read', 'read', 'read', 'write', 'check'] as const;
      const order: string[] = [];
      const calls = kinds.map((kind, index) =>
        stage.gate.run(kind, new Deadline(10_000), async () => {
          order.push(`${kind} ${index}`);
          await new Promise((resolve) => setTimeout(resolve, 100));
          return { health: FINE };
        }),
      );
      await settled(Promise.all(calls));
      expect(order).toEqual(['read 0', 'read 1', 'write 4', 'check 5', 'read 2', 'read 3']);
    });

    it('rejects no write because of waiting reads', async () => {
      const stage = new Stage();
      const reads = Array.from({ length: 6 }, () => stage.call('read', 100));
      expect(outcome(await atOnce(stage.call('read', 100)))).toBe('too many requests to Acme are waiting');
      const writes = Array.from({ length: 4 }, () => stage.call('write', 100));
      expect(outcome(await atOnce(stage.call('write', 100)))).toBe('too many requests to Acme are waiting');
      expect((await settled(Promise.all([...reads, ...writes]))).map(outcome)).toEqual(
        Array(10).fill('made'),
      );
    });

    it("estimates a write's wait from the calls ahead of it only", async () => {
      const stage = new Stage({ concurrency: 1 });
      await settled(stage.call('read', 1000));
      const reads = Array.from({ length: 3 }, () => stage.call('read', 1000));
      expect(outcome(await atOnce(stage.call('read', 1000, FINE, 2500)))).toBe(
        'too many requests to Acme are waiting',
      );
      expect(outcome(await settled(stage.call('write', 1000, FINE, 2500)))).toBe('made');
      await settled(Promise.all(reads));
    });

    it('rejects a call at its deadline if it got no turn, and never runs it', async () => {
      const stage = new Stage({ concurrency: 1 });
      const busy = stage.call('read', 500);
      const waiting = stage.call('write', 1, FINE, 200);
      const before = performance.now();
      expect(outcome(await settled(waiting))).toBe('the request was still queued at its deadline');
      expect(performance.now() - before).toBeLessThanOrEqual(201);
      await settled(busy);
      await jest.advanceTimersByTimeAsync(1000);
      expect(stage.starts).toHaveLength(1);
    });

    it('frees the slot of a call that throws', async () => {
      const stage = new Stage({ concurrency: 1 });
      const bug = stage.gate.run('read', new Deadline(1000), () => Promise.reject(new Error('a bug')));
      await expect(bug).rejects.toThrow('a bug');
      expect(outcome(await settled(stage.call('read', 1)))).toBe('made');
    });

    it('waits for the rate until the deadline', async () => {
      const stage = new Stage({ concurrency: 9, ratePerSecond: 2 });
      await settled(Promise.all([stage.call('read', 1), stage.call('read', 1)]));
      const short = stage.call('read', 1, FINE, 500);
      const long = stage.call('read', 1, FINE, 2000);
      expect(outcome(await settled(short))).toBe('the request was still queued at its deadline');
      expect(outcome(await settled(long))).toBe('made');
      expect(mostInASecond(stage.starts)).toBe(2);
    });

    it('rejects waiting calls on close, and settles `idle` after the rest', async () => {
      const stage = new Stage({ concurrency: 1 });
      const busy = stage.call('read', 100);
      const waiting = stage.call('read', 100);
      stage.gate.close();
      expect(outcome(await atOnce(waiting))).toBe('the subgraph is shutting down');
      await settled(stage.gate.idle());
      expect(stage.inFlight).toBe(0);
      expect(outcome(await atOnce(busy))).toBe('made');
    });

    it.each(['idle', 'close'] as const)('leaves no rate timer behind: %s', async (end) => {
      const stage = new Stage({ concurrency: 9, ratePerSecond: 2 });
      await settled(stage.call('read', 1));
      expect(jest.getTimerCount()).toBe(1);
      await stage.gate[end]();
      expect(jest.getTimerCount()).toBe(0);
    });
  });
});
