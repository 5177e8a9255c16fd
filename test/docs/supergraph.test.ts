/** `docs/supergraph.md`: its stub composes, and its numbers are the code's. */
import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { readConfig } from '../../src/config/config.js';
import { Env } from '../../src/config/env.js';
import { MAX_BODY, MAX_ROOT_MUTATIONS, MAX_TOKENS } from '../../src/server/request-limits.js';
import { KEEP_ALIVE_MS } from '../../src/server/server.js';
import { fenced, page, sdl, section } from './markdown.js';

const supergraph = page('docs/supergraph.md');

test('the stub in another subgraph composes', () => {
  const [stub = ''] = fenced(supergraph, 'graphql').filter((code) => code.includes('resolvable: false'));
  const other = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    type Query { customer: Customer }
    ${stub}`;
  const { errors, hints } = composeServices([
    { name: 'contacts', url: 'http://contacts.invalid', typeDefs: parse(sdl) },
    { name: 'other', url: 'http://other.invalid', typeDefs: parse(other) },
  ]);
  expect(errors).toBeUndefined();
  expect(hints).toEqual([]);
});

test('the router settings fit the code', () => {
  const { limits, providerDeadlineMs } = readConfig(new Env({}));
  expect(supergraph).toContain(`keeps an idle connection for ${KEEP_ALIVE_MS / 1000} seconds`);
  expect(supergraph).toContain(`\`PROVIDER_DEADLINE_MS\` is ${providerDeadlineMs / 1000} s`);
  expect(supergraph).toContain(
    `${MAX_ROOT_MUTATIONS} root fields of a mutation, ${MAX_TOKENS} tokens, ${limits.aliases} aliases, ` +
      `depth ${limits.depth}, ${MAX_BODY / 1024} KiB.`,
  );
  expect(supergraph).toContain(`cost more than ${limits.cost}.`);
});

test('the tested versions are the installed ones', () => {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const { optionalDependencies } = JSON.parse(readFileSync('test/e2e/grafbase/package.json', 'utf8'));
  const installed: Record<string, string> = { ...devDependencies, ...optionalDependencies };
  const named = [...section(supergraph, 'What was run').matchAll(/`(@[\w-]+\/[\w-]+)`\s+(\d[\w.-]*\d)/g)];
  expect(Object.fromEntries(named.map(([, name, version]) => [name, version]))).toEqual(
    Object.fromEntries(
      Object.entries(installed).filter(([name]) => /gateway|router|composition|grafbase/.test(name)),
    ),
  );
});
