/**
 * The start page at `GET /`: a form for every provider, built from `examples/frontend` by `npm run page`. The
 * caller decides whether to serve it. Files are read on the first request.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { packageFolder } from '../package-folder.js';
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

const NOT_BUILT = 'The start page is not built. Run npm run build, or send GraphQL to /graphql by POST.\n';
/** File names below this folder contain a hash of their content. */
const ASSETS = 'page';
const SCHEMA = '/schema.graphql';
const TYPES: Readonly<Record<string, string>> = {
  '.html': HTML,
  '.js': SCRIPT,
  '.css': STYLE,
  '.graphql': 'text/plain; charset=utf-8',
};

/** Serves the page and its files; returns false for other requests. */
export function createStartPage(
  folder = join(packageFolder(), 'dist/page'),
): (request: IncomingMessage, response: ServerResponse) => boolean {
  let files: ReadonlyMap<string, Resource> | undefined;

  return (request, response) => {
    const path = pagePath(request);
    if (path === undefined) return false;
    const isPage = path === '/' && request.headers.accept?.includes('text/html');
    if (!isPage && path !== SCHEMA && !path.startsWith(`/${ASSETS}/`)) return false;
    files ??= readFiles(folder);
    // Paths are map keys and never reach the file system, so path traversal is impossible.
    const found = files.get(path === '/' ? '/index.html' : path);
    if (!found) sendText(response, 404, files.size === 0 ? NOT_BUILT : 'Not found');
    else sendResource(request, response, found).catch(() => sendText(response, 500, 'The page failed'));
    return true;
  };
}

/** Empty if the page was not built. */
function readFiles(folder: string): ReadonlyMap<string, Resource> {
  if (!existsSync(join(folder, 'index.html'))) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .filter((name) => extname(name) in TYPES)
      .map((name) => {
        const path = join(folder, name);
        const compressed = { gzip: readFileSync(`${path}.gz`), br: readFileSync(`${path}.br`) };
        const isImmutable = name.startsWith(ASSETS);
        const file = resource(TYPES[extname(name)] ?? '', readFileSync(path), { compressed, isImmutable });
        return [`/${name}`, file] as const;
      }),
  );
}
