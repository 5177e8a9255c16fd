/** A production install leaves out what only pages need: it starts, and reports why there is no page. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../support/ask.js';
import { type Build, useBuild } from '../support/build.js';
import { type SubgraphProcess, startSubgraphProcess } from '../support/subgraph-process.js';

/** The folder of a build with every package installed but the given ones. */
function installWithout(build: Build, left: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'install-'));
  // Without the files that other tests keep there meanwhile.
  const others = ['compiled', 'cluster'].map((name) => join(build.folder, name));
  const filter = (path: string) => !others.some((one) => path.startsWith(one));
  cpSync(build.folder, join(folder, 'dist'), { recursive: true, filter });
  for (const name of ['package.json', 'examples']) cpSync(name, join(folder, name), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync('node_modules')) {
    if (!left.includes(name)) symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  }
  return folder;
}

const EXPLORER =
  'The explorer is not installed. Install the optional dependencies, or send GraphQL to this address by POST.\n';
const DOCUMENTS =
  'The documents cannot be shown as pages. Install the optional dependencies, or read the files in docs.\n';

let build: Build;
let folder: string;
let subgraph: SubgraphProcess;

beforeAll(async () => {
  build = useBuild();
  folder = installWithout(build, ['@graphql-yoga', 'marked']);
  subgraph = await startSubgraphProcess({ folder: join(folder, 'dist') }, { STORE_URL: 'memory:' });
});

afterAll(async () => {
  await subgraph?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('an install without optional dependencies', () => {
  it.each([
    ['/graphql', EXPLORER],
    ['/graphql/explorer/graphiql.js', EXPLORER],
    ['/docs/', DOCUMENTS],
  ])('reports at %s what is not installed', async (path, text) => {
    for (const _ of [1, 2]) {
      const response = await fetch(new URL(path, subgraph.url), { headers: { accept: 'text/html' } });
      const { headers } = response;
      expect([response.status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
        404,
        'text/plain; charset=utf-8',
        'no-store',
      ]);
      expect(await response.text()).toBe(text);
    }
  });

  it('still answers GraphQL', async () => {
    const { status, data } = await ask(subgraph.url, '{ contactProvider(provider: RPM) { name } }');
    expect([status, data]).toEqual([200, { contactProvider: { name: 'RPM Software' } }]);
  });
});
