/** Cursors that the subgraph returned work, with any characters in the vendor's own cursors and ids. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { wholeLists } from '../../support/facts.js';
import { openReadingStage, type ReadingStage } from '../../support/reading-stage.js';
import { customerOf } from '../../support/reading-vendor.js';

let stage: ReadingStage;
beforeAll(async () => {
  stage = await openReadingStage();
});
afterAll(() => stage.close());
afterEach(() => {
  stage.vendor.instead = undefined;
});

/** What a vendor may send: the recorded Base64, signed tokens, JSON, other alphabets, control characters. */
const TEXTS = [
  'MjAyMy0xMC0yOVQxODowODo1MC4yNDQ4NzUwMDBaJmNvbl8=',
  'eyJhIjoxfQ.c2ln',
  '["1723","contact_1"]',
  'a b+c%2Fd&e=f#g?h~i',
  'zo\u00eb \ud83d\ude00',
  'line\nbreak\ttab',
  '0.0.0',
  'x'.repeat(2048),
  '\u00e9'.repeat(2048),
];

test.each(TEXTS)(
  'ChartMogul: follows a vendor cursor with other characters to its page (%#)',
  async (cursor) => {
    const customerId = customerOf('CHARTMOGUL', 1);
    const entry = (id: number) => ({
      uuid: `con_00000000-0000-4000-8000-00000000000${id}`,
      customer_uuid: customerId,
    });
    stage.vendor.instead = ({ path }) => {
      const asked = new URL(path, 'http://vendor').searchParams.get('cursor');
      const body =
        asked === null
          ? { entries: [entry(1)], cursor, has_more: true }
          : asked === cursor
            ? { entries: [entry(2)], cursor: 'end', has_more: false }
            : { entries: [], cursor: 'other', has_more: false };
      return { status: 200, body: JSON.stringify(body) };
    };
    const first = await stage.page('CHARTMOGUL', customerId, 1);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const next = await stage.page('CHARTMOGUL', customerId, 1, first.pageInfo.endCursor ?? '');
    expect(next.nodes).toEqual([{ externalId: entry(2).uuid }]);
  },
);

test.each(
  wholeLists.flatMap((subject) => TEXTS.map((text) => [subject.provider.id, text, subject] as const)),
)('%s: follows a cursor built from an id with other characters (%#)', async (provider, text, { facts }) => {
  const ids = [`${text}1`, `${text}2`, `${text}3`];
  const customerId = customerOf(provider, 1);
  const body = JSON.stringify(facts.emulated.page({ customerId, number: 1, ids }));
  stage.vendor.instead = ({ path }) => (path.includes('/oauth/') ? undefined : { status: 200, body });
  const first = await stage.page(provider, customerId, 1);
  const next = await stage.page(provider, customerId, 1, first.pageInfo.endCursor ?? '');
  expect([...first.nodes, ...next.nodes].map(({ externalId }) => externalId)).toEqual(ids.slice(0, 2));
});

test('ChartMogul: finds a contact without its customer, as after a merge, where the list shows it', async () => {
  const customerId = customerOf('CHARTMOGUL', 1);
  const [shown, hidden] = [1, 2].map((id) => `con_00000000-0000-4000-8000-00000000000${id}`);
  const merged = (uuid: string) => ({ uuid, customer_uuid: null, first_name: 'Ada', custom: {} });
  stage.vendor.instead = ({ path }) => {
    const url = new URL(path, 'http://vendor');
    const single = /\/contacts\/(con_.+)$/.exec(url.pathname)?.[1];
    if (single) return { status: 200, body: JSON.stringify(merged(single)) };
    const isFirst = !url.searchParams.has('cursor');
    const entries = isFirst ? [merged('con_00000000-0000-4000-8000-000000000009')] : [merged(shown ?? '')];
    return { status: 200, body: JSON.stringify({ entries, cursor: isFirst ? 'a' : 'b', has_more: isFirst }) };
  };
  const query = 'query ($id: ID!) { contact(id: $id) { id firstName } }';
  const id = `CHARTMOGUL:${customerId}:${shown}`;
  expect((await stage.ask(query, { id })).data).toEqual({ contact: { id, firstName: 'Ada' } });
  // It may belong to another customer.
  const other = await stage.ask(query, { id: `CHARTMOGUL:${customerId}:${hidden}` });
  expect({ data: other.data, errors: other.errors }).toEqual({ data: { contact: null }, errors: [] });
});

test('Zuora: finds a contact by either name of its account', async () => {
  const [accountId, accountNumber, externalId] = [customerOf('ZUORA', 1), 'A00000001', 'f1'];
  const query = 'query ($id: ID!) { contact(id: $id) { externalId } }';
  for (const [customerId, answered, expected] of [
    [accountNumber, { accountId }, { externalId }],
    [accountNumber, { accountId, accountNumber: null }, { externalId }],
    [accountId, { accountNumber }, { externalId }],
    [accountNumber, { accountId: customerOf('ZUORA', 2) }, null],
    [accountNumber, { accountId, accountNumber: 'A00000002' }, null],
  ] as const) {
    stage.vendor.instead = ({ path }) =>
      path.includes('/oauth/')
        ? undefined
        : path.startsWith('/v1/accounts/')
          ? {
              status: 200,
              body: JSON.stringify({ basicInfo: { id: accountId, accountNumber }, success: true }),
            }
          : {
              status: 200,
              body: JSON.stringify({ id: externalId, firstName: 'Ada', ...answered, success: true }),
            };
    const { data, errors } = await stage.ask(query, { id: `ZUORA:${customerId}:${externalId}` });
    expect({ answered, data, errors }).toEqual({ answered, data: { contact: expected }, errors: [] });
  }
});
