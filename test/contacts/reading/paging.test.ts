/**
 * Pages of every provider's list, walked over HTTP and compared with the whole list: vendors page in five
 * ways or not at all, and the connection must look the same.
 */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ProviderId } from '../../../src/model/contact.js';
import { describedAs } from '../../support/facts.js';
import { openReadingStage, type Page, type ReadingStage } from '../../support/reading-stage.js';
import { type CroPaging, customerOf, PROVIDERS } from '../../support/reading-vendor.js';

const CUSTOMER_NOT_FOUND = 'CUSTOMER_NOT_FOUND';

let stage: ReadingStage;
beforeAll(async () => {
  stage = await openReadingStage();
});
afterAll(async () => {
  await stage.close();
});
beforeEach(() => {
  stage.vendor.croPaging = 'AS_ASKED';
  for (const provider of PROVIDERS) stage.vendor.at(provider).limits.pageSize = Number.POSITIVE_INFINITY;
});

let customers = 0;
/** A customer that no test has read yet, and the ids of its contacts in the expected order. */
function put(provider: ProviderId, contacts: number): { customerId: string; ids: string[] } {
  customers += 1;
  const customerId = customerOf(provider, customers);
  const ids = stage.vendor.put(provider, customerId, contacts);
  return { customerId, ids };
}

/** Walks to the end by `endCursor`, cycling through `sizes`. */
async function walk(
  provider: ProviderId,
  customerId: string,
  sizes: readonly number[],
): Promise<{ ids: string[]; pages: Page[] }> {
  const pages: Page[] = [];
  let after: string | undefined;
  for (let turn = 0; turn < 500; turn += 1) {
    const first = sizes[turn % sizes.length] ?? 1;
    const page = await stage.page(provider, customerId, first, after);
    expect(page.edges.length).toBeLessThanOrEqual(first);
    // Every page but the last is full.
    if (page.pageInfo.hasNextPage) expect(page.edges).toHaveLength(first);
    expect(page.nodes).toEqual(page.edges.map(({ node }) => node));
    expect(page.pageInfo).toMatchObject({
      hasPreviousPage: after !== undefined,
      startCursor: page.edges[0]?.cursor ?? null,
      endCursor: page.edges.at(-1)?.cursor ?? null,
    });
    pages.push(page);
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor ?? undefined;
  }
  return { ids: pages.flatMap(({ nodes }) => nodes.map(({ externalId }) => externalId)), pages };
}

describe.each(PROVIDERS)('%s', (provider) => {
  const { facts, provider: definition } = describedAs(provider);
  const { maxContactsPerCustomer } = definition.limits;

  test.each([[1], [2], [3], [7], [100], [3, 1, 7], [100, 1, 6]])(
    'walks pages of %s and so on',
    async (...sizes) => {
      // Small pages of a short list, because ChartMogul's rate limit slows the walk.
      const length = Math.min(maxContactsPerCustomer ?? 107, sizes.includes(100) ? 107 : 17);
      const { customerId, ids } = put(provider, length);
      const walked = await walk(provider, customerId, sizes);
      expect(walked.ids).toEqual(ids);
    },
  );

  test('has no page after a full last page', async () => {
    const { customerId, ids } = put(provider, 6);
    const { ids: walked, pages } = await walk(provider, customerId, [3]);
    expect(walked).toEqual(ids);
    expect(pages).toHaveLength(2);
  });

  test('continues from the cursor of any edge, with any page size', async () => {
    const { customerId, ids } = put(provider, 10);
    const whole = await stage.page(provider, customerId, 10);
    const middle = await stage.page(provider, customerId, 4, whole.edges[2]?.cursor);
    expect(middle.nodes.map(({ externalId }) => externalId)).toEqual(ids.slice(3, 7));
    for (const page of [whole, middle]) {
      for (const { cursor, node } of page.edges) {
        const place = ids.indexOf(node.externalId) + 1;
        for (const first of [1, 3, 100]) {
          const next = await stage.page(provider, customerId, first, cursor);
          expect(next.nodes.map(({ externalId }) => externalId)).toEqual(ids.slice(place, place + first));
          expect(next.pageInfo.hasNextPage).toBe(place + first < ids.length);
        }
      }
    }
  });

  test('returns twenty contacts when `first` is absent or null', async () => {
    const { customerId, ids } = put(provider, 10);
    const query = `query ($customerId: ID!) {
      a: contacts(provider: ${provider}, customerId: $customerId) { nodes { externalId } }
      b: contacts(provider: ${provider}, customerId: $customerId, first: null, after: null) { nodes { externalId } }
    }`;
    const { data } = await stage.ask(query, { customerId });
    expect(data.a.nodes).toHaveLength(Math.min(ids.length, 20));
    expect(data.b).toEqual(data.a);
  });

  test('returns an empty page for an empty list', async () => {
    const { customerId } = put(provider, 0);
    expect(await stage.page(provider, customerId, 5)).toEqual({
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  test('reports an unknown customer where the vendor does', async () => {
    const customerId = customerOf(provider, 9999);
    const query = `query ($customerId: ID!) { contacts(provider: ${provider}, customerId: $customerId) { nodes { id } } }`;
    const { data, errors } = await stage.ask(query, { customerId });
    if (facts.emulated.emptyForNobody === undefined) {
      expect(data).toEqual({ contacts: null });
      expect(errors).toMatchObject([{ path: ['contacts'], extensions: { code: CUSTOMER_NOT_FOUND } }]);
    } else {
      expect({ data, errors }).toEqual({ data: { contacts: { nodes: [] } }, errors: [] });
    }
  });

  test('returns the same pages from a customer', async () => {
    const { customerId, ids } = put(provider, 5);
    const id = `${provider}:${customerId}`;
    const query = `query ($id: ID!, $after: String) {
      _entities(representations: [{ __typename: "ContactCustomer", id: $id }]) {
        ... on ContactCustomer { contacts(first: 2, after: $after) { nodes { externalId } pageInfo { hasNextPage } } }
      }
    }`;
    const { edges } = await stage.page(provider, customerId, 5);
    const { data } = await stage.ask(query, { id, after: edges[2]?.cursor });
    expect(data._entities).toEqual([
      {
        contacts: {
          nodes: ids.slice(3).map((externalId) => ({ externalId })),
          pageInfo: { hasNextPage: false },
        },
      },
    ]);
  });
});

test('reports an account number that Zuora does not know as an unknown customer', async () => {
  const query = '{ contacts(provider: ZUORA, customerId: "NUM-none") { nodes { id } } }';
  const { errors } = await stage.ask(query);
  expect(errors).toMatchObject([{ extensions: { code: CUSTOMER_NOT_FOUND } }]);
});

test('returns the same Zuora contacts by account number, with different cursors', async () => {
  const { customerId, ids } = put('ZUORA', 5);
  const walked = await walk('ZUORA', `NUM-${customerId}`, [2]);
  expect(walked.ids).toEqual(ids);
  const cursor = walked.pages[0]?.pageInfo.endCursor ?? '';
  await expect(stage.page('ZUORA', customerId, 2, cursor)).rejects.toThrow('CURSOR_INVALID');
});

test('returns all fields of a Zuora account with more contacts than one ZOQL answer holds', async () => {
  const { customerId, ids } = put('ZUORA', 4100);
  const query = `query ($customerId: ID!, $after: String) {
    contacts(provider: ZUORA, customerId: $customerId, first: 100, after: $after) {
      nodes { externalId notes address { line1 } } pageInfo { endCursor hasNextPage }
    }
  }`;
  stage.vendor.forget();
  const first = await stage.ask(query, { customerId });
  expect(first.errors).toEqual([]);
  expect(first.data.contacts.nodes.map((node: { externalId: string }) => node.externalId)).toEqual(
    ids.slice(0, 100),
  );
  expect(stage.vendor.requests.map(({ path }) => path)).toContain('/v1/action/queryMore');
  const next = await stage.ask(query, { customerId, after: first.data.contacts.pageInfo.endCursor });
  expect(next.data.contacts.nodes[0].externalId).toBe(ids[100]);
});

test.each([1, 2, 3, 7, 100])('walks ZOQL in batches of three, pages of %s', async (first) => {
  stage.vendor.at('ZUORA').limits.pageSize = 3;
  const { customerId, ids } = put('ZUORA', 20);
  expect((await walk('ZUORA', customerId, [first])).ids).toEqual(ids);
});

test.each([1, 7, 100])('walks Chargebee by next_offset in batches of four, pages of %s', async (first) => {
  stage.vendor.at('CHARGEBEE').limits.pageSize = 4;
  const { customerId, ids } = put('CHARGEBEE', 10);
  expect((await walk('CHARGEBEE', customerId, [first])).ids).toEqual(ids);
});

describe('walks CRO that pages in its own way', () => {
  const pagings: readonly CroPaging[] = ['EVERYTHING_AT_ONCE', 'OWN_PAGE_SIZE'];
  test.each(pagings.flatMap((paging) => [3, 7, 20, 100].map((first) => [paging, first] as const)))(
    '%s, pages of %i',
    async (paging, first) => {
      stage.vendor.croPaging = paging;
      const { customerId, ids } = put('CRO', 107);
      expect((await walk('CRO', customerId, [first])).ids).toEqual(ids);
    },
  );

  test('does not report a list as whole when only its beginning is available', async () => {
    stage.vendor.croPaging = 'FIRST_PAGE_ONLY';
    const { customerId, ids } = put('CRO', 70);
    const { edges, pageInfo } = await stage.page('CRO', customerId, 20);
    expect(edges.map(({ node }) => node.externalId)).toEqual(ids.slice(0, 20));
    expect(pageInfo.hasNextPage).toBe(true);
    await expect(stage.page('CRO', customerId, 20, pageInfo.endCursor ?? '')).rejects.toThrow(
      'PROVIDER_UNAVAILABLE',
    );
  });
});

test("keeps ChartMogul's pages full when a client repeatedly continues from the middle of a page", async () => {
  const { customerId, ids } = put('CHARTMOGUL', 450);
  let after: string | undefined;
  let place = 0;
  while (place < ids.length) {
    const page = await stage.page('CHARTMOGUL', customerId, 100, after);
    expect(page.nodes.map(({ externalId }) => externalId)).toEqual(ids.slice(place, place + 100));
    expect(page.pageInfo.hasNextPage).toBe(place + 100 < ids.length);
    // The last edge but one, where the vendor's own cursor never points.
    after = page.edges.at(-2)?.cursor;
    if (after === undefined) break;
    place += page.edges.length - 1;
  }
  expect(place).toBeGreaterThan(400);
});

test('begins a page of ChartMogul at a contact, not at a number, so that newer contacts do not shift it', async () => {
  const { customerId, ids } = put('CHARTMOGUL', 6);
  const { pageInfo } = await stage.page('CHARTMOGUL', customerId, 3);
  stage.vendor.forget();
  const next = await stage.page('CHARTMOGUL', customerId, 3, pageInfo.endCursor ?? '');
  expect(next.nodes.map(({ externalId }) => externalId)).toEqual(ids.slice(3));
  const [, query = ''] = stage.vendor.requests[0]?.path.split('?') ?? [];
  const { per_page, cursor = '' } = Object.fromEntries(new URLSearchParams(query));
  expect(per_page).toBe('3');
  expect(Buffer.from(cursor, 'base64').toString('utf8')).toMatch(new RegExp(`&${ids[2]}$`));
});
