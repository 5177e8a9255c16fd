/** The table of states and moves, compared with the store. */
import { describe, expect, it } from '@jest/globals';
import type { AttemptState } from '../../src/idempotency/store/store.js';
import { move, STATES, TRANSITIONS } from '../../src/idempotency/transitions.js';
import { MemoryStore } from '../support/stores.js';
import { newAttempt } from './store/suite.js';

const states = Object.keys(STATES) as AttemptState[];
const moves = Object.entries(TRANSITIONS);
const movesFrom = (state: AttemptState) =>
  moves.flatMap(([name, { from }]) => ((from as readonly AttemptState[]).includes(state) ? [name] : []));

describe('the table', () => {
  it('moves nothing out of SUCCEEDED and REJECTED', () => {
    expect(movesFrom('SUCCEEDED')).toEqual([]);
    expect(movesFrom('REJECTED')).toEqual([]);
  });

  it('sends only when certainly nothing was carried out', () => {
    expect(TRANSITIONS.send.from).toEqual(['PENDING', 'NOT_APPLIED']);
  });

  it.each(states.filter((state) => STATES[state].later !== 'ANSWER'))(
    'lets a later caller take %s',
    (state) => {
      expect(movesFrom(state)).toContain(STATES[state].takenBy);
    },
  );

  it.each(states)('reaches %s', (state) => {
    const targets = moves.map(([, row]) => ('to' in row ? row.to : undefined));
    expect(['PENDING', ...targets]).toContain(state);
  });
});

describe('a move', () => {
  it('writes what its row states', async () => {
    const store = new MemoryStore();
    const { attempt } = await store.claim(newAttempt({ id: 'a' }));
    const answer = { ok: false };
    const released = await move(store, attempt, 'release', { answer });
    expect(released).toMatchObject({
      state: 'NOT_APPLIED',
      owner: null,
      leaseUntil: null,
      dueAt: null,
      answer,
    });
    expect(released?.expiresAt).toBeGreaterThan(attempt.startedAt);
    await store.close();
  });

  it('is not made from a state that its row does not name', async () => {
    const store = new MemoryStore();
    const { attempt } = await store.claim(newAttempt({ id: 'a' }));
    await expect(move(store, attempt, 'succeed', { answer: {}, contactId: 'c' })).rejects.toThrow(RangeError);
    expect(await store.get('a')).toEqual(attempt);
    await store.close();
  });

  it('is not made by an owner that lost the attempt', async () => {
    const store = new MemoryStore();
    const { attempt } = await store.claim(newAttempt({ id: 'a' }));
    await move(store, attempt, 'reject', { answer: {} });
    expect(await move(store, attempt, 'release', { answer: {} })).toBeUndefined();
    expect(await store.get('a')).toMatchObject({ state: 'REJECTED' });
    await store.close();
  });
});
