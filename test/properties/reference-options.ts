/**
 * The design's rules for options, as plain as those for fields in `reference.ts`, and the headers they
 * become.
 */

import { isZuoraAccountId, type ProviderName } from './documented.js';
import type { Reference } from './reference.js';

type Options = Readonly<Record<string, unknown>>;

const KEYS: Readonly<Partial<Record<ProviderName, string>>> = {
  CHARGEBEE: 'chargebee',
  CHARTMOGUL: 'chartmogul',
  CRO: 'cro',
  ZUORA: 'zuora',
};

export function checkReferenceOptions(reference: Reference): void {
  const { provider, options } = reference.request;
  for (const [key, values] of Object.entries(options)) {
    if (!values) continue;
    if (key !== KEYS[provider]) reference.refuse('UNSUPPORTED', ['options', key]);
    else CHECKS[key]?.(reference, values);
  }
}

/** The options of the called provider; null counts as absent. */
export function optionsOf({ request }: Reference): Options {
  const given = request.options[KEYS[request.provider] ?? ''] ?? {};
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== null && value !== undefined),
  );
}

const CHECKS: Readonly<Record<string, (reference: Reference, values: Options) => void>> = {
  chargebee(reference, values) {
    text(reference, values, 'chargebee', 'businessEntityId', isHeader, 50);
    text(reference, values, 'chargebee', 'originDevice', isHeader);
    text(reference, values, 'chargebee', 'originIp', (ip) => /^[A-Za-z0-9.:][A-Za-z0-9.:-]{0,252}$/.test(ip));
    text(reference, values, 'chargebee', 'originUser', () => true);
    inHeaders(reference, values, 'chargebee');
  },
  chartmogul(reference, values) {
    text(reference, values, 'chartmogul', 'dataSourceUuid', isDataSource);
  },
  cro(reference, { tenantId }) {
    if (typeof tenantId === 'number' && tenantId < 1)
      reference.refuse('RANGE', ['options', 'cro', 'tenantId']);
  },
  zuora(reference, values) {
    const { customerId } = reference.request;
    const { orgIds } = values;
    const isNumber = (number: string) => /^[A-Za-z0-9._-]{1,255}$/.test(number);
    const isTheirs = (number: string) => isZuoraAccountId(customerId) || number === customerId;
    text(reference, values, 'zuora', 'accountNumber', (number) => isNumber(number) && isTheirs(number));
    text(reference, values, 'zuora', 'entityId', isOneOfList);
    if (Array.isArray(orgIds)) {
      for (const [index, id] of orgIds.entries()) {
        const path = ['options', 'zuora', 'orgIds', String(index)];
        if (reference.text(id, {}, path) && !isOneOfList(id)) reference.refuse('FORMAT', path);
      }
    }
    text(reference, values, 'zuora', 'trackId', (id) => isHeader(id) && !/[:;"']/.test(id), 64);
    inHeaders(reference, values, 'zuora');
  },
};

function text(
  reference: Reference,
  values: Options,
  key: string,
  name: string,
  isRight: (value: string) => boolean,
  max?: number,
): void {
  const value = values[name];
  if (value === null || value === undefined) return;
  const path = ['options', key, name];
  if (reference.text(value as string, max === undefined ? {} : { max }, path) && !isRight(value as string))
    reference.refuse('FORMAT', path);
}

/** Four kilobytes for all of them; the longest is reported. */
function inHeaders(reference: Reference, values: Options, key: string): void {
  const bytesOf = (options: Options) => {
    const headers = optionHeaders({
      ...reference,
      request: { ...reference.request, options: { [key]: options } },
    } as Reference);
    return Object.entries(headers)
      .filter(([, value]) => value !== '')
      .reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  };
  if (bytesOf(values) <= 4096) return;
  const sizes = Object.entries(values).map(([name, value]) => ({ name, bytes: bytesOf({ [name]: value }) }));
  const longest = sizes.reduce((one, other) => (other.bytes > one.bytes ? other : one));
  const told = `TOO_LONG options.${key}.${longest.name}`;
  if (!reference.violations.some((text) => text === told || text.startsWith(`${told}.`))) {
    reference.refuse('TOO_LONG', ['options', key, longest.name]);
  }
}

function isPrintable(value: string): boolean {
  return [...value].every((sign) => sign >= ' ' && sign <= '~');
}

/** HTTP strips spaces at the ends of a header value. */
function isHeader(value: string): boolean {
  return isPrintable(value) && value === value.replace(/^ +| +$/g, '');
}

function isOneOfList(value: string): boolean {
  return isPrintable(value) && !/[ ,]/.test(value);
}

function isDataSource(value: string): boolean {
  return (
    /^ds_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value) && !value.endsWith('\n')
  );
}

/** The headers that the options add to those of every request to the provider. */
export function optionHeaders(reference: Reference): Readonly<Record<string, string>> {
  const options = optionsOf(reference);
  const headers: Record<string, string> = {};
  const copy = (name: string, header: string) => {
    if (options[name] !== undefined) headers[header] = String(options[name]);
  };
  const disable = (name: string, header: string) => {
    if (options[name] === true) headers[header] = 'all-disabled';
  };
  switch (reference.request.provider) {
    case 'CHARGEBEE': {
      copy('businessEntityId', 'chargebee-business-entity-id');
      disable('disableWebhooks', 'chargebee-event-webhook');
      disable('disableEmails', 'chargebee-event-email');
      disable('disableEventActions', 'chargebee-event-actions');
      copy('originDevice', 'chargebee-request-origin-device');
      copy('originIp', 'chargebee-request-origin-ip');
      const user = options.originUser as string | undefined;
      if (user !== undefined && isHeader(user)) headers['chargebee-request-origin-user'] = user;
      else if (user !== undefined) {
        headers['chargebee-request-origin-user-encoded'] = Buffer.from(user).toString('base64');
      }
      break;
    }
    case 'CRO':
      copy('tenantId', 'x-tenant-id');
      break;
    case 'ZUORA': {
      copy('entityId', 'zuora-entity-ids');
      const ids = options.orgIds as readonly string[] | undefined;
      if (ids && ids.length > 0) headers['zuora-org-ids'] = ids.join(',');
      copy('trackId', 'zuora-track-id');
      break;
    }
    default:
  }
  return headers;
}
