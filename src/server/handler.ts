/** Routes HTTP requests: health, the explorer, and GraphQL over POST for the router. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { Logger } from 'pino';
import { CallBudget } from '../accounts/call-budget.js';
import type { Config } from '../config/config.js';
import type { ContactService } from '../contacts/contact-service.js';
import { ContactReader } from '../contacts/read-contacts.js';
import { ContactLoaders } from '../graphql/contact-loaders.js';
import type { Clock } from '../vendor-http/clock.js';
import { runOperation } from './apollo.js';
import type { AuditLog } from './audit-log.js';
import type { Authenticate, Authentication } from './auth/authenticate.js';
import type { CallerShares, OverShare } from './auth/caller-share.js';
import { createDocs, DOCS_PATH } from './docs/index.js';
import { type HttpErrorCode, httpErrors, maskedError, requestErrors, whereItHappened } from './errors.js';
import { readExamples } from './explorer/examples.js';
import { createExplorer } from './explorer/index.js';
import { hostCheck } from './host-check.js';
import { JSON_TYPE, mediaTypeChoice } from './media-type.js';
import type { ObservedRequest, ObserveRequest } from './observe-request.js';
import type { OperationContext } from './operation-plugin.js';
import { type Readiness, STOPPING } from './readiness.js';
import { readBody } from './request-body.js';
import { logRequest } from './request-log.js';
import { routerSecretCheck } from './router-secret.js';
import { createStartPage } from './start/index.js';

export const GRAPHQL_PATH = '/graphql';
const MESSAGES = { ...httpErrors, ...requestErrors };
const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export interface HandlerOptions {
  readonly config: Config;
  readonly contacts: ContactService;
  readonly clock: Clock;
  readonly log: Logger;
  readonly readiness?: () => Promise<Readiness>;
  /** Overrides those in `config`, for secrets that may change. */
  readonly routerSecrets?: () => readonly string[];
  /** Set only if callers are authenticated. */
  readonly authenticate?: Authenticate | undefined;
  /** Absent if callers are unlimited. */
  readonly shares?: CallerShares | undefined;
  /** Absent without an audit log. */
  readonly audit?: AuditLog | undefined;
  /** The metrics as Prometheus text; absent if they are off. */
  readonly scrape?: (() => Promise<string>) | undefined;
  readonly observeRequest?: ObserveRequest | undefined;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Iterable<readonly [name: string, value: string]>;
  readonly code?: string | undefined;
  readonly peer?: string | undefined;
  readonly reason?: string | undefined;
  readonly caller?: string | undefined;
}

interface Arrived {
  readonly path: string | undefined;
  readonly requestId: string;
  readonly isAllowed: boolean;
  readonly startedAt: number;
}

const unobserved: ObserveRequest = (_request, serve) => serve();

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createHandler(
  options: HandlerOptions,
  apollo: ApolloServer<OperationContext>,
  isStopping: () => boolean,
): Handler {
  const { config, log, observeRequest: observe = unobserved } = options;
  const { routerSecrets = () => config.routerSecrets, authenticate, shares, audit } = options;
  const { production } = config;
  const pages = production ? [] : pagesForPeople();
  const isRouter = routerSecretCheck(routerSecrets);
  const isOurHost = hostCheck(config);
  const chooseMediaType = mediaTypeChoice();

  async function answer(
    request: IncomingMessage,
    path: string | undefined,
    context: OperationContext,
  ): Promise<Answer> {
    const { requestId } = context;
    if (path !== GRAPHQL_PATH) return errorAnswer(404, 'NOT_FOUND', requestId);
    if (!isRouter(request.headers['x-router-secret'] as string | undefined)) {
      return { ...errorAnswer(401, 'UNAUTHENTICATED', requestId), peer: request.socket.remoteAddress };
    }
    if (request.method !== 'POST') {
      return errorAnswer(405, 'METHOD_NOT_ALLOWED', requestId, { headers: [['allow', 'POST']] });
    }
    const checked = authenticate && (await authenticate(request.headers.authorization));
    if (checked && 'code' in checked) return authError(checked, requestId);
    if (checked) context.caller = checked.caller;
    if (!shares || !checked) return execute(request, context);
    const answered = await shares.run(checked.caller.id, () => execute(request, context));
    if (!('waitMs' in answered)) return answered;
    return { ...shareError(answered, requestId), caller: checked.caller.id };
  }

  /** For a caller that has been admitted. */
  async function execute(request: IncomingMessage, context: OperationContext): Promise<Answer> {
    const { requestId, record } = context;
    const mediaType = chooseMediaType(request.headers.accept);
    if (mediaType === undefined) return errorAnswer(406, 'NOT_ACCEPTABLE', requestId);
    const read = await readBody(request);
    if ('invalid' in read) {
      const { status, code, message, closeConnection } = read.invalid;
      return errorAnswer(status, code, requestId, {
        message,
        ...(closeConnection && { headers: [['connection', 'close']] }),
      });
    }
    const operation = { headers: request.headers, mediaType, body: read.json };
    const answered = await runOperation(apollo, operation, context);
    if (record.isOperation) return { ...answered, code: record.code };
    return errorAnswer(answered.status, 'BAD_REQUEST', requestId, { message: firstMessage(answered.body) });
  }

  function failure(error: unknown, requestId: string): Answer {
    log.error({ requestId, ...whereItHappened(error) }, 'request failed');
    const masked = maskedError(requestId);
    return { status: 500, body: JSON.stringify({ errors: [masked] }), code: 'INTERNAL_SERVER_ERROR' };
  }

  function send(response: ServerResponse, { status, body, headers = [] }: Answer): void {
    // Not with `writeHead`: Node would not know the body's length, and would send it in chunks.
    response.statusCode = status;
    response.setHeader('content-type', JSON_TYPE);
    for (const [name, value] of headers) response.setHeader(name, value);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cache-control', 'no-store');
    if (isStopping()) response.setHeader('connection', 'close');
    response.end(body);
  }

  /** Serves GraphQL, and every path without another handler. */
  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
    { path, requestId, isAllowed, startedAt }: Arrived,
  ): Promise<ObservedRequest> {
    const context = createContext(options, requestId, () => !response.destroyed);
    let answered: Answer;
    try {
      answered = isAllowed
        ? await answer(request, path, context)
        : errorAnswer(403, 'HOST_NOT_ALLOWED', requestId);
    } catch (error) {
      answered = failure(error, requestId);
    }
    const aborted = response.destroyed || undefined;
    const { writes, record, caller } = context;
    for (const write of writes) audit?.record(write, { caller: caller?.id, requestId });
    send(response, answered);
    const { status, code, peer, reason, caller: limited } = answered;
    const durationMs = performance.now() - startedAt;
    const observed = {
      requestId,
      status,
      durationMs,
      code,
      operation: record.operation,
      writes: writes.length > 0 ? writes : undefined,
      aborted,
      peer,
      reason,
      caller: limited,
    };
    logRequest(log, observed);
    return { ...observed, operationType: record.operationType };
  }

  return async (request, response) => {
    const startedAt = performance.now();
    const path = request.url?.split('?', 1)[0];
    const requestId = readRequestId(request);
    response.setHeader('x-request-id', requestId);
    if (path === '/livez') return send(response, health());
    if (path === '/readyz') {
      const readiness = isStopping() ? STOPPING : await options.readiness?.();
      return send(response, health(readiness));
    }
    if (isStopping()) response.setHeader('connection', 'close');
    const isAllowed = isOurHost(request.headers.host);
    if (options.scrape && path === '/metrics' && isAllowed) {
      const headers = [['content-type', METRICS_TYPE]] as const;
      return send(response, { status: 200, headers, body: await options.scrape() });
    }
    // The pages are for people, who have no secret; the requests they make need one.
    if (isAllowed && pages.some((page) => page(request, response))) return;
    await observe(request, () => serve(request, response, { path, requestId, isAllowed, startedAt }));
  };
}

function pagesForPeople() {
  const links = [
    { href: '/', text: 'Start' },
    { href: DOCS_PATH, text: 'Documents' },
  ];
  const explorer = createExplorer({ path: GRAPHQL_PATH, examples: readExamples(), links });
  return [createStartPage(), explorer, createDocs()];
}

function createContext(
  { contacts, config, clock }: HandlerOptions,
  requestId: string,
  isWanted: () => boolean,
): OperationContext {
  const calls = new CallBudget(config.limits.providerCalls);
  const options = { calls, isWanted, clock };
  const reader = new ContactReader(contacts.accounts, config.providerDeadlineMs, requestId, options);
  const loaders = new ContactLoaders(reader);
  return { contacts, loaders, calls, requestId, writes: [], record: { isOperation: false } };
}

/** The router's request id if it is safe to log, else one we generate. */
function readRequestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}

/** From Apollo Server's response to a body that is not a single operation. */
function firstMessage(body: string): string {
  const { errors } = JSON.parse(body) as { errors: [{ message: string }] };
  return errors[0].message;
}

function health({ status, body }: Readiness = { status: 200, body: { status: 'ok' } }): Answer {
  return { status, body: JSON.stringify(body) };
}

function authError(
  { code, message, challenge }: Exclude<Authentication, { caller: unknown }>,
  requestId: string,
): Answer {
  const headers =
    challenge === undefined ? undefined : { headers: [['www-authenticate', challenge]] as const };
  const status = code === 'UNAUTHENTICATED' ? 401 : 503;
  return { ...errorAnswer(status, code, requestId, { message, ...headers }), reason: message };
}

function shareError({ waitMs, limit }: OverShare, requestId: string): Answer {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  return errorAnswer(429, 'CALLER_RATE_LIMITED', requestId, {
    message: `The caller has reached its limit of ${limit}.`,
    headers: [['retry-after', String(retryAfterSeconds)]],
    extensions: { outcome: 'NOT_APPLIED', retryAfterSeconds },
  });
}

function errorAnswer(
  status: number,
  code: HttpErrorCode,
  requestId: string,
  detail: Pick<Answer, 'headers'> & { readonly message?: string; readonly extensions?: object } = {},
): Answer {
  const { message = MESSAGES[code], headers, extensions } = detail;
  const body = JSON.stringify({ errors: [{ message, extensions: { code, requestId, ...extensions } }] });
  return { status, body, code, ...(headers && { headers }) };
}
