/**
 * Grafbase's gateway, which is Rust: the one that `grafbase dev` runs. It composes the subgraphs itself. The
 * program is in a separate package, because it is as large as all the project's dependencies.
 */

import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SubgraphDefinition } from '../../examples/supergraph/compose.js';
import { startGatewayProcess } from './gateway-process.js';
import { ROUTER_SECRET, type Supergraph, startSupergraph } from './supergraph.js';

const PACKAGE = 'test/e2e/grafbase';
const program = resolve(PACKAGE, 'node_modules/@grafbase/cli-x86_64-unknown-linux-musl/grafbase');
const isBuiltForThisMachine = process.platform === 'linux' && process.arch === 'x64';

/** Why the gateway cannot run here. CI installs it, so that tests fail there instead. */
export function whyNoGrafbase(): string | undefined {
  if (!isBuiltForThisMachine) return 'npm has the program for Linux on x64 only';
  if (existsSync(program) || process.env.CI === 'true') return undefined;
  return `not installed: npm ci --prefix ${PACKAGE}`;
}

export function startGrafbaseSupergraph(): Promise<Supergraph> {
  return startSupergraph(async (subgraphs) => {
    // It writes below its home and beside its settings.
    const folder = mkdtempSync(join(tmpdir(), 'contacts-grafbase-'));
    writeFileSync(join(folder, 'grafbase.toml'), settings(subgraphs, folder));
    const gateway = await startGatewayProcess({
      program,
      args: ['dev', '--config', 'grafbase.toml', '--listen-address', `127.0.0.1:${await freePort()}`],
      options: { cwd: folder, env: { HOME: folder } },
    });
    return {
      url: gateway.url,
      stop: async () => {
        await gateway.stop();
        rmSync(folder, { recursive: true });
      },
    };
  });
}

function settings(subgraphs: readonly SubgraphDefinition[], folder: string): string {
  const parts = subgraphs.map(({ name, url, sdl }) => {
    const schema = join(folder, `${name}.graphql`);
    writeFileSync(schema, sdl);
    return `
      [subgraphs.${name}]
      url = "${url}"
      schema_path = "${schema}"
      [[subgraphs.${name}.headers]]
      rule = "forward"
      name = "x-request-id"`;
  });
  return `${parts.join('\n')}
      [[subgraphs.contacts.headers]]
      rule = "insert"
      name = "x-router-secret"
      value = "${ROUTER_SECRET}"\n`;
}

/** It reports the port it was given, and cannot report one that the system chose. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
