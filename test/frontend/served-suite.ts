/** What holds for the start page over HTTP, for any build. */
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createStartPage } from '../../src/server/start/index.js';

export const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

export async function listen(folder?: string): Promise<[Server, string]> {
  const page = createStartPage(folder);
  const server = createServer((request, response) => {
    if (!page(request, response)) response.writeHead(299).end('left to the others');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}

/** `makeFolder` returns the folder of the files; undefined serves those of the build. */
export function servesPage(makeFolder: () => string | undefined): void {
  let server: Server;
  let origin: string;
  let assets: string[];
  beforeAll(async () => {
    [server, origin] = await listen(makeFolder());
    const page = await (await fetch(origin, { headers: html })).text();
    assets = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('is served to a browser only', async () => {
    const page = await fetch(origin, { headers: html });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    for (const [path, init] of [
      ['/', { headers: { accept: 'application/json' } }],
      ['/', { headers: html, method: 'POST', body: '{}' }],
      ['/graphql', { headers: html }],
      ['/pages', { headers: html }],
    ] as const) {
      expect([path, (await fetch(origin + path, init)).status]).toEqual([path, 299]);
    }
  });

  test('allows no foreign resource, no eval and no framing', async () => {
    const { headers } = await fetch(origin, { headers: html });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|unsafe-eval|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('has a script and a style sheet with content hashes in their names, each compressed at build time', async () => {
    expect(assets.map((path) => path.replace(/-[\w-]{8}\./, '-HASH.'))).toEqual([
      '/page/index-HASH.js',
      '/page/index-HASH.css',
    ]);
    for (const path of assets) {
      const sizes: number[] = [];
      const texts = new Set<string>();
      for (const encoding of ['identity', 'gzip', 'br']) {
        const response = await fetch(origin + path, { headers: { 'accept-encoding': encoding } });
        expect(response.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
        expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        sizes.push(Number(response.headers.get('content-length')));
        texts.add(await response.text());
      }
      expect(texts.size).toBe(1);
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    }
  });

  test('is answered with 304 if the browser has it', async () => {
    for (const path of ['/', ...assets]) {
      const first = await fetch(origin + path, { headers: html });
      const etag = first.headers.get('etag') ?? '';
      const again = await fetch(origin + path, {
        headers: { ...html, 'if-none-match': etag },
        cache: 'no-store',
      });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
  });

  test('serves the schema beside it', async () => {
    const response = await fetch(`${origin}/schema.graphql`);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toContain('type Mutation');
  });

  test.each([
    '/page/',
    '/page/nothing.js',
    '/page/../../package.json',
    '/page/..%2f..%2fpackage.json',
    '/page/__proto__',
  ])('has no file %s', async (path) => {
    // Not fetch, which resolves the dots first.
    const status = await new Promise((resolve, reject) =>
      get(origin, { path }, (response) => resolve(response.resume().statusCode)).on('error', reject),
    );
    expect(status).toBe(404);
  });
}
