/** A configured account for probes: sends each request once, with the service's credentials. */
import { randomBytes } from 'node:crypto';
import { encodeBody, encodePath, parseJson, pathPrefix } from '../accounts/encode.js';
import type { ProxySettings } from '../config/proxy.js';
import type { Provider } from '../providers/driver.js';
import type { ProviderReply, ProviderRequest } from '../providers/exchange.js';
import { type ProbeArguments, type ProbeVendor, Undecided } from '../providers/probe.js';
import type { ProviderSettings } from '../providers/settings.js';
import { type Authorization, isTokenFailure } from '../vendor-http/authorization.js';
import { HttpClient } from '../vendor-http/client.js';
import { type Clock, systemClock } from '../vendor-http/clock.js';
import { Deadline } from '../vendor-http/deadline.js';

const CALL_MS = 30_000;
/** Probes send requests one by one, except one that sends two concurrently. */
const CONNECTIONS = 2;

export interface LiveVendorOptions {
  readonly proxy?: ProxySettings | undefined;
  readonly clock?: Clock;
}

export class LiveVendor implements ProbeVendor {
  readonly customer: string;
  readonly otherCustomer: string | undefined;
  readonly fields: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly #prefix: string;
  readonly #clients: HttpClient[] = [];
  readonly #client: HttpClient;
  readonly #authorization: Authorization;
  readonly #undo: (() => Promise<ProviderReply>)[] = [];
  #needsRefresh = false;

  constructor(
    readonly provider: Provider,
    private readonly settings: ProviderSettings,
    { customer, otherCustomer, fields }: ProbeArguments,
    private readonly how: LiveVendorOptions = {},
  ) {
    this.customer = customer;
    this.otherCustomer = otherCustomer;
    this.fields = fields;
    this.options = settings.optionDefaults ?? {};
    this.#prefix = pathPrefix(settings.baseUrl);
    this.#client = this.#open(new URL(settings.baseUrl).origin);
    this.#authorization = settings.authorization(this.#client, (origin) => this.#open(origin), {
      // A refresh may replace the refresh token, which the service would then lack.
      exchange: () => {
        this.#needsRefresh = true;
        return Promise.reject(new Error('Probes do not use refresh tokens.'));
      },
    });
  }

  async call(request: ProviderRequest): Promise<ProviderReply> {
    const deadline = new Deadline(CALL_MS, this.how.clock);
    const access = await this.#authorization.headers(deadline);
    if (this.#needsRefresh) {
      throw new Undecided(
        'A probe does not use a refresh token, because the vendor may replace it. Set an access token.',
      );
    }
    if (isTokenFailure(access)) throw new Undecided('The vendor returned no access token.');
    const body = encodeBody(request);
    const reply = await this.#client.send(
      {
        method: request.method,
        path: encodePath(this.#prefix, request),
        headers: {
          accept: 'application/json',
          ...body?.headers,
          ...this.settings.headers,
          ...request.headers,
          ...access,
        },
        ...(body && { body: body.text }),
      },
      deadline,
    );
    if (reply.kind === 'fault') throw new Undecided(`No response arrived: ${reply.reason}.`);
    const { status, headers } = reply;
    if ([401, 403, 429].includes(status) || status >= 500) {
      throw new Undecided(`The vendor returned status ${status}, which does not concern the fact.`);
    }
    return { status, headers, json: parseJson(reply.body) };
  }

  afterwards(undo: () => Promise<ProviderReply>): void {
    this.#undo.push(undo);
  }

  unique(): string {
    return randomBytes(6).toString('hex');
  }

  sleep(ms: number): Promise<void> {
    return (this.how.clock ?? systemClock).sleep(ms);
  }

  /** Undoes what the probe did, latest first; false if some of it may remain. */
  async tidy(): Promise<boolean> {
    let isTidy = true;
    for (const undo of this.#undo.splice(0).reverse()) {
      // The probe itself may have removed it.
      const isUndone = await undo().then(
        ({ status }) => status < 400 || status === 404,
        () => false,
      );
      isTidy &&= isUndone;
    }
    return isTidy;
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
  }

  #open(origin: string): HttpClient {
    const client = new HttpClient({ origin, connections: CONNECTIONS, proxy: this.how.proxy });
    this.#clients.push(client);
    return client;
  }
}
