import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, isUnionType, Kind, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { readExamples } from '../../src/server/explorer/examples.js';
import { createExplorer, type ExplorerExample } from '../../src/server/explorer/index.js';
import { ask } from '../support/ask.js';
import { described } from '../support/facts.js';
import { startTestSubgraph } from '../support/subgraph.js';

const examples = readExamples();
const VENDORS = described.map(({ provider }) => provider.name);

test('an example keeps its whole title, colons and all', () => {
  const folder = mkdtempSync(join(tmpdir(), 'examples-'));
  writeFileSync(join(folder, '1.graphql'), '# Group: Title: and more\n# What it shows.\n{ a }\n');
  expect(readExamples(relative('.', folder))).toEqual([
    {
      group: 'Group',
      title: 'Title: and more',
      about: 'What it shows.',
      query: '{ a }\n',
      variables: '{}\n',
    },
  ]);
  rmSync(folder, { recursive: true });
});

describe('the explorer over HTTP', () => {
  const hostile: ExplorerExample = {
    group: 'A & B',
    title: '</script><script>alert(1)</script>',
    about: '</script><b>',
    query: '{ a } # </script><!--',
    variables: '{ "text": "</script>" }',
  };
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    const explorer = createExplorer({ path: '/graphql', examples: [hostile] });
    server = createServer((request, response) => {
      if (!explorer(request, response)) response.writeHead(299).end('left to the GraphQL server');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const html = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

  test('serves the page to a browser only', async () => {
    const page = await fetch(`${origin}/graphql?query={__typename}`, html);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const [path, init] of [
      ['/graphql', { headers: { accept: 'application/json' } }],
      ['/graphql', { ...html, method: 'POST', body: '{}' }],
      ['/graphql/', html],
      ['/graphqlexplorer/client.js', html],
      ['/health', html],
    ] as const) {
      expect([path, (await fetch(origin + path, init)).status]).toEqual([path, 299]);
    }
  });

  test('allows no foreign resource and no framing', async () => {
    const response = await fetch(`${origin}/graphql`, html);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|unsafe-eval|\*/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await response.text()).match(/(?:src|href)="(?!\/|data:)[^"]*"/g)).toBeNull();
  });

  test('escapes the text of an example', async () => {
    const page = await (await fetch(`${origin}/graphql`, html)).text();
    expect(page).not.toContain('alert(1)</script>');
    const data = /<script type="application\/json" id="explorer-data">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    const [example] = JSON.parse(data).examples;
    expect(example.query).toBe(hostile.query);
    expect([example.about, example.variables]).toEqual([hostile.about, hostile.variables]);
  });

  test.each([
    ['graphiql.js', 'text/javascript; charset=utf-8'],
    ['graphiql.css', 'text/css; charset=utf-8'],
    ['worker-editor.js', 'text/javascript; charset=utf-8'],
    ['worker-graphql.js', 'text/javascript; charset=utf-8'],
    ['worker-json.js', 'text/javascript; charset=utf-8'],
    ['client.js', 'text/javascript; charset=utf-8'],
    ['client.css', 'text/css; charset=utf-8'],
  ])('serves %s compressed, and 304 to a cached copy', async (name, type) => {
    const url = `${origin}/graphql/explorer/${name}`;
    const zipped = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
    expect(zipped.headers.get('content-type')).toBe(type);
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(await zipped.text());

    const etag = zipped.headers.get('etag') ?? '';
    const again = await fetch(url, { headers: { 'if-none-match': etag }, cache: 'no-store' });
    expect([again.status, await again.text()]).toEqual([304, '']);

    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test.each([
    'nothing.js',
    '',
    '__proto__',
    '../../package.json',
    '..%2f..%2fpackage.json',
    '%2e%2e/client.js',
  ])('has no asset %p', async (name) => {
    // Not fetch, which resolves the dots first.
    const status = await new Promise((resolve, reject) =>
      get(origin, { path: `/graphql/explorer/${name}` }, (response) =>
        resolve(response.resume().statusCode),
      ).on('error', reject),
    );
    expect(status).toBe(404);
  });
});

describe('the examples', () => {
  const schema = buildSchema(readFileSync('schema/contacts.graphql', 'utf8'), { assumeValidSDL: true });

  test('say what they show and what to try next', () => {
    for (const { title, about } of examples)
      expect([title, about]).toEqual([title, expect.stringMatching(/[.,;:] Next: .+[.]$/)]);
  });

  test('have unique names, in the list and in a tab', () => {
    const names = examples.map(({ query }) => /(?:query|mutation) (\w+)/.exec(query)?.[1]);
    expect(new Set(names).size).toBe(examples.length);
    expect(new Set(examples.map(({ title }) => title)).size).toBe(examples.length);
  });

  test.each(examples.map((example) => [example.title, example] as const))('%s is valid', (_, example) => {
    const document = parse(example.query);
    expect(validate(schema, document)).toEqual([]);
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION)
      throw new Error('The first definition is no operation');
    expect(
      getVariableValues(schema, operation.variableDefinitions ?? [], JSON.parse(example.variables)).errors,
    ).toBeUndefined();
  });

  test('cover every vendor and every error', () => {
    const members = ['AddContactResult', 'UpdateContactResult', 'RemoveContactResult'].flatMap((name) => {
      const result = schema.getType(name);
      return isUnionType(result) ? result.getTypes().map((member) => member.name) : [];
    });
    const expected = [...new Set(members)].filter((name) => name.endsWith('Error'));
    const titles = (group: string) =>
      examples.filter((example) => example.group === group).map(({ title }) => title);
    expect(titles('One per error').sort()).toEqual(expected.sort());
    expect(titles('One per vendor')).toEqual(VENDORS);
  });
});

describe('the explorer in front of the subgraph and its sandbox', () => {
  let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
  beforeAll(async () => {
    // The examples of a second account need one.
    subgraph = await startTestSubgraph({ SANDBOX: 'on', CHARGEBEE_ACCOUNTS: 'eu' });
  });
  afterAll(async () => {
    await subgraph.close();
  });

  const SUCCESSES: Record<string, string> = {
    addContact: 'AddContactSuccess',
    updateContact: 'UpdateContactSuccess',
    removeContact: 'RemoveContactSuccess',
  };
  const memberOf = ({ group, title }: ExplorerExample, field: string) =>
    group === 'One per error' ? title : SUCCESSES[field];
  const isWriting = ({ query }: ExplorerExample) => query.startsWith('mutation');
  const titled = examples.map((example) => [example.title, example] as const);

  test.each(titled)(
    '%s returns what it promises, on every run',
    async (_, example) => {
      const variables = JSON.parse(example.variables);
      // More than twice a vendor's maximum of contacts per customer.
      const times = isWriting(example) ? 25 : 2;
      for (let time = 0; time < times; time += 1) {
        const { data, errors } = await ask(subgraph.url, example.query, variables);
        expect([time, errors]).toEqual([time, []]);
        expect(Object.values(data)).not.toContain(null);
        if (data.first) expect([time, data.first.__typename]).toEqual([time, 'AddContactSuccess']);
        if (!isWriting(example)) continue;
        const { first: _first, ...written } = data;
        expect(Object.keys(written)).toHaveLength(1);
        for (const [field, { __typename }] of Object.entries<{ __typename: string }>(written))
          expect([time, __typename]).toEqual([time, memberOf(example, field)]);
      }
    },
    120_000,
  );

  /** What each hint says to change in the variables, and the answer it leads to. */
  const hints: [title: string, change: Record<string, unknown>, member: string][] = [
    ...described.map(({ provider, facts }): (typeof hints)[number] => {
      const { change, member } = facts.example.next;
      return [provider.name, change, member];
    }),
    ['ContactDuplicateError', { externalId: undefined }, 'AddContactSuccess'],
    ['ContactCustomerNotFoundError', { customerId: 'cus_acme' }, 'AddContactSuccess'],
    ['ContactProviderAccessError', { customerId: '9000401' }, 'ContactProviderAccessError'],
    [
      'ContactProviderRateLimitedError',
      { customerId: 'cus_fa017000-0000-4000-8000-000009000429' },
      'ContactProviderRateLimitedError',
    ],
    [
      'ContactProviderUnavailableError',
      { customerId: 'fault_lock_timeout' },
      'ContactProviderUnavailableError',
    ],
    ['ContactProviderRejectedError', { customerId: 'FAULT-FIELD-REFUSED' }, 'ContactInputInvalidError'],
    ['Return the existing contact', { ifExists: 'REJECT' }, 'ContactDuplicateError'],
    ['ContactOutcomeUnknownError', { idempotencyKey: 'one-key-for-one-contact' }, 'AddContactSuccess'],
  ];
  test.each(hints)(
    'the hint of %s works',
    async (title, { customerId, idempotencyKey, ifExists, ...input }, member) => {
      const example = examples.find((each) => each.title === title);
      const variables = JSON.parse(example?.variables ?? '');
      if (customerId) variables.customerId = customerId;
      if (idempotencyKey) variables.options = { idempotencyKey };
      if (ifExists) variables.options.ifExists = ifExists;
      Object.assign(variables.input, input);
      const { data } = await ask(subgraph.url, example?.query ?? '', variables);
      expect(data.addContact.__typename).toBe(member);
      // As the hint says, and such that the answer shows the effect.
      const named = [...(example?.about ?? '').matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
      expect(named.some((text) => String(customerId).endsWith(text))).toBe(customerId !== undefined);
      if (member === 'ContactInputInvalidError')
        expect(data.addContact.violations).toContainEqual(
          expect.objectContaining({ path: expect.anything() }),
        );
    },
  );

  /** The same for existing contacts: `id` and `options` are variables, the rest is input. */
  const hintsOfChanges: [title: string, change: Record<string, unknown>, member: string][] = [
    ['ContactNotFoundError', { id: 'CHARGEBEE:cus_globex:contact_globex_2' }, 'UpdateContactSuccess'],
    [
      'ContactOperationUnsupportedError',
      { id: 'CHARGEBEE:cus_globex:contact_long_gone' },
      'ContactNotFoundError',
    ],
    ['Set, keep, clear', { phones: [{ number: '+1 206' }] }, 'ContactInputInvalidError'],
    ['Remove a contact', { id: 'CHARGEBEE:cus_globex:contact_long_gone' }, 'ContactNotFoundError'],
  ];
  test.each(hintsOfChanges)('the hint of %s works', async (title, { id, ...input }, member) => {
    const example = examples.find((each) => each.title === title);
    const variables = JSON.parse(example?.variables ?? '');
    if (id) variables.id = id;
    if (variables.input) Object.assign(variables.input, input);
    const { data } = await ask(subgraph.url, example?.query ?? '', variables);
    expect((data.updateContact ?? data.removeContact).__typename).toBe(member);
  });

  test('an update sets, keeps and clears, as its example says', async () => {
    const example = examples.find(({ title }) => title === 'Set, keep, clear');
    const variables = JSON.parse(example?.variables ?? '');
    const read = 'query ($id: ID!) { contact(id: $id) { lastName label phones { number } } }';
    const change = { lastName: 'Moreau', label: 'Sales', phones: [{ number: '+33 1 55 55 01 01' }] };
    await ask(subgraph.url, example?.query ?? '', { ...variables, input: change });
    expect((await ask(subgraph.url, read, variables)).data.contact).toEqual(change);
    await ask(subgraph.url, example?.query ?? '', variables);
    expect((await ask(subgraph.url, read, variables)).data.contact).toEqual({
      lastName: 'Moreau',
      label: 'Billing',
      phones: [],
    });
  });

  test('a contact, its id and its key belong to the account, as the examples say', async () => {
    const run = async (title: string, change: (variables: Record<string, unknown>) => object) => {
      const example = examples.find((each) => each.title === title);
      const variables = JSON.parse(example?.variables ?? '');
      const { data } = await ask(subgraph.url, example?.query ?? '', { ...variables, ...change(variables) });
      return data;
    };
    const attempt = (account: string | null) => run('Look up a key of an account', () => ({ account }));
    const added = (await run('Add a contact at an account', () => ({}))).addContact;
    expect(added.contact.id).toMatch(/^CHARGEBEE@eu:cus_acme:/);
    const { contactAttempt } = await attempt('eu');
    expect(contactAttempt.result.contact.id).toBe(added.contact.id);
    expect(await attempt(null)).toEqual({ contactAttempt: null });
    const read = await run('Read contacts of an account', () => ({ id: added.contact.id }));
    expect(read.contact.id).toBe(added.contact.id);
    expect(read.contacts.nodes).toContainEqual(expect.objectContaining({ id: added.contact.id }));

    const elsewhere = await run('Add a contact at an account', ({ options }) => ({
      options: { ...(options as object), account: null },
    }));
    expect(elsewhere.addContact).toMatchObject({ __typename: 'AddContactSuccess', replayed: false });
    expect(elsewhere.addContact.contact.id).toMatch(/^CHARGEBEE:cus_acme:/);
    const other = await run('Read contacts of an account', ({ id }) => ({
      id: String(id).replace('@eu', ''),
    }));
    expect(other.contact.id).toBe('CHARGEBEE:cus_globex:contact_globex_1');
  });

  test.each([
    ['Preview: would it be accepted?', 'previewAddContact'],
    ['Preview an update', 'previewUpdateContact'],
  ])('%s is valid, and breaks a rule without its options', async (title, field) => {
    const example = examples.find((each) => each.title === title);
    const { options, ...variables } = JSON.parse(example?.variables ?? '');
    const omitting = await ask(subgraph.url, example?.query ?? '', { ...variables, options });
    const rejecting = await ask(subgraph.url, example?.query ?? '', variables);
    expect([omitting.data[field].valid, rejecting.data[field].valid]).toEqual([true, false]);
  });

  test('adding to the customer of the documentation works any number of times', async () => {
    const { data } = await ask(subgraph.url, '{ contactProviders { provider customerIdExample } }');
    const mutation = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!) {
      addContact(provider: $provider, customerId: $customerId, input: $input) { __typename }
    }`;
    const input = { firstName: 'Mara', lastName: 'Lindqvist', emails: [{ address: 'mara@example.com' }] };
    for (const { provider, customerIdExample: customerId } of data.contactProviders) {
      for (let time = 0; time < 100; time += 1) {
        const answer = await ask(subgraph.url, mutation, { provider, customerId, input });
        expect([provider, time, answer.data.addContact.__typename]).toEqual([
          provider,
          time,
          'AddContactSuccess',
        ]);
      }
    }
  });

  test('the vendors answer every part of the contact that their examples select', async () => {
    for (const { title, query, variables } of examples.filter((each) => VENDORS.includes(each.title))) {
      const { data } = await ask(subgraph.url, query, JSON.parse(variables));
      const empty = Object.entries(data.addContact.contact).filter(
        ([, value]) => value === null || (Array.isArray(value) && value.length === 0),
      );
      expect([title, empty]).toEqual([title, []]);
    }
  });
});
