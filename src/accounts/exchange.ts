/**
 * One exchange with a vendor: admission, authorization, sending once, the report for the log, and the
 * classified reply. It never throws for anything a vendor can do. It sends a request twice only when the
 * vendor rejected its access token; callers decide on every other repeat.
 */
import type { ProxySettings } from '../config/proxy.js';
import { type Failed, type Failure, failed } from '../model/outcome.js';
import type { Provider, ProviderCall, ProviderRequest, ProviderSettings } from '../providers/driver.js';
import { type Authorization, isTokenFailure, type TokenFailure } from '../vendor-http/authorization.js';
import {
  type Fault,
  HttpClient,
  type HttpRequest,
  isTooLarge,
  isVendorFault,
  type Reply,
} from '../vendor-http/client.js';
import type { Clock } from '../vendor-http/clock.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { retryAfterSeconds } from '../vendor-http/retry-after.js';
import { MemoryTokenStore, type TokenStore } from '../vendor-http/token-store.js';
import {
  AdmissionControl,
  type AdmissionOptions,
  type Health,
  isNotAdmitted,
  type NotAdmitted,
} from './admission.js';
import { boundJson } from './bound-json.js';
import type { CallKind } from './breaker.js';
import { classifyReply, healthOf, rejectsToken, type SafeReply } from './classify.js';
import { type EncodedBody, encodeBody, encodePath, parseJson, pathPrefix } from './encode.js';
import { RetryBudget } from './retry.js';
import { Secrets } from './secrets.js';

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

/** What a call is for. */
export interface VendorCall extends Pick<ExchangeReport, 'operation' | 'requestId'> {
  /** A proof goes before reads that only their caller waits for. */
  readonly kind: CallKind;
}

export interface ExchangeOptions {
  readonly report?: ReportExchange | undefined;
  /** See GateOptions. Default: true. */
  readonly sharedFaultState?: boolean;
  /** The credentials of every account, shared by their exchanges. */
  readonly secrets?: Secrets;
  /** Default: tokens are kept as long as the process lives. */
  readonly tokens?: TokenStore | undefined;
  readonly clock?: Clock | undefined;
  readonly proxy?: ProxySettings | undefined;
  /** See AdmissionOptions. */
  readonly shared?: AdmissionOptions['shared'];
}

/**
 * A vendor may answer all contacts of a customer in one piece; a bound of 4 MiB holds some thousand of them.
 */
const MAX_READ_MIB = 4;
/** Parsing so many JSON values takes about 25 ms, and 2,000 contacts hold 40,000. */
const MAX_READ_VALUES = 100_000;

/** The headers in which vendors answer their own id of a request. */
const REQUEST_ID_HEADERS = ['zuora-request-id', 'x-request-id', 'request-id'];

/** What became of one call. */
type Exchanged = { readonly health: Health } & (
  | Failed
  | { readonly classified: SafeReply; readonly access: Readonly<Record<string, string>> }
);

export class Exchange {
  /** Pays for every retry at this vendor. */
  readonly budget = new RetryBudget();
  readonly #prefix: string;
  readonly #clients: HttpClient[] = [];
  readonly #client: HttpClient;
  readonly #authorization: Authorization;
  readonly #admission: AdmissionControl;
  readonly #secrets: Secrets;
  readonly #report: ReportExchange;
  readonly #proxy: ProxySettings | undefined;

  constructor(
    readonly provider: Provider,
    private readonly settings: ProviderSettings,
    {
      report = () => {},
      sharedFaultState = true,
      secrets = new Secrets(),
      tokens = new MemoryTokenStore(),
      clock,
      proxy,
      shared,
    }: ExchangeOptions = {},
  ) {
    this.#report = report;
    this.#secrets = secrets;
    this.#admission = new AdmissionControl({
      name: provider.name,
      ...provider.limits,
      sharedFaultState,
      shared,
      ...(clock && { clock }),
    });
    this.#prefix = pathPrefix(settings.baseUrl);
    this.#proxy = proxy;
    this.#client = this.#open(new URL(settings.baseUrl).origin, provider.limits.concurrency);
    // A token endpoint elsewhere serves one refresh at a time.
    this.#authorization = settings.authorization(this.#client, (other) => this.#open(other, 1), tokens);
    secrets.register(() => this.#authorization.secrets());
  }

  /** A read has to find out whether the vendor answers again before a write can go out. */
  get needsProbe(): boolean {
    return this.#admission.needsProbe;
  }

  /**
   * Sends when the request is admitted, and once more with a new token when the vendor rejected the one it
   * got. `write` is absent for reads.
   */
  async send(
    call: VendorCall,
    request: ProviderRequest,
    deadline: Deadline,
    write?: ProviderCall,
  ): Promise<SafeReply | Failed | NotAdmitted> {
    const body = encodeBody(request);
    for (let renewed = false; ; renewed = true) {
      const result = await this.#admission.run(call.kind, deadline, () =>
        this.#sendOnce(call, request, body, deadline, write),
      );
      if (isNotAdmitted(result)) this.#reportNotAdmitted(call, result);
      if ('failure' in result) return result;
      const { classified, access } = result;
      if (renewed || !rejectsToken(classified) || !this.#authorization.renew(access)) return classified;
    }
  }

  /** Lets requests in flight finish, and those that wait for their turn. */
  async close(): Promise<void> {
    await this.#admission.idle();
    await Promise.all(this.#clients.map((client) => client.close()));
  }

  /** Ends requests in flight. */
  async destroy(): Promise<void> {
    this.#admission.close();
    await Promise.all(this.#clients.map((client) => client.destroy()));
  }

  #open(origin: string, connections: number): HttpClient {
    const client = new HttpClient({ origin, connections, proxy: this.#proxy });
    this.#clients.push(client);
    return client;
  }

  async #sendOnce(
    call: VendorCall,
    request: ProviderRequest,
    body: EncodedBody | undefined,
    deadline: Deadline,
    write: ProviderCall | undefined,
  ): Promise<Exchanged> {
    const access = await this.#authorization.headers(deadline);
    if (isTokenFailure(access)) return { ...failed(tokenFailure(access)), health: tokenHealth(access) };
    // The credentials of this very exchange: another one may have renewed the token since.
    const hide = this.#secrets.hider(access);
    const givenMs = deadline.remainingMs();
    const answer = await this.#sendReported(
      call,
      this.#httpRequest(call.kind, request, body, access),
      deadline,
      hide,
    );
    if (answer.kind === 'fault') {
      // The rest of a deadline that other calls used up is no time to judge a vendor by.
      const isCut = answer.code === 'DEADLINE' && givenMs < deadline.budgetMs / 2;
      const isFault = isVendorFault(answer) && !isCut;
      return { ...failed(faultFailure(answer, call.kind)), health: { isFault, pauseSeconds: null } };
    }
    const json = parseJson(answer.body);
    const reply = {
      status: answer.status,
      headers: answer.headers,
      json: json === undefined ? undefined : boundJson(json, hide),
    };
    const classified = {
      ...classifyReply(this.provider, reply, write),
      secrets: () => this.#secrets.all(access),
    };
    return { classified, access, health: healthOf(classified) };
  }

  #httpRequest(
    kind: CallKind,
    request: ProviderRequest,
    body: EncodedBody | undefined,
    access: Readonly<Record<string, string>>,
  ): HttpRequest {
    const isRead = kind !== 'write';
    return {
      method: request.method,
      path: encodePath(this.#prefix, request),
      headers: {
        accept: 'application/json',
        ...(isRead && this.provider.read.compresses && { 'accept-encoding': 'gzip' }),
        ...body?.headers,
        ...this.settings.headers,
        ...request.headers,
        ...access,
      },
      ...(body && { body: body.text }),
      ...(isRead && { maxResponseBytes: MAX_READ_MIB * 1024 * 1024, maxResponseValues: MAX_READ_VALUES }),
    };
  }

  async #sendReported(
    { operation, requestId }: VendorCall,
    request: HttpRequest,
    deadline: Deadline,
    hide: (text: string) => string,
  ): Promise<Reply | Fault> {
    const startedAt = performance.now();
    const result = await this.#client.send(request, deadline);
    const isReply = result.kind === 'reply';
    this.#report({
      operation,
      requestId,
      provider: this.provider.id,
      status: isReply ? result.status : undefined,
      fault: isReply ? undefined : result.reason,
      code: isReply ? undefined : result.code,
      sent: isReply || result.sent,
      durationMs: performance.now() - startedAt,
      providerRequestId: isReply ? requestIdOf(result, hide) : undefined,
    });
    return result;
  }

  #reportNotAdmitted({ operation, requestId }: VendorCall, { failure }: NotAdmitted): void {
    this.#report({
      operation,
      requestId,
      provider: this.provider.id,
      status: undefined,
      fault: failure.kind === 'unavailable' ? failure.reason : 'the vendor wants no calls for now',
      code: 'NOT_ASKED',
      sent: false,
      durationMs: 0,
      providerRequestId: undefined,
    });
  }
}

function requestIdOf(reply: Reply, hide: (text: string) => string): string | undefined {
  for (const name of REQUEST_ID_HEADERS) {
    const value = reply.headers[name];
    if (typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value)) return hide(value);
  }
  return undefined;
}

export function unknown(uncertainty: string): Failure {
  return { kind: 'unknown', uncertainty, possibleMatches: [], retryAfterSeconds: null };
}

/** A read changes nothing, so one whose answer did not come is no more than a provider out of reach. */
function faultFailure(fault: Fault, kind: CallKind): Failure {
  if (kind === 'write' && fault.sent) return unknown(fault.reason);
  if (!isTooLarge(fault)) return { kind: 'unavailable', reason: fault.reason, retryAfterSeconds: null };
  const reason = `the answer was larger than ${MAX_READ_MIB} MiB`;
  return { kind: 'unavailable', reason, retryAfterSeconds: null, isPermanent: true };
}

/**
 * Without a token the vendor cannot be called. One that limits tokens must not get more requests for them.
 */
function tokenHealth(token: TokenFailure): Health {
  const failure = tokenFailure(token);
  return {
    isFault: token.kind === 'unreachable',
    pauseSeconds: failure.kind === 'rate-limited' ? failure.retryAfterSeconds : null,
  };
}

/** Without a token the vendor's own call was not made, whatever became of the call for the token. */
function tokenFailure(token: TokenFailure): Failure {
  switch (token.kind) {
    case 'refused':
      return { kind: 'access', problem: 'CREDENTIALS_REJECTED' };
    case 'rate-limited': {
      const header = token.reply.headers['retry-after'];
      return { kind: 'rate-limited', retryAfterSeconds: retryAfterSeconds(header) ?? null };
    }
    case 'unreachable':
      return { kind: 'unavailable', reason: token.reason, retryAfterSeconds: null };
  }
}
