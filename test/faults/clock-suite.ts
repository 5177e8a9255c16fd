/**
 * Two replicas on PostgreSQL whose clocks are an hour off, one early and one late: the server's clock counts.
 */
import { expect, it } from '@jest/globals';
import { askToAdd, openGraphqlCaller } from '../support/graphql-caller.js';
import { command, emailOf, keyOf } from '../support/keyed-stage.js';
import { startLedgerVendor } from '../support/ledger-vendor.js';
import { SEED } from '../support/seed.js';
import { startSubgraphProcess, withClock } from '../support/subgraph-process.js';
import { MOST_KEYS, runReplicas } from './replica-run.js';
import { describeWithReplicas } from './replica-stage.js';
import { printTable } from './report.js';

const HOUR_MS = 3_600_000;
const DEADLINE_MS = 3000;
/** The deadline, and the five seconds by which a lease outlives it. */
const LEASE_MS = DEADLINE_MS + 5000;

export function describeClocks(leastKeys: number, prints = false): void {
  const patientMs = 120_000 + Math.max(leastKeys, MOST_KEYS) * 3000;
  const title = `two replicas on PostgreSQL whose clocks are an hour off, seed ${SEED}`;
  describeWithReplicas(title, patientMs, (stage) => {
    it(
      'create one contact for each key, and return the same answer',
      async () => {
        const { build, server } = stage();
        const clocks = [-HOUR_MS, HOUR_MS] as const;
        const run = await runReplicas(build, await server.place(), leastKeys, SEED, clocks);
        const { keys, creates, requests, fresh, replayed, different } = run;
        const row = { keys, creates, requests, fresh, replayed, different: different.length };
        if (prints) printTable('Two replicas whose clocks are an hour off', [row]);
        expect({ creates, requests, fresh, different }).toEqual({
          creates: keys,
          requests: keys,
          fresh: keys,
          different: [],
        });
      },
      patientMs,
    );

    it.each([
      ['an hour behind', HOUR_MS, -HOUR_MS],
      ['an hour ahead', -HOUR_MS, HOUR_MS],
    ])(
      "take over a killed replica's attempt when its lease ends by the server's clock, if it is %s too",
      async (_title, killedMs, otherMs) => {
        const { build, server } = stage();
        const storeUrl = await server.place();
        const vendor = await startLedgerVendor();
        const variables = {
          ...vendor.environment,
          STORE_URL: storeUrl,
          SANDBOX: 'off',
          PROVIDER_DEADLINE_MS: String(DEADLINE_MS),
        };
        const start = (clockMs: number) =>
          startSubgraphProcess(build, { ...variables, ...withClock(clockMs) });
        const [killed, other] = await Promise.all([start(killedMs), start(otherMs)]);
        const { customerId, input } = command('CRO', 1);
        const asked = { provider: 'CRO', customerId, input, key: keyOf(1) };
        const carriedOut = new Promise<void>((resolve) => {
          vendor.carriedOut = () => resolve();
        });
        vendor.fault = () => 'silence';
        const [caller, survivor] = [killed, other].map(({ url }) => openGraphqlCaller(url, 2));
        if (!caller || !survivor) throw new Error('There are two replicas.');
        askToAdd(caller, asked).catch(() => undefined);
        await carriedOut;
        const sentAt = performance.now();
        await killed.kill();
        let answer = await askToAdd(survivor, asked);
        while (answer.__typename !== 'AddContactSuccess' && performance.now() - sentAt < 60_000) {
          expect(answer.outcome).toBe('UNKNOWN');
          answer = await askToAdd(survivor, asked);
        }
        expect(answer).toMatchObject({ __typename: 'AddContactSuccess', replayed: true });
        // The lease began shortly before the vendor had the request.
        expect(performance.now() - sentAt).toBeGreaterThan(LEASE_MS - DEADLINE_MS);
        expect([vendor.commits(emailOf(1)), vendor.writes(emailOf(1))]).toEqual([1, 1]);
        await Promise.all([caller.close(), survivor.close()]);
        await other.stop();
        await vendor.close();
      },
      patientMs,
    );
  });
}
