/** Facts that several files state are the same in all of them. */
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly license: string;
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly devEngines: { readonly runtime: { readonly version: string; readonly onFail: string } };
  readonly optionalDependencies: Readonly<Record<string, string>>;
};
const text = (file: string) => readFileSync(file, 'utf8');

it('development, tests and the image use one version of Node', () => {
  const node = text('.nvmrc').trim();
  const installed = Object.entries(manifest.optionalDependencies).filter(([name]) =>
    name.startsWith('node-'),
  );
  expect(installed.map(([, version]) => version)).toEqual([node, node]);
  const images = [...text('Dockerfile').matchAll(/^FROM node:([\d.]+)-/gm)].map(([, version]) => version);
  expect(images).toEqual([node]);
  // In a checkout on Linux, where `npm ci` installs it.
  if (process.platform === 'linux') expect(process.versions.node).toBe(node);
});

it("development asks for the service's Node version, and installs it if missing", () => {
  const { runtime } = manifest.devEngines;
  expect(runtime.version).toBe(manifest.engines.node);
  // `npm ci` under an older Node installs the right one, so a warning is not needed.
  expect(runtime.onFail).toBe('ignore');
});

it('the license is the same everywhere', () => {
  expect(manifest.license).toBe('MIT');
  expect(text('LICENSE')).toMatch(/^MIT License\n\nCopyright \(c\) \d{4} The contacts subgraph authors\n/);
});

it('the changelog begins with unreleased changes, or with a release', () => {
  const [first] = [...text('CHANGELOG.md').matchAll(/^## (.*)$/gm)];
  expect(first?.[1]).toMatch(/^Unreleased$|^\d+\.\d+\.\d+ - \d{4}-\d{2}-\d{2}$/);
});

it("kubernetes.yaml runs the package's version", () => {
  expect(text('deploy/kubernetes.yaml')).toContain(`/contacts-subgraph:${manifest.version}\n`);
});
