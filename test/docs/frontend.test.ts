/** `docs/frontend.md`: its code is compiled and works, and its lists are complete. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isInterfaceType, isObjectType } from 'graphql';
import { addContact } from '../readme/add-contact.js';
import { ask } from '../support/ask.js';
import { startTestSubgraph } from '../support/subgraph.js';
import { fenced, firstNames, inlineCode, namesBelow, page, schema, section, tablesOf } from './markdown.js';

const frontend = page('docs/frontend.md');

test('the sending code is the compiled one', () => {
  expect(fenced(frontend, 'ts')).toEqual([readFileSync('test/readme/add-contact.ts', 'utf8')]);
  // Compiled with the package, by `npm run types`.
  expect(fenced(frontend, 'tsx')).toEqual([
    readFileSync('examples/frontend/first-form/first-form.tsx', 'utf8'),
  ]);
});

test('each violation is listed with all of its fields', () => {
  const [, table = []] = tablesOf(section(frontend, 'Errors and what to show'));
  expect(table.length).toBeGreaterThan(5);
  const common = fieldsOf('ContactFieldViolation');
  for (const row of table) {
    const [name = ''] = firstNames([row]);
    const own = fieldsOf(name).filter((field) => !common.includes(field));
    expect([name, inlineCode(row[1] ?? '')]).toEqual([name, own]);
  }
});

function fieldsOf(typeName: string): string[] {
  const type = schema.getType(typeName);
  return isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [];
}

test('each state of an attempt is listed', () => {
  const [table = []] = tablesOf(section(frontend, 'The life of an idempotency key'));
  const listed = table.flatMap(([, state = '']) => inlineCode(state));
  expect(listed).toEqual(expect.arrayContaining(namesBelow('AddContactAttemptState')));
});

describe('the sending code', () => {
  let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
  beforeAll(async () => {
    subgraph = await startTestSubgraph();
  });
  afterAll(() => subgraph.close());

  const ada = { lastName: 'Lovelace', emails: [{ address: 'ada@example.com' }] };
  const waits: number[] = [];
  const wait = async (seconds: number) => void waits.push(seconds);
  const requestAt = (customerId: string) => ({
    customerId,
    provider: 'CHARGEBEE' as const,
    input: ada,
    options: { idempotencyKey: randomUUID() },
  });

  test('gets the contact', async () => {
    const result = await addContact(subgraph.url, requestAt('cus_acme'), wait);
    expect(result).toMatchObject({ __typename: 'AddContactSuccess', replayed: false });
  });

  test('retries a safe request, after the time in the result', async () => {
    waits.length = 0;
    const result = await addContact(subgraph.url, requestAt('fault_rate_limited_retry_after'), wait);
    expect(result).toMatchObject({ __typename: 'ContactProviderRateLimitedError' });
    expect(waits).toEqual([60, 60, 60]);
  });

  test('does not retry a request that would fail again', async () => {
    waits.length = 0;
    const request = requestAt('cus_acme');
    const result = await addContact(subgraph.url, { ...request, input: { lastName: 'Lovelace' } }, wait);
    expect(result).toMatchObject({ __typename: 'ContactInputInvalidError' });
    expect(waits).toEqual([]);
  });

  test('creates one contact although the answer is lost', async () => {
    const request = requestAt('fault_cut_after_commit');
    const result = await addContact(subgraph.url, request, wait);
    expect(result).toMatchObject({ __typename: 'AddContactSuccess' });
    const read = `{ contacts(customerId: "fault_cut_after_commit", provider: CHARGEBEE) { nodes { id } } }`;
    expect((await ask(subgraph.url, read)).data.contacts.nodes).toHaveLength(1);
  });
});
