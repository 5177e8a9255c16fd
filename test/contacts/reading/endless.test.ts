/** Lists that repeat a page or never end fail immediately, wherever pages are followed. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { contactEntityId } from '../../../src/model/contact.js';
import { type Described, described, wholeLists } from '../../support/facts.js';
import { openReadingStage, type ReadingStage } from '../../support/reading-stage.js';
import { customerOf } from '../../support/reading-vendor.js';

const paged = described.filter(({ facts }) => facts.emulated.pages !== 'NONE');
let stage: ReadingStage;
beforeAll(async () => {
  stage = await openReadingStage({ STORE_URL: 'memory:' });
});
afterAll(() => stage.close());
beforeEach(() => stage.vendor.forget());

type Shape = (page: number) => { readonly ids: readonly number[]; readonly next: string };

const SHAPES: Readonly<Record<string, Shape>> = {
  'the same page over and over': () => ({ ids: [1], next: 'again' }),
  'the same cursor behind other contacts': (page) => ({ ids: [page], next: 'again' }),
  'two pages that lead to each other': (page) => ({ ids: [page % 2], next: `to-${page % 2}` }),
  'the same contacts behind other cursors': (page) => ({ ids: [1, 2], next: `to-${page}` }),
  'empty pages without an end': (page) => ({ ids: page === 1 ? [1] : [], next: `to-${page}` }),
};

function serve({ provider, facts: { emulated } }: Described, shape: Shape): void {
  const { pages } = emulated;
  let page = 0;
  stage.vendor.instead = ({ method, path }) => {
    if (path.includes('/oauth/')) return undefined;
    if (method === 'POST' && !emulated.paths.list.test(path)) return { status: 500, body: '' };
    page += 1;
    const { ids, next } = shape(page);
    const { searchParams } = new URL(path, 'http://vendor');
    const number = typeof pages === 'string' ? page : Number(searchParams.get(pages.byNumber) ?? page);
    const customerId = customerOf(provider.id, 1);
    const body = emulated.page({ customerId, number, ids: ids.map(emulated.contactId), next });
    return { status: 200, body: JSON.stringify(body) };
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

describe.each(paged)('$provider.id', (subject) => {
  const { emulated } = subject.facts;
  const provider = subject.provider.id;
  const customerId = customerOf(provider, 1);
  // Numbered pages have no cursors.
  const shapes = Object.entries(SHAPES).filter(
    ([title]) => emulated.pages === 'BY_CURSOR' || title !== 'the same cursor behind other contacts',
  );

  test.each(shapes)('reports an error for a list with %s', async (title, shape) => {
    serve(subject, shape);
    const { errors } = await stage.ask(LIST, { provider, customerId });
    expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_UNAVAILABLE' } }]);
    // A page without a contact that leads on counts as unreadable, and is retried.
    expect(stage.vendor.requests.length).toBeLessThanOrEqual(title.startsWith('empty') ? 100 : 3);
  });

  test('reports an error for a lookup of several contacts', async () => {
    serve(subject, SHAPES['the same page over and over'] as Shape);
    const representations = [1, 2].map((id) => ({
      __typename: 'Contact',
      id: contactEntityId({ provider, customerId, externalId: emulated.contactId(id + 100) }),
    }));
    const { data, errors } = await stage.ask(ENTITIES, { representations });
    expect(data._entities).toEqual([null, null]);
    expect(errors).toMatchObject([0, 1].map(() => ({ extensions: { code: 'PROVIDER_UNAVAILABLE' } })));
    expect(stage.vendor.requests.length).toBeLessThanOrEqual(3);
  });

  test('keeps an unknown keyed add UNKNOWN', async () => {
    serve(subject, SHAPES['the same page over and over'] as Shape);
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

test.each(paged.filter((subject) => wholeLists.includes(subject)))(
  '$provider.id: stops a list that never repeats at the maximum of contacts per customer, or of calls',
  async (subject) => {
    const provider = subject.provider.id;
    serve(subject, (page) => ({ ids: [page], next: `to-${page}` }));
    const { errors } = await stage.ask(LIST, { provider, customerId: customerOf(provider, 1) });
    expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_UNAVAILABLE' } }]);
    const most = subject.provider.limits.maxContactsPerCustomer ?? 100;
    expect(stage.vendor.requests.length).toBeLessThanOrEqual(most);
  },
);

test.each(
  paged.filter((subject) => subject.facts.emulated.pages === 'BY_CURSOR' && !wholeLists.includes(subject)),
)('$provider.id: reports a cursor that leads to its own page on the page after it too', async (subject) => {
  const provider = subject.provider.id;
  const customerId = customerOf(provider, 1);
  serve(subject, (page) => ({ ids: [page], next: 'again' }));
  const { pageInfo } = await stage.page(provider, customerId, 1);
  await expect(stage.page(provider, customerId, 1, pageInfo.endCursor ?? '')).rejects.toThrow(
    'PROVIDER_UNAVAILABLE',
  );
});
