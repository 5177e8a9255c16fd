/** The emulated vendors with lists of any length. Requests are recorded, so that a test can count them. */
import type { SandboxRequest } from '../../src/sandbox/kit/vendor.js';
import {
  type EmulatedProvider,
  type EmulatedVendors,
  isForToken,
  startEmulatedVendors,
  textReply,
} from './emulated-vendors.js';
import type { PreparedReply, RecordedRequest } from './recording-vendor.js';

export { customerOf, type EmulatedProvider as ReadingProvider } from './emulated-vendors.js';

/** How CRO Software pages: as its older documents say, or in one of the ways its newest leaves open. */
export type CroPaging = 'AS_ASKED' | 'EVERYTHING_AT_ONCE' | 'OWN_PAGE_SIZE' | 'FIRST_PAGE_ONLY';

export interface ReadingVendor extends EmulatedVendors {
  /** Requests but those for a token, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Gives a customer these many contacts and no others; returns their ids in the order of the list. */
  put(provider: EmulatedProvider, customerId: string, contacts: number): string[];
  /** Forgets the requests. */
  forget(): void;
  /** Requests for a list, for one contact, and others such as the one for an account. */
  calls(): { lists: number; singles: number; others: number };
  /** Answers in place of the vendor; undefined lets it answer. */
  instead?: ((request: RecordedRequest) => PreparedReply | undefined) | undefined;
  croPaging: CroPaging;
}

export async function startReadingVendor(): Promise<ReadingVendor> {
  const requests: RecordedRequest[] = [];
  const emulated = await startEmulatedVendors({
    fault(call, request) {
      if (isForToken(request.path)) return undefined;
      const recorded = {
        ...request,
        path: request.path + (request.query.size > 0 ? `?${request.query}` : ''),
      };
      requests.push(recorded);
      const instead = vendor.instead?.(recorded);
      if (instead) return { reply: textReply(instead) };
      const query = call.vendor === 'cro' ? croQuery(vendor.croPaging, request) : undefined;
      return query && { reply: vendor.at('CRO').handle({ ...request, query }) };
    },
  });

  const vendor: ReadingVendor = {
    ...emulated,
    requests,
    croPaging: 'AS_ASKED',
    put(provider, customerId, contacts) {
      const emulator = emulated.at(provider);
      emulator.openCustomer(customerId);
      const ids = Array.from({ length: contacts }, (_, index) =>
        emulator.put(customerId, CONTACTS[provider](index)),
      );
      // ChartMogul lists the newest contact first.
      return provider === 'CHARTMOGUL' ? ids.reverse() : ids;
    },
    forget() {
      requests.length = 0;
    },
    calls() {
      const kinds = requests.map(kindOf);
      const count = (kind: Kind) => kinds.filter((candidate) => candidate === kind).length;
      return { lists: count('list'), singles: count('single'), others: count('other') };
    },
  };
  return vendor;
}

type Kind = 'list' | 'single' | 'other';

function kindOf({ path }: RecordedRequest): Kind {
  if (/\/contacts(\?|$)|\/api2\.svc\/Customer$|\/action\/query(More)?$/.test(path)) return 'list';
  return /\/contacts\/[^/]+$/.test(path) ? 'single' : 'other';
}

/** The query that CRO acts on where it is not the one that was sent. */
function croQuery(paging: CroPaging, { method, query }: SandboxRequest): URLSearchParams | undefined {
  if (paging === 'AS_ASKED' || method !== 'GET') return undefined;
  return new URLSearchParams({
    page_limit: paging === 'EVERYTHING_AT_ONCE' ? '1000' : '30',
    page_index: paging === 'OWN_PAGE_SIZE' ? (query.get('page_index') ?? '1') : '1',
  });
}

/** Every text of Zuora at a third of its limit, which is more than most contacts have. */
const ZUORA_TEXTS = {
  firstName: 33,
  lastName: 33,
  nickname: 33,
  workEmail: 25,
  personalEmail: 25,
  workPhone: 13,
  homePhone: 13,
  mobilePhone: 33,
  otherPhone: 13,
  fax: 13,
  address1: 85,
  address2: 85,
  city: 13,
  state: 13,
  county: 10,
  country: 21,
  zipCode: 7,
  taxRegion: 10,
  contactDescription: 33,
};

/** The values of a customer's contact. */
const CONTACTS: Readonly<Record<EmulatedProvider, (index: number) => Record<string, unknown>>> = {
  CHARGEBEE: (index) => ({ email: `desk-${index}@example.com`, enabled: true }),
  CHARTMOGUL: (index) => ({ email: `desk-${index}@example.com` }),
  CRO: (index) => ({ name: `Desk ${index}` }),
  RPM: (index) => ({ FirstName: 'Milton', LastName: `Waddams ${index}` }),
  ZUORA: () => ({
    ...Object.fromEntries(Object.entries(ZUORA_TEXTS).map(([name, length]) => [name, 'x'.repeat(length)])),
    Department__c: 'TPS',
  }),
};
