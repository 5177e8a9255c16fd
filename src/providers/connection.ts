/**
 * A provider tied to its settings and its connection pool: builds the request, sends it, and turns whatever comes
 * back into an outcome. It never throws for anything a vendor can do. Nothing is repeated but a request that was
 * refused for its access token, which the vendor had not looked at.
 */
import type { JsonObject, JsonValue } from '../domain/contact.js';
import { done, type Failure, failed, type Outcome } from '../domain/outcome.js';
import { type Authorization, isRefusal, type TokenRefusal } from '../http/authorization.js';
import { type Fault, HttpClient, type HttpRequest, type Reply } from '../http/client.js';
import type { Deadline } from '../http/deadline.js';
import { retryAfterSeconds } from '../http/retry-after.js';
import { classify } from './classify.js';
import type { Plan } from './plan.js';
import type {
  Provider,
  ProviderCall,
  ProviderReply,
  ProviderRequest,
  ProviderSettings,
  StoredContact,
} from './provider.js';

/** What is worth a line in the log about one exchange with a vendor. Holds no value of the request. */
export interface ExchangeReport {
  readonly requestId: string;
  readonly provider: string;
  readonly operation: string;
  readonly status: number | undefined;
  readonly fault: string | undefined;
  readonly code: string | undefined;
  readonly sent: boolean;
  readonly durationMs: number;
  /** The vendor's own id of the request, to quote to its support. */
  readonly providerRequestId: string | undefined;
}

export type ReportExchange = (report: ExchangeReport) => void;

export interface Added {
  readonly stored: StoredContact;
  /** True when the vendor says that an earlier request with the same idempotency key did it. */
  readonly replayed: boolean;
}

/** The headers in which vendors answer their own id of a request. */
const REQUEST_ID_HEADERS = ['zuora-request-id', 'x-request-id', 'request-id'];

export class ProviderConnection {
  readonly #origin: string;
  readonly #prefix: readonly string[];
  readonly #clients: HttpClient[] = [];
  readonly #client: HttpClient;
  readonly #authorization: Authorization;

  constructor(
    private readonly provider: Provider,
    private readonly settings: ProviderSettings,
    private readonly report: ReportExchange = () => {},
  ) {
    const { origin, pathname } = new URL(settings.baseUrl);
    this.#origin = origin;
    this.#prefix = pathname.split('/').filter((segment) => segment !== '');
    this.#client = this.#open(origin, provider.concurrency);
    // A token endpoint elsewhere serves one refresh at a time.
    this.#authorization = settings.authorization(this.#client, (other) => this.#open(other, 1));
  }

  async addContact(given: ProviderCall, plan: Plan, deadline: Deadline): Promise<Outcome<Added>> {
    const call = this.provider.prepare ? { ...given, wire: this.provider.prepare(given) } : given;
    const reply = await this.#exchange('addContact', this.provider.addContact(call), call, deadline);
    if ('failure' in reply) return reply;
    const failure = classify(this.provider, reply, call, plan);
    if (failure) return failed(failure);
    const stored = this.provider.unwrap(reply, call);
    if (!stored) return failed(unknown('the answer reports success but holds no contact to be read'));
    return done({ stored, replayed: this.provider.replayed?.(reply) ?? false });
  }

  /** Lets requests in flight finish. */
  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
  }

  /** Ends requests in flight. */
  async destroy(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.destroy()));
  }

  #open(origin: string, connections: number): HttpClient {
    const client = new HttpClient({ origin, connections });
    this.#clients.push(client);
    return client;
  }

  async #exchange(
    operation: string,
    request: ProviderRequest,
    call: ProviderCall,
    deadline: Deadline,
  ): Promise<ProviderReply | ReturnType<typeof failed>> {
    const body = encodeBody(request);
    for (let renewed = false; ; renewed = true) {
      const access = await this.#authorization.headers(deadline);
      if (isRefusal(access)) return failed(tokenFailure(access));
      const result = await this.#send(
        { operation, requestId: call.requestId },
        {
          method: request.method,
          path: this.#path(request.segments),
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
      if (result.kind === 'fault') return failed(faultFailure(result));
      const reply = { status: result.status, headers: result.headers, json: parseJson(result.body) };
      const refused = this.#refusedAccess(reply, call);
      if (!refused || renewed || !this.#authorization.renew(access)) return reply;
    }
  }

  #refusedAccess(reply: ProviderReply, call: ProviderCall): boolean {
    if (reply.status === 401) return true;
    return this.provider.refusals(reply, call).some(({ verdict }) => verdict === 'CREDENTIALS_REJECTED');
  }

  async #send(
    about: { readonly operation: string; readonly requestId: string },
    request: HttpRequest,
    deadline: Deadline,
  ): Promise<Reply | Fault> {
    const startedAt = performance.now();
    const result = await this.#client.send(request, deadline);
    const isReply = result.kind === 'reply';
    this.report({
      ...about,
      provider: this.provider.id,
      status: isReply ? result.status : undefined,
      fault: isReply ? undefined : result.reason,
      code: isReply ? undefined : result.code,
      sent: isReply || result.sent,
      durationMs: performance.now() - startedAt,
      providerRequestId: isReply ? requestId(result) : undefined,
    });
    return result;
  }

  /**
   * Percent-encodes the segments and makes sure that they are what the vendor will see: `encodeURIComponent` lets
   * ".." through, which a URL folds away together with the segment before it.
   */
  #path(segments: readonly string[]): string {
    const path = `/${[...this.#prefix, ...segments.map(encodeURIComponent)].join('/')}`;
    if (new URL(path, this.#origin).pathname !== path || segments.includes('')) {
      throw new Error(`A path for ${this.provider.id} would not arrive as it was built.`);
    }
    return path;
  }
}

function encodeBody(
  request: ProviderRequest,
): { text: string; headers: Readonly<Record<string, string>> } | undefined {
  if (!request.body) return undefined;
  return 'json' in request.body
    ? { text: JSON.stringify(request.body.json), headers: { 'content-type': 'application/json' } }
    : {
        text: new URLSearchParams(request.body.form.map(([name, value]) => [name, value])).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      };
}

/** The parsed text, or undefined when it is not JSON. Whole numbers too large to be exact are kept as text: ids. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return /\d{16}/.test(text)
      ? (JSON.parse(text, keepLargeIntegers) as JsonObject)
      : (JSON.parse(text) as JsonValue);
  } catch {
    return undefined;
  }
}

function keepLargeIntegers(_key: string, value: unknown, context?: { source?: string }): unknown {
  const isInexact = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isInexact && /^-?\d+$/.test(context?.source ?? '') ? context?.source : value;
}

function requestId(reply: Reply): string | undefined {
  for (const name of REQUEST_ID_HEADERS) {
    const value = reply.headers[name];
    if (typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value)) return value;
  }
  return undefined;
}

export function unknown(uncertainty: string): Failure {
  return { kind: 'unknown', uncertainty, possibleMatches: [], retryAfterSeconds: null };
}

function faultFailure(fault: Fault): Failure {
  return fault.sent
    ? unknown(fault.reason)
    : { kind: 'unavailable', reason: fault.reason, retryAfterSeconds: null };
}

/** Without a token the vendor's own call was not made, whatever became of the call for the token. */
function tokenFailure(refusal: TokenRefusal): Failure {
  switch (refusal.kind) {
    case 'refused':
      return { kind: 'access', problem: 'CREDENTIALS_REJECTED' };
    case 'rate-limited': {
      const header = refusal.reply.headers['retry-after'];
      return { kind: 'rate-limited', retryAfterSeconds: retryAfterSeconds(header) ?? null };
    }
    case 'unreachable':
      return { kind: 'unavailable', reason: refusal.reason, retryAfterSeconds: null };
  }
}
