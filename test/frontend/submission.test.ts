/** The life of an idempotency key in a frontend, under the test's clock. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { KeyStorage } from '../../examples/frontend/client/kept-key.js';
import { Submission } from '../../examples/frontend/client/submission.js';
import type {
  AddContactRequest,
  Attempt,
  Keyed,
  NotSent,
  Place,
  Result,
  Transport,
  UpdateContactRequest,
  WriteRequest,
} from '../../examples/frontend/client/transport.js';
import { until } from '../support/until.js';

const error = { message: 'm', userMessage: 'u', requestId: 'r', code: 'OUTCOME_UNKNOWN' } as const;
const success: Result = {
  __typename: 'AddContactSuccess',
  contact: { id: 'CRO:1:2', name: 'Ada' },
  created: true,
  replayed: false,
  fields: [],
  requestId: 'r',
};
const rateLimited: Result = {
  ...error,
  __typename: 'ContactProviderRateLimitedError',
  code: 'RATE_LIMITED',
  retryable: true,
  outcome: 'NOT_APPLIED',
  retryAfterSeconds: 5,
};
const invalid: Result = {
  ...error,
  __typename: 'ContactInputInvalidError',
  code: 'INPUT_INVALID',
  retryable: false,
  outcome: 'NOT_APPLIED',
  violations: [],
};
function unknown(retryAfterSeconds: number | null, decidedAfterSeconds = 60): Result {
  // The subgraph's clock is hours off.
  const at = (seconds: number) => new Date(1e12 + seconds * 1000).toISOString();
  return {
    ...error,
    __typename: 'ContactOutcomeUnknownError',
    retryable: true,
    outcome: 'UNKNOWN',
    retryAfterSeconds,
    retryAt: retryAfterSeconds === null ? null : at(retryAfterSeconds),
    decidedBy: retryAfterSeconds === null ? null : at(decidedAfterSeconds),
    possibleMatches: [],
  };
}
const inProgress: Result = {
  ...error,
  __typename: 'ContactIdempotencyConflictError',
  code: 'IDEMPOTENCY_CONFLICT',
  retryable: true,
  outcome: 'UNKNOWN',
  conflict: 'IN_PROGRESS',
  retryAfterSeconds: 2,
};
const decided = (state: Attempt['state'], result: Result | null): Attempt => ({ state, result });

/** Answers in the test's order; an error is a lost connection. */
class Script implements Transport<WriteRequest> {
  readonly sent: Keyed<WriteRequest>[] = [];
  readonly looked: [Place, string][] = [];
  readonly answers: (Result | NotSent | Error | Promise<Result>)[] = [];
  readonly attempts: (Attempt | null | Error)[] = [];

  async send(variables: Keyed<WriteRequest>): Promise<Result | NotSent> {
    this.sent.push(variables);
    return next(this.answers);
  }

  async look(place: Place, key: string): Promise<Attempt | null> {
    this.looked.push([place, key]);
    return next(this.attempts);
  }

  get keys(): string[] {
    return this.sent.map(({ options }) => options.idempotencyKey);
  }
}

function next<T>(queue: (T | Error | Promise<T>)[]): T | Promise<T> {
  if (queue.length === 0) throw new Error('The test has no answer for this.');
  const answer = queue.shift() as T | Error | Promise<T>;
  if (answer instanceof Error) throw answer;
  return answer;
}

class HandClock {
  time = 1_000_000;
  #timer: { at: number; run: () => void } | undefined;

  now() {
    return this.time;
  }

  after(ms: number, run: () => void) {
    const timer = { at: this.time + ms, run };
    this.#timer = timer;
    return () => {
      if (this.#timer === timer) this.#timer = undefined;
    };
  }

  get isIdle() {
    return this.#timer === undefined;
  }

  async advance(ms: number) {
    this.time += ms;
    const due = this.#timer && this.#timer.at <= this.time ? this.#timer : undefined;
    if (due) {
      this.#timer = undefined;
      due.run();
    }
    await settled();
  }
}

/** An answer is handled within the same turn of the event loop. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A digest is computed before anything is sent. */
const isSent = () => until(() => script.sent.length > 0);

const request: AddContactRequest = {
  customerId: 'customer-of-ada',
  provider: 'CRO',
  input: { firstName: 'Ada', emails: [{ address: 'ada@example.com' }] },
};
const edited = { ...request, input: { ...request.input, firstName: 'Augusta' } };

let script: Script;
let clock: HandClock;
let stored: Map<string, string>;
let storage: KeyStorage;

beforeEach(() => {
  script = new Script();
  clock = new HandClock();
  stored = new Map();
  storage = {
    getItem: (name) => stored.get(name) ?? null,
    setItem: (name, value) => stored.set(name, value),
    removeItem: (name) => stored.delete(name),
  };
});

let made = 0;
/** Loads a page, or reloads it. */
const load = (more: { storage?: KeyStorage | undefined } = { storage }) =>
  new Submission<AddContactRequest>({
    transport: script,
    storageKey: 'add-contact',
    clock,
    newKey: () => {
      made += 1;
      return `key-${made}-0123456789abcdef`;
    },
    ...more,
  });
const phase = (submission: Submission<AddContactRequest>) => submission.getState().phase;

describe('a key', () => {
  test('is sent with the request, and removed when the contact is created', async () => {
    script.answers.push(success, success);
    const submission = load();
    await submission.submit({ ...request, options: { unsupportedFields: 'OMIT' } });
    expect(submission.getState()).toEqual({ phase: 'SETTLED', result: success });
    expect(script.sent[0]).toMatchObject({ ...request, options: { unsupportedFields: 'OMIT' } });
    expect(stored.size).toBe(0);
    await submission.submit(request);
    expect(new Set(script.keys).size).toBe(2);
  });

  test('stays the same for the same request, in any order of members, and across a reload', async () => {
    script.answers.push(rateLimited, invalid, success);
    const submission = load();
    await submission.submit(request);
    const { emails, firstName } = request.input;
    await submission.submit({
      ...request,
      input: { emails: emails ?? [], firstName: firstName ?? '', notes: null },
    });
    await load().submit(request);
    expect(new Set(script.keys).size).toBe(1);
  });

  test('is new for each edited request', async () => {
    script.answers.push(invalid, invalid, rateLimited, success);
    const submission = load();
    await submission.submit(request);
    await submission.submit(edited);
    await submission.submit({ ...edited, customerId: 'another' });
    await submission.submit({ ...edited, customerId: 'another' });
    expect(new Set(script.keys).size).toBe(3);
    expect(script.keys[2]).toBe(script.keys[3]);
  });

  test('is stored before anything is sent, without a value of the contact', async () => {
    script.answers.push(new Promise<Result>(() => {}));
    void load().submit(request);
    expect(await isSent()).toBe(true);
    expect(script.sent).toHaveLength(1);
    const [text = ''] = stored.values();
    expect(Object.keys(JSON.parse(text)).sort()).toEqual(['digest', 'isOpen', 'key', 'place', 'sentAt']);
    for (const value of ['Ada', 'ada@example.com', 'customer-of-ada']) expect(text).not.toContain(value);
    expect(text).toContain(script.keys[0]);
  });

  test('lasts as long as the page if storage is forbidden', async () => {
    const forbidden = () => {
      throw new Error('SecurityError');
    };
    script.answers.push(rateLimited, success);
    const submission = load({ storage: { getItem: forbidden, setItem: forbidden, removeItem: forbidden } });
    await submission.submit(request);
    await submission.submit(request);
    expect(new Set(script.keys).size).toBe(1);
  });

  test.each(['{', 'null', '{"key":1}', '[]'])('that is stored as %s is ignored', async (text) => {
    stored.set('add-contact', text);
    const submission = load();
    await submission.resume();
    expect(phase(submission)).toBe('IDLE');
  });
});

describe('an unknown outcome', () => {
  test('freezes the form, and is followed at the times in its answers until it is decided', async () => {
    script.answers.push(unknown(10, 70));
    script.attempts.push(decided('UNKNOWN', unknown(20)), decided('SUCCEEDED', success));
    const submission = load();
    await submission.submit(request);
    const start = clock.time;
    expect(submission.getState()).toMatchObject({
      phase: 'UNKNOWN',
      isLooking: false,
      nextLookAt: start + 10_000,
      decidedBy: start + 70_000,
      userMessage: 'u',
    });
    expect(submission.isFrozen).toBe(true);
    await submission.submit(edited);
    expect(script.sent).toHaveLength(1);

    await clock.advance(9_999);
    expect(script.looked).toHaveLength(0);
    await clock.advance(1);
    expect(script.looked).toEqual([[{ provider: 'CRO' }, script.keys[0]]]);
    expect(phase(submission)).toBe('UNKNOWN');
    await clock.advance(20_000);
    expect(submission.getState()).toEqual({ phase: 'SETTLED', result: success });
    expect([submission.isFrozen, clock.isIdle, stored.size]).toEqual([false, true, 0]);
  });

  test('is followed after a reload, by the key alone', async () => {
    script.answers.push(unknown(10));
    await load().submit(request);
    script.attempts.push(decided('UNKNOWN', unknown(5)), decided('NOT_APPLIED', rateLimited));
    const submission = load();
    expect(submission.openPlace).toEqual({ provider: 'CRO' });
    await submission.resume();
    expect(submission.getState()).toMatchObject({ phase: 'UNKNOWN', nextLookAt: clock.time + 5000 });
    expect(submission.canSendAgain).toBe(false);
    await clock.advance(5000);
    expect(submission.getState()).toEqual({ phase: 'SETTLED', result: rateLimited });
    expect(script.sent).toHaveLength(1);

    // Nothing was created: the same request continues under the same key.
    script.answers.push(success);
    await submission.submit(request);
    expect(new Set(script.keys).size).toBe(1);
  });

  test('can be sent again immediately, under its key', async () => {
    script.answers.push(unknown(10), success);
    const submission = load();
    await submission.submit(request);
    expect(submission.canSendAgain).toBe(true);
    await submission.sendAgain();
    expect(phase(submission)).toBe('SETTLED');
    expect([script.keys.length, new Set(script.keys).size]).toEqual([2, 1]);
  });

  test('covers a request that still runs', async () => {
    script.answers.push(inProgress);
    script.attempts.push(decided('IN_PROGRESS', null), decided('SUCCEEDED', success));
    const submission = load();
    await submission.submit(request);
    expect(submission.getState()).toMatchObject({ phase: 'UNKNOWN', nextLookAt: clock.time + 2000 });
    await clock.advance(2000);
    expect(phase(submission)).toBe('UNKNOWN');
    await clock.advance(60_000);
    expect(phase(submission)).toBe('SETTLED');
  });

  test('backs off, up to half a minute, if the answer names no time', async () => {
    script.answers.push(unknown(null));
    const submission = load();
    await submission.submit(request);
    const waits: number[] = [];
    for (let look = 0; look < 7; look += 1) {
      const state = submission.getState();
      if (state.phase !== 'UNKNOWN') throw new Error(state.phase);
      waits.push(state.nextLookAt - clock.time);
      script.attempts.push(look % 2 ? new Error('offline') : decided('UNKNOWN', unknown(null)));
      await clock.advance(state.nextLookAt - clock.time);
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  test('keeps the last state while the subgraph does not answer', async () => {
    script.answers.push(unknown(10));
    script.attempts.push(new Error('offline'));
    const submission = load();
    await submission.submit(request);
    await clock.advance(10_000);
    expect(submission.getState()).toMatchObject({ phase: 'UNKNOWN', userMessage: 'u' });
  });
});

describe('a request without an answer', () => {
  test('counts as unknown, and is sent again under its key if it did not arrive', async () => {
    script.answers.push(new Error('connection lost'), success);
    script.attempts.push(null);
    const submission = load();
    await submission.submit(request);
    expect(submission.getState()).toEqual({
      phase: 'UNKNOWN',
      isLooking: false,
      nextLookAt: clock.time + 1000,
      possibleMatches: [],
    });
    await clock.advance(1000);
    expect(phase(submission)).toBe('SETTLED');
    expect([script.keys.length, new Set(script.keys).size]).toEqual([2, 1]);
  });

  test('is looked up until it arrives', async () => {
    script.answers.push(new Error('connection lost'));
    script.attempts.push(new Error('offline'), decided('SUCCEEDED', success));
    const submission = load();
    await submission.submit(request);
    await clock.advance(1000);
    await clock.advance(2000);
    expect(phase(submission)).toBe('SETTLED');
    expect(script.sent).toHaveLength(1);
  });

  test('is given up after four lookups that found nothing', async () => {
    script.answers.push(...Array.from({ length: 4 }, () => new Error('connection lost')));
    const submission = load();
    await submission.submit(request);
    for (let look = 0; look < 8 && phase(submission) === 'UNKNOWN'; look += 1) {
      script.attempts.push(null);
      await clock.advance(30_000);
    }
    expect(submission.getState()).toEqual({ phase: 'LOST', mayBeOld: false });
    expect([script.sent.length, submission.isFrozen]).toEqual([4, false]);
    script.answers.push(success);
    await submission.submit(request);
    expect(new Set(script.keys).size).toBe(1);
  });

  test('is not sent again if the key of an arrived request is gone: it may be another store', async () => {
    script.answers.push(unknown(1));
    script.attempts.push(null);
    const submission = load();
    await submission.submit(request);
    await clock.advance(60_000);
    expect([phase(submission), script.sent.length]).toEqual(['LOST', 1]);
  });

  test('may still arrive after a reload', async () => {
    script.answers.push(new Promise<Result>(() => {}));
    void load().submit(request);
    expect(await isSent()).toBe(true);
    script.attempts.push(null, null);
    const submission = load();
    await submission.resume();
    expect(phase(submission)).toBe('UNKNOWN');
    await clock.advance(59_999);
    expect(phase(submission)).toBe('UNKNOWN');
    script.attempts.push(null);
    await clock.advance(30_000);
    expect(submission.getState()).toEqual({ phase: 'LOST', mayBeOld: false });
  });

  test('may be forgotten after a day', async () => {
    script.answers.push(new Error('connection lost'));
    await load().submit(request);
    await clock.advance(0);
    clock.time += 24 * 3600 * 1000;
    script.attempts.push(null);
    const submission = load();
    await submission.resume();
    expect(submission.getState()).toEqual({ phase: 'LOST', mayBeOld: true });
  });
});

test('a request that was rejected as a whole is certain, and keeps its key', async () => {
  const notSent: NotSent = { __typename: 'NotSent', faults: [{ path: ['input'], message: 'm' }] };
  script.answers.push(notSent, success);
  const submission = load();
  await submission.submit(request);
  expect(submission.getState()).toEqual({ phase: 'SETTLED', result: notSent });
  await submission.submit(request);
  expect(new Set(script.keys).size).toBe(1);
});

test('a second press while the first is in flight does nothing', async () => {
  script.answers.push(success, success);
  const submission = load();
  await Promise.all([submission.submit(request), submission.submit(request)]);
  expect(script.sent).toHaveLength(1);
});

test('an answer that arrives after a pause is left to the key', async () => {
  let answer: (result: Result) => void = () => {};
  script.answers.push(
    new Promise<Result>((resolve) => {
      answer = resolve;
    }),
  );
  const submission = load();
  const submitted = submission.submit(request);
  expect(await isSent()).toBe(true);
  submission.pause();
  answer(success);
  await submitted;
  expect(phase(submission)).toBe('IDLE');
  script.attempts.push(decided('SUCCEEDED', success));
  await submission.resume();
  expect(submission.getState()).toEqual({ phase: 'SETTLED', result: success });
});

test('listeners learn of every change until they unsubscribe', async () => {
  const phases: string[] = [];
  script.answers.push(rateLimited);
  const submission = load();
  const leave = submission.subscribe(() => phases.push(phase(submission)));
  await submission.submit(request);
  submission.dismiss();
  leave();
  script.answers.push(success);
  await submission.submit(request);
  expect(phases).toEqual(['SENDING', 'SETTLED', 'IDLE']);
});

describe('a change or a removal', () => {
  const id = 'CRO@eu:1:2';
  const updated: Result = {
    __typename: 'UpdateContactSuccess',
    contact: { id, name: 'Ada' },
    replayed: false,
    fields: [],
    requestId: 'r',
  };
  const removed: Result = {
    __typename: 'RemoveContactSuccess',
    contactId: id,
    replayed: false,
    requestId: 'r',
  };
  const change: UpdateContactRequest = { id, input: { clear: ['LABEL'] } };
  const start = (storageKey: string) =>
    new Submission<WriteRequest>({
      transport: script,
      storage,
      storageKey,
      clock,
      newKey: () => crypto.randomUUID(),
    });

  test.each([
    ['a change', change, updated],
    ['a removal', { id }, removed],
  ])("%s is followed at the contact's account, across a reload", async (name, request, result) => {
    script.answers.push(unknown(10));
    await start(name).submit(request);
    script.attempts.push(decided('SUCCEEDED', result));
    const submission = start(name);
    expect(submission.openPlace).toEqual({ provider: 'CRO', account: 'eu' });
    await submission.resume();
    expect(script.looked).toEqual([[{ provider: 'CRO', account: 'eu' }, script.keys[0]]]);
    expect(submission.getState()).toEqual({ phase: 'SETTLED', result });
    expect(stored.size).toBe(0);
  });

  test('has a new key once it is carried out, even if it is equal', async () => {
    script.answers.push(updated, updated);
    const submission = start('update');
    await submission.submit(change);
    await submission.submit(change);
    expect(new Set(script.keys).size).toBe(2);
  });

  test('may stay unknown: a person can then stop looking, and the same request keeps its key', async () => {
    script.answers.push(unknown(null), new Error('connection lost'));
    const submission = start('update');
    await submission.submit(change);
    expect(submission.mayStayUnknown).toBe(true);
    submission.giveUp();
    expect([submission.getState().phase, submission.openPlace, clock.isIdle]).toEqual([
      'IDLE',
      undefined,
      true,
    ]);
    await submission.submit(change);
    expect([script.keys.length, new Set(script.keys).size]).toEqual([2, 1]);
    // There is no answer yet, so nothing to give up.
    expect(submission.mayStayUnknown).toBe(false);
    submission.giveUp();
    expect(submission.getState().phase).toBe('UNKNOWN');
  });
});

test('a key that belongs to another request is replaced', async () => {
  const conflict: Result = { ...inProgress, conflict: 'DIFFERENT_REQUEST', outcome: 'NOT_APPLIED' };
  script.answers.push(conflict, success);
  const submission = load();
  await submission.submit(request);
  expect(submission.getState()).toEqual({ phase: 'SETTLED', result: conflict });
  await submission.submit(request);
  expect(new Set(script.keys).size).toBe(2);
});
