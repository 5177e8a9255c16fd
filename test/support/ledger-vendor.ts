/**
 * The emulated vendors with a fault for every write, before or after it is carried out. Their ledger shows
 * whether answers are true.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { JsonObject, ProviderId } from '../../src/model/contact.js';
import type { SandboxCall, ScriptedFault } from '../../src/sandbox/kit/script.js';
import type { SandboxReply, SandboxRequest } from '../../src/sandbox/kit/vendor.js';
import {
  EMULATED_PROVIDERS,
  type EmulatedVendors,
  emulatedFacts,
  isForToken,
  startEmulatedVendors,
  type TextReply,
  textReply,
} from './emulated-vendors.js';
import { describedAs } from './facts.js';
import { type ForeignChange, OtherClient } from './other-client.js';

export {
  customerOf as ledgerCustomer,
  EMULATED_PROVIDERS as LEDGER_PROVIDERS,
} from './emulated-vendors.js';

export type WriteFault =
  | 'none'
  | 'cut before commit'
  | 'cut after commit'
  | 'cut in the answer'
  /** The connection breaks immediately; `laterMs` is when the request is still carried out. */
  | 'cut, carried out later'
  /** The server in front of the vendor answers 500. */
  | 'failure before commit'
  | 'failure after commit'
  | 'rate limited'
  | 'refused'
  /** Carried out, never answered. */
  | 'silence'
  /** Carried out, answered later. */
  | 'late answer';

const LATE_MS = 20;
/** Another client, in a history. */
export const ELSEWHERE = 'elsewhere';

export interface LedgerCall {
  readonly provider: ProviderId;
  readonly kind: 'write' | 'list' | 'other';
  readonly customerId: string;
  /** The email address of a write; for a removal, the one given to `put`. */
  readonly email: string | undefined;
  /** The vendor's own idempotency key. */
  readonly key: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** The vendor's reply, and its reply if the customer had no contacts. */
  readonly usual: () => SandboxReply;
  readonly empty: () => SandboxReply;
}

type ReadAnswer = SandboxReply | 'cut' | undefined;

export interface LedgerVendor {
  readonly environment: Record<string, string>;
  /** Complete requests, except for tokens, oldest first. */
  readonly calls: readonly LedgerCall[];
  /** The fault of a write, or a reply in place of the vendor's. Runs once per request. */
  fault: (call: LedgerCall) => WriteFault | TextReply | Promise<WriteFault | TextReply>;
  laterMs: (call: LedgerCall) => number;
  /** `Retry-After` of a rate limit; undefined omits the header. */
  retryAfter: string | undefined;
  /** Runs after each write that was carried out; the reply waits for it. */
  carriedOut: ((call: LedgerCall) => void | Promise<void>) | undefined;
  /** Answers a read in place of the vendor; `cut` breaks the connection. */
  reading: (call: LedgerCall) => ReadAnswer | Promise<ReadAnswer>;
  /** Whether to break a connection: runs when it opens and for bytes that arrive. */
  breaks: (() => boolean) | undefined;
  /** How often writes with the email address were carried out. */
  commits(email: string): number;
  /**
   * Who changed the contact that was `put` for a customer, oldest first: the email addresses of writes, and
   * ELSEWHERE.
   */
  history(provider: ProviderId, customerId: string): readonly string[];
  /** Ids of a customer's contacts. */
  ids(provider: ProviderId, customerId: string): string[];
  /** The first contact of a customer, as the vendor has it. */
  record(provider: ProviderId, customerId: string): Readonly<Record<string, unknown>> | undefined;
  /**
   * Adds another client's contact, as its record on the wire; returns its id. With `changes`, writes to the
   * customer change this contact, and a removal is identified by that email address.
   */
  put(provider: ProviderId, customerId: string, record: JsonObject, changes?: { removal?: string }): string;
  /** Changes or removes a contact as another client, with the credentials of a call. */
  changeElsewhere(call: LedgerCall, change: Omit<ForeignChange, 'customerId'>): Promise<void>;
  writes(email?: string): number;
  /** As if enough time had passed. */
  forgetKeys(): void;
  close(): Promise<void>;
}

export async function startLedgerVendor(): Promise<LedgerVendor> {
  const commits = new Map<string, number>();
  const calls: LedgerCall[] = [];
  const writes = new Map<string | undefined, number>();
  /** Contacts of each customer that the ledger has counted. */
  const counted = new Map<string, number>();

  /** Customers whose contact is to be changed: who did, and the email address that identifies its removal. */
  const changing = new Map<string, { readonly by: string[]; readonly removal: string | undefined }>();
  const answeredKeys = new Set<string>();

  const recount = ({
    provider,
    customerId,
    email,
    key,
  }: Pick<LedgerCall, 'provider' | 'customerId' | 'email' | 'key'>) => {
    const { length } = emulated.at(provider).contactIds(customerId);
    const name = nameOf({ provider, customerId });
    const before = counted.get(name) ?? 0;
    counted.set(name, length);
    const changes = changing.get(name);
    const isAgain = key !== undefined && answeredKeys.has(key);
    if (key !== undefined) answeredKeys.add(key);
    const isCarriedOut = changes ? before > 0 && !isAgain : length > before;
    if (!isCarriedOut || email === undefined) return;
    commits.set(email, (commits.get(email) ?? 0) + 1);
    changes?.by.push(email);
  };

  const faultOf = async (call: LedgerCall): Promise<ScriptedFault | undefined> => {
    if (call.kind !== 'write') {
      const instead = await vendor.reading(call);
      if (instead === 'cut') return 'CUT_BEFORE_COMMIT';
      return instead && { reply: instead };
    }
    for (const name of new Set([undefined, call.email])) writes.set(name, (writes.get(name) ?? 0) + 1);
    const fault = await vendor.fault(call);
    if (typeof fault === 'object') return { reply: textReply(fault) };
    switch (fault) {
      case 'cut before commit':
        return 'CUT_BEFORE_COMMIT';
      case 'cut after commit':
        return 'CUT_AFTER_COMMIT';
      case 'cut in the answer':
        return 'TRUNCATED_REPLY';
      case 'cut, carried out later':
        return { commitAfterMs: vendor.laterMs(call) };
      case 'failure before commit':
        return { reply: GATEWAY_FAILURE };
      case 'failure after commit':
        return 'SERVER_ERROR_AFTER_COMMIT';
      case 'rate limited':
        return { reply: rateLimited(call.provider) };
      case 'refused':
        return 'UNKNOWN_CODE';
      case 'silence':
        return 'HANG';
      case 'late answer':
        return { delayMs: LATE_MS };
      case 'none':
        return undefined;
    }
  };

  const rateLimited = (provider: ProviderId): SandboxReply => {
    const { retryAfter } = vendor;
    const own = emulated.at(provider).faultReply('RATE_LIMITED');
    // An error with another status has no Retry-After; a proxy in front of the vendor may add one.
    const reply = own && (retryAfter === undefined || own.status === 429) ? own : { status: 429, body: {} };
    return retryAfter === undefined ? reply : { ...reply, headers: { 'retry-after': retryAfter } };
  };

  const toCall = (sandboxCall: SandboxCall, request: SandboxRequest): LedgerCall => {
    const call = ledgerCall(sandboxCall, request, emulated);
    if (call.kind !== 'write' || call.email !== undefined) return call;
    return { ...call, email: changing.get(nameOf(call))?.removal };
  };

  const emulated = await startEmulatedVendors({
    connected(socket: Socket) {
      if (vendor.breaks?.()) socket.resetAndDestroy();
      socket.on('data', () => {
        if (vendor.breaks?.()) socket.resetAndDestroy();
      });
    },
    async fault(sandboxCall, request) {
      if (isForToken(request.path)) return undefined;
      const call = toCall(sandboxCall, request);
      calls.push(call);
      const { customerId } = sandboxCall;
      const emulator = emulated.at(call.provider);
      // Every customer is known.
      if (customerId !== undefined && !emulator.hasCustomer(customerId)) emulator.openCustomer(customerId);
      return faultOf(call);
    },
    carriedOut(sandboxCall, request) {
      const call = toCall(sandboxCall, request);
      recount(call);
      return vendor.carriedOut?.(call);
    },
  });

  const vendor: LedgerVendor = {
    environment: emulated.environment,
    calls,
    fault: () => 'none',
    laterMs: () => 0,
    retryAfter: undefined,
    carriedOut: undefined,
    reading: () => undefined,
    breaks: undefined,
    commits: (email) => commits.get(email) ?? 0,
    ids: (provider, customerId) => emulated.at(provider).contactIds(customerId),
    history: (provider, customerId) => changing.get(nameOf({ provider, customerId }))?.by ?? [],
    record(provider, customerId) {
      const emulator = emulated.at(provider);
      return emulator.contact(emulator.contactIds(customerId)[0] ?? '');
    },
    put(provider, customerId, record, changes) {
      const id = emulated.at(provider).put(customerId, record);
      const name = nameOf({ provider, customerId });
      // Counting them takes time that grows with their number.
      const before = counted.get(name) ?? emulated.at(provider).contactIds(customerId).length - 1;
      counted.set(name, before + 1);
      if (changes) changing.set(name, { by: [], removal: changes.removal });
      return id;
    },
    async changeElsewhere({ provider, customerId, headers }, change) {
      const client = new OtherClient(describedAs(provider).provider, emulated.at(provider), headers);
      if (!(await client.change({ customerId, ...change }))) return;
      changing.get(nameOf({ provider, customerId }))?.by.push(ELSEWHERE);
      recount({ provider, customerId, email: undefined, key: undefined });
    },
    writes: (email) => writes.get(email) ?? 0,
    forgetKeys: () => {
      answeredKeys.clear();
      for (const provider of EMULATED_PROVIDERS) emulated.at(provider).forgetKeys();
    },
    close: emulated.close,
  };
  return vendor;
}

function nameOf({ provider, customerId }: Pick<LedgerCall, 'provider' | 'customerId'>): string {
  return `${provider} ${customerId}`;
}

function ledgerCall(call: SandboxCall, request: SandboxRequest, emulated: EmulatedVendors): LedgerCall {
  const { path, headers, body } = request;
  const provider = call.vendor.toUpperCase();
  return {
    provider,
    kind: call.write ? 'write' : emulatedFacts(provider).paths.list.test(path) ? 'list' : 'other',
    customerId: call.customerId?.replace(/^NUM-/, '') ?? '',
    email: call.write ? emailIn(body) : undefined,
    key: Object.entries(headers)
      .flatMap(([name, value]) => (name.endsWith('idempotency-key') && value ? value : []))
      .at(0),
    headers,
    usual: () => emulated.at(provider).handle(request),
    empty: () => emulated.empty(provider, call.customerId ?? '').handle(request),
  };
}

/** The first address in a JSON or form body, under any name. */
function emailIn(body: string): string | undefined {
  const text = body.startsWith('{') ? body : decodeURIComponent(body);
  return /[^\s"=&@]+@[^\s"=&@]+/.exec(text)?.[0];
}

const GATEWAY_FAILURE: SandboxReply = {
  status: 500,
  headers: { 'content-type': 'text/html' },
  body: '<html><body><h1>500</h1></body></html>',
};
