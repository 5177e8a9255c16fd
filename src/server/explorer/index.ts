/**
 * The GraphQL explorer at `GET {path}`: GraphiQL with a list of example operations. Everything is served from
 * this process, so it works offline, and the Content-Security-Policy keeps it that way. The caller decides
 * whether to serve it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  HTML,
  pagePath,
  type Resource,
  resource,
  SCRIPT,
  STYLE,
  sendResource,
  sendText,
} from '../resource.js';
import { clientScript, clientStyle } from './client.js';
import { type ExplorerExample, type PageLink, renderPage } from './page.js';

export type { ExplorerExample } from './page.js';

const NOT_INSTALLED =
  'The explorer is not installed. Install the optional dependencies, or send GraphQL to this address by POST.\n';

/**
 * GraphiQL and its workers. The package exports them as strings, so no path into node_modules is needed,
 * which CommonJS (Jest) and ES modules (the build) would resolve differently. Loads these megabytes on the
 * first request only. Undefined if the package, which is optional, is not installed.
 */
async function loadGraphiQL(): Promise<ReadonlyMap<string, Resource> | undefined> {
  const graphiql = await import('@graphql-yoga/render-graphiql/graphiql').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  });
  if (!graphiql) return undefined;
  return new Map([
    ['graphiql.js', resource(SCRIPT, graphiql.js)],
    ['graphiql.css', resource(STYLE, graphiql.css)],
    ['worker-editor.js', resource(SCRIPT, graphiql.editorWorkerService)],
    ['worker-graphql.js', resource(SCRIPT, graphiql.graphqlWorker)],
    ['worker-json.js', resource(SCRIPT, graphiql.jsonWorker)],
  ]);
}

/** Serves the explorer page and its assets; returns false for other requests. */
export function createExplorer(options: {
  readonly path: string;
  readonly examples: readonly ExplorerExample[];
  /** The page's heading. */
  readonly title?: string;
  /** Other pages of this server, linked below the heading. */
  readonly links?: readonly PageLink[];
}): (request: IncomingMessage, response: ServerResponse) => boolean {
  const assetPrefix = `${options.path}/explorer/`;
  const page = resource(
    HTML,
    renderPage({
      title: options.title ?? 'Contacts subgraph',
      endpoint: options.path,
      assetPrefix,
      examples: options.examples,
      links: options.links ?? [],
    }),
  );
  const own = new Map([
    ['client.js', resource(SCRIPT, clientScript)],
    ['client.css', resource(STYLE, clientStyle)],
  ]);
  let loaded: ReturnType<typeof loadGraphiQL> | undefined;

  /** Sends the asset `name`, or the page without one. */
  async function answer(request: IncomingMessage, response: ServerResponse, name?: string) {
    loaded ??= loadGraphiQL();
    const graphiql = await loaded;
    if (!graphiql) return sendText(response, 404, NOT_INSTALLED);
    // Names are map keys and never reach the file system, so path traversal is impossible.
    const found = name === undefined ? page : (own.get(name) ?? graphiql.get(name));
    if (found) await sendResource(request, response, found);
    else sendText(response, 404, 'Not found');
  }

  return (request, response) => {
    const path = pagePath(request);
    if (path === undefined) return false;
    let answered: Promise<void>;
    if (path.startsWith(assetPrefix)) {
      answered = answer(request, response, path.slice(assetPrefix.length));
    } else if (path === options.path && request.headers.accept?.includes('text/html')) {
      // Only browsers ask for HTML; a GraphQL client's GET must reach the GraphQL server.
      answered = answer(request, response);
    } else {
      return false;
    }
    answered.catch(() => sendText(response, 500, 'The explorer could not be loaded'));
    return true;
  };
}
