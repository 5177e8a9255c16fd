/** The documents as pages of the server, in development only. */
import { readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { startTestSubgraph } from '../support/subgraph.js';

let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
const at = (path: string) => new URL(path, subgraph.url);
const links = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);

beforeAll(async () => {
  subgraph = await startTestSubgraph();
});
afterAll(() => subgraph?.close());

describe('the documents', () => {
  it('are listed, each with its title', async () => {
    const listed = await (await fetch(at('/docs/'))).text();
    for (const name of readdirSync('docs').filter((file) => file.endsWith('.md'))) {
      const [, title = ''] = /^# (.+)$/m.exec(readFileSync(`docs/${name}`, 'utf8')) ?? [];
      expect(listed).toContain(`<a href="/docs/${name}">${title.replaceAll('`', '')}</a>`);
    }
  });

  it('have no broken links', async () => {
    const seen = new Map<string, string>();
    const queue = ['/docs/'];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (seen.has(path)) continue;
      const response = await fetch(at(path), { headers: { accept: 'text/html' } });
      expect([path, response.status]).toEqual([path, 200]);
      const html = await response.text();
      seen.set(path, html);
      for (const href of links(html)) {
        const url = new URL(href, at(path));
        if (url.host === at('/').host && /^\/(docs\/|[A-Z])/.test(url.pathname)) queue.push(url.pathname);
      }
    }
    expect(seen.size).toBeGreaterThan(25);
    for (const [path, html] of seen) {
      for (const href of links(html).filter((link) => link.includes('#'))) {
        const { pathname, hash, host } = new URL(href, at(path));
        if (host !== at('/').host) continue;
        expect([path, href, seen.get(pathname)?.includes(`id="${hash.slice(1)}"`)]).toEqual([
          path,
          href,
          true,
        ]);
      }
    }
  });

  it('run no script and load nothing from elsewhere', async () => {
    const response = await fetch(at('/docs/frontend.md'));
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).not.toMatch(/<script|src="https?:/);
  });

  test.each(['/docs/../package.json', '/docs/%2e%2e/package.json', '/docs/nothing.md', '/package.json'])(
    'have nothing at %s',
    async (path) => {
      // Not fetch, which resolves the dots first.
      const status = await new Promise((resolve, reject) =>
        get(at('/'), { path }, (response) => resolve(response.resume().statusCode)).on('error', reject),
      );
      expect(status).toBe(404);
    },
  );
});
