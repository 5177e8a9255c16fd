/**
 * A provider tied to its settings and its connection pool: builds the request, sends it, and turns whatever comes
 * back into an outcome. It never throws for anything a vendor can do. It repeats a write only when the vendor
 * rejected its access token; callers decide on every other repeat.
 */
import { decodeContact, type StoredContact } from '../mapping/decode-contact.js';
import { asObject } from '../mapping/field-table.js';
import type { Plan } from '../mapping/plan.js';
import type { JsonValue } from '../model/contact.js';
import { done, type Failed, type Failure, failed, type Outcome } from '../model/outcome.js';
import type {
  Holds,
  Provider,
  ProviderCall,
  ProviderReply,
  ProviderRequest,
  ProviderSettings,
  VendorReads,
} from '../providers/driver.js';
import { EndlessList } from '../providers/pages.js';
import { type Authorization, isRefusal, type TokenRefusal } from '../vendor-http/authorization.js';
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
import { Gate, type Health, isRefused, type Refused } from './admission.js';
import { boundJson } from './bound-json.js';
import type { CallKind } from './breaker.js';
import { classify, classifyRead, healthOf, judge, refusesToken, type SafeJudgement } from './classify.js';
import { LEAST_WRITE_MS, MAX_ATTEMPTS, RetryBudget, readRetryMs } from './retry.js';
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
  /** The credentials of every account, shared by their connections. */
  readonly secrets?: Secrets;
  /** Where nothing is said, tokens are kept as long as the process lives. */
  readonly tokens?: TokenStore | undefined;
  readonly clock?: Clock | undefined;
}

export interface Added {
  readonly stored: StoredContact;
  /** True when the vendor says that an earlier request with the same idempotency key did it. */
  readonly replayed: boolean;
}

/** One vendor answers all contacts of a customer in one piece; a bound of 4 MiB holds some thousand of them. */
const MAX_READ_MIB = 4;

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
  readonly #secrets: Secrets;
  private readonly report: ReportExchange;

  constructor(
    private readonly provider: Provider,
    private readonly settings: ProviderSettings,
    {
      report = () => {},
      remembersFaults = true,
      secrets = new Secrets(),
      tokens = new MemoryTokenStore(),
      clock,
    }: ConnectionOptions = {},
  ) {
    this.report = report;
    this.#secrets = secrets;
    this.#gate = new Gate({ ...provider, remembersFaults, ...(clock && { clock }) });
    const { origin, pathname } = new URL(settings.baseUrl);
    this.#prefix = pathname.replace(/(?<!\/)\/+$/, '');
    this.#client = this.#open(origin, provider.concurrency);
    // A token endpoint elsewhere serves one refresh at a time.
    this.#authorization = settings.authorization(this.#client, (other) => this.#open(other, 1), tokens);
    secrets.register(() => this.#authorization.secrets());
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
    const failure = classify(this.provider, answer, call, plan);
    if (!failure) {
      this.#budget.earn();
      return this.#added(answer.reply, call);
    }
    const known = failure.kind === 'duplicate' ? await this.#findExisting(failure, call, deadline) : failure;
    return failed(known, { replayed: this.provider.replayed?.(answer.reply) ?? false });
  }

  /** Whether one more write after `waitMs` fits into the deadline and the budget, which pays for it. */
  mayRepeatWrite(waitMs: number, attempt: number, deadline: Deadline): boolean {
    return this.#isWorthRetry(waitMs, attempt, deadline, LEAST_WRITE_MS);
  }

  /**
   * Finds the record that stands in the way. Only a contact of the customer's own is a duplicate. Another customer's is a
   * violation of the id, and so is one that no list could show: the id is taken in either case.
   */
  async #findExisting(failure: Duplicate, call: ProviderCall, deadline: Deadline): Promise<Failure> {
    const { proof, reading, scopeHeaders } = this.provider;
    const id = proof.contactIdOf?.(call);
    if (id === undefined) return failure;
    // An id that we made up is taken by nobody but this contact: something on the way sent the request twice.
    if (!call.input.externalId) return call.hasCallerKey ? failure : unknown(SENT_TWICE);
    const { customerId, options, requestId } = call;
    const about = { operation: 'listForDuplicate', requestId, kind: 'proof' } as const;
    const listed = await this.read({ ...about, headers: scopeHeaders?.(options) }, deadline, (vendor) =>
      reading.list(customerId, { first: reading.pageSize, wholeRecords: true }, vendor),
    );
    const own = listed.ok && listed.value?.contacts.find(({ externalId }) => externalId === id);
    if (own) return { kind: 'duplicate', existing: decodeContact(this.provider, own, customerId) };
    return failure.violation ? { kind: 'invalid', violations: [failure.violation] } : failure;
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
        await work({
          read: (request, holds, expects) =>
            this.#read(about, kind, scoped(request), deadline, holds, expects),
        }),
      );
    } catch (error) {
      if (error instanceof ReadRefused) return failed(error.failure);
      if (error instanceof EndlessList) {
        return failed({ kind: 'unavailable', reason: error.problem, retryAfterSeconds: null });
      }
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
      this.provider.reading.list(customerId, { first: 1, wholeRecords: false, idsOnly: true }, vendor),
    );
  }

  /** Reads, and reads again while it is of use, the deadline allows it and the budget pays for it. */
  async #read(
    about: About,
    kind: CallKind,
    request: ProviderRequest,
    deadline: Deadline,
    holds: Holds = () => true,
    expects: (reply: ProviderReply) => boolean = () => false,
  ): Promise<ProviderReply | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#exchange(about, kind, request, undefined, deadline);
      // The gate has weighed the deadline already.
      if (isRefused(answer)) throw new ReadRefused(answer.failure);
      const failure =
        'failure' in answer
          ? answer.failure
          : (classifyRead(this.provider, answer) ?? this.#unreadable(answer.reply, holds));
      if (failure === undefined) {
        this.#budget.earn();
        return (answer as SafeJudgement).reply;
      }
      if (failure === 'missing') return undefined;
      if (failure.kind === 'rejected' && expects((answer as SafeJudgement).reply)) {
        return (answer as SafeJudgement).reply;
      }
      const waitMs = readRetryMs(failure, attempt);
      if (!this.#isWorthRetry(waitMs, attempt, deadline)) throw new ReadRefused(failure);
      await deadline.clock.sleep(waitMs);
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
  #unreadable({ json }: ProviderReply, holds: Holds): Failure | undefined {
    const body = asObject(json);
    const isAsked =
      typeof holds === 'function' ? body && holds(body) : Array.isArray(json) && holds.list(json);
    if (isAsked) return undefined;
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
  ): Promise<SafeJudgement | Failed | Refused> {
    const body = encodeBody(request);
    for (let renewed = false; ; renewed = true) {
      const result = await this.#gate.run(kind, deadline, async (): Promise<Exchanged> => {
        const access = await this.#authorization.headers(deadline);
        if (isRefusal(access)) return { ...failed(tokenFailure(access)), health: tokenHealth(access) };
        // The credentials of this very exchange: another one may have renewed the token since.
        const hide = this.#secrets.hider(access);
        const givenMs = deadline.remainingMs();
        const isRead = kind !== 'write';
        const answer = await this.#send(
          about,
          {
            method: request.method,
            path: this.#path(request),
            headers: {
              accept: 'application/json',
              ...(isRead && this.provider.compressesReads && { 'accept-encoding': 'gzip' }),
              ...body?.headers,
              ...this.settings.headers,
              ...request.headers,
              ...access,
            },
            ...(body && { body: body.text }),
            ...(isRead && { maxResponseBytes: MAX_READ_MIB * 1024 * 1024 }),
          },
          deadline,
          hide,
        );
        if (answer.kind === 'fault') {
          // The rest of a deadline that other calls used up is no time to judge a vendor by.
          const isCut = answer.code === 'DEADLINE' && givenMs < deadline.budgetMs / 2;
          const isFault = isVendorFault(answer) && !isCut;
          return { ...failed(faultFailure(answer, kind)), health: { isFault, holdSeconds: null } };
        }
        const json = parseJson(answer.body);
        const reply = {
          status: answer.status,
          headers: answer.headers,
          json: json === undefined ? undefined : boundJson(json, hide),
        };
        const judgement = {
          ...judge(this.provider, reply, call),
          secrets: () => this.#secrets.all(access),
        };
        return { judgement, access, health: healthOf(judgement) };
      });
      if (isRefused(result)) this.#reportRefused(about, result);
      if ('failure' in result) return result;
      const { judgement, access } = result;
      if (renewed || !refusesToken(judgement) || !this.#authorization.renew(access)) return judgement;
    }
  }

  async #send(
    about: About,
    request: HttpRequest,
    deadline: Deadline,
    hide: (text: string) => string,
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
      providerRequestId: isReply ? requestId(result, hide) : undefined,
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

const SENT_TWICE =
  'the provider has a contact of the very id already that was made for this request, which may have been sent twice';

type Duplicate = Extract<Failure, { kind: 'duplicate' }>;

/** What became of one call. */
type Exchanged = { readonly health: Health } & (
  | Failed
  | { readonly judgement: SafeJudgement; readonly access: Readonly<Record<string, string>> }
);

/** Carries a failure of a call past the provider's own code to the connection; nothing else throws or catches it. */
class ReadRefused extends Error {
  constructor(readonly failure: Failure) {
    super('read refused');
    this.name = 'ReadRefused';
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

/**
 * The parsed text, or undefined when it is not JSON. Whole numbers too large to be exact are kept as text: ids. The parser
 * itself goes as deep as it has to; a reviver would not.
 */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(LARGE_INTEGER.test(text) ? quoteLargeIntegers(text) : text) as JsonValue;
  } catch {
    return undefined;
  }
}

const LARGE_INTEGER = /[1-9]\d{15}/;
/** In JSON: a string, to the end of the text where nothing ends it, or a whole number of sixteen digits or more. */
const STRING_OR_LARGE_INTEGER =
  /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|(?<![\d.eE+-])-?[1-9]\d{15,}(?![\d.eE])/g;

function quoteLargeIntegers(text: string): string {
  return text.replace(STRING_OR_LARGE_INTEGER, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
  );
}

function requestId(reply: Reply, hide: (text: string) => string): string | undefined {
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
