/**
 * The files for composing and routing fit each other, the subgraph, and the demo. No router is available to
 * run them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { compose, readSubgraphs } from '../../examples/supergraph/compose.js';
import { readConfig } from '../../src/config/config.js';
import { Env } from '../../src/config/env.js';
import { MAX_BODY, MAX_ROOT_MUTATIONS, MAX_TOKENS } from '../../src/server/request-limits.js';
import { KEEP_ALIVE_MS } from '../../src/server/server.js';

const subgraphs = readSubgraphs('schema/supergraph.yaml');
const text = readFileSync('schema/router.yaml', 'utf8');
const router = parse(text);
const { providerDeadlineMs, port } = readConfig(new Env({}));

describe('schema/supergraph.yaml', () => {
  test('composes', () => {
    expect(compose(subgraphs)).toContain('type ContactCustomer');
  });

  test("has the subgraphs' default addresses", () => {
    const ports = subgraphs.map(({ name, url }) => [name, new URL(url).port]);
    expect(Object.fromEntries(ports)).toEqual({ contacts: String(port), customers: '4002' });
  });
});

describe('schema/router.yaml', () => {
  test('names existing subgraphs', () => {
    const names = subgraphs.map(({ name }) => name);
    for (const section of ['headers', 'traffic_shaping', 'include_subgraph_errors']) {
      expect(names).toEqual(expect.arrayContaining(Object.keys(router[section].subgraphs)));
    }
    expect(existsSync('schema/supergraph.yaml') && text.includes('schema/supergraph.yaml')).toBe(true);
  });

  test('has timeouts that nest: vendor, subgraph, router', () => {
    const { router: whole, all, subgraphs: one } = router.traffic_shaping;
    // A mutation and the read after it have a deadline each.
    expect(seconds(one.contacts.timeout)).toBeGreaterThan((2 * providerDeadlineMs) / 1000);
    expect(seconds(whole.timeout)).toBeGreaterThan(seconds(one.contacts.timeout) + seconds(all.timeout));
  });

  test('closes an idle connection before the subgraph does', () => {
    const { pool_idle_timeout: idle } = router.traffic_shaping.subgraphs.contacts;
    expect(seconds(idle)).toBeGreaterThan(0);
    expect(seconds(idle) * 1000).toBeLessThan(KEEP_ALIVE_MS);
  });

  test('takes the secret from the environment', () => {
    const [{ insert }] = router.headers.subgraphs.contacts.request;
    expect(insert).toEqual({ name: 'x-router-secret', value: '$' + '{env.CONTACTS_ROUTER_SECRET}' });
  });

  test('admits nothing that the subgraph would reject for its size', () => {
    expect(router.limits.http_max_request_bytes).toBeLessThanOrEqual(MAX_BODY);
    expect(router.limits.parser_max_tokens).toBeLessThanOrEqual(MAX_TOKENS);
    expect(router.limits.max_root_fields).toBeLessThanOrEqual(MAX_ROOT_MUTATIONS);
  });
});

function seconds(text: string): number {
  return Number(/^(\d+)s$/.exec(text)?.[1]);
}
