/**
 * Callers that try other callers' keys: with a valid key, for the right customer and contact, with the very
 * request or another one, and with a lookup. Each answer is compared with that to the same request under an
 * unused key.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { providers } from '../../src/providers/registry.js';
import { systemClock } from '../../src/vendor-http/clock.js';
import { ALL_SCOPES, CUSTOMERS_CLAIM } from '../callers/stage.js';
import { type Answer, ask } from '../support/ask.js';
import { bearer, type Issuer, startIssuer } from '../support/issuer.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { SEED } from '../support/seed.js';
import { startTestSubgraph } from '../support/subgraph.js';
import {
  type Ask,
  KINDS,
  type Kind,
  lookAt,
  probeWith,
  seededEmulators,
  useKeys,
  withKey,
} from './probed-keys.js';
import { printTable } from './report.js';

const probes = fc.record({ victim: fc.nat(), kind: fc.constantFrom<Kind>(...KINDS) });

/** Enough for each write at each customer, twice. */
const MIN_KEYS = 60;

export function describeKeyProbes(count: number, prints = false): void {
  const patientMs = 180_000 + count * 200;
  describeWithPostgres(`${count} probes with keys of other callers, seed ${SEED}`, () => {
    let server: PostgresServer;
    let issuer: Issuer;
    const folder = mkdtempSync(join(tmpdir(), 'contacts-probes-'));
    beforeAll(async () => {
      server = await startPostgres();
      issuer = await startIssuer();
    }, patientMs);
    afterAll(async () => {
      await issuer.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }, patientMs);

    it.each(['SQLite', 'PostgreSQL'])(
      'are answered on %s like unused keys',
      async (store) => {
        const settings = {
          // In the sandbox, a customer's fault does not affect the next call, so that no probe disturbs
          // another.
          SANDBOX: 'on',
          STORE_URL: store === 'SQLite' ? `sqlite:${folder}/contacts.db` : await server.place(),
          ...issuer.settings,
          AUTH_CUSTOMERS_CLAIM: CUSTOMERS_CLAIM,
        };
        const vendors = { providers, emulators: seededEmulators };
        const subgraph = await startTestSubgraph(settings, systemClock, { vendors });
        // Longer than the run.
        const exp = Math.floor(Date.now() / 1000) + 14_400;
        const askAs = async (sub: string): Promise<Ask> => {
          const token = await issuer.token({ sub, exp, scope: ALL_SCOPES, [CUSTOMERS_CLAIM]: '*' });
          return (query, variables) => ask(subgraph.url, query, { ...variables }, bearer(token));
        };
        const owner = await askAs('owner');
        const used = await useKeys(Math.max(MIN_KEYS, Math.floor(count / 50)), owner);
        // The probes meet keys in all these states; a sweep settles some of the unknown ones meanwhile.
        const states = new Set<string>();
        for (const own of used) {
          const { data } = await owner(lookAt(own).query, withKey(own.request, own.key));
          states.add(`${data.answer.operation} ${data.answer.state}`);
        }
        expect([...states].sort()).toEqual(
          ['ADD', 'REMOVE', 'UPDATE'].flatMap((verb) => STATES.map((state) => `${verb} ${state}`)),
        );
        const stagehand = await askAs('stagehand');

        const differing: unknown[] = [];
        const times = { look: new Pairs(), write: new Pairs() };
        for (const { victim, kind } of fc.sample(probes, { numRuns: count, seed: SEED })) {
          const own = used[victim % used.length];
          if (!own) throw new RangeError('There is no such key.');
          const probe = await probeWith(kind, own, stagehand);
          // A key probed with a write belongs to the prober from then on.
          const prober = await askAs(randomUUID());
          const answers: Record<'probe' | 'fresh', string> = { probe: '', fresh: '' };
          const tookMs = { probe: 0, fresh: 0 };
          // Alternating, so that neither is always the one to warm something up.
          const order = victim % 2 === 0 ? (['probe', 'fresh'] as const) : (['fresh', 'probe'] as const);
          for (const [place, which] of order.entries()) {
            await probe.reset();
            const request = probe.variables[place === 0 ? 0 : 1];
            const variables = withKey(request, which === 'probe' ? own.key : randomUUID());
            const startedAt = performance.now();
            const answer = await prober(probe.query, variables);
            tookMs[which] = performance.now() - startedAt;
            answers[which] = told(answer);
          }
          times[kind === 'look' ? 'look' : 'write'].add(tookMs);
          if (answers.probe !== answers.fresh) differing.push([kind, own.request, answers]);
        }
        await subgraph.close();
        expect(differing).toEqual([]);
        const ratios = [times.look.ratio, times.write.ratio];
        if (!prints) return;
        printTable(`Keys of other callers, seed ${SEED}`, [
          {
            store,
            probes: count,
            'answers that differ': differing.length,
            'time of a look, to that with a fresh key': times.look.ratio.toFixed(3),
            'time of a write': times.write.ratio.toFixed(3),
          },
        ]);
        for (const ratio of ratios) {
          expect(ratio).toBeGreaterThan(0.9);
          expect(ratio).toBeLessThan(1.1);
        }
      },
      patientMs,
    );
  });
}

const STATES = ['NOT_APPLIED', 'REJECTED', 'SUCCEEDED', 'UNKNOWN'];

/** The caller's answer, without a wait until midnight, which shrinks meanwhile. */
function told({ status, data, errors }: Answer): string {
  const shown = [status, data, errors.map(({ message, extensions: { code } }) => [message, code])];
  return JSON.stringify(shown).replaceAll(/\d+ s\b/g, 'some s');
}

/** The durations of both requests of each pair. */
class Pairs {
  readonly #probe: number[] = [];
  readonly #fresh: number[] = [];

  add({ probe, fresh }: { readonly probe: number; readonly fresh: number }): void {
    this.#probe.push(probe);
    this.#fresh.push(fresh);
  }

  get ratio(): number {
    return median(this.#probe) / median(this.#fresh);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
