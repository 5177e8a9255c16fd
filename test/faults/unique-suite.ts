/** One contact for one email address, in short or long. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { LEDGER_PROVIDERS } from '../support/ledger-vendor.js';
import { describeWithReplicas } from './replica-stage.js';
import { printTable } from './report.js';
import { type AtOnce, addAtOnce, crashStore, killHolders, startUniqueReplicas } from './unique-run.js';

export interface UniqueLengths {
  /** For one address, at each vendor. */
  readonly requests: number;
  readonly crashes: number;
}

export function describeUnique({ requests, crashes }: UniqueLengths, prints = false): void {
  const patientMs = 120_000 + crashes * 10_000 + requests * 200;
  describeWithReplicas('two replicas, RETURN_EXISTING', patientMs, (stage) => {
    const folder = mkdtempSync(join(tmpdir(), 'contacts-unique-'));
    const stores = {
      PostgreSQL: () => stage().server.place(),
      SQLite: async () => `sqlite:${folder}/contacts.db`,
    };

    it.each(['PostgreSQL', 'SQLite'] as const)(
      `create once for ${requests} concurrent requests, on %s`,
      async (store) => {
        const replicas = await startUniqueReplicas(stage().build, await stores[store]());
        const rows: AtOnce[] = [];
        for (const [index, provider] of LEDGER_PROVIDERS.entries()) {
          rows.push(await addAtOnce(replicas, provider, index + 1, requests));
        }
        await replicas.close();
        if (prints)
          printTable(
            `One address at two replicas on ${store}`,
            rows.map((row) => ({ ...row })),
          );
        const expected = { requests, creates: 1, created: 1, returned: requests - 1, failed: 0 };
        for (const row of rows) expect(row).toMatchObject(expected);
        // Waiting requests share a list.
        for (const { lists } of rows) expect(lists).toBeLessThan(requests);
        rmSync(folder, { recursive: true, force: true });
      },
      patientMs,
    );

    it(
      'create once when the replica with the lease is killed',
      async () => {
        const rows = await killHolders(stage().build, await stage().server.place());
        if (prints)
          printTable(
            'kill -9 of the replica with the lease',
            rows.map(({ wrong, ...row }) => ({ ...row, wrong: wrong.length })),
          );
        expect(rows.flatMap(({ wrong }) => wrong)).toEqual([]);
        for (const { creates, operations } of rows) expect(creates).toBe(operations);
      },
      patientMs,
    );

    it(
      `create once for each address while the store is killed ${crashes} times`,
      async () => {
        const { server, build } = stage();
        const { wrong, ...row } = await crashStore(
          build,
          await server.place(),
          () => server.crash(),
          crashes,
        );
        if (prints) printTable('kill -9 of PostgreSQL', [{ ...row, wrong: wrong.length }]);
        expect(wrong).toEqual([]);
        expect(row).toMatchObject({ doubled: 0, creates: row.addresses });
        expect(row.unavailable).toBeGreaterThan(0);
      },
      patientMs,
    );
  });
}
