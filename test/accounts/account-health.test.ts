import { expect, test } from '@jest/globals';
import { HealthRecord } from '../../src/accounts/account-health.js';
import type { Failure } from '../../src/model/outcome.js';

const DOWN: Failure = { kind: 'unavailable', reason: 'refused', retryAfterSeconds: null };
const LIMITED: Failure = { kind: 'rate-limited', retryAfterSeconds: null };
const NOW = { durationMs: 0 };
const FAULT = { isFault: true, pauseSeconds: null };
const NO_FAULT = { isFault: false, pauseSeconds: null };

test('a call that our own deadline cut short does not change the health', () => {
  const record = new HealthRecord();
  record.noteFault(DOWN, { health: NO_FAULT, transfer: NOW });
  expect(record.current).toEqual({ state: 'UNTRIED', since: null });
  record.noteFault(DOWN, { health: FAULT, transfer: NOW });
  expect(record.current.state).toBe('NOT_ANSWERING');
});

test("a call without a token reports the token endpoint's answer", () => {
  const record = new HealthRecord();
  record.noteFault({ kind: 'access', problem: 'CREDENTIALS_REJECTED' }, { health: NO_FAULT, transfer: NOW });
  expect(record.current.state).toBe('CREDENTIALS_REJECTED');
});

test('a call that began before the last change does not change the health', async () => {
  const record = new HealthRecord();
  record.noteAnswer(undefined, NOW);
  expect(record.current.state).toBe('OK');
  // It hung for a minute, and the vendor has answered since.
  record.noteFault(DOWN, { health: FAULT, transfer: { durationMs: 60_000 } });
  expect(record.current.state).toBe('OK');
  record.noteFault(DOWN, { health: FAULT, transfer: NOW });
  expect(record.current.state).toBe('NOT_ANSWERING');
});

test('a pause from another replica is a rate limit, and a full queue says nothing about the vendor', () => {
  const record = new HealthRecord();
  for (const cause of ['QUEUE_FULL', 'DEADLINE', 'SHUTTING_DOWN', 'BREAKER_OPEN'] as const) {
    record.noteNotAdmitted(cause);
  }
  expect(record.current.state).toBe('UNTRIED');
  record.noteNotAdmitted('PAUSED');
  expect(record.current.state).toBe('RATE_LIMITED');
});

test('a rejection is an answer, and a limited account may be OK again', () => {
  const record = new HealthRecord();
  record.noteAnswer(LIMITED, NOW);
  const { since } = record.current;
  record.noteAnswer(LIMITED, NOW);
  expect(record.current).toEqual({ state: 'RATE_LIMITED', since });
  record.noteAnswer({ kind: 'customer-not-found', customerId: 'a' }, NOW);
  expect(record.current.state).toBe('OK');
});
