/**
 * One exchange with a vendor: admission, authorization, sending once, the report for the log, and the
 * classified reply. Never throws for a vendor failure. Resends a request only if the vendor rejected its
 * credentials and new ones exist; callers decide on every other repeat.
 */
import type { ProxySettings } from '../config/proxy.js';
import { type Failed, failed, type Outcome } from '../model/outcome.js';
import type { ProviderCall } from '../providers/call.js';
import type { Provider } from '../providers/driver.js';
import type { ProviderRequest } from '../providers/exchange.js';
import type { ProviderSettings } from '../providers/settings.js';
import { type Authorization, isTokenFailure } from '../vendor-http/authorization.js';
import { HttpClient, type HttpRequest, isVendorFault } from '../vendor-http/client.js';
import type { Clock } from '../vendor-http/clock.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { MemoryTokenStore, type TokenStore } from '../vendor-http/token-store.js';
import { type AccountHealth, HealthRecord } from './account-health.js';
import {
  AdmissionControl,
  type AdmissionLoad,
  type AdmissionOptions,
  type Health,
  type NotAdmitted,
} from './admission.js';
import { boundJson } from './bound-json.js';
import type { CallKind } from './breaker.js';
import { type ClassifiedReply, classifyReply, healthOf, rejectsToken } from './classify.js';
import { type EncodedBody, encodeBody, encodePath, parseJson, pathPrefix } from './encode.js';
import { faultFailure, MAX_READ_MIB, tokenFailure, tokenHealth } from './exchange-failures.js';
import {
  type AccountLabels,
  DEFAULT_ACCOUNT,
  type ExchangeReport,
  type ReportBreaker,
  type ReportExchange,
  reportOf,
  type Transfer,
  transferOf,
  transferWithoutToken,
} from './exchange-report.js';
import { RetryBudget } from './retry.js';
import { Secrets } from './secrets.js';

/** Describes a call. */
export interface VendorCall extends Pick<ExchangeReport, 'operation' | 'requestId'> {
  /** Reads that a write depends on run before other reads. */
  readonly kind: CallKind;
}

/** Interprets a complete answer. */
export type ReadAnswer<Value> = (answer: ClassifiedReply) => Outcome<Value>;

export interface ExchangeOptions {
  /** The account's name; absent for the default account. */
  readonly account?: string | undefined;
  readonly report?: ReportExchange | undefined;
  readonly reportBreaker?: ReportBreaker | undefined;
  /** See AdmissionOptions. Default: true. */
  readonly sharedFaultState?: boolean;
  /** The credentials of every account, shared by their exchanges. */
  readonly secrets?: Secrets;
  /** Default: keeps tokens for the lifetime of the process. */
  readonly tokens?: TokenStore | undefined;
  readonly clock?: Clock | undefined;
  readonly proxy?: ProxySettings | undefined;
  /** See AdmissionOptions. */
  readonly shared?: AdmissionOptions['shared'];
}

/** Parsing this many JSON values takes about 25 ms; 2,000 contacts have 40,000. */
const MAX_READ_VALUES = 100_000;

/** The result of one call. */
type Exchanged = { readonly health: Health; readonly transfer: Transfer } & (
  | Failed
  | { readonly classified: ClassifiedReply; readonly access: Readonly<Record<string, string>> }
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
  readonly #labels: AccountLabels;
  readonly #health = new HealthRecord();
  readonly #proxy: ProxySettings | undefined;

  constructor(
    readonly provider: Provider,
    private readonly settings: ProviderSettings,
    {
      account = DEFAULT_ACCOUNT,
      report = () => {},
      reportBreaker,
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
    this.#labels = { provider: provider.id, account };
    this.#admission = new AdmissionControl({
      name: provider.name,
      ...provider.limits,
      sharedFaultState,
      shared,
      ...(reportBreaker && { breakerChanged: (state) => reportBreaker({ ...this.#labels, state }) }),
      ...(clock && { clock }),
    });
    this.#prefix = pathPrefix(settings.baseUrl);
    this.#proxy = proxy;
    this.#client = this.#open(new URL(settings.baseUrl).origin, provider.limits.concurrency);
    // A separate token endpoint serves one refresh at a time.
    this.#authorization = settings.authorization(this.#client, (other) => this.#open(other, 1), tokens);
    secrets.register(() => this.#authorization.secrets());
  }

  /** A read must probe the vendor before a write can be sent. */
  get needsProbe(): boolean {
    return this.#admission.needsProbe;
  }

  /** Admission's current load. */
  get load(): AdmissionLoad {
    return this.#admission.load;
  }

  /**
   * Sends the request once admitted, and once more with new credentials if the vendor rejected the first.
   * `read` interprets a complete answer. `write` is absent for reads.
   */
  async send<Value>(
    call: VendorCall,
    request: ProviderRequest,
    deadline: Deadline,
    read: ReadAnswer<Value>,
    write?: ProviderCall,
  ): Promise<Outcome<Value> | NotAdmitted> {
    const body = encodeBody(request);
    for (let renewed = false; ; renewed = true) {
      const result = await this.#admission.run(call.kind, deadline, () =>
        this.#sendOnce(call, request, body, deadline, write),
      );
      if ('failure' in result) {
        this.#report(reportOf(this.#labels, call, result));
        if ('cause' in result) {
          this.#health.noteNotAdmitted(result.cause);
          return result;
        }
        this.#health.noteFault(result.failure, result);
        return failed(result.failure);
      }
      const { classified, access, transfer } = result;
      const isRepeated = !renewed && rejectsToken(classified) && this.#authorization.renew(access);
      const outcome = read(classified);
      this.#report(reportOf(this.#labels, call, { ...outcome, transfer, isRepeated }));
      if (isRepeated) continue;
      this.#health.noteAnswer(outcome.ok ? undefined : outcome.failure, transfer);
      return outcome;
    }
  }

  get health(): AccountHealth {
    return this.#health.current;
  }

  /** Lets requests in flight, and those waiting, finish. */
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
    const startedAt = performance.now();
    const access = await this.#authorization.headers(deadline);
    if (isTokenFailure(access)) {
      const transfer = transferWithoutToken(access, startedAt);
      return { ...failed(tokenFailure(access)), health: tokenHealth(access), transfer };
    }
    // The credentials of this exchange: another one may have renewed the token since.
    const hide = this.#secrets.hider(access);
    const givenMs = deadline.remainingMs();
    const httpRequest = this.#httpRequest(call.kind, request, body, access);
    const sentAt = performance.now();
    const answer = await this.#client.send(httpRequest, deadline);
    const transfer = transferOf(answer, sentAt, hide);
    if (answer.kind === 'fault') {
      // If other calls used up the deadline, running out says nothing about the vendor.
      const isShortened = answer.code === 'DEADLINE' && givenMs < deadline.budgetMs / 2;
      const isFault = isVendorFault(answer) && !isShortened;
      return {
        ...failed(faultFailure(answer, call.kind)),
        health: { isFault, pauseSeconds: null },
        transfer,
      };
    }
    const json = parseJson(answer.body);
    const reply = {
      status: answer.status,
      headers: answer.headers,
      json: json === undefined ? undefined : boundJson(json, hide),
    };
    const classified = classifyReply(this.provider, reply, () => this.#secrets.all(access), write);
    return { classified, access, health: healthOf(classified), transfer };
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
}
