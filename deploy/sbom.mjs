/**
 * Prints the content of a production install as a CycloneDX bill of materials; fails if it is incomplete.
 *
 * `npm sbom --omit=dev` omits every package that development also needs, such as graphql. So it gets a
 * lockfile without the development packages.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'contacts-subgraph-'));
try {
  const {
    devDependencies: _,
    devEngines: __,
    ...production
  } = JSON.parse(readFileSync('package.json', 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(production));
  for (const file of ['package-lock.json', '.npmrc']) copyFileSync(file, join(folder, file));
  npm('install', '--package-lock-only', '--prefer-offline', '--no-audit', '--no-fund');
  const bill = JSON.parse(npm('sbom', '--package-lock-only', '--sbom-format=cyclonedx'));
  check(bill, production);
  console.log(JSON.stringify(bill, null, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function npm(...command) {
  return execFileSync('npm', command, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
}

function check({ bomFormat, specVersion, components, dependencies }, { dependencies: wanted }) {
  if (bomFormat !== 'CycloneDX' || !/^1\.\d$/.test(specVersion)) throw new Error('This is no CycloneDX.');
  const refs = new Set(components.map((component) => component['bom-ref']));
  for (const [name, version] of Object.entries(wanted)) {
    if (!refs.has(`${name}@${version}`)) throw new Error(`${name} ${version} is missing.`);
  }
  for (const { name, version, purl, hashes, licenses } of components) {
    if (!purl || !hashes?.length || !licenses?.length) {
      throw new Error(`${name} ${version} lacks its address, its hash or its license.`);
    }
  }
  for (const { ref, dependsOn } of dependencies.slice(1)) {
    const unknown = [ref, ...dependsOn].find((one) => !refs.has(one));
    if (unknown) throw new Error(`${unknown} is referred to and missing.`);
  }
}
