/** Turning on encryption and rotating keys under load, in short or long. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { SEED } from '../support/seed.js';
import { describeWithReplicas } from './replica-stage.js';
import { printTable } from './report.js';
import { runRotation } from './rotation-run.js';

export function describeRotation(phaseMs: number, prints = false): void {
  const patientMs = 180_000 + phaseMs * 40;
  describeWithReplicas(
    `two replicas whose store is encrypted under load, seed ${SEED}`,
    patientMs,
    (stage) => {
      it.each(['SQLite', 'PostgreSQL'])(
        'double no key and lose no answer on %s',
        async (store) => {
          const { build, server } = stage();
          const folder = mkdtempSync(join(tmpdir(), 'contacts-rotation-'));
          const url = store === 'SQLite' ? `sqlite:${folder}/contacts.db` : await server.place();
          const { left, lost, ...counts } = await runRotation(build, url, phaseMs, SEED);
          if (prints)
            printTable('Encryption and keys that change under load', [
              { store, ...counts, lost: lost.length },
            ]);
          expect({ lost, doubled: counts.doubled, carriedOut: counts.carriedOut }).toEqual({
            lost: [],
            doubled: 0,
            carriedOut: counts.keys,
          });
          expect(left).toEqual([{ key: expect.any(String), count: counts.keys }]);
          expect(counts.keys).toBeGreaterThan(20);
          expect(Math.min(counts.updates, counts.removals)).toBeGreaterThan(0);
          rmSync(folder, { recursive: true, force: true });
        },
        patientMs,
      );
    },
  );
}
