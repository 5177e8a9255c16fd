/** Credentials, connections and the reports of exchanges. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { writeOutcome } from '../../../src/model/errors.js';
import { isSecret, wrongSecret } from '../secrets.js';
import type { Subject } from '../subject.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

export function access(subject: Subject): void {
  const { provider, usual } = subject;

  describe('access and connection', () => {
    test('rejected credentials are an access error', async () => {
      await subject.restage({
        environment: (given) =>
          Object.fromEntries(
            Object.entries(given).map(([name, value]) => [name, isSecret(name) ? wrongSecret(value) : value]),
          ),
      });
      expect(await subject.stage.failure(usual)).toEqual({ kind: 'access', problem: 'CREDENTIALS_REJECTED' });
    });

    test('a refused connection is unavailable and NOT_APPLIED', async () => {
      await subject.stage.stopVendor();
      const failure = await subject.stage.failure(usual);
      expect(failure).toMatchObject({ kind: 'unavailable', retryAfterSeconds: null });
      expect(writeOutcome(failure)).toBe('NOT_APPLIED');
      expect(subject.stage.reports.every(({ sent }) => !sent)).toBe(true);
    });

    test('a passed deadline is unavailable, and nothing is sent', async () => {
      const failure = await subject.stage.failure(usual, { deadlineMs: 0 });
      expect(failure.kind).toBe('unavailable');
      expect(subject.stage.exchanges).toHaveLength(0);
    });

    test('every request names the program and its version', async () => {
      await subject.stage.added(usual);
      await subject.stage.list(subject.ordinary, { first: 1, fullRecord: true });
      const agents = subject.stage.exchanges.map(({ request: { headers } }) => headers['user-agent']);
      expect(agents.length).toBeGreaterThan(1);
      expect(new Set(agents)).toEqual(new Set([`contacts-subgraph/${version}`]));
    });

    test('every exchange about a customer is reported', async () => {
      await subject.stage.added(usual);
      expect(subject.stage.reports).toMatchObject([
        {
          requestId: 'conformance',
          provider: provider.id,
          operation: 'addContact',
          sent: true,
          fault: undefined,
        },
      ]);
    });
  });
}
