/**
 * A vendor emulated at the seam of keyed adds, without a socket: fast enough for thousands of runs on a fake
 * clock. Its ledger decides whether answers are true.
 */

import { UNTRIED } from '../../src/accounts/account-health.js';
import type { CustomerQuery, WholeList } from '../../src/accounts/account-reads.js';
import type { Account } from '../../src/accounts/provider-account.js';
import { Env } from '../../src/config/env.js';
import { factsOf } from '../../src/generate/facts.js';
import type { StoredContact } from '../../src/mapping/decode-contact.js';
import { decodeContact } from '../../src/mapping/decode-contact.js';
import type { Contact, JsonObject } from '../../src/model/contact.js';
import { type AddedContact, done, type Failure, failed, type Outcome } from '../../src/model/outcome.js';
import type { ProviderCall } from '../../src/providers/call.js';
import type { Provider } from '../../src/providers/driver.js';
import { requestOf } from '../../src/providers/request-of.js';
import type { Deadline } from '../../src/vendor-http/deadline.js';

export const SEAM_WRITES = [
  'carried out',
  'refused',
  'rate limited',
  'not reached',
  'cut before commit',
  'cut after commit',
  /** Not carried out; a vendor with its own key repeats this answer from now on. */
  'failure that is kept',
  'soon',
  'late',
  'queued, then late',
] as const;
export type SeamWrite = (typeof SEAM_WRITES)[number];

export const SEAM_LISTS = ['complete', 'fails', 'too long'] as const;
export type SeamList = (typeof SEAM_LISTS)[number];

export const ACCOUNT = 'the only one';

/** How long a request waits for its turn: less than an operation's deadline. */
const QUEUED_MS = 8000;

/** One contact of the ledger. */
export interface Entered {
  readonly contact: Contact;
  readonly stored: StoredContact;
  readonly requestId: string;
}

export class SeamVendor implements Account {
  /** The fates of the next calls; after that everything succeeds. */
  readonly writes: SeamWrite[] = [];
  readonly lists: SeamList[] = [];
  readonly ledger: Entered[] = [];
  /** The write requests that were sent, oldest first. */
  readonly sent: string[] = [];
  readonly #answers = new Map<string, Outcome<AddedContact>>();

  readonly id = ACCOUNT;
  readonly name = undefined;
  readonly mode = 'SANDBOX';
  readonly optionDefaults: Account['optionDefaults'];
  readonly load = undefined;
  readonly health = UNTRIED;

  /** `reply`: the record in replies, if it differs from the request's. */
  constructor(
    readonly provider: Provider,
    private readonly reply = (wire: JsonObject): JsonObject => wire,
  ) {
    const settings = provider.configure(new Env(factsOf(provider.id).environment('http://localhost')));
    this.optionDefaults = settings?.optionDefaults;
  }

  guarded(): Account {
    return this;
  }

  mayRepeatWrite(): boolean {
    return false;
  }

  async prepare(call: ProviderCall): Promise<Outcome<ProviderCall>> {
    const wire = await this.provider.write.add.prepare?.(call, { read: none });
    return done(wire ? { ...call, wire } : call);
  }

  async write(call: ProviderCall, deadline: Deadline): Promise<Outcome<AddedContact>> {
    const what = this.writes.shift() ?? 'carried out';
    if (what === 'queued, then late') {
      await new Promise((resolve) => setTimeout(resolve, QUEUED_MS));
    }
    // Nothing is sent after the deadline.
    if (what === 'not reached' || deadline.remainingMs() <= 0) return failed(NOT_REACHED);
    this.sent.push(call.requestId);
    const { graceMs } = this.provider.idempotency;
    switch (what) {
      case 'carried out':
        return this.#carryOut(call);
      case 'refused':
        return this.#carryOut(call, REFUSED);
      case 'failure that is kept':
        return this.#carryOut(call, CUT);
      case 'rate limited':
        return failed({ kind: 'rate-limited', retryAfterSeconds: null });
      case 'cut before commit':
        return failed(CUT);
      case 'cut after commit':
        this.#carryOut(call);
        return failed(CUT);
      case 'soon':
        setTimeout(() => this.#carryOut(call), 1000);
        return failed(CUT);
      case 'late':
      case 'queued, then late':
        setTimeout(() => this.#carryOut(call), graceMs - 500);
        return failed(CUT);
    }
  }

  async listAll({ customerId }: CustomerQuery): Promise<Outcome<WholeList | null>> {
    switch (this.lists.shift() ?? 'complete') {
      case 'complete':
        return done({ customerId, contacts: this.ledger.map(({ contact }) => contact) });
      case 'too long':
        return done(null);
      case 'fails':
        return failed(NOT_REACHED);
    }
  }

  expected(call: ProviderCall): Contact {
    const record = this.provider.idempotency.expected?.(call) ?? call.wire;
    return decodeContact(this.provider, { externalId: '', record }, call.customerId);
  }

  readonly presentOf = none;
  readonly list = none;
  readonly get = none;

  async close(): Promise<void> {}

  async destroy(): Promise<void> {}

  /** The vendor's own key returns the first answer again; an id is assigned once. */
  #carryOut(call: ProviderCall, failure?: Failure): Outcome<AddedContact> {
    const { headers = {} } = requestOf(this.provider, call);
    const key = headers['chargebee-idempotency-key'] ?? headers['idempotency-key'];
    const earlier = key === undefined ? undefined : this.#answers.get(key);
    if (earlier) return earlier.ok ? done({ ...earlier.value, replayed: true }) : earlier;
    const answer = failure ? failed(failure) : this.#commit(call);
    if (key !== undefined) this.#answers.set(key, answer);
    return answer;
  }

  #commit(call: ProviderCall): Outcome<AddedContact> {
    const { customerId, requestId, wire } = call;
    const isNamed = typeof wire.id === 'string';
    const externalId = isNamed ? String(wire.id) : String(1000 + this.ledger.length);
    if (this.ledger.some(({ stored }) => stored.externalId === externalId)) {
      return failed({ kind: 'duplicate', existing: null });
    }
    const stored = { externalId, record: this.reply(wire) };
    const contact = decodeContact(this.provider, stored, customerId);
    this.ledger.push({ contact, stored, requestId });
    return done({ contact, replayed: false, fates: [] });
  }
}

function none(): never {
  throw new Error('There is nothing behind this vendor.');
}

const NOT_REACHED = { kind: 'unavailable', reason: 'not reached', retryAfterSeconds: null } as const;
const REFUSED = { kind: 'rejected', providerCode: null, providerMessage: 'no' } as const;
const CUT = {
  kind: 'unknown',
  uncertainty: 'the connection broke',
  possibleMatches: [],
  retryAfterSeconds: null,
} as const;
