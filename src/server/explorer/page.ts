/** The explorer's HTML: the list of examples, with GraphiQL beside it. */
import { escapeHtml } from '../html.js';

export interface ExplorerExample {
  readonly group: string;
  readonly title: string;
  /** What the example shows and what to try next. */
  readonly about: string;
  readonly query: string;
  /** JSON, formatted for the editor. */
  readonly variables: string;
}

interface PageOptions {
  readonly title: string;
  readonly endpoint: string;
  /** URL path of the assets, with a trailing slash. */
  readonly assetPrefix: string;
  readonly examples: readonly ExplorerExample[];
  readonly links: readonly PageLink[];
}

/** Another page of this server. */
export interface PageLink {
  readonly href: string;
  readonly text: string;
}

/** Only `<` can end a script element or start a comment inside it, and JSON can escape it. */
const embedJson = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

/** The URL fragment that links to an example. */
const slugOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

// A data URL saves an asset for the icon.
const ICON = encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="#0f766e"><circle cx="8" cy="5" r="3.5"/><path d="M1 16a7 6 0 0 1 14 0z"/></svg>',
);

const linkList = (links: readonly PageLink[]) =>
  links.length === 0
    ? ''
    : `<p>${links.map(({ href, text }) => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`).join(' · ')}</p>\n`;

export function renderPage({ title, endpoint, assetPrefix, examples, links }: PageOptions): string {
  const groups = new Map<string, string[]>();
  examples.forEach((example, index) => {
    const items = groups.get(example.group) ?? [];
    items.push(
      `<li><button type="button" data-example="${index}">${escapeHtml(example.title)}</button></li>`,
    );
    groups.set(example.group, items);
  });
  const list = [...groups].map(
    ([group, items]) => `<h2>${escapeHtml(group)}</h2>\n<ul>\n${items.join('\n')}\n</ul>`,
  );
  const data = {
    endpoint,
    assetPrefix,
    examples: examples.map((example) => ({
      slug: slugOf(example.title),
      about: example.about,
      query: example.query,
      variables: example.variables,
    })),
  };
  const asset = (name: string) => escapeHtml(assetPrefix + name);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}: explorer</title>
<link rel="icon" href="data:image/svg+xml,${ICON}">
<link rel="stylesheet" href="${asset('graphiql.css')}">
<link rel="stylesheet" href="${asset('client.css')}">
</head>
<body>
<nav id="examples" aria-label="Example operations">
<h1>${escapeHtml(title)}</h1>
${linkList(links)}<p>Pick an example, then press the run button or <kbd>Ctrl</kbd>&thinsp;<kbd>Enter</kbd>.</p>
${list.join('\n')}
</nav>
<main>
<p id="about" role="status"><noscript>The explorer needs JavaScript.</noscript></p>
<div id="explorer"></div>
</main>
<script type="application/json" id="explorer-data">${embedJson(data)}</script>
<script src="${asset('client.js')}" defer></script>
<script src="${asset('graphiql.js')}" defer></script>
</body>
</html>
`;
}
