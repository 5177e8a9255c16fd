import { existsSync, readFileSync } from 'node:fs';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, isUnionType, Kind, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { type Browser, chromium } from 'playwright-core';
import { examples } from '../../src/transport/explorer/examples.js';
import { createExplorer, type ExplorerExample } from '../../src/transport/explorer.js';
import { ask } from '../support/ask.js';
import { startTestSubgraph } from '../support/subgraph.js';

const VENDORS = ['Chargebee', 'ChartMogul', 'CRO Software', 'RPM Software', 'Zuora'];

describe('the explorer over HTTP', () => {
  const hostile: ExplorerExample = {
    group: 'A & B',
    title: '</script><script>alert(1)</script>',
    query: '{ a } # </script><!--',
    variables: { text: '</script>' },
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

  test('lets nothing be loaded from elsewhere and nobody frame it', async () => {
    const response = await fetch(`${origin}/graphql`, html);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|unsafe-eval|\*/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await response.text()).match(/(?:src|href)="(?!\/|data:)[^"]*"/g)).toBeNull();
  });

  test('keeps the text of an example from becoming markup', async () => {
    const page = await (await fetch(`${origin}/graphql`, html)).text();
    expect(page).not.toContain('alert(1)</script>');
    const data = /<script type="application\/json" id="explorer-data">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    const [example] = JSON.parse(data).examples;
    expect(example.query).toBe(hostile.query);
    expect(JSON.parse(example.variables)).toEqual(hostile.variables);
  });

  test.each([
    ['graphiql.js', 'text/javascript; charset=utf-8'],
    ['graphiql.css', 'text/css; charset=utf-8'],
    ['worker-editor.js', 'text/javascript; charset=utf-8'],
    ['worker-graphql.js', 'text/javascript; charset=utf-8'],
    ['worker-json.js', 'text/javascript; charset=utf-8'],
    ['client.js', 'text/javascript; charset=utf-8'],
    ['client.css', 'text/css; charset=utf-8'],
  ])('serves %s once', async (name, type) => {
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
    // Not fetch: it resolves the dots before it asks.
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

  test.each(examples.map((example) => [example.title, example] as const))('%s is valid', (_, example) => {
    const document = parse(example.query);
    expect(validate(schema, document)).toEqual([]);
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION)
      throw new Error('The first definition is no operation');
    expect(
      getVariableValues(schema, operation.variableDefinitions ?? [], example.variables).errors,
    ).toBeUndefined();
  });

  test('cover every vendor and every error', () => {
    const result = schema.getType('AddContactResult');
    const members = isUnionType(result) ? result.getTypes().map(({ name }) => name) : [];
    const expected = members.filter((name) => name !== 'AddContactSuccess');
    const titles = (group: string) =>
      examples.filter((example) => example.group === group).map(({ title }) => title);
    expect(titles('One per error').sort()).toEqual(expected.sort());
    expect(titles('One per vendor')).toEqual(VENDORS);
  });
});

/** A browser to test with. Playwright's own is not used: it is downloaded by an install script. */
function findBrowser(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/bin');
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
  return process.env.CHROMIUM_PATH ?? found;
}

describe('the explorer in front of the subgraph and its sandbox', () => {
  let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
  beforeAll(async () => {
    subgraph = await startTestSubgraph();
  });
  afterAll(() => subgraph.close());

  const isAdding = ({ query }: ExplorerExample) => query.startsWith('mutation');
  test.each(examples.filter(isAdding).map((example) => [example.title, example] as const))(
    '%s gives what it promises',
    async (title, { query, variables }) => {
      const expected = VENDORS.includes(title) ? 'AddContactSuccess' : title;
      // Whoever tries the explorer presses the button more than once.
      for (let time = 0; time < 2; time += 1) {
        const { data, errors } = await ask(subgraph.url, query, variables);
        expect(errors).toEqual([]);
        expect(data.addContact.__typename).toBe(expected);
      }
    },
    30_000,
  );

  test.each(examples.filter((each) => !isAdding(each)).map((example) => [example.title, example] as const))(
    '%s is answered',
    async (_, { query, variables }) => {
      const { data, errors } = await ask(subgraph.url, query, variables);
      expect(errors).toEqual([]);
      expect(Object.values(data)).not.toContain(null);
    },
  );

  test('the vendors answer every part of the contact that their examples select', async () => {
    for (const { title, query, variables } of examples.filter((each) => VENDORS.includes(each.title))) {
      const { data } = await ask(subgraph.url, query, variables);
      const empty = Object.entries(data.addContact.contact).filter(
        ([, value]) => value === null || (Array.isArray(value) && value.length === 0),
      );
      expect([title, empty]).toEqual([title, []]);
    }
  });

  const executablePath = findBrowser();
  const missing = 'no Chromium found; install one or set CHROMIUM_PATH';
  // Where the tests decide about a change a browser has to be there. On a laptop its absence is told, not hidden.
  const browserTest = executablePath || process.env.CI === 'true' ? test : test.skip;
  const note = executablePath ? '' : ` (${missing})`;

  browserTest(
    `runs an example without leaving this machine${note}`,
    async () => {
      if (!executablePath) throw new Error(missing);
      let browser: Browser | undefined;
      try {
        browser = await chromium.launch({
          executablePath,
          timeout: 120_000,
          args: [
            '--headless',
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            // No internet access: a page that asked a CDN would stay empty.
            '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
          ],
        });
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
        page.setDefaultTimeout(60_000);
        const requested: string[] = [];
        const complaints: string[] = [];
        page.on('request', (request) => requested.push(request.url()));
        page.on('pageerror', (error) => complaints.push(error.message));
        // Refusals of the Content-Security-Policy are told on the console.
        page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));

        await page.goto(subgraph.url);
        await page.getByRole('button', { name: 'ContactInputInvalidError', exact: true }).click();
        await page.getByRole('tab', { name: 'EveryFaultAtOnce' }).waitFor();
        await page.getByRole('button', { name: 'Chargebee', exact: true }).click();
        await page.getByRole('tab', { name: 'AddChargebeeContact' }).waitFor();
        await page.getByRole('button', { name: 'Execute query' }).click();
        await page.locator('.graphiql-response').getByText('AddContactSuccess').waitFor();

        // The documentation is that of the schema, read by introspection.
        await page.getByRole('button', { name: /documentation/i }).click();
        await page.getByText('AddContactInput', { exact: true }).first().waitFor();

        const { origin } = new URL(subgraph.url);
        const elsewhere = requested.filter(
          (url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'),
        );
        expect(elsewhere).toEqual([]);
        expect(requested.some((url) => url.endsWith('/worker-graphql.js'))).toBe(true);
        expect(complaints).toEqual([]);
      } finally {
        await browser?.close();
      }
    },
    300_000,
  );
});
