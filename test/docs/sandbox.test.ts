/** The customers in the facts, and so in `docs/sandbox.md`, behave in the sandbox as stated. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { emulators } from '../../src/sandbox/registry.js';
import { type Answer, ask } from '../support/ask.js';
import { described } from '../support/facts.js';
import { startTestSubgraph } from '../support/subgraph.js';

const page = readFileSync('docs/sandbox.md', 'utf8');

/** The `Retry-After` that a row states, if it does more than deny one. */
function secondsIn(text: string): number | undefined {
  const seconds = /`Retry-After: (\d+)`/.exec(text)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

const MUTATION = `mutation ($customerId: ID!, $provider: ContactProvider!, $input: AddContactInput!) {
  addContact(customerId: $customerId, provider: $provider, input: $input) {
    __typename
    ... on ContactError { message }
    ... on ContactProviderRateLimitedError { retryAfterSeconds }
  }
}`;

/** Valid at every vendor. */
const PERSON = {
  firstName: 'Mara',
  lastName: 'Lindqvist',
  emails: [{ address: 'mara.lindqvist@example.com' }],
};

const documented = described.map(({ provider: { id, name }, facts: { sandbox } }) => ({
  id,
  name,
  emulator: emulators[id],
  rows: sandbox.customers.map(([customerId, text, member]) => ({ customerId, text, member })),
  published: sandbox.about.join('\n'),
}));

let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
const answers = new Map<string, Answer>();

beforeAll(async () => {
  // Longer than the two seconds of a slow answer, and short enough for one that never arrives.
  subgraph = await startTestSubgraph({ PROVIDER_DEADLINE_MS: '8000' });
  const calls = documented.flatMap(({ id, rows }) =>
    rows.map(async ({ customerId }) => {
      const variables = { customerId, provider: id, input: PERSON };
      answers.set(`${id} ${customerId}`, await ask(subgraph.url, MUTATION, variables));
    }),
  );
  await Promise.all(calls);
});
afterAll(() => subgraph.close());

describe.each(documented)('$name', ({ id, emulator, published, rows }) => {
  test('has a row on the page for each of its customers', () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const { customerId, text, member } of rows) {
      expect(page).toContain(`| \`${customerId}\` | ${text} | \`${member}\` |`);
    }
  });

  test.each(rows)('$customerId returns $member', ({ customerId, text, member }) => {
    const answer = answers.get(`${id} ${customerId}`);
    expect(answer).toMatchObject({ errors: [], data: { addContact: { __typename: member } } });
    const seconds = secondsIn(text);
    if (seconds !== undefined) expect(answer?.data.addContact.retryAfterSeconds).toBe(seconds);
  });

  test('lists every customer of the emulator once, and as missing only unknown ones', async () => {
    const vendor = (await emulator?.())?.createSandbox({});
    const known = vendor?.customerIds() ?? [];
    expect(known.length).toBeGreaterThan(10);
    expect(known).toEqual(expect.arrayContaining(Object.keys(vendor?.faults ?? {})));
    const listed = rows.map(({ customerId }) => customerId);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toEqual(expect.arrayContaining(known));
    const missing = rows.filter(({ member }) => member === 'ContactCustomerNotFoundError');
    expect(missing.length).toBeGreaterThan(0);
    for (const { customerId } of missing) expect(vendor?.hasCustomer(customerId)).toBe(false);
  });

  test('publishes the accepted credentials', async () => {
    const vendor = (await emulator?.())?.createSandbox({});
    const environment = vendor?.environment('http://127.0.0.1:1') ?? {};
    expect(Object.keys(environment)).not.toEqual([]);
    for (const [variable, value] of Object.entries(environment)) {
      const isUrl = value.startsWith('http://127.0.0.1:1');
      expect(published).toContain(isUrl ? `\`${variable}\`` : `\`${variable}=${value}\``);
    }
  });
});

test('an error about a kind of phone number is a violation if a kind was given', async () => {
  const input = { ...PERSON, phones: [{ number: '555-010-0147', kind: 'WORK' }] };
  const { data } = await ask(subgraph.url, MUTATION, { customerId: '9000400', provider: 'RPM', input });
  expect(data).toMatchObject({ addContact: { __typename: 'ContactInputInvalidError' } });
  expect(page).toMatch(/^\| `9000400` .*`ContactInputInvalidError` if/m);
});

test('every wait that a row states is compared', () => {
  const naming = documented
    .flatMap(({ rows }) => rows)
    .filter(({ text }) => text.includes('Retry-After') && !text.includes('without `Retry-After`'));
  expect(naming.length).toBeGreaterThan(0);
  expect(naming.filter(({ text }) => secondsIn(text) === undefined)).toEqual([]);
});

test('every vendor has a section', () => {
  const sections = [...page.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
  expect(sections).toEqual(expect.arrayContaining(documented.map(({ name }) => name)));
});
