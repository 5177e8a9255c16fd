/**
 * The subgraph with authenticated callers behind Hive Gateway, which composes the secured schema: once it
 * only passes on tokens, and once it checks them too. Either way, a forbidden field is null and no vendor is
 * called.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allows, CUSTOMER_CLAIMS, OPERATIONS, SCOPE_CLAIMS } from '../callers/operations.js';
import { ALL_SCOPES, CUSTOMERS_CLAIM } from '../callers/stage.js';
import { ask } from '../support/ask.js';
import { type EmulatedVendors, startEmulatedVendors } from '../support/emulated-vendors.js';
import { startHiveSupergraph } from '../support/hive-supergraph.js';
import { AUDIENCE, bearer, ISSUER, type Issuer, startIssuer } from '../support/issuer.js';
import type { Supergraph } from '../support/supergraph.js';

const operations = OPERATIONS.filter(({ onlyDirectly }) => !onlyDirectly).map((operation) => ({
  title: operation.field,
  ...operation,
}));

/** The customers subgraph refers to them: the first account of Acme, and the main contact of Globex. */
const ENTITIES = [
  {
    title: 'a customer',
    query: '{ customer(id: "acme") { name billing { id contacts { nodes { id } } } } }',
    reachedBy: ['"*"', '["CHARGEBEE:*"]', '["CHARGEBEE:cus_acme"]'],
  },
  {
    title: 'a contact',
    query: '{ customer(id: "globex") { name mainContact { firstName } } }',
    reachedBy: ['"*"', '["CHARGEBEE:*"]', '["ZUORA:*","CHARGEBEE:cus_globex"]'],
  },
];

describe.each(['passes tokens on', 'checks tokens too'])('Hive Gateway, which %s', (how) => {
  let issuer: Issuer;
  let stranger: Issuer;
  let vendors: EmulatedVendors;
  let supergraph: Supergraph;
  const calls: string[] = [];
  beforeAll(async () => {
    issuer = await startIssuer();
    stranger = await startIssuer();
    vendors = await startEmulatedVendors({
      fault: ({ path }) => {
        calls.push(path);
        return undefined;
      },
    });
    vendors.at('CHARGEBEE').openCustomer('cus_acme');
    const variables = { ...vendors.environment, ...issuer.settings, AUTH_CUSTOMERS_CLAIM: CUSTOMERS_CLAIM };
    const tokens = { jwksUrl: issuer.jwksUrl, issuer: ISSUER, audience: AUDIENCE };
    supergraph = await startHiveSupergraph(
      'gateway',
      { variables, schema: 'schema/contacts.secured.graphql' },
      how === 'checks tokens too' ? tokens : undefined,
    );
  });
  afterAll(async () => {
    await supergraph.close();
    await vendors.close();
    await issuer.close();
    await stranger.close();
  });

  const send = async (query: string, claims: object) =>
    ask(supergraph.url, query, {}, bearer(await issuer.token({ ...claims })));

  it.each(operations)('requires a valid token for $title', async ({ field, query }) => {
    const before = calls.length;
    const answers = [
      await ask(supergraph.url, query),
      await send(query, { exp: 1 }),
      await send(query, { aud: 'orders' }),
      await ask(supergraph.url, query, {}, bearer(await stranger.token({ scope: ALL_SCOPES }))),
    ];
    for (const { data, errors } of answers) {
      expect(data?.[field] ?? null).toBeNull();
      expect(errors.length).toBeGreaterThan(0);
    }
    expect(calls).toHaveLength(before);
  });

  it.each(operations)('restricts $title to scopes and claims', async (operation) => {
    const { field, query, isOfCustomer } = operation;
    for (const scopes of SCOPE_CLAIMS) {
      for (const [claim, reaches] of CUSTOMER_CLAIMS) {
        const before = calls.length;
        const { data, errors } = await send(query, { scope: scopes, [CUSTOMERS_CLAIM]: claim });
        const hasScope = allows(operation, scopes);
        if (hasScope && (!isOfCustomer || reaches)) {
          expect([scopes, claim, errors]).toEqual([scopes, claim, []]);
          expect(calls.length > before).toBe(operation.calls);
        } else {
          expect([scopes, claim, data?.[field] ?? null]).toEqual([scopes, claim, null]);
          expect(errors.length).toBeGreaterThan(0);
          expect(calls).toHaveLength(before);
          // The gateway has its own code for what it checks.
          if (hasScope || how === 'passes tokens on') {
            expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', outcome: 'NOT_APPLIED' });
          }
        }
      }
    }
  });

  it.each(ENTITIES)('restricts $title of another subgraph to scopes and claims', async (entity) => {
    for (const scopes of SCOPE_CLAIMS) {
      for (const [claim] of CUSTOMER_CLAIMS) {
        const before = calls.length;
        const { data, errors } = await send(entity.query, { scope: scopes, [CUSTOMERS_CLAIM]: claim });
        const isAllowed =
          scopes.includes('contacts:read') && entity.reachedBy.includes(JSON.stringify(claim));
        const codes = errors.map(({ extensions }) => extensions.code);
        expect([scopes, claim, calls.length > before]).toEqual([scopes, claim, isAllowed]);
        expect([scopes, claim, codes]).toEqual([scopes, claim, isAllowed ? [] : ['FORBIDDEN']]);
        expect(data.customer.name).toBeDefined();
      }
    }
  });

  it('joins entities of other subgraphs, and omits the customers that a token does not reach', async () => {
    const query = '{ customer(id: "acme") { name accounts { id contacts { nodes { id } } } } }';
    const claims = { scope: 'contacts:read', [CUSTOMERS_CLAIM]: ['CHARGEBEE:*'] };
    const { data, errors } = await send(query, claims);
    const reached = data.customer.accounts.filter(({ contacts }: { contacts: unknown }) => contacts !== null);
    expect(reached.map(({ id }: { id: string }) => id)).toEqual(['CHARGEBEE:cus_acme']);
    expect(errors.map(({ extensions }) => extensions.code)).toContain('FORBIDDEN');
  });
});
