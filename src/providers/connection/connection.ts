/**
 * A provider tied to its settings and its connection pool: builds the request, sends it, and turns whatever comes
 * back into an outcome. It never throws for anything a vendor can do. It repeats a write only when the vendor
 * rejected its access token; callers decide on every other repeat.
 */
import { setTimeout } from 'node:timers/promises';
import type { JsonObject, JsonValue } from '../../domain/contact.js';
import { done, type Failed, type Failure, failed, type Outcome } from '../../domain/outcome.js';
import { type Authorization, isRefusal, type TokenRefusal } from '../../http/authorization.js';
import { type Fault, HttpClient, type HttpRequest, type Reply } from '../../http/client.js';
import type { Deadline } from '../../http/deadline.js';
import { retryAfterSeconds } from '../../http/retry-after.js';
import type {
  Provider,
  ProviderCall,
  ProviderReply,
  ProviderRequest,
  ProviderSettings,
  StoredContact,
  VendorReads,
} from '../provider.js';
import { asObject } from '../table/field-table.js';
import type { Plan } from '../table/plan.js';
import type { CallKind } from './breaker.js';
import { classify, classifyRead, healthOf, type Judgement, judge, refusesToken } from './classify.js';
import { Gate, type Health, isRefused, type Refused } from './gate.js';
import { LEAST_WRITE_MS, MAX_ATTEMPTS, RetryBudget, readRetryMs } from './retry.js';

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

/** What a call is for. */
export type About = Pick<ExchangeReport, 'operation' | 'requestId'>;

export interface ReadOptions {
  /** A proof goes before reads that nothing but their caller waits for. */
  readonly kind?: 'read' | 'proof';
  /** Sent with all of them. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export type ReportExchange = (report: ExchangeReport) => void;

export interface ConnectionOptions {
  readonly report?: ReportExchange | undefined;
  /** See GateOptions; true where nothing is said. */
  readonly remembersFaults?: boolean;
}

export interface Added {
  readonly stored: StoredContact;
  /** True when the vendor says that an earlier request with the same idempotency key did it. */
  readonly replayed: boolean;
}

/** The headers in which vendors answer their own id of a request. */
const REQUEST_ID_HEADERS = ['zuora-request-id', 'x-request-id', 'request-id'];

export class ProviderConnection {
  /** Of the base URL's path, without a slash at its end. */
  readonly #prefix: string;
  readonly #clients: HttpClient[] = [];
  readonly #client: HttpClient;
  readonly #authorization: Authorization;
  readonly #budget = new RetryBudget();
  readonly #gate: Gate;
  /** The headers last authorised with, so that a vendor that repeats them is not repeated. */
  #access: Readonly<Record<string, string>> = {};
  private readonly report: ReportExchange;

  constructor(
    private readonly provider: Provider,
    private readonly settings: ProviderSettings,
    { report = () => {}, remembersFaults = true }: ConnectionOptions = {},
  ) {
    this.report = report;
    this.#gate = new Gate({ ...provider, remembersFaults });
    const { origin, pathname } = new URL(settings.baseUrl);
    this.#prefix = pathname.replace(/\/+$/, '');
    this.#client = this.#open(origin, provider.concurrency);
    // A token endpoint elsewhere serves one refresh at a time.
    this.#authorization = settings.authorization(this.#client, (other) => this.#open(other, 1));
  }

  /** The call with what the vendor needs beyond the caller's input. Nothing was sent when this fails. */
  async prepare(call: ProviderCall, deadline: Deadline): Promise<Outcome<ProviderCall>> {
    const { prepare } = this.provider;
    if (!prepare) return done(call);
    const headers = this.provider.scopeHeaders?.(call.options);
    const about = { operation: 'prepare', requestId: call.requestId, kind: 'proof', headers } as const;
    const wire = await this.read(about, deadline, async (vendor) => prepare(call, vendor));
    if (!wire.ok) return wire;
    if (wire.value === null) return failed({ kind: 'customer-not-found', customerId: call.customerId });
    return done({ ...call, wire: wire.value });
  }

  /** Sends a prepared call once. */
  async addContact(call: ProviderCall, plan: Plan, deadline: Deadline): Promise<Outcome<Added>> {
    const about = { operation: 'addContact', requestId: call.requestId };
    if (this.#gate.needsRead) await this.#tryOut(call, deadline);
    const answer = await this.#exchange(about, 'write', this.provider.addContact(call), call, deadline);
    if ('failure' in answer) return failed(answer.failure);
    const failure = classify(this.provider, answer, call, plan, () => secretsOf(this.#access));
    if (!failure) {
      this.#budget.earn();
      return this.#added(answer.reply, call);
    }
    return failed(failure, { replayed: this.provider.replayed?.(answer.reply) ?? false });
  }

  /** Whether one more write after `waitMs` fits into the deadline and the budget, which pays for it. */
  mayRepeatWrite(waitMs: number, attempt: number, deadline: Deadline): boolean {
    return this.#isWorthRetry(waitMs, attempt, deadline, LEAST_WRITE_MS);
  }

  #added(reply: ProviderReply, call: ProviderCall): Outcome<Added> {
    const stored = this.provider.unwrap(reply, call);
    if (!stored) return failed(unknown('the answer reports success but holds no contact to be read'));
    return done({ stored, replayed: this.provider.replayed?.(reply) ?? false });
  }

  /** Runs reads of the provider and turns what they could not get past into a failure. */
  async read<T>(
    { kind = 'read', headers, ...about }: About & ReadOptions,
    deadline: Deadline,
    work: (vendor: VendorReads) => Promise<T>,
  ): Promise<Outcome<T>> {
    const scoped = (request: ProviderRequest) =>
      headers ? { ...request, headers: { ...request.headers, ...headers } } : request;
    try {
      return done(
        await work({ read: (request, holds) => this.#read(about, kind, scoped(request), deadline, holds) }),
      );
    } catch (error) {
      if (error instanceof ReadRefused) return failed(error.failure);
      throw error;
    }
  }

  /** Lets requests in flight finish, and those that wait for their turn. */
  async close(): Promise<void> {
    await this.#gate.idle();
    await Promise.all(this.#clients.map((client) => client.close()));
  }

  /** Ends requests in flight. */
  async destroy(): Promise<void> {
    this.#gate.close();
    await Promise.all(this.#clients.map((client) => client.destroy()));
  }

  #open(origin: string, connections: number): HttpClient {
    const client = new HttpClient({ origin, connections });
    this.#clients.push(client);
    return client;
  }

  /** Reads what a write is about, so that the gate learns whether the vendor answers again. */
  async #tryOut({ customerId, options, requestId }: ProviderCall, deadline: Deadline): Promise<void> {
    const headers = this.provider.scopeHeaders?.(options);
    await this.read({ operation: 'tryOut', requestId, kind: 'proof', headers }, deadline, (vendor) =>
      this.provider.reading.list(customerId, { first: 1, wholeRecords: false }, vendor),
    );
  }

  /** Reads, and reads again while it is of use, the deadline allows it and the budget pays for it. */
  async #read(
    about: About,
    kind: CallKind,
    request: ProviderRequest,
    deadline: Deadline,
    holds: (body: JsonObject) => boolean = () => true,
  ): Promise<ProviderReply | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#exchange(about, kind, request, undefined, deadline);
      // The gate has weighed the deadline already.
      if (isRefused(answer)) throw new ReadRefused(answer.failure);
      const failure =
        'failure' in answer
          ? asReadFailure(answer.failure)
          : (classifyRead(this.provider, answer) ?? this.#unreadable(answer.reply, holds));
      if (failure === undefined) {
        this.#budget.earn();
        return (answer as Judgement).reply;
      }
      if (failure === 'missing') return undefined;
      const waitMs = readRetryMs(failure, attempt);
      if (!this.#isWorthRetry(waitMs, attempt, deadline)) throw new ReadRefused(failure);
      await setTimeout(waitMs);
    }
  }

  /** Whether the wait leaves more than `leastMs`, and the budget pays for what comes after it. */
  #isWorthRetry(
    waitMs: number | undefined,
    attempt: number,
    deadline: Deadline,
    leastMs = 0,
  ): waitMs is number {
    const isInTime = waitMs !== undefined && waitMs + leastMs < deadline.remainingMs();
    return isInTime && attempt < MAX_ATTEMPTS && this.#budget.take();
  }

  /** A page of a proxy with status 200, or an answer of another form than documented. */
  #unreadable({ json }: ProviderReply, holds: (body: JsonObject) => boolean): Failure | undefined {
    const body = asObject(json);
    if (body && holds(body)) return undefined;
    const reason = `${this.provider.name} answered something else than what was asked for`;
    return { kind: 'unavailable', reason, retryAfterSeconds: null };
  }

  /** Sends when the gate lets it; once more with a new token when the vendor refused the one it got. */
  async #exchange(
    about: About,
    kind: CallKind,
    request: ProviderRequest,
    call: ProviderCall | undefined,
    deadline: Deadline,
  ): Promise<Judgement | Failed | Refused> {
    const body = encodeBody(request);
    for (let renewed = false; ; renewed = true) {
      const result = await this.#gate.run(kind, deadline, async (): Promise<Exchanged> => {
        const access = await this.#authorization.headers(deadline);
        if (isRefusal(access)) return { ...failed(tokenFailure(access)), health: tokenHealth(access) };
        this.#access = access;
        const answer = await this.#send(
          about,
          {
            method: request.method,
            path: this.#path(request),
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
        if (answer.kind === 'fault') {
          return { ...failed(faultFailure(answer)), health: { isFault: true, holdSeconds: null } };
        }
        const reply = { status: answer.status, headers: answer.headers, json: parseJson(answer.body) };
        const judgement = judge(this.provider, reply, call);
        return { judgement, access, health: healthOf(judgement) };
      });
      if (isRefused(result)) this.#reportRefused(about, result);
      if ('failure' in result) return result;
      const { judgement, access } = result;
      if (renewed || !refusesToken(judgement) || !this.#authorization.renew(access)) return judgement;
    }
  }

  async #send(about: About, request: HttpRequest, deadline: Deadline): Promise<Reply | Fault> {
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

  #reportRefused(about: About, { failure }: Refused): void {
    this.report({
      ...about,
      provider: this.provider.id,
      status: undefined,
      fault: failure.kind === 'unavailable' ? failure.reason : 'the vendor wants no calls for now',
      code: 'NOT_ASKED',
      sent: false,
      durationMs: 0,
      providerRequestId: undefined,
    });
  }

  /**
   * Percent-encodes the segments and makes sure that they are what the vendor will see: `encodeURIComponent` lets
   * ".." through, which a URL folds away together with the segment before it.
   */
  #path({ segments, query }: ProviderRequest): string {
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
      throw new Error(`A path for ${this.provider.id} would not arrive as it was built.`);
    }
    const path = `${this.#prefix}/${segments.map(encodeURIComponent).join('/')}`;
    return query ? `${path}?${new URLSearchParams(query).toString()}` : path;
  }
}

/** What became of one call. */
type Exchanged = { readonly health: Health } & (
  | Failed
  | { readonly judgement: Judgement; readonly access: Readonly<Record<string, string>> }
);

/** Carries a failure past the provider's own code to the connection; nothing else throws or catches it. */
class ReadRefused extends Error {
  constructor(readonly failure: Failure) {
    super('read refused');
    this.name = 'ReadRefused';
  }
}

/** A read changes nothing, so one whose answer did not come is no more than a provider out of reach. */
function asReadFailure(failure: Failure): Failure {
  return failure.kind === 'unknown'
    ? { kind: 'unavailable', reason: failure.uncertainty, retryAfterSeconds: null }
    : failure;
}

/** What of the headers must not be shown: their values, the token without its scheme, and what Basic encodes. */
function secretsOf(headers: Readonly<Record<string, string>>): string[] {
  return Object.values(headers).flatMap((value) => {
    const [scheme = '', token = ''] = value.split(' ', 2);
    const key = scheme === 'Basic' ? Buffer.from(token, 'base64').toString('utf8').replace(/:$/, '') : '';
    return [value, token, key].filter((secret) => secret !== '');
  });
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
    return /[1-9]\d{15}/.test(text)
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

/** A vendor whose tokens cannot be had cannot be called, and one that limits tokens is not to be asked for more. */
function tokenHealth(refusal: TokenRefusal): Health {
  const failure = tokenFailure(refusal);
  return {
    isFault: refusal.kind === 'unreachable',
    holdSeconds: failure.kind === 'rate-limited' ? failure.retryAfterSeconds : null,
  };
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
