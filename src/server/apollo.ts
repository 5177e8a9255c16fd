/** Configures Apollo Server for this subgraph: enabled features and their limits. */
import type { IncomingHttpHeaders } from 'node:http';
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { errorFormatter } from './errors.js';
import { limitsFirst } from './limits-first.js';
import { JSON_TYPE } from './media-type.js';
import { type OperationContext, type OperationLimits, operationPlugin } from './operation-plugin.js';
import { MAX_TOKENS, rejectSubscriptions } from './request-limits.js';

/**
 * Characters of parsed documents to cache: several hundred operations. A parsed document takes 60 to 250
 * bytes per character, and clients that inline values send a new one each time.
 */
const MAX_PARSED = 256 * 1024;
/** Characters of persisted documents to cache, by hash. They are kept as text. */
const MAX_PERSISTED = 1024 * 1024;

/** The operator's plugins. Errors that they throw are masked like ours. */
export type OperatorPlugin = ApolloServerPlugin<OperationContext>;

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly limits: OperationLimits;
  /** Disables introspection and helpful error texts. */
  readonly production: boolean;
  readonly log: Logger;
  readonly plugins: readonly OperatorPlugin[];
}

export async function startApollo(options: ApolloOptions): Promise<ApolloServer<OperationContext>> {
  const { schema, limits, production, log, plugins } = options;
  const apollo = new ApolloServer<OperationContext>({
    schema,
    nodeEnv: production ? 'production' : 'development',
    introspection: !production,
    includeStacktraceInErrorResponses: false,
    formatError: errorFormatter(production),
    validationRules: [limitsFirst(limits), rejectSubscriptions],
    parseOptions: { maxTokens: MAX_TOKENS },
    // Each error repeats the offending value, so many would make the answer far larger than the request.
    executionOptions: { maxCoercionErrors: production ? 1 : 3 },
    documentStore: new InMemoryLRUCache<DocumentNode>({
      maxSize: MAX_PARSED,
      sizeCalculation: ({ loc }) => loc?.source.body.length || 1,
    }),
    persistedQueries: { cache: new InMemoryLRUCache({ maxSize: MAX_PERSISTED }) },
    // The process itself stops the server, and everything else.
    stopOnTerminationSignals: false,
    logger: apolloLogger(log),
    plugins: [
      operationPlugin({ schema, limits, production, log }),
      ApolloServerPluginInlineTrace(),
      ...plugins,
      // Disabled plugins would run for each field, or call Apollo.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}

/** `runOperation` throws such a bug, and the handler logs it with its stack frames. */
const LOGGED_BY_US = 'Unexpected error processing request';

/** Apollo Server appends error messages after a colon, and these may contain a request's value. */
function apolloLogger(log: Logger) {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (message: unknown) => {
    const [text] = String(message).split(':', 1);
    if (text !== LOGGED_BY_US) log[level](`Apollo Server: ${text}`);
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

export interface OperationAnswer {
  readonly status: number;
  readonly headers: HeaderMap;
  readonly body: string;
}

export interface OperationRequest {
  readonly headers: IncomingHttpHeaders;
  /** The response's media type. */
  readonly mediaType: string;
  /** Any JSON. */
  readonly body: unknown;
}

/** Runs the operation in the body, and records its outcome in `context.record`. */
export async function runOperation(
  apollo: ApolloServer<OperationContext>,
  { headers, mediaType, body }: OperationRequest,
  context: OperationContext,
): Promise<OperationAnswer> {
  const map = headerMap(headers);
  // Apollo Server parses this header on every request; an empty one costs nothing and means JSON.
  map.set('accept', mediaType === JSON_TYPE ? '' : mediaType);
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers: map, search: '', body },
    context: async () => context,
  });
  const { fault, isOperation } = context.record;
  if (fault) throw fault;
  if (!isOperation && answer.status !== 400) throw new Error('Apollo Server does not run.');
  if (answer.body.kind !== 'complete') throw new Error('The schema has neither @defer nor @stream.');
  return { status: answer.status ?? 200, headers: answer.headers, body: answer.body.string };
}

function headerMap(headers: IncomingHttpHeaders): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return map;
}
