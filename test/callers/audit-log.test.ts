/** The audit log: one line per write, without a personal value, in a file that may be rotated. */
import { mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Subgraph, startSubgraph } from '../../src/app.js';
import { callerId } from '../../src/server/auth/caller-of.js';
import { ask } from '../support/ask.js';
import { ISSUER } from '../support/issuer.js';
import { startTestSubgraph } from '../support/subgraph.js';
import { type CallerStage, CUSTOMERS_CLAIM, startCallerStage } from './stage.js';
import { ADDS, requestOf, WRITE_VERBS } from './writes.js';

const folder = mkdtempSync(join(tmpdir(), 'audit-'));
const lines = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const INPUT = { firstName: 'Mara', emails: [{ address: 'mara@example.com' }] };
const ADD = `mutation ($customerId: ID!) {
  addContact(provider: CHARGEBEE, customerId: $customerId, input: { firstName: "Mara", emails: [{ address: "mara@example.com" }] }) { __typename }
}`;

/** The log lines of a subgraph meanwhile. */
async function runLogged(target: string, work: (subgraph: Subgraph) => Promise<void>) {
  let text = '';
  const variables = { PORT: '0', STORE_URL: 'memory:', SANDBOX: 'on', AUDIT_LOG: target };
  const subgraph = await startSubgraph(variables, { logTo: { write: (line) => (text += line) } });
  try {
    await work(subgraph);
  } finally {
    await subgraph.stop();
  }
  const parsed = () =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return { log: () => text, lines: (msg: string) => parsed().filter((line) => line.msg === msg) };
}

let stage: CallerStage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

describe('the audit log', () => {
  it.each(WRITE_VERBS)(
    'has a line for each $verb, also for a forbidden one, and none for anything else',
    async (write) => {
      const path = join(folder, `${write.verb}.log`);
      stage = await startCallerStage({ AUDIT_LOG: `file:${path}` });
      const { ask: asked, vendors } = stage;
      vendors.at('CHARGEBEE').openCustomer('cus_acme');
      const claims = {
        sub: 'ada@example.com',
        scope: 'contacts:write',
        [CUSTOMERS_CLAIM]: ['CHARGEBEE:cus_acme'],
      };
      const acme = { provider: 'CHARGEBEE', customerId: 'cus_acme', input: INPUT };
      const { id = '', ...of } = await requestOf(write, acme, (query, variables) =>
        asked(claims, query, variables),
      );
      const { length: before } = lines(path);
      const globex = { ...of, id: id.replace('cus_acme', 'cus_globex'), customerId: 'cus_globex' };
      await asked(claims, write.query, globex);
      const { headers, data } = await asked(claims, write.query, { ...of, id });
      await asked(claims, '{ contactProviders { name } }');
      await asked({ ...claims, exp: 1 }, write.query, { ...of, id });
      const shared = {
        level: 30,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        name: 'audit',
        caller: callerId(ISSUER, 'ada@example.com'),
        provider: 'CHARGEBEE',
        account: null,
        operation: write.verb,
        replayed: false,
        msg: 'write',
      };
      const member = data.answer.__typename;
      expect(member).toMatch(/Success$/);
      expect(lines(path).slice(before)).toEqual([
        { ...shared, member: null, outcome: 'NOT_APPLIED', forbidden: true, requestId: expect.any(String) },
        { ...shared, member, outcome: 'APPLIED', requestId: headers.get('x-request-id') },
      ]);
      const text = readFileSync(path, 'utf8');
      for (const secret of ['ada@example.com', 'mara', 'Mara', 'cus_acme', 'cus_globex'])
        expect(text).not.toContain(secret);
    },
  );

  it.each([
    ['RETURN_EXISTING', 'NOT_APPLIED'],
    ['UPDATE_EXISTING', 'APPLIED'],
  ])('records an add with %s that finds its contact as %s', async (ifExists, outcome) => {
    const path = join(folder, `${ifExists}.log`);
    const subgraph = await startTestSubgraph({ SANDBOX: 'on', AUDIT_LOG: `file:${path}` });
    const request = { provider: 'CHARGEBEE', customerId: 'cus_acme', input: INPUT };
    await ask(subgraph.url, ADDS.query, request);
    const policy = { ifExists, matchBy: ['EMAIL'], idempotencyKey: 'a-key-of-the-policy' };
    for (let times = 0; times < 2; times += 1) {
      await ask(subgraph.url, ADDS.query, { ...request, options: policy });
    }
    await subgraph.close();
    const member = 'AddContactSuccess';
    expect(lines(path).slice(1)).toMatchObject([
      { operation: 'ADD', member, outcome, replayed: false },
      { operation: 'ADD', member, outcome, replayed: true },
    ]);
  });

  it('continues in a new file when the old one was moved away', async () => {
    const path = join(folder, 'rotated.log');
    const subgraph = await startTestSubgraph({ AUDIT_LOG: `file:${path}` });
    await ask(subgraph.url, ADD, { customerId: 'cus_acme' });
    renameSync(path, `${path}.1`);
    await ask(subgraph.url, ADD, { customerId: 'cus_acme' });
    subgraph.rereadSecrets();
    for (let tries = 0; tries < 20; tries += 1) await ask(subgraph.url, ADD, { customerId: 'cus_acme' });
    await subgraph.close();
    const [before, after] = [lines(`${path}.1`).length, lines(path).length];
    expect([before + after, after > 0]).toEqual([22, true]);
    expect(lines(path)[0]).toMatchObject({ caller: null });
  });

  it('does not fail a write when the disk is full, and reports it once', async () => {
    const { log, lines: logged } = await runLogged('file:/dev/full', async (subgraph) => {
      for (let times = 0; times < 3; times += 1) {
        const { data } = await ask(subgraph.url, ADD, { customerId: 'cus_acme' });
        expect(data.addContact.__typename).toBe('AddContactSuccess');
      }
    });
    expect(log()).toContain('"level":50');
    expect(logged('audit log failed')).toMatchObject([{ code: 'ENOSPC', failures: 1 }]);
  });

  it('continues in its file when a new one cannot be opened', async () => {
    const place = mkdtempSync(join(tmpdir(), 'audit-gone-'));
    const { lines: logged } = await runLogged(`file:${join(place, 'audit.log')}`, async (subgraph) => {
      renameSync(place, `${place}-moved`);
      subgraph.rereadSecrets();
      await ask(subgraph.url, ADD, { customerId: 'cus_acme' });
    });
    expect(lines(join(`${place}-moved`, 'audit.log'))).toHaveLength(1);
    expect(logged('audit log failed')).toMatchObject([{ code: 'ENOENT' }]);
    expect(logged('audit log recovered')).toHaveLength(1);
  });

  it.each([
    ['file:/nowhere/at/all.log', 'AUDIT_LOG names a file that cannot be written (ENOENT)'],
    ['syslog', 'AUDIT_LOG must be stdout, or file: and a path'],
  ])('prevents the start when it is %s', async (target, problem) => {
    const starting = startSubgraph({
      PORT: '0',
      LOG_LEVEL: 'silent',
      STORE_URL: 'memory:',
      AUDIT_LOG: target,
    });
    await expect(starting).rejects.toThrow(problem);
  });
});
