/**
 * A vendor with one contact, emulated at the seam of keyed changes, without a socket. Its record of every
 * commit decides whether answers are true.
 */
import { UNTRIED } from '../../src/accounts/account-health.js';
import type { CustomerQuery, WholeList } from '../../src/accounts/account-reads.js';
import type { Account } from '../../src/accounts/provider-account.js';
import { decodeContact, type StoredContact } from '../../src/mapping/decode-contact.js';
import { bodyOf, fatesOf } from '../../src/mapping/folds.js';
import type { Contact, JsonObject } from '../../src/model/contact.js';
import { done, type Failure, failed, type Outcome, type WriteResult } from '../../src/model/outcome.js';
import { type ChangeCall, isChangeCall, type ProviderCall } from '../../src/providers/call.js';
import { isViolations, prepareChange } from '../../src/providers/change.js';
import type { Provider } from '../../src/providers/driver.js';
import { requestOf } from '../../src/providers/request-of.js';
import type { Deadline } from '../../src/vendor-http/deadline.js';

export const CHANGE_FAULTS = [
  'none',
  'rejected',
  'cut before commit',
  'cut after commit',
  'overtaken',
  'late',
  'dies before commit',
  'dies after commit',
] as const;
export type ChangeFault = (typeof CHANGE_FAULTS)[number];

export const CUSTOMER = '1001';
export const CONTACT = '4711';

/** `by`: the request that was carried out, or another client's write. */
export interface Commit {
  readonly by: string;
}

/** A request as it arrived: `others` counts the changes by other clients until then. */
export interface Send extends Commit, Required<Pick<ProviderCall, 'operation' | 'run'>> {
  readonly others: number;
}

export class ChangeVendor implements Account {
  readonly id = 'the only one';
  readonly name = undefined;
  readonly mode = 'SANDBOX';
  readonly optionDefaults = undefined;
  readonly load = undefined;
  readonly health = UNTRIED;
  readonly commits: Commit[] = [];
  readonly sends: Send[] = [];
  fault: ChangeFault = 'none';
  /** Null once it was removed. */
  record: JsonObject | null;
  readonly #emailWire: string;
  readonly #answers = new Map<string, Outcome<WriteResult>>();

  constructor(readonly provider: Provider) {
    this.#emailWire = provider.fields.emails?.fields[0]?.wires[0] ?? '';
    this.record = this.#with('first@example.com');
  }

  guarded(): Account {
    return this;
  }

  mayRepeatWrite(): boolean {
    return false;
  }

  /** Another client changes the contact. */
  writeElsewhere(email: string): void {
    if (!this.record) return;
    this.record = { ...this.record, [this.#emailWire]: email };
    this.commits.push({ by: email });
  }

  async prepare(call: ProviderCall): Promise<Outcome<ProviderCall>> {
    const { externalId = '', contactId = '', decisions } = call;
    if (!this.record) return failed({ kind: 'contact-not-found', contactId });
    const present: StoredContact = { externalId, record: this.record };
    const wire = bodyOf(decisions, present.record);
    const change: ChangeCall = { ...call, externalId, contactId, present, wire };
    const prepared = call.operation === 'UPDATE' ? prepareChange(this.provider, change) : wire;
    return done({ ...change, wire: isViolations(prepared) ? wire : prepared });
  }

  async write(call: ProviderCall, deadline: Deadline): Promise<Outcome<WriteResult>> {
    if (deadline.remainingMs() <= 0) return failed(NOT_REACHED);
    const { fault } = this;
    this.fault = 'none';
    const { operation = 'ADD', requestId, run = 1 } = call;
    const others = this.commits.filter(({ by }) => by !== requestId).length;
    this.sends.push({ by: requestId, operation, run, others });
    switch (fault) {
      case 'none':
        return this.#carryOut(call);
      case 'rejected':
        return failed({ kind: 'rejected', providerCode: null, providerMessage: null });
      case 'cut before commit':
        return failed(CUT);
      case 'cut after commit':
        this.#carryOut(call);
        return failed(CUT);
      // Cut before commit, and another client writes immediately.
      case 'overtaken':
        this.writeElsewhere(`overtaking${this.commits.length}@example.com`);
        return failed(CUT);
      case 'late':
        setTimeout(() => this.#carryOut(call), this.provider.idempotency.graceMs - 500);
        return failed(CUT);
      case 'dies before commit':
        return new Promise(() => {});
      case 'dies after commit':
        this.#carryOut(call);
        return new Promise(() => {});
    }
  }

  async get({ customerId }: CustomerQuery): Promise<Outcome<Contact | null>> {
    return done(this.record && this.#decode(this.record, customerId));
  }

  async listAll({ customerId }: CustomerQuery): Promise<Outcome<WholeList | null>> {
    return done({ customerId, contacts: this.record ? [this.#decode(this.record, customerId)] : [] });
  }

  expected(call: ProviderCall): Contact {
    return this.#decode({ ...call.present?.record, ...call.wire }, call.customerId);
  }

  presentOf({ present, customerId }: ChangeCall): Contact {
    return this.#decode(present.record, customerId);
  }

  list = none;

  async close(): Promise<void> {}

  async destroy(): Promise<void> {}

  /** The vendor's own key returns the first answer again; removing a missing contact fails. */
  #carryOut(call: ProviderCall): Outcome<WriteResult> {
    const key = requestOf(this.provider, call).headers?.[this.provider.idempotency.vendorKey?.header ?? ''];
    const earlier = key === undefined ? undefined : this.#answers.get(key);
    if (earlier) return earlier.ok ? done({ ...earlier.value, replayed: true }) : earlier;
    const answer = this.#commit(call);
    if (key !== undefined) this.#answers.set(key, answer);
    return answer;
  }

  #commit(call: ProviderCall): Outcome<WriteResult> {
    const { contactId = '', customerId, requestId, wire, decisions } = call;
    if (!this.record || !isChangeCall(call)) return failed({ kind: 'contact-not-found', contactId });
    this.commits.push({ by: requestId });
    if (call.operation === 'REMOVE') {
      this.record = null;
      return done({ contactId, customerId, replayed: false });
    }
    this.record = { ...this.record, ...wire };
    const contact = this.#decode(this.record, customerId);
    return done({ contact, replayed: false, fates: fatesOf(decisions, this.provider), customerId });
  }

  #with(email: string): JsonObject {
    return { [this.#emailWire]: email };
  }

  #decode(record: JsonObject, customerId: string): Contact {
    return decodeContact(this.provider, { externalId: CONTACT, record }, customerId);
  }
}

function none(): never {
  throw new Error('There is nothing behind this vendor.');
}

const NOT_REACHED = { kind: 'unavailable', reason: 'not reached', retryAfterSeconds: null } as const;
const CUT: Failure = {
  kind: 'unknown',
  uncertainty: 'the connection broke',
  possibleMatches: [],
  retryAfterSeconds: null,
};
