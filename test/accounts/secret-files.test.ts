/** Secrets that change in their files while the process runs, for every vendor, over real HTTP. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { openAccounts } from '../../src/accounts/accounts.js';
import type { RereadReport } from '../../src/accounts/secret-files.js';
import { Env } from '../../src/config/env.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import type { ProviderId } from '../../src/model/contact.js';
import { providers } from '../../src/providers/registry.js';
import { startSandbox } from '../../src/sandbox/kit/server.js';
import { emulators, sandboxVendors } from '../../src/sandbox/registry.js';
import { REREAD_PAUSE_MS } from '../../src/vendor-http/replaceable-authorization.js';
import { isSecret, wrongSecret } from '../conformance/secrets.js';
import { described } from '../support/facts.js';
import { encodeAnswer, type RawRequest, startRawServer } from '../support/raw-vendor.js';
import { SkippingClock } from '../support/skipping-clock.js';

const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Files in their own folder, one for each secret variable. */
function secretFiles(variables: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const write = (name: string, value: string) => writeFileSync(join(folder, name), `${value}\n`);
  const named = Object.entries(variables).map(([name, value]) => {
    if (!isSecret(name) || name.endsWith('_URL')) return [name, value];
    write(name, value);
    return [`${name}_FILE`, join(folder, name)];
  });
  return { write, variables: Object.fromEntries(named) as Record<string, string> };
}

function open(provider: ProviderId, customerId: string, variables: Readonly<Record<string, string>>) {
  const clock = new SkippingClock();
  const reports: RereadReport[] = [];
  const env = new Env(variables);
  const live = readProviderSettings(providers, env);
  expect(env.problems).toEqual([]);
  const reportReread = (report: RereadReport) => reports.push(report);
  const accounts = openAccounts(providers, { live, clock, reportReread });
  closing.push(() => accounts.destroy());
  const contacts = new ContactService(accounts, 10_000, undefined, clock);
  const input = { firstName: 'Ada', lastName: 'Lovelace', emails: [{ address: 'ada@example.com' }] };
  const add = () => contacts.add({ provider, customerId, input, options: {}, requestId: 'test' });
  return { accounts, clock, reports, add };
}

const REJECTED = { ok: false, failure: { kind: 'access', problem: 'CREDENTIALS_REJECTED' } };

describe.each(described.map(({ provider, facts }) => ({ id: provider.id, facts })))(
  'the secrets of $id',
  ({ id, facts }) => {
    const customerId = facts.sandbox.customers[0]?.[0] ?? '';

    /** The account at its emulator with all its secrets in files: the emulator's, or others. */
    async function start(hasRight = true) {
      const sandbox = await startSandbox({ vendors: await sandboxVendors({}, [id], emulators) });
      closing.push(() => sandbox.close());
      const right = sandbox.environment as Record<string, string>;
      const names = Object.keys(right).filter(isSecret);
      expect(names).not.toEqual([]);
      const wrong = Object.fromEntries(names.map((name) => [name, wrongSecret(right[name])]));
      const files = secretFiles(hasRight ? right : { ...right, ...wrong });
      const writeAll = (values: Readonly<Record<string, string>>) => {
        for (const name of names) files.write(name, values[name] ?? '');
      };
      return { ...open(id, customerId, files.variables), names, right, wrong, writeAll };
    }

    it('are not read again for a call that the vendor accepts', async () => {
      const { add, writeAll, wrong, reports } = await start();
      writeAll(wrong);
      expect(await add()).toMatchObject({ ok: true });
      expect(reports).toEqual([]);
    });

    it('are read again when the vendor rejects them, and the call is sent with the new ones', async () => {
      const { add, clock, writeAll, right, names, reports } = await start(false);
      expect(await add()).toEqual(REJECTED);
      writeAll(right);
      clock.advance(REREAD_PAUSE_MS);
      expect(await add()).toMatchObject({ ok: true });
      expect(reports).toEqual([{ provider: id, changed: names, problems: [] }]);
    });

    it('are read again on demand', async () => {
      const { accounts, add, writeAll, right, names, reports } = await start(false);
      writeAll(right);
      accounts.rereadSecrets();
      expect(reports).toEqual([{ provider: id, changed: names, problems: [] }]);
      expect(await add()).toMatchObject({ ok: true });
      accounts.rereadSecrets();
      expect(reports).toHaveLength(1);
    });

    it.each([
      ['empty', '', '_FILE names an empty file'],
      ['of two lines', 'canary\nsecret', ' must be printable ASCII without spaces'],
      ['with a space', 'canary secret', ' must be printable ASCII without spaces'],
    ])('stay as they were when a file is %s', async (_title, text, problem) => {
      const { accounts, add, names, right, writeAll, reports } = await start();
      const [name = ''] = names;
      writeAll({ ...right, [name]: text });
      accounts.rereadSecrets();
      expect(reports).toEqual([
        expect.objectContaining({
          provider: id,
          problems: [`${name}${problem}`],
        }),
      ]);
      expect(JSON.stringify(reports)).not.toContain('canary');
      expect(await add()).toMatchObject({ ok: true });
    });
  },
);

describe('a call with rejected credentials', () => {
  const added = encodeAnswer({ status: 200, body: '{"id":107589}' });
  const CUT = added.subarray(0, 20);
  const unauthorized = encodeAnswer({ status: 401, body: '{"title":"Unauthorized"}' });

  /** CRO with a fixed token; `answer` decides by the header. */
  async function startCro(answer: (token: string) => Buffer) {
    const vendor = await startRawServer({
      request({ headers }, socket) {
        const bytes = answer((headers.authorization ?? '').replace('Bearer ', ''));
        if (bytes === CUT) socket.end(bytes);
        else socket.write(bytes);
      },
    });
    closing.push(() => vendor.close());
    const files = secretFiles({
      CRO_URL: vendor.origin,
      CRO_TENANT_ID: '7',
      CRO_ACCESS_TOKEN: 'old.token.1',
    });
    return { vendor, write: files.write, ...open('CRO', '1', files.variables) };
  }

  const tokensOf = (requests: readonly RawRequest[]) =>
    requests.map(({ headers }) => headers.authorization?.replace('Bearer ', ''));

  it('is repeated once, and only once, with another secret', async () => {
    const { add, vendor, write } = await startCro(() => unauthorized);
    write('CRO_ACCESS_TOKEN', 'new.token.2');
    expect(await add()).toEqual(REJECTED);
    expect(tokensOf(vendor.requests)).toEqual(['old.token.1', 'new.token.2']);
    expect(vendor.requests[1]?.body).toBe(vendor.requests[0]?.body);
  });

  it('is not repeated with the same secret', async () => {
    const { add, vendor } = await startCro(() => unauthorized);
    expect(await add()).toEqual(REJECTED);
    expect(vendor.requests).toHaveLength(1);
  });

  it('shares one change with many concurrent calls', async () => {
    const { add, vendor, write, reports } = await startCro((token) =>
      token === 'new.token.2' ? added : unauthorized,
    );
    write('CRO_ACCESS_TOKEN', 'new.token.2');
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => add()));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(reports).toHaveLength(1);
    expect(tokensOf(vendor.requests).filter((token) => token === 'new.token.2')).toHaveLength(10);
  });

  it('is not repeated after an answer that does not concern the secret', async () => {
    const { add, vendor, write, reports } = await startCro(() => encodeAnswer({ status: 500, body: '' }));
    write('CRO_ACCESS_TOKEN', 'new.token.2');
    expect(await add()).toMatchObject({ ok: false, failure: { kind: 'unknown' } });
    expect(vendor.requests).toHaveLength(1);
    expect(reports).toEqual([]);
  });

  it('is UNKNOWN when the second try breaks', async () => {
    const { add, vendor, write } = await startCro((token) => (token === 'old.token.1' ? unauthorized : CUT));
    write('CRO_ACCESS_TOKEN', 'new.token.2');
    expect(await add()).toMatchObject({ ok: false, failure: { kind: 'unknown' } });
    expect(vendor.requests).toHaveLength(2);
  });

  it('exposes neither the old secret nor the new one', async () => {
    const echo = (text: string) =>
      encodeAnswer({ status: 400, body: JSON.stringify({ title: 'Bad', detail: text, status: 400 }) });
    const { accounts, add, write } = await startCro(() => echo('Not old.token.1, not new.token.2'));
    write('CRO_ACCESS_TOKEN', 'new.token.2');
    accounts.rereadSecrets();
    const outcome = await add();
    expect(JSON.stringify(outcome)).toContain('Not [value], not [value]');
    expect(JSON.stringify(outcome)).not.toContain('token.');
  });
});

describe('the client secret of an OAuth client', () => {
  it.each(['ZUORA', 'CRO'] as const)('of %s is read again when the token endpoint rejects it', async (id) => {
    const vendor = await startRawServer({
      request({ path, body }, socket) {
        const secret = new URLSearchParams(body).get('client_secret');
        const isToken = path === '/oauth/token';
        if (isToken && secret !== 'new-secret') {
          socket.write(encodeAnswer({ status: 401, body: '{"error":"invalid_client"}' }));
        } else {
          const text = isToken ? '{"access_token":"t","expires_in":3600}' : '{"id":"1","success":true}';
          socket.write(encodeAnswer({ status: 200, body: text }));
        }
      },
    });
    closing.push(() => vendor.close());
    const client = {
      [`${id}_URL`]: vendor.origin,
      [`${id}_CLIENT_ID`]: 'id',
      [`${id}_CLIENT_SECRET`]: 'old-secret',
    };
    const more: Record<string, string> =
      id === 'CRO'
        ? { CRO_TENANT_ID: '7', CRO_REFRESH_TOKEN: 'refresh', CRO_TOKEN_URL: `${vendor.origin}/oauth/token` }
        : {};
    const files = secretFiles({ ...client, ...more });
    const { add, reports } = open(id, id === 'CRO' ? '1' : 'A00000001', files.variables);
    files.write(`${id}_CLIENT_SECRET`, 'new-secret');
    expect(await add()).toMatchObject({ ok: true });
    expect(reports).toEqual([{ provider: id, changed: [`${id}_CLIENT_SECRET`], problems: [] }]);
    expect(vendor.requests.map(({ path }) => path.split('/').at(-1))).toEqual(['token', 'token', 'contacts']);
  });
});
