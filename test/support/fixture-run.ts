/** Runs a transcribed pair and compares its request and its result separately. */
import { expect } from '@jest/globals';
import { openAccounts } from '../../src/accounts/accounts.js';
import type { ContactService } from '../../src/contacts/contact-service.js';
import { failures, writeOutcome } from '../../src/model/errors.js';
import type { AddedContact, Failure, Outcome } from '../../src/model/outcome.js';
import type { Provider } from '../../src/providers/driver.js';
import { type Fixture, fixtureEnvironment } from './fixtures.js';
import { keyedService } from './keyed-service.js';
import type { RecordedRequest, RecordingVendor } from './recording-vendor.js';
import { SkippingClock } from './skipping-clock.js';

/** The request and the result of a pair. */
export interface FixtureRun {
  readonly request: RecordedRequest | undefined;
  readonly outcome: Outcome<AddedContact>;
}

/** A service of the given providers, which all call the recording vendor. */
export function fixtureService(providers: readonly Provider[], vendor: RecordingVendor): ContactService {
  // In sandbox mode, where a limit or an outage of one pair does not affect the next one.
  const accounts = openAccounts(providers, {
    live: new Map(),
    sandboxed: fixtureEnvironment(vendor.origin),
  });
  return keyedService(accounts, 5000, { clock: new SkippingClock() });
}

export async function runFixture(
  fixture: Fixture,
  id: string,
  service: ContactService,
  vendor: RecordingVendor,
): Promise<FixtureRun> {
  vendor.requests.length = 0;
  const { idempotencyKey, unsupportedFields, ...ofProviders } = fixture.call.options ?? {};
  const { status, headers, json, text } = fixture.reply;
  vendor.reply = { status, headers, body: text ?? (json === undefined ? '' : JSON.stringify(json)) };
  // Under a key the earlier contacts may be requested first, which is not part of the pair.
  vendor.answer = ({ method, path }) =>
    idempotencyKey !== undefined && (method !== fixture.request.method || path !== fixture.request.path)
      ? { status: 403, body: '{}' }
      : undefined;
  const outcome = await service.add({
    provider: id,
    requestId: 'fixture',
    customerId: fixture.call.customerId,
    input: fixture.call.input,
    options: {
      idempotencyKey: idempotencyKey as string | undefined,
      unsupportedFields: unsupportedFields as 'OMIT' | undefined,
      providers: ofProviders,
    },
  });
  const { method, path } = fixture.request;
  // An answer may lead to a read, which is not part of the pair either.
  const written = vendor.requests.findLast((request) => request.method === method && request.path === path);
  return { request: written ?? vendor.requests.at(-1), outcome };
}

export function expectRequest(
  { request }: Pick<Fixture, 'request'>,
  { request: sent }: Pick<FixtureRun, 'request'>,
): void {
  expect(sent).toBeDefined();
  if (!sent) return;
  expect([sent.method, sent.path]).toEqual([request.method, request.path]);
  expect(sent.headers).toMatchObject(request.headers);
  for (const [name, pattern] of Object.entries(request.headerPatterns ?? {})) {
    expect(String(sent.headers[name] ?? '')).toMatch(new RegExp(pattern));
  }
  for (const name of request.absentHeaders ?? []) expect(Object.keys(sent.headers)).not.toContain(name);
  if (request.form) {
    const byName = (a: readonly string[], b: readonly string[]) => (String(a) < String(b) ? -1 : 1);
    expect([...new URLSearchParams(sent.body)].sort(byName)).toEqual([...request.form].sort(byName));
  }
  if (request.json) expect(JSON.parse(sent.body)).toEqual(request.json);
}

/** The contact, or the failure. */
export function expectResult(fixture: Fixture, { outcome }: FixtureRun): void {
  expect(outcome).toMatchObject({ ok: fixture.expect.failure === undefined });
  if (outcome.ok) {
    expect({ contact: withoutNulls(outcome.value.contact) }).toMatchObject({
      contact: withoutNulls(fixture.expect.contact),
    });
    expect(nullsOf(fixture.expect.contact, outcome.value.contact)).toEqual([]);
  } else {
    expect(told(outcome.failure)).toMatchObject({ ...fixture.expect.failure });
  }
}

export function expectFates(fixture: Fixture, { outcome }: FixtureRun): void {
  if (!outcome.ok) return;
  const fates = outcome.value.fates.map(({ reason, ...fate }) => withoutNulls(fate));
  expect(fates).toEqual(fixture.expect.fates);
}

export function told(failure: Failure): Record<string, unknown> {
  const { kind, ...detail } = failure;
  return {
    ...detail,
    member: failures[kind].member,
    outcome: writeOutcome(failure),
    ...(failure.kind === 'access' && { accessProblem: failure.problem }),
  };
}

/** A null in a fixture means null or absent. */
export function withoutNulls(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, inner: unknown) => inner ?? undefined));
}

/** The contact's values where the fixture has null. */
export function nullsOf(expected: unknown, actual: unknown, path = ''): string[] {
  if (expected === null) return (actual ?? null) === null ? [] : [`${path} is ${JSON.stringify(actual)}`];
  if (typeof expected !== 'object' || expected === undefined) return [];
  return Object.entries(expected).flatMap(([name, inner]) =>
    nullsOf(inner, (actual as Record<string, unknown> | null | undefined)?.[name], `${path}.${name}`),
  );
}
