/** In short; `npm run test:faults` is the long form. */
import { describe, expect, it, test } from '@jest/globals';
import {
  done,
  type Failure,
  failed,
  type WriteOperation,
  type WriteResult,
} from '../../src/model/outcome.js';
import type { Provider } from '../../src/providers/driver.js';
import { describedAs } from '../support/facts.js';
import type { LedgerEntry } from '../support/fault-ledger.js';
import { SEED } from '../support/seed.js';
import { type Answered, contradiction } from './cuts-check.js';
import { runCuts } from './cuts-run.js';
import { describeCuts } from './cuts-suite.js';

describeCuts({ ADD: 200, UPDATE: 200, REMOVE: 200 });

describe('the check of these runs', () => {
  const address = 'op-1@example.com';
  const removed: WriteResult = { contactId: 'c', customerId: '1', replayed: false };
  const lost: Failure = { kind: 'unknown', uncertainty: 'cut', possibleMatches: [], retryAfterSeconds: null };
  const away: Failure = { kind: 'unavailable', reason: 'away', retryAfterSeconds: null };
  const told = {
    success: done(removed),
    unknown: failed(lost),
    'not applied': failed(away),
    invalid: failed({ kind: 'invalid', violations: [] }),
  };
  type By = LedgerEntry['history'];

  test.each<[keyof typeof told, By, readonly string[], string | undefined]>([
    ['success', ['ours'], ['none'], undefined],
    ['success', ['ours', 'elsewhere'], ['none'], undefined],
    ['unknown', ['ours'], ['cut after commit'], undefined],
    ['unknown', [], [], undefined],
    ['unknown', ['ours'], ['cut after commit', 'refusal'], undefined],
    ['not applied', [], ['refusal'], undefined],
    ['success', [], ['garbage before commit'], 'success was told, and nothing was carried out'],
    ['not applied', ['ours'], ['cut after commit'], 'NOT_APPLIED was told, and it was carried out'],
    ['success', ['ours', 'ours'], ['none', 'none'], 'it was carried out 2 times'],
    ['unknown', ['ours', 'elsewhere', 'ours'], [], "it was carried out again over another client's change"],
    ['unknown', ['ours'], ['none'], 'UNKNOWN was told, and an answer proves the outcome'],
    ['unknown', ['ours'], ['cut after commit', 'none'], 'UNKNOWN was told, and an answer proves the outcome'],
    ['unknown', [], ['refusal'], 'UNKNOWN was told, and an answer proves the outcome'],
    ['invalid', [], ['none'], 'nothing that was played amounts to invalid'],
  ])('of %s with %j after %j reports: %s', (outcome, history, faults, says) => {
    const result = { status: 'fulfilled', value: told[outcome] } as const;
    const mayRepeat = faults.length > 1;
    const answered: Answered = { operation: 'REMOVE', address, result, isProvable: true, mayRepeat };
    expect(contradiction(answered, { history, faults })).toBe(says);
  });

  // Drivers that lie, each at a vendor where nothing else would notice.
  const lies: readonly [string, Provider['id'], WriteOperation, (provider: Provider) => Provider, RegExp][] =
    [
      [
        'calls every failure a rejection',
        'CHARTMOGUL',
        'UPDATE',
        (provider) => ({
          ...provider,
          parseErrors: (reply, call) =>
            reply.status >= 500 ? [{ kind: 'REJECTED' }] : provider.parseErrors(reply, call),
        }),
        /NOT_APPLIED was told, and it was carried out/,
      ],
      [
        'takes every answer for a success',
        'CHARTMOGUL',
        'REMOVE',
        ({ write, ...provider }) => ({
          ...provider,
          write: { ...write, ...(write.remove && { remove: { ...write.remove, confirms: () => true } }) },
        }),
        /success was told, and nothing was carried out/,
      ],
      [
        'believes in a key that its vendor does not honor',
        'CHARTMOGUL',
        'ADD',
        ({ idempotency, ...provider }) => ({
          ...provider,
          idempotency: {
            ...idempotency,
            vendorKey: { header: 'x-key', replayMs: 60_000, keyOf: ({ idempotencyKey }) => idempotencyKey },
          },
        }),
        /it was carried out 2 times/,
      ],
    ];

  it.each(lies)('detects a driver that %s', async (_lie, provider, operation, otherVersion, found) => {
    const subject = describedAs(provider);
    const run = { subject, operation, operations: 200, way: 'directly', seed: SEED, otherVersion } as const;
    const { wrong } = await runCuts(run);
    expect(wrong.join('\n')).toMatch(found);
  });
});
