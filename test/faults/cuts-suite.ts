/** Writes without a key at a vendor that cuts connections at random points, in short or long. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WriteOperation } from '../../src/model/outcome.js';
import { supports } from '../../src/providers/driver.js';
import { described } from '../support/facts.js';
import { SEED } from '../support/seed.js';
import { trustVendorCertificate } from '../support/tls-front.js';
import { runCuts, WAYS } from './cuts-run.js';
import { printTable, type Row } from './report.js';

const WRITES: readonly WriteOperation[] = ['ADD', 'UPDATE', 'REMOVE'];
const CASES = described.flatMap((subject) =>
  WRITES.filter((operation) => supports(subject.provider, operation)).map(
    (operation) => [subject.provider.id, operation, subject] as const,
  ),
);

/** Trusts the certificate of the vendor behind the proxy meanwhile. */
export function trustingTheVendor(): void {
  let distrust = () => {};
  beforeAll(() => {
    distrust = trustVendorCertificate();
  });
  afterAll(() => distrust());
}

export function describeCuts(lengths: Readonly<Record<WriteOperation, number>>, prints = false): void {
  trustingTheVendor();
  const ways = Object.keys(WAYS) as (keyof typeof WAYS)[];
  describe.each(ways)(`a vendor that cuts connections, reached %s, seed ${SEED}`, (way) => {
    const rows: Row[] = [];
    afterAll(() => {
      if (prints) printTable(`Writes without a key, ${way}, seed ${SEED}`, rows);
    });

    it.each(CASES)(
      '%s %s: every result is what the vendor did, or UNKNOWN',
      async (_provider, operation, subject) => {
        const operations = lengths[operation];
        const { wrong, seen, ...counts } = await runCuts({ subject, operation, operations, way, seed: SEED });
        rows.push({ ...counts, wrong: wrong.length });
        expect(wrong.slice(0, 20)).toEqual([]);
        expect({ twice: counts.twice, overForeign: counts.overForeign }).toEqual({
          twice: 0,
          overForeign: 0,
        });
        // The run is useful only if each of these occurred.
        if (operation !== 'ADD') expect(counts.foreign).toBeGreaterThan(0);
        expect(seen).toEqual([
          'APPLIED, 1 times',
          'NOT_APPLIED, 0 times',
          'UNKNOWN, 0 times',
          'UNKNOWN, 1 times',
        ]);
      },
      // A thousand operations take a few seconds.
      180_000 + Math.max(...Object.values(lengths)) * 60,
    );
  });
}
