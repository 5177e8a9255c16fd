/** The designed request on the wire, and the contact that must return. */
import { expect } from '@jest/globals';
import type { Contact, JsonValue } from '../../src/model/contact.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import type { RecordedRequest } from '../support/recording-vendor.js';
import { type FieldName, isZuoraAccountId, NOTIFICATIONS, type ProviderName, TEXTS } from './documented.js';

import { fieldOf } from './leaves.js';
import type { Reference } from './reference.js';
import { optionHeaders, optionsOf } from './reference-options.js';

/** Segments of the path, percent-decoded. */
const PATHS: Readonly<Record<ProviderName, (customerId: string) => readonly string[]>> = {
  CHARGEBEE: (id) => ['api', 'v2', 'customers', id, 'add_contact'],
  CHARTMOGUL: (id) => ['v1', 'customers', id, 'contacts'],
  CRO: (id) => ['customers', id, 'contacts'],
  RPM: () => ['rpm', 'api2.svc', 'CustomerContactAdd'],
  ZUORA: () => ['v1', 'contacts'],
};

const HEADERS = [
  'accept',
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'host',
  'user-agent',
];
const OWN_HEADERS: Readonly<Record<ProviderName, readonly string[]>> = {
  CHARGEBEE: ['authorization', 'chargebee-idempotency-key'],
  CHARTMOGUL: ['authorization'],
  CRO: ['authorization', 'x-api-version', 'x-tenant-id'],
  RPM: ['rpmapikey'],
  ZUORA: ['authorization', 'idempotency-key'],
};

/** The bytes match the reference exactly. */
export function expectOnTheWire(received: RecordedRequest, reference: Reference, origin: string): void {
  const { provider, customerId } = reference.request;
  expect(received.method).toBe('POST');
  const [empty, ...segments] = received.path.split('/');
  expect([empty, ...segments.map(decodeURIComponent)]).toEqual(['', ...PATHS[provider](customerId)]);
  expect(received.path).toMatch(/^[\w/.~!'()*%-]+$/);

  const headers = (received.rawHeaders ?? []).flatMap((text, index) =>
    index % 2 === 0 ? [[text.toLowerCase(), received.rawHeaders?.[index + 1] ?? ''] as const] : [],
  );
  const options = optionHeaders(reference);
  const names = [...new Set([...HEADERS, ...OWN_HEADERS[provider], ...Object.keys(options)])];
  expect(headers.map(([name]) => name).sort()).toEqual(names.sort());
  expect(Object.fromEntries(headers)).toMatchObject({ ...options, host: new URL(origin).host });

  if (provider === 'CHARGEBEE') expectForm(received.body, reference);
  else {
    const parsed = JSON.parse(received.body) as JsonValue;
    // A duplicate name would not survive this round trip.
    expect(JSON.stringify(parsed)).toBe(received.body);
    expect(parsed).toEqual(withoutUndefined(bodyOf(reference)));
  }
}

function expectForm(body: string, { wire }: Reference): void {
  const pairs = body.split('&').map((pair) => pair.split('='));
  for (const pair of pairs) expect(pair).toHaveLength(2);
  const decoded = pairs.map((pair) => pair.map((text) => decodeURIComponent(text.replaceAll('+', ' '))));
  const expected = Object.entries(wire).map(([name, value]) => [`contact[${name}]`, String(value)]);
  const [generated] = decoded.filter(([name]) => name === 'contact[id]');
  expect(generated?.[1]).toBeTruthy();
  if (wire.id === undefined) expected.push(generated ?? []);
  expect(decoded.sort()).toEqual(expected.sort());
}

function bodyOf(reference: Reference): JsonValue {
  const { wire, request } = reference;
  const { customerId } = request;
  const options = optionsOf(reference);
  switch (request.provider) {
    case 'CHARTMOGUL': {
      const configured = fixtureEnvironment('').CHARTMOGUL_DATA_SOURCE_UUID;
      return { data_source_uuid: (options.dataSourceUuid as string) ?? configured, ...wire };
    }
    case 'RPM': {
      const { IsPrimary, ...contact } = wire;
      return {
        Contact: contact,
        CustomerID: Number(customerId),
        ...(IsPrimary !== undefined && { IsPrimary }),
      };
    }
    case 'ZUORA': {
      const number = options.accountNumber as string | undefined;
      return isZuoraAccountId(customerId)
        ? { accountId: customerId, ...(number !== undefined && { accountNumber: number }), ...wire }
        : { accountNumber: customerId, ...wire };
    }
    default:
      return wire;
  }
}

/** -0 is written as 0; otherwise JSON keeps the given values. */
function withoutUndefined(value: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

/** Kept values return as given. */
export function expectBack(contact: Contact, reference: Reference): void {
  const { provider, input } = reference.request;
  for (const field of Object.keys(TEXTS[provider]) as FieldName[]) {
    const given = fieldOf(input, field) ?? null;
    if (provider === 'CRO' || (field === 'externalId' && given === null)) continue;
    expect([field, fieldOf(contact, field) ?? null]).toEqual([field, given]);
  }
  if (provider === 'CRO') {
    const { emails } = contact;
    const shown = reference.wire.name ?? emails[0]?.address ?? null;
    expect([contact.name, contact.firstName, contact.lastName]).toEqual([shown, null, null]);
  }
  const kept = (list: 'emails' | 'phones') =>
    (input[list] ?? [])
      .filter(
        (_, index) =>
          !isOmitted(reference, `input.${list}.${index}.${list === 'emails' ? 'address' : 'number'}`),
      )
      .map((item) => withKind(provider, list, item as never));
  expect(sorted(contact.emails)).toEqual(sorted(kept('emails')));
  expect(sorted(contact.phones)).toEqual(sorted(kept('phones')));
  const known = NOTIFICATIONS[provider] ?? {};
  const on = (input.notifications ?? []).filter((name) => known[name] !== undefined);
  expect(sorted(contact.notifications)).toEqual(sorted([...new Set(on)]));
  expect(contact.enabled).toBe(provider === 'CHARGEBEE' ? (input.enabled ?? true) : null);
  expect(contact.primary).toBe(provider === 'RPM' && input.primary ? true : null);
  expect(contact.position).toBe(provider === 'CHARTMOGUL' ? (input.position ?? null) : null);
  const keepsCustom = provider === 'CHARTMOGUL' || provider === 'ZUORA';
  expect(sorted(contact.customFields)).toEqual(sorted(keepsCustom ? (input.customFields ?? []) : []));
}

function isOmitted({ fates }: Reference, path: string): boolean {
  return fates.includes(`${path} OMITTED`);
}

/** With the kind of its place; without one if the provider keeps none. */
function withKind(
  provider: ProviderName,
  list: 'emails' | 'phones',
  item: { readonly address?: string; readonly number?: string; readonly kind?: string | null },
): object {
  const text = list === 'emails' ? { address: item.address } : { number: item.number };
  if (provider === 'ZUORA') return { ...text, kind: item.kind ?? 'WORK' };
  if (list === 'emails' || provider === 'CHARGEBEE' || provider === 'CHARTMOGUL') return text;
  if (provider === 'CRO') return { ...text, ...(item.kind && { kind: item.kind }) };
  return { ...text, kind: item.kind ?? 'WORK' };
}

function sorted(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(sortedKeys(value))).sort();
}

function sortedKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
}
