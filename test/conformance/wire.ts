/** What a request must and may hold. */
import { expect } from '@jest/globals';
import type { Path } from '../../src/model/contact.js';
import type { ConformanceFacts } from '../../src/providers/facts.js';
import { bodyValues, type Exchange } from './stage.js';

/**
 * A request holds no null, nothing that was not requested, and everything reported as sent. A custom field
 * may be null, which clears it.
 */
export function expectOnlyWhatWasAsked(
  exchange: Exchange | undefined,
  fates: readonly { readonly path: Path; readonly providerField: string | null }[],
  { unasked }: ConformanceFacts,
): void {
  if (!exchange) throw new Error('Nothing was asked of the vendor.');
  const { request } = exchange;
  const values = bodyValues(request);
  expect(
    values.filter(([, value]) => [null, undefined, 'null', 'undefined'].includes(value as null)),
  ).toEqual([]);
  const asked = new Set(fates.flatMap(({ providerField }) => providerField ?? []));
  const names = new Set(values.map(([name]) => name));
  const beyond = [...names].filter((name) => ![...asked].some((field) => isAtOrBelow(name, field)));
  expect(beyond.sort()).toEqual(
    Object.keys(unasked.body)
      .filter((name) => !asked.has(name))
      .sort(),
  );
  const missing = [...asked].filter((field) => ![...names].some((name) => isAtOrBelow(name, field)));
  expect(missing).toEqual([]);
  expect(
    Object.keys(request.headers)
      .filter((name) => !STANDARD_HEADERS.has(name))
      .sort(),
  ).toEqual(Object.keys(unasked.headers).sort());
}

const STANDARD_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'user-agent',
  'connection',
  'content-length',
  'content-type',
  'host',
]);

export function isAtOrBelow(name: string, field: string): boolean {
  return name === field || name.startsWith(`${field}.`);
}
