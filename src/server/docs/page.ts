/** The HTML around a document, and the index of documents. */
import { escapeHtml } from '../html.js';

export interface Document {
  /** URL path, equal to the file's path in the package. */
  readonly path: string;
  readonly title: string;
  /** Rendered from the file. */
  readonly html: string;
}

export function renderDocument({ title, html }: Document, stylePath: string): string {
  return page(title, stylePath, html);
}

export function renderIndex(documents: readonly Document[], stylePath: string): string {
  const isDecision = ({ path }: Document) => path.startsWith('/docs/adr/');
  const list = (listed: readonly Document[]) =>
    `<ul>\n${listed.map(({ path, title }) => `<li><a href="${escapeHtml(path)}">${inline(title)}</a></li>`).join('\n')}\n</ul>`;
  const [guides, decisions] = [documents.filter((each) => !isDecision(each)), documents.filter(isDecision)];
  return page(
    'Documents',
    stylePath,
    `<h1>Documents</h1>\n${list(guides)}\n<h2>Decisions</h2>\n${list(decisions)}`,
  );
}

/** A heading as text: headings use no Markdown other than code marks. */
const inline = (heading: string) => escapeHtml(heading).replaceAll('`', '');

function page(title: string, stylePath: string, html: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${inline(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${escapeHtml(stylePath)}">
</head>
<body>
<nav aria-label="Pages"><a href="/">Start</a> <a href="/graphql">Explorer</a> <a href="/docs/">Documents</a></nav>
<main>
${html}
</main>
</body>
</html>
`;
}
