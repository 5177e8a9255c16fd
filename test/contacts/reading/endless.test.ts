/** Lists that lead back to what was read, or never end: an error at once, wherever pages are followed. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { contactEntityId } from '../../../src/model/contact.js';
import { openReadingStage, type ReadingStage } from '../../support/reading-stage.js';
import { customerOf } from '../../support/reading-vendor.js';

/**
 * Vendors whose lists have pages, in the form of each; `test/conformance` asks every vendor for one of these.
 */
type Paged = 'CHARGEBEE' | 'CHARTMOGUL' | 'CRO' | 'ZUORA';

let stage: ReadingStage;
beforeAll(async () => {
  stage = await openReadingStage({ STORE_URL: 'memory:' });
});
afterAll(() => stage.close());
beforeEach(() => stage.vendor.forget());

/** The numbered page of a list whose pages hold `ids` and lead to `next`. */
const PAGES: Readonly<Record<Paged, (page: number, ids: readonly number[], next: string) => unknown>> = {
  CHARGEBEE: (_page, ids, next) => ({
    list: ids.map((id) => ({ contact: { id: `c${id}`, email: 'ada@example.com', enabled: true } })),
    next_offset: next,
  }),
  CHARTMOGUL: (_page, ids, next) => ({
    entries: ids.map((id) => ({ uuid: uuid(id), customer_uuid: customerOf('CHARTMOGUL', 1), custom: {} })),
    cursor: next,
    has_more: true,
  }),
  CRO: (page, ids) => ({
    current_limit: 100,
    current_page: page,
    results: ids.map((id) => ({ id: id + 1, name: 'Ada' })),
    total_count: 100_000,
    total_pages: 1000,
  }),
  ZUORA: (_page, ids, next) => ({
    records: ids.map((id) => ({ Id: `f${id}`, FirstName: 'Ada' })),
    size: 100_000,
    done: false,
    queryLocator: next,
  }),
};

const uuid = (id: number) => `con_00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;

type Shape = (page: number) => { readonly ids: readonly number[]; readonly next: string };

const SHAPES: Readonly<Record<string, Shape>> = {
  'the same page over and over': () => ({ ids: [1], next: 'again' }),
  'the same cursor behind other contacts': (page) => ({ ids: [page], next: 'again' }),
  'two pages that lead to each other': (page) => ({ ids: [page % 2], next: `to-${page % 2}` }),
  'the same contacts behind other cursors': (page) => ({ ids: [1, 2], next: `to-${page}` }),
  'empty pages without an end': (page) => ({ ids: page === 1 ? [1] : [], next: `to-${page}` }),
};

function serve(provider: Paged, shape: Shape): void {
  let page = 0;
  stage.vendor.instead = ({ method, path }) => {
    if (path.includes('/oauth/')) return undefined;
    if (method === 'POST' && !path.includes('/action/')) return { status: 500, body: '' };
    page += 1;
    const { ids, next } = shape(page);
    const asked = Number(new URL(path, 'http://vendor').searchParams.get('page_index') ?? page);
    return { status: 200, body: JSON.stringify(PAGES[provider](asked, ids, next)) };
  };
}

const LIST = `query ($provider: ContactProvider!, $customerId: ID!) {
  contacts(provider: $provider, customerId: $customerId, first: 50) { nodes { id } }
}`;
const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Contact { id externalId } }
}`;
const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $key: ID!, $input: AddContactInput!) {
  addContact(provider: $provider, customerId: $customerId, input: $input, options: { idempotencyKey: $key }) {
    __typename ... on ContactError { outcome }
  }
}`;

describe.each(Object.keys(PAGES) as Paged[])('%s', (provider) => {
  const customerId = customerOf(provider, 1);
  // CRO's pages have numbers instead of cursors.
  const shapes = Object.entries(SHAPES).filter(
    ([title]) => provider !== 'CRO' || title !== 'the same cursor behind other contacts',
  );

  test.each(shapes)('%s end the list with an error', async (title, shape) => {
    serve(provider, shape);
    const { errors } = await stage.ask(LIST, { provider, customerId });
    expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_UNAVAILABLE' } }]);
    // An answer that leads on without a contact is requested again, as any other that cannot be read.
    expect(stage.vendor.requests.length).toBeLessThanOrEqual(title.startsWith('empty') ? 100 : 3);
  });

  test('a lookup of several contacts ends with an error', async () => {
    serve(provider, SHAPES['the same page over and over'] as Shape);
    const representations = [1, 2].map((id) => ({
      __typename: 'Contact',
      id: contactEntityId({
        provider,
        customerId,
        externalId: provider === 'CHARTMOGUL' ? uuid(id + 100) : `${id + 100}`,
      }),
    }));
    const { data, errors } = await stage.ask(ENTITIES, { representations });
    expect(data._entities).toEqual([null, null]);
    expect(errors).toMatchObject([0, 1].map(() => ({ extensions: { code: 'PROVIDER_UNAVAILABLE' } })));
    expect(stage.vendor.requests.length).toBeLessThanOrEqual(3);
  });

  test('a keyed add whose outcome is unknown stays unknown', async () => {
    serve(provider, SHAPES['the same page over and over'] as Shape);
    const input = { firstName: 'Ada', lastName: 'Lovelace', emails: [{ address: 'ada@example.com' }] };
    const ask = () => stage.ask(ADD, { provider, customerId, key: `endless-${provider}-0001`, input });
    for (const turn of [1, 2]) {
      stage.vendor.forget();
      const { data } = await ask();
      expect([turn, data.addContact.__typename]).not.toEqual([turn, 'AddContactSuccess']);
      expect(stage.vendor.requests.length).toBeLessThanOrEqual(8);
    }
  });
});

test('Chargebee: pages that never repeat end with as many as a customer can have contacts', async () => {
  serve('CHARGEBEE', (page) => ({ ids: [page], next: `to-${page}` }));
  const { errors } = await stage.ask(LIST, { provider: 'CHARGEBEE', customerId: 'cus_1' });
  expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_UNAVAILABLE' } }]);
  expect(stage.vendor.requests.length).toBeLessThanOrEqual(10);
});

test('Zuora: pages that never repeat end too', async () => {
  serve('ZUORA', (page) => ({ ids: [page], next: `to-${page}` }));
  const { errors } = await stage.ask(LIST, { provider: 'ZUORA', customerId: customerOf('ZUORA', 1) });
  expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_UNAVAILABLE' } }]);
  expect(stage.vendor.requests.length).toBeLessThanOrEqual(100);
});

test('ChartMogul: a cursor that leads to its own page is an error of the page behind it too', async () => {
  const provider = 'CHARTMOGUL';
  const customerId = customerOf(provider, 1);
  serve(provider, (page) => ({ ids: [page], next: 'again' }));
  const { pageInfo } = await stage.page(provider, customerId, 1);
  await expect(stage.page(provider, customerId, 1, pageInfo.endCursor ?? '')).rejects.toThrow(
    'PROVIDER_UNAVAILABLE',
  );
});
