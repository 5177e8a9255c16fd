/**
 * Callers that try the keys of others: with the right key, for the right customer, with the very request or
 * another one. Each answer is compared with that to the same request under a key that nobody has used.
 */
import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALL_SCOPES, CUSTOMERS_CLAIM } from '../callers/stage.js';
import { ask } from '../support/ask.js';
import { bearer, startIssuer } from '../support/issuer.js';
import { SEED } from '../support/seed.js';
import { startTestSubgraph } from '../support/subgraph.js';
import { printTable } from './report.js';

const ADD = `mutation ($customerId: ID!, $input: AddContactInput!, $key: ID!) {
  answer: addContact(provider: RPM, customerId: $customerId, input: $input, options: { idempotencyKey: $key }) {
    __typename
    ... on AddContactSuccess { replayed contact { firstName } fields { path fate } }
    ... on ContactError { code message userMessage retryable outcome }
    ... on ContactIdempotencyConflictError { conflict }
  }
}`;
const ATTEMPT = `query ($key: ID!) {
  answer: addContactAttempt(provider: RPM, idempotencyKey: $key) { state startedAt result { __typename } }
}`;

/** Customers of the sandbox at which keys end up in different states. */
const CUSTOMERS = ['2001', '9000200', '9000429', '9000500'];

const probes = fc.record({
  victim: fc.nat(),
  kind: fc.constantFrom('look', 'same request', 'other request', 'other customer'),
});

interface Victim {
  readonly key: string;
  readonly customerId: string;
}

export function describeKeyProbes(count: number, prints = false): void {
  const keys = Math.max(20, Math.floor(count / 50));
  it(
    `${count} probes with keys of other callers are answered as fresh keys are, seed ${SEED}`,
    async () => {
      const issuer = await startIssuer();
      const subgraph = await startTestSubgraph({
        // What one customer meets says nothing about the next one there, so that no probe disturbs another.
        SANDBOX: 'on',
        ...issuer.settings,
        AUTH_CUSTOMERS_CLAIM: CUSTOMERS_CLAIM,
      });
      // Longer than the run.
      const exp = Math.floor(Date.now() / 1000) + 7200;
      const tokenOf = (sub: string) => issuer.token({ sub, exp, scope: ALL_SCOPES, [CUSTOMERS_CLAIM]: '*' });
      const victim = bearer(await tokenOf('victim'));
      const inputOf = (firstName: string) => ({ firstName });
      const victims: Victim[] = [];
      for (let index = 0; index < keys; index += 1) {
        const own = { key: randomUUID(), customerId: CUSTOMERS[index % CUSTOMERS.length] ?? '' };
        await ask(subgraph.url, ADD, { ...own, input: inputOf('Mara') }, victim);
        victims.push(own);
      }

      const differing: unknown[] = [];
      const times = { probe: [] as number[], fresh: [] as number[] };
      for (const { victim: index, kind } of fc.sample(probes, { numRuns: count, seed: SEED })) {
        const { key, customerId } = victims[index % victims.length] as Victim;
        // A key that was probed with a write is the prober's own from then on.
        const headers = bearer(await tokenOf(randomUUID()));
        const target = kind === 'other customer' ? '2001' : customerId;
        const input = inputOf(kind === 'other request' ? 'Nora' : 'Mara');
        const query = kind === 'look' ? ATTEMPT : ADD;
        const answers: unknown[] = [];
        // By turns, so that neither is always the first to warm something up.
        const order = index % 2 === 0 ? (['probe', 'fresh'] as const) : (['fresh', 'probe'] as const);
        for (const which of order) {
          const used = which === 'probe' ? key : randomUUID();
          const startedAt = performance.now();
          const { status, data, errors } = await ask(
            subgraph.url,
            query,
            { key: used, customerId: target, input },
            headers,
          );
          if (kind === 'look') times[which].push(performance.now() - startedAt);
          answers.push([status, data, errors.map(({ message, extensions: { code } }) => [message, code])]);
        }
        // A wait until midnight goes by while they are made.
        const [one, other] = answers.map((answer) => JSON.stringify(answer).replaceAll(/\d+ s\b/g, 'some s'));
        if (one !== other) differing.push([kind, ...answers]);
      }
      const states = await Promise.all(
        victims.slice(0, 4).map(async ({ key }) => {
          const { data } = await ask(subgraph.url, ATTEMPT, { key }, victim);
          return data.answer.state;
        }),
      );
      await subgraph.close();
      await issuer.close();
      // The probes met keys in all these states.
      expect(new Set(states).size).toBeGreaterThan(2);
      expect(differing).toEqual([]);
      const ratio = median(times.probe) / median(times.fresh);
      if (prints) {
        printTable(`Keys of other callers, seed ${SEED}`, [
          {
            probes: count,
            'answers that differ': differing.length,
            'time, to that of a fresh key': ratio.toFixed(3),
          },
        ]);
        expect(ratio).toBeGreaterThan(0.9);
        expect(ratio).toBeLessThan(1.1);
      }
    },
    120_000 + count * 100,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
