/**
 * CRO Software's newest reference lists no page parameters for contacts. When a list rejects them, it is read
 * without.
 */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { openReadingStage, type ReadingStage } from '../../support/reading-stage.js';

let stage: ReadingStage;
beforeAll(async () => {
  stage = await openReadingStage({ STORE_URL: 'memory:' });
});
afterAll(() => stage.close());
afterEach(() => {
  stage.vendor.instead = undefined;
});

const contact = (id: number) => ({ id, name: `Desk ${id}` });

/** Rejects the named parameters, and answers pages of two contacts out of three. */
function reject(parameters: readonly string[], shape: (name: string) => unknown): void {
  stage.vendor.forget();
  stage.vendor.instead = ({ method, path }) => {
    if (method === 'POST') return { status: 200, body: JSON.stringify(contact(501)) };
    const query = new URL(path, 'http://vendor').searchParams;
    const rejected = parameters.find((name) => query.has(name));
    if (rejected) return { status: 400, body: JSON.stringify(shape(rejected)) };
    const page = Number(query.get('page_index') ?? 1);
    const results = [1, 2, 3].slice((page - 1) * 2, page * 2).map(contact);
    const body = { current_limit: 2, current_page: page, results, total_count: 3, total_pages: 2 };
    return { status: 200, body: JSON.stringify(body) };
  };
}

const current = (name: string) => ({
  field: `CustomerContactListModel.${name}`,
  detail: 'Unknown field.',
  explanation: 'The resource could not be accessed.',
});
const older = (name: string) => ({ title: name, detail: 'Unknown field.' });
const inDetail = (name: string) => ({ detail: `CustomerContactListModel.${name}: Unknown field.` });

test.each([current, older, inDetail])('reads the first page without page_limit, once (%#)', async (shape) => {
  reject(['page_limit', 'page_index'], shape);
  const { nodes, pageInfo } = await stage.page('CRO', '1001', 2);
  expect(nodes).toEqual([{ externalId: '1' }, { externalId: '2' }]);
  expect(pageInfo.hasNextPage).toBe(true);
  expect(stage.vendor.requests.map(({ path }) => path)).toEqual([
    '/customers/1001/contacts?page_limit=100&page_index=1',
    '/customers/1001/contacts',
  ]);
});

test('reads further pages by page_index alone', async () => {
  reject(['page_limit'], current);
  const { nodes } = await stage.page('CRO', '1001', 20);
  expect(nodes.map(({ externalId }) => externalId)).toEqual(['1', '2', '3']);
  expect(stage.vendor.requests.map(({ path }) => path).slice(1)).toEqual([
    '/customers/1001/contacts',
    '/customers/1001/contacts?page_index=2',
  ]);
});

test('reports an error, not the end of the list, when a further page cannot be requested', async () => {
  reject(['page_limit', 'page_index'], current);
  await expect(stage.page('CRO', '1001', 20)).rejects.toThrow('PROVIDER_REJECTED');
});

test('does not retry on a rejection of anything else', async () => {
  reject(['page_limit'], () => ({ field: 'customer_id', detail: 'Not valid.' }));
  await expect(stage.page('CRO', '1001', 2)).rejects.toThrow('PROVIDER_REJECTED');
  expect(stage.vendor.requests).toHaveLength(1);
});

test('allows a keyed add', async () => {
  reject(['page_limit'], current);
  const query = `mutation {
    addContact(customerId: "1001", provider: CRO, input: { name: "Ada" }, options: { idempotencyKey: "cro-page-parameters-1" }) {
      __typename
    }
  }`;
  expect((await stage.ask(query)).data).toEqual({ addContact: { __typename: 'AddContactSuccess' } });
});

test.each([
  [undefined, '2023/04/19'],
  ['2021/08/02', '2021/08/02'],
  ['none', undefined],
])('CRO_API_VERSION=%s sends the version %s', async (CRO_API_VERSION, version) => {
  const other = await openReadingStage({ CRO_API_VERSION });
  other.vendor.put('CRO', '1001', 1);
  await other.page('CRO', '1001', 1);
  await other.close();
  expect(other.vendor.requests.map(({ headers }) => headers['x-api-version'])).toEqual([version]);
});
