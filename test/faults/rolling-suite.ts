/** A rolling restart under load, in short or long. */
import { expect, it } from '@jest/globals';
import { describeWithReplicas } from './replica-stage.js';
import { printTable } from './report.js';
import { runRollingRestart } from './rolling-run.js';

export function describeRollingRestart(restarts: number, prints = false): void {
  const patientMs = 120_000 + restarts * 20_000;
  const title = `two replicas on PostgreSQL, restarted ${restarts} times in turn under load`;
  describeWithReplicas(title, patientMs, (stage) => {
    it.each([
      { front: 'behind a load balancer, leave no write without an answer, and double none', delayMs: 500 },
      {
        front:
          'without one, leave a write without an answer only if they refuse its connection, and double none',
        delayMs: 0,
      },
    ])(
      '$front',
      async ({ delayMs }) => {
        const { build, server } = stage();
        const run = await runRollingRestart(build, await server.place(), restarts, delayMs);
        const { unanswered, failed, ...counts } = run;
        if (prints) {
          const row = {
            'shutdown delay, ms': delayMs,
            ...counts,
            'without an answer': unanswered.length,
            failed: failed.length,
          };
          printTable('Rolling restart of two replicas on PostgreSQL', [row]);
        }
        expect({ failed, doubled: run.doubled }).toEqual({ failed: [], doubled: 0 });
        // The system resets connections that it accepted for a process which closes its port before accepting
        // them.
        expect(unanswered.filter((code) => delayMs > 0 || code !== 'ECONNRESET')).toEqual([]);
        expect(run.creates).toBe(run.keys - unanswered.length);
        // The run is useful only if the load met a stopped replica.
        expect(delayMs > 0 ? run.avoided : run.refused).toBeGreaterThan(0);
      },
      patientMs,
    );
  });
}
