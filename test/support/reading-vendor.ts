/** The emulated vendors with lists of any length. Requests are recorded, so that a test can count them. */
import type { ProviderId } from '../../src/model/contact.js';
import type { SandboxRequest } from '../../src/sandbox/kit/vendor.js';
import {
  type EmulatedVendors,
  emulatedFacts,
  isForToken,
  startEmulatedVendors,
  textReply,
} from './emulated-vendors.js';
import type { PreparedReply, RecordedRequest } from './recording-vendor.js';

export { customerOf, EMULATED_PROVIDERS as PROVIDERS } from './emulated-vendors.js';

/** How CRO Software pages: as its older documents describe, or in one of the ways its newest leaves open. */
export type CroPaging = 'AS_ASKED' | 'EVERYTHING_AT_ONCE' | 'OWN_PAGE_SIZE' | 'FIRST_PAGE_ONLY';

export interface RecordedCall extends RecordedRequest {
  readonly provider: ProviderId;
}

export interface ReadingVendor extends EmulatedVendors {
  /** Requests, except for tokens, oldest first. */
  readonly requests: readonly RecordedCall[];
  /** Gives a customer this many contacts and no others; returns their ids in list order. */
  put(provider: ProviderId, customerId: string, contacts: number): string[];
  /** Forgets the requests. */
  forget(): void;
  /** Requests for a list, for one contact, and others such as the one for an account. */
  calls(): { lists: number; singles: number; others: number };
  /** Answers in place of the vendor; undefined lets it answer. */
  instead?: ((request: RecordedRequest) => PreparedReply | undefined) | undefined;
  croPaging: CroPaging;
}

export async function startReadingVendor(): Promise<ReadingVendor> {
  const requests: RecordedCall[] = [];
  const emulated = await startEmulatedVendors({
    fault(call, request) {
      if (isForToken(request.path)) return undefined;
      const recorded = {
        ...request,
        provider: call.vendor.toUpperCase(),
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
      const facts = emulatedFacts(provider);
      emulator.openCustomer(customerId);
      const ids = Array.from({ length: contacts }, (_, index) =>
        emulator.put(customerId, facts.contact(index)),
      );
      if (facts.order === 'BY_ID') ids.sort();
      return facts.order === 'NEWEST_FIRST' ? ids.reverse() : ids;
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

function kindOf({ provider, path }: RecordedCall): Kind {
  const { list, single } = emulatedFacts(provider).paths;
  return list.test(path) ? 'list' : single?.test(path) ? 'single' : 'other';
}

/** The query that CRO acts on, if it is not the one sent. */
function croQuery(paging: CroPaging, { method, query }: SandboxRequest): URLSearchParams | undefined {
  if (paging === 'AS_ASKED' || method !== 'GET') return undefined;
  return new URLSearchParams({
    page_limit: paging === 'EVERYTHING_AT_ONCE' ? '1000' : '30',
    page_index: paging === 'OWN_PAGE_SIZE' ? (query.get('page_index') ?? '1') : '1',
  });
}
