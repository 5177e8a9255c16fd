/** A start page over HTTP; `served.e2e.ts` serves the built one. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, expect, test } from '@jest/globals';
import { startTestSubgraph } from '../support/subgraph.js';
import { html, listen, servesPage } from './served-suite.js';

const folder = mkdtempSync(join(tmpdir(), 'contacts-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [SCRIPT, STYLE] = ['page/index-a1B_c2D3.js', 'page/index-e4F-g5H6.css'] as const;
const FILES = {
  'index.html': `<script type="module" src="/${SCRIPT}"></script><link rel="stylesheet" href="/${STYLE}">`,
  [SCRIPT]: 'document.title += "Contacts";\n'.repeat(100),
  [STYLE]: 'body { color: black }\n'.repeat(100),
  'schema.graphql': 'type Mutation { addContact: ID }\n'.repeat(100),
};

servesPage(() => {
  mkdirSync(join(folder, 'page'));
  for (const [name, text] of Object.entries(FILES)) {
    const path = join(folder, name);
    writeFileSync(path, text);
    writeFileSync(`${path}.gz`, gzipSync(text));
    writeFileSync(`${path}.br`, brotliCompressSync(text));
  }
  return folder;
});

test('reports a page that is not built', async () => {
  const [server, origin] = await listen('dist/nowhere');
  const response = await fetch(origin, { headers: html });
  expect([response.status, await response.text()]).toEqual([
    404,
    'The start page is not built. Run npm run build, or send GraphQL to /graphql by POST.\n',
  ]);
  await new Promise((resolve) => server.close(resolve));
});

test('production serves no start page', async () => {
  const subgraph = await startTestSubgraph({ NODE_ENV: 'production', ROUTER_SECRETS: '0123456789abcdef' });
  for (const path of ['/', '/page/index.js', '/schema.graphql']) {
    const response = await fetch(new URL(path, subgraph.url), { headers: html });
    expect([path, response.status, codeOf(await response.text())]).toEqual([path, 404, 'NOT_FOUND']);
  }
  await subgraph.close();
});

function codeOf(text: string): unknown {
  const { errors } = JSON.parse(text) as { errors: [{ extensions: { code: string } }] };
  return errors[0].extensions.code;
}
