/** The programs as an operator starts them: what they print, how they end, and that they work. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Environment } from '../../src/config/env.js';
import type { Provider } from '../../src/providers/driver.js';
import { usualInput } from '../conformance/inputs.js';
import { ask } from '../support/ask.js';
import { type Build, useBuild } from '../support/build.js';
import { startConnectProxy } from '../support/connect-proxy.js';
import { described, describedAs } from '../support/facts.js';
import { encodeAnswer, startRawServer } from '../support/raw-vendor.js';
import { CERTIFICATE_FILE, startTlsFront, VENDOR_HOST } from '../support/tls-front.js';

/** A build and two starts, on a busy machine. */
const PATIENT_MS = 180_000;

/** The credentials that the sandbox's documentation publishes: the first value of each variable. */
const PUBLISHED_CREDENTIALS: Readonly<Record<string, string>> = Object.fromEntries(
  described.flatMap(({ facts }) => {
    const [first = ''] = facts.sandbox.about.join(' ').split('Instead of');
    return [...first.matchAll(/`([A-Z_]+)=([^`]+)`/g)].map(([, name = '', value = '']) => [name, value]);
  }),
);

const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!) {
  addContact(provider: $provider, customerId: $customerId, input: $input) {
    __typename
    ... on ContactError { code message outcome retryable }
    ... on ContactProviderAccessError { accessProblem }
    ... on AddContactSuccess { contact { provider customerId } }
  }
}`;

/** Valid `addContact` arguments for the provider. */
function variablesFor(provider: Provider, customerId = provider.info.customerId.example) {
  const input = { ...usualInput(provider), emails: [{ address: 'ada@example.com' }] };
  return { provider: provider.id, customerId, input };
}

interface Running {
  /** Everything printed so far. */
  readonly out: () => string;
  readonly errors: () => string;
  /** The first matching line of standard output; rejects when the program ends without it. */
  line(passes: (line: string) => boolean): Promise<string>;
  signal(name: NodeJS.Signals): void;
  /** The exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'process-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const children: ChildProcess[] = [];

/**
 * Passes only what finds programs from this process's environment: a developer's settings must not leak in.
 */
function start(command: string, args: readonly string[], variables: Environment = {}): Running {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(command, args, {
    env: { PATH, HOME, NODE_COMPILE_CACHE, STORE_URL: 'memory:', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group, so that a failing test can end what the program started.
    detached: true,
  });
  children.push(child);
  let out = '';
  let errors = '';
  const watchers = new Set<() => void>();
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
    for (const look of watchers) look();
  });
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  // Not "exit": the last output must be here.
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  return {
    out: () => out,
    errors: () => errors,
    line: (passes) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = out.split('\n').slice(0, -1).find(passes);
          if (found === undefined) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
        void ended.then((code) => reject(new Error(`ended with ${code}: ${out}${errors}`)));
      }),
    signal: (name) => child.kill(name),
    ended,
  };
}

async function listening(running: Running): Promise<string> {
  const line = await running.line((text) => text.startsWith('{') && JSON.parse(text).msg === 'listening');
  return JSON.parse(line).url;
}

function startBuilt(variables: Environment = {}): Running {
  return start(process.execPath, [`${build.folder}/main.js`], { PORT: '0', ...variables });
}

afterEach(() => {
  for (const { pid, exitCode, signalCode } of children.splice(0)) {
    if (pid === undefined || exitCode !== null || signalCode !== null) continue;
    process.kill(-pid, 'SIGKILL');
  }
});

let build: Build;
beforeAll(() => {
  build = useBuild();
});

describe('npm start', () => {
  it(
    'answers a mutation after a fresh start, and ends with 0 on SIGTERM',
    async () => {
      // Tests of the page may read it from the build's folder meanwhile.
      const running = start('npm', ['start'], { PORT: '0', PAGE_FOLDER: join(folder, 'page') });
      const url = await listening(running);
      const variables = variablesFor(describedAs('CHARGEBEE').provider);
      const { data } = await ask(url, ADD, variables);
      expect(data.addContact.__typename).toBe('AddContactSuccess');

      running.signal('SIGTERM');
      expect(await running.ended).toBe(0);
      expect(running.errors()).not.toContain('error');
    },
    PATIENT_MS,
  );
});

describe('the subgraph', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 on %s', async (signal) => {
    const running = startBuilt();
    await listening(running);
    running.signal(signal);
    expect(await running.ended).toBe(0);
    expect(running.errors()).toBe('');
    expect(running.out()).toContain('"msg":"stopped"');
  });

  it('serves for SHUTDOWN_DELAY_MS after SIGTERM, not ready, and then ends with 0', async () => {
    const running = startBuilt({ SHUTDOWN_DELAY_MS: '1500' });
    const url = await listening(running);
    const signaled = performance.now();
    running.signal('SIGTERM');
    await running.line((line) => line.includes('draining'));
    const ready = await fetch(new URL('/readyz', url));
    expect([ready.status, ready.headers.get('connection')]).toEqual([503, 'close']);
    const variables = variablesFor(describedAs('CHARGEBEE').provider);
    const { data } = await ask(url, ADD, variables);
    expect(data.addContact.__typename).toBe('AddContactSuccess');
    expect(await running.ended).toBe(0);
    expect(performance.now() - signaled).toBeGreaterThan(1490);
  });

  it('reads its secrets again on SIGHUP, and keeps those that it cannot read', async () => {
    const put = (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const contact = { ContactID: 400, Email: 'ada@example.com', FirstName: 'Ada', LastName: 'Lovelace' };
    const added = encodeAnswer({ status: 200, body: JSON.stringify({ Result: { Contact: contact } }) });
    const vendor = await startRawServer({ request: (_request, socket) => socket.write(added) });
    const running = startBuilt({
      ROUTER_SECRETS_FILE: put('hup-router', 'canary-router-one\n'),
      RPM_API_KEY_FILE: put('hup-rpm', 'canary-rpm-one\n'),
      RPM_URL: `${vendor.origin}/rpm`,
    });
    const url = await listening(running);
    const add = (secret: string) =>
      ask(url, ADD, variablesFor(describedAs('RPM').provider, '1'), { 'x-router-secret': secret });
    const hangUp = async (count: number) => {
      running.signal('SIGHUP');
      await running.line(() => running.out().split('secrets reloaded').length > count);
    };
    expect((await add('canary-router-one')).status).toBe(200);

    put('hup-router', 'canary-router-one,canary-router-two\n');
    put('hup-rpm', 'canary-rpm-two\n');
    await hangUp(1);
    for (const secret of ['canary-router-one', 'canary-router-two']) {
      expect((await add(secret)).data.addContact.__typename).toBe('AddContactSuccess');
    }
    expect(vendor.requests.map(({ headers }) => headers.rpmapikey)).toEqual([
      'canary-rpm-one',
      'canary-rpm-two',
      'canary-rpm-two',
    ]);

    put('hup-router', 'canary-router-two\n');
    put('hup-rpm', '');
    await hangUp(2);
    expect((await add('canary-router-one')).status).toBe(401);
    expect((await add('canary-router-two')).status).toBe(200);

    put('hup-router', '\n');
    await hangUp(3);
    expect((await add('anything')).status).toBe(401);
    expect((await add('canary-router-two')).status).toBe(200);

    const lines = running.out().trimEnd().split('\n');
    const reread = lines
      .map((line) => JSON.parse(line))
      .filter(({ changed, problems }) => changed ?? problems);
    expect(reread).toMatchObject([
      { provider: 'RPM', changed: ['RPM_API_KEY'] },
      { changed: ['ROUTER_SECRETS'] },
      { level: 40, provider: 'RPM', problems: ['RPM_API_KEY_FILE names an empty file'] },
      { changed: ['ROUTER_SECRETS'] },
      { level: 40, provider: 'RPM' },
      { level: 40, problems: ['ROUTER_SECRETS_FILE names an empty file'] },
    ]);
    running.signal('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(running.out() + running.errors()).not.toContain('canary');
    await vendor.close();
  });

  it('exits with 1 on a bug, and says where it is without its message', async () => {
    const bug = 'setTimeout(() => { throw new TypeError("hunter2"); }, 500)';
    const running = startBuilt({ NODE_OPTIONS: `--import=data:text/javascript;base64,${btoa(bug)}` });
    expect(await running.ended).toBe(1);
    expect(running.errors()).toMatch(/^The subgraph exits because of a bug: TypeError\n {4}at /);
    expect(running.errors() + running.out()).not.toContain('hunter2');
  });

  it('ends immediately on a second signal', async () => {
    // A vendor that never answers keeps the first signal waiting.
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const vendor = await startRawServer({ request: () => arrive() });
    const running = startBuilt({ RPM_URL: `${vendor.origin}/rpm`, RPM_API_KEY: 'k' });
    const url = await listening(running);
    const inFlight = ask(url, ADD, variablesFor(describedAs('RPM').provider, '1')).catch(() => 'cut');
    await arrived;
    running.signal('SIGTERM');
    // The port closes once the first signal was handled.
    while (
      await fetch(new URL('/livez', url)).then(
        () => true,
        () => false,
      )
    );
    running.signal('SIGTERM');
    expect(await running.ended).toBe(1);
    expect(await inFlight).toBe('cut');
    await vendor.close();
  });

  it('lists every configuration problem in one message, without the value of a secret', async () => {
    const secrets = {
      CRO_ACCESS_TOKEN: 'canary-access',
      CRO_REFRESH_TOKEN: 'canary-refresh',
      CHARGEBEE_API_KEY: 'canary-chargebee',
      RPM_API_KEY: 'canary-rpm',
      ROUTER_SECRETS: 'canary-router',
    };
    const running = startBuilt({
      PORT: 'x',
      CHARGEBEE_SITE: 'Bad!',
      ZUORA_URL: 'http://example.com',
      ZUORA_CLIENT_SECRET: 'canary zuora',
      PROVIDER_DEADLINE_MS: '1',
      LOG_LEVEL: 'loud',
      SANDBOX: 'maybe',
      ...secrets,
    });
    expect(await running.ended).toBe(1);
    expect(running.out()).toBe('');
    const [title, ...problems] = running.errors().trimEnd().split('\n');
    expect(title).toBe('The configuration has problems:');
    expect(problems.map((problem) => problem.slice(2).split(' ')[0]).sort()).toEqual([
      'CHARGEBEE_SITE',
      'CRO_ACCESS_TOKEN',
      'CRO_TENANT_ID',
      'LOG_LEVEL',
      'PORT',
      'PROVIDER_DEADLINE_MS',
      'ROUTER_SECRETS',
      'RPM_URL',
      'SANDBOX',
      'ZUORA_CLIENT_ID',
      'ZUORA_CLIENT_SECRET',
      'ZUORA_URL',
    ]);
    expect(running.errors()).not.toContain('canary');
  });

  it('reports a port in use in one line', async () => {
    const other = await startRawServer({});
    const running = startBuilt({ PORT: String(other.port) });
    expect(await running.ended).toBe(1);
    await other.close();
    expect(running.errors().trimEnd()).toMatch(
      new RegExp(`^The subgraph cannot start: .*EADDRINUSE.*:${other.port}\\. Set PORT to a free port\\.$`),
    );
  });

  it("reaches a vendor through the environment's proxy, and exposes its password nowhere", async () => {
    const contact = { ContactID: 400, Email: 'ada@example.com', FirstName: 'Ada', LastName: 'Lovelace' };
    const added = encodeAnswer({ status: 200, body: JSON.stringify({ Result: { Contact: contact } }) });
    const vendor = await startRawServer({ request: (_request, socket) => socket.write(added) });
    const front = await startTlsFront(vendor.port);
    let isOpen = true;
    const proxy = await startConnectProxy(front.port, {
      connect: (_request, socket, open) => (isOpen ? open() : socket.end('HTTP/1.1 407 No\r\n\r\n')),
    });
    const running = startBuilt({
      HTTPS_PROXY: proxy.url.replace('//', '//user:canary-password@'),
      NODE_EXTRA_CA_CERTS: resolve(CERTIFICATE_FILE),
      RPM_URL: `https://${VENDOR_HOST}/rpm`,
      RPM_API_KEY: 'k',
    });
    const url = await listening(running);
    const variables = variablesFor(describedAs('RPM').provider, '1');
    const add = async () => (await ask(url, ADD, variables)).data.addContact;
    expect(await add()).toMatchObject({ __typename: 'AddContactSuccess' });
    expect(proxy.requests[0]?.head).toContain('proxy-authorization: Basic ');
    isOpen = false;
    // The tunnel that is kept open.
    await proxy.cut();
    expect(await add()).toMatchObject({
      __typename: 'ContactProviderUnavailableError',
      outcome: 'NOT_APPLIED',
      message: expect.stringContaining('the proxy rejected our credentials (407)'),
    });
    running.signal('SIGTERM');
    expect(await running.ended).toBe(0);
    const secrets = ['canary', Buffer.from('user:canary-password').toString('base64')];
    for (const secret of secrets) expect(running.out() + running.errors()).not.toContain(secret);
    for (const server of [proxy, front, vendor]) await server.close();
  });

  it('logs the code with which its store fails', async () => {
    const path = join(folder, 'contacts.db');
    const running = startBuilt({ STORE_URL: `sqlite:${path}` });
    await listening(running);
    const store = new DatabaseSync(path);
    const tables = store.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    for (const { name } of tables) store.exec(`DROP TABLE "${name}"`);
    store.close();
    const line = await running.line((text) => text.includes('sweep failed'));
    expect(JSON.parse(line)).toMatchObject({ error: 'Error', code: 'SQLITE_ERROR' });
  });
});

/**
 * Makes the program believe that it runs on another Node version, and end with 9 as soon as it loads anything
 * that an old one may not understand.
 */
const onNode = (version: string) =>
  `--import=data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module';
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });
    registerHooks({
      load(url, context, next) {
        if (!/\\/(main|store|node-version)\\.js$/.test(url)) process.exit(9);
        return next(url, context);
      },
    });
  `)}`;

describe.each(['main.js', 'sandbox/main.js', 'store.js'])('%s', (program) => {
  it.each(['24.10.0', '22.20.0', '8.17.0'])(
    'reports in one sentence that Node %s is too old, before it loads anything',
    async (version) => {
      const running = start(process.execPath, [onNode(version), `${build.folder}/${program}`]);
      expect(await running.ended).toBe(1);
      expect(running.errors()).toBe(
        `contacts-subgraph requires Node.js 24.11 or later, but this is ${version}.\n`,
      );
      expect(running.out()).toBe('');
    },
  );

  it.each(['24.11.0', '25.0.0', '100.1.0'])('loads the rest on Node %s', async (version) => {
    const running = start(process.execPath, [onNode(version), `${build.folder}/${program}`]);
    expect(await running.ended).toBe(9);
    expect(running.errors()).toBe('');
  });

  it('requires the Node version of package.json', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    expect(engines.node).toBe('>=24.11');
  });
});

describe('npm run sandbox', () => {
  it(
    'prints where the vendors are, serves a subgraph in another process, and ends with 0 on SIGTERM',
    async () => {
      const sandbox = start('npm', ['run', '--silent', 'sandbox'], { SANDBOX_PORT: '0' });
      const urls = JSON.parse(await sandbox.line(() => true)) as Record<string, string>;
      const loopback = 'http://127\\.0\\.0\\.1:\\d+';
      const paths = described.map(({ provider: { id }, facts }) => {
        const { pathname } = new URL(facts.environment('http://vendor')[`${id}_URL`] ?? '');
        return [id.toLowerCase(), expect.stringMatching(`^${loopback}${pathname.replace(/\/$/, '')}$`)];
      });
      expect(urls).toEqual(Object.fromEntries(paths));

      // Every secret from a file, as in a container.
      const variables: Record<string, string> = { ROUTER_SECRETS_FILE: join(folder, 'router') };
      writeFileSync(join(folder, 'router'), 'a-secret-of-the-router\n');
      for (const [name, value] of Object.entries(PUBLISHED_CREDENTIALS)) {
        if (/_(SITE|UUID|TENANT_ID)$/.test(name)) variables[name] = value;
        else {
          writeFileSync(join(folder, name), `${value}\n`);
          variables[`${name}_FILE`] = join(folder, name);
        }
      }
      for (const [key, url] of Object.entries(urls)) variables[`${key.toUpperCase()}_URL`] = url;

      const subgraph = startBuilt({ NODE_ENV: 'production', ...variables });
      const url = await listening(subgraph);
      const secret = { 'x-router-secret': 'a-secret-of-the-router' };
      const { data } = await ask(url, '{ contactProviders { provider mode } }', {}, secret);
      expect(data.contactProviders).toEqual(
        described.map(({ provider }) => ({ provider: provider.id, mode: 'LIVE' })),
      );
      for (const { provider: definition } of described) {
        const variables = variablesFor(definition);
        const { provider } = variables;
        const { data } = await ask(url, ADD, variables, secret);
        expect(data.addContact).toMatchObject({ __typename: 'AddContactSuccess', contact: { provider } });
      }
      expect((await ask(url, '{ __typename }')).status).toBe(401);

      subgraph.signal('SIGTERM');
      expect(await subgraph.ended).toBe(0);

      // The log names the operation and the provider, and nothing of the contact.
      expect(subgraph.out()).toContain('"provider":"ZUORA"');
      for (const value of [
        'Lovelace',
        'ada@example.com',
        'a-secret-of',
        ...Object.values(PUBLISHED_CREDENTIALS),
      ]) {
        if (value.length > 7) expect(subgraph.out() + subgraph.errors()).not.toContain(value);
      }

      sandbox.signal('SIGTERM');
      expect(await sandbox.ended).toBe(0);
      expect(sandbox.out().trimEnd().split('\n')).toHaveLength(1);
      expect(sandbox.errors()).toBe('');
    },
    PATIENT_MS,
  );
});
