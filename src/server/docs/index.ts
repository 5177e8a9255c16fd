/**
 * This package's documents as pages at their own paths, such as `/docs/frontend.md`; `/docs/` lists them. The
 * caller decides whether to serve them. They are read on the first request.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, join } from 'node:path';
import { packageFolder } from '../package-folder.js';
import { HTML, pagePath, type Resource, resource, STYLE, sendResource, sendText } from '../resource.js';
import { renderDocument, renderIndex } from './page.js';
import { style } from './style.js';

export const DOCS_PATH = '/docs/';
const STYLE_PATH = `${DOCS_PATH}style.css`;
const NOT_INSTALLED =
  'The documents cannot be shown as pages. Install the optional dependencies, or read the files in docs.\n';

type Rendering = ReadonlyMap<string, Resource>;

/** Serves the documents; returns false for other requests. */
export function createDocs(): (request: IncomingMessage, response: ServerResponse) => boolean {
  let rendered: Promise<Rendering | undefined> | undefined;

  async function answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    rendered ??= renderAll();
    const pages = await rendered;
    if (!pages) return sendText(response, 404, NOT_INSTALLED);
    // Paths are map keys and never reach the file system, so path traversal is impossible.
    const found = pages.get(path);
    if (found) await sendResource(request, response, found);
    else sendText(response, 404, 'Not found');
  }

  return (request, response) => {
    const path = pagePath(request);
    if (path === undefined) return false;
    if (!path.startsWith(DOCS_PATH) && !TOP.some((name) => path === `/${name}`)) return false;
    answer(request, response, path).catch(() => sendText(response, 500, 'The documents could not be loaded'));
    return true;
  };
}

const TOP = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'];

/** Undefined if the rendering packages, which are optional, are not installed. */
async function renderAll(): Promise<Rendering | undefined> {
  const render = await loadRenderer();
  if (!render) return undefined;
  const folder = packageFolder();
  const inDocs = ['docs', 'docs/adr']
    .filter((name) => existsSync(join(folder, name)))
    .flatMap((name) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`));
  const texts = [...TOP, ...inDocs]
    .filter((name) => name.endsWith('.md') && existsSync(join(folder, name)))
    .map((name) => ({ path: `/${name}`, text: readFileSync(join(folder, name), 'utf8') }));
  const images = inDocs
    .filter((name) => name.endsWith('.svg'))
    .map(
      (name) => [`/${name}`, resource('image/svg+xml', readFileSync(join(folder, name), 'utf8'))] as const,
    );
  const known = new Set([DOCS_PATH, ...texts.map(({ path }) => path), ...images.map(([path]) => path)]);
  const documents = texts.map(({ path, text }) => ({
    path,
    title: /^# (.+)$/m.exec(text)?.[1] ?? basename(path),
    html: render(text, path, known),
  }));
  return new Map([
    [DOCS_PATH, resource(HTML, renderIndex(documents, STYLE_PATH))],
    [STYLE_PATH, resource(STYLE, style)],
    ...documents.map(
      (document) => [document.path, resource(HTML, renderDocument(document, STYLE_PATH))] as const,
    ),
    ...images,
  ]);
}

type Render = (text: string, path: string, known: ReadonlySet<string>) => string;

async function loadRenderer(): Promise<Render | undefined> {
  try {
    const { Marked } = await import('marked');
    const { gfmHeadingId } = await import('marked-gfm-heading-id');
    return (text, path, known) => {
      const marked = new Marked(gfmHeadingId(), {
        renderer: {
          // A link to a file that is not served would be dead, so keep only its text.
          link({ href, tokens }) {
            const url = new URL(href, `http://here${path}`);
            const inner = this.parser.parseInline(tokens);
            return url.host === 'here' && !known.has(url.pathname) ? inner : false;
          },
        },
      });
      return String(marked.parse(text));
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
