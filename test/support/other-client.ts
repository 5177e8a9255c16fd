/**
 * Another client of an emulated vendor: it changes contacts by the vendor's own calls, as the provider's
 * driver makes them, and knows nothing of our leases. It changes a contact in one step, regardless of the
 * emulator's delays.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { encodeBody, encodePath, parseJson } from '../../src/accounts/encode.js';
import { decideUpdate } from '../../src/mapping/decide-update.js';
import { bodyOf } from '../../src/mapping/folds.js';
import type { ContactChange } from '../../src/model/contact.js';
import type { ChangeCall } from '../../src/providers/call.js';
import { isViolations, prepareChange } from '../../src/providers/change.js';
import type { Provider } from '../../src/providers/driver.js';
import type { ProviderReply, ProviderRequest } from '../../src/providers/exchange.js';
import type { VendorReads } from '../../src/providers/read-rules.js';
import { requestOf } from '../../src/providers/request-of.js';
import type { JsonVendor } from '../../src/sandbox/kit/json-vendor.js';

export interface ForeignChange {
  readonly customerId: string;
  readonly contactId: string;
  /** Absent for a removal. */
  readonly input?: ContactChange;
}

export class OtherClient {
  /** `headers`: of a call that the vendor accepts. */
  constructor(
    private readonly provider: Provider,
    private readonly emulator: JsonVendor,
    private readonly headers: IncomingHttpHeaders,
  ) {}

  /** Whether the vendor carried it out: the contact may be gone. */
  async change({ customerId, contactId, input }: ForeignChange): Promise<boolean> {
    const present = await this.#read(customerId, contactId);
    if (!present) return false;
    const decisions = input ? decideUpdate(input, this.provider) : [];
    const call: ChangeCall = {
      operation: input ? 'UPDATE' : 'REMOVE',
      customerId,
      externalId: contactId,
      contactId,
      present,
      input: input ?? {},
      options: {},
      givenOptions: {},
      idempotencyKey: '',
      hasCallerKey: false,
      requestId: 'another client',
      decisions,
      wire: bodyOf(decisions, present.record),
    };
    const wire = input ? prepareChange(this.provider, call) : call.wire;
    if (isViolations(wire)) throw new Error(`The change breaks ${wire.length} rules of the vendor.`);
    const prepared = { ...call, wire };
    const reply = this.#send(requestOf(this.provider, prepared));
    const errors = this.provider.parseErrors(reply, prepared);
    if (reply.status >= 300 || errors.length > 0) throw new Error(`The vendor answers ${reply.status}.`);
    return true;
  }

  async #read(customerId: string, contactId: string) {
    const { read } = this.provider;
    const vendor: VendorReads = {
      read: async (request, parse) => {
        const reply = this.#send(request);
        return reply.status < 300 ? parse(reply.json) : undefined;
      },
    };
    if (read.get) return read.get(customerId, contactId, vendor);
    const page = await read.list(customerId, { first: read.pageSize, fullRecord: true }, vendor);
    return page?.contacts.find(({ externalId }) => externalId === contactId);
  }

  #send(request: ProviderRequest): ProviderReply {
    const url = new URL(encodePath(this.emulator.basePath, request), 'http://vendor');
    const body = encodeBody(request);
    const { 'content-type': _type, ...known } = this.headers;
    const own = { ...request.headers, ...body?.headers };
    const { status, body: answer } = this.emulator.handle({
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      // Its keys are not ours.
      headers: { ...withoutKeys(known), ...withoutKeys(own) },
      body: body?.text ?? '',
    });
    const json = answer === undefined ? undefined : parseJson(JSON.stringify(answer));
    return { status, headers: {}, json };
  }
}

function withoutKeys(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/idempotency-key$/i.test(name)));
}
