/** The record of writes: one line each, without a personal value, in a file that may be rotated. */
import { mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startSubgraph } from '../../src/app.js';
import { callerId } from '../../src/server/auth/caller-of.js';
import { ask } from '../support/ask.js';
import { ISSUER } from '../support/issuer.js';
import { startTestSubgraph } from '../support/subgraph.js';
import { type CallerStage, CUSTOMERS_CLAIM, startCallerStage } from './stage.js';

const folder = mkdtempSync(join(tmpdir(), 'audit-'));
const lines = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const ADD = `mutation ($customerId: ID!) {
  addContact(provider: CHARGEBEE, customerId: $customerId, input: { firstName: "Mara", emails: [{ address: "mara@example.com" }] }) { __typename }
}`;

let stage: CallerStage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

describe('the audit log', () => {
  it('has a line for each write, also for one that the token forbids, and none for anything else', async () => {
    const path = join(folder, 'writes.log');
    stage = await startCallerStage({ AUDIT_LOG: `file:${path}` });
    stage.vendors.at('CHARGEBEE').openCustomer('cus_acme');
    const claims = {
      sub: 'ada@example.com',
      scope: 'contacts:write',
      [CUSTOMERS_CLAIM]: ['CHARGEBEE:cus_acme'],
    };
    const { headers } = await stage.ask(claims, ADD, { customerId: 'cus_acme' });
    await stage.ask(claims, ADD, { customerId: 'cus_globex' });
    await stage.ask(claims, '{ contactProviders { name } }');
    await stage.ask({ ...claims, exp: 1 }, ADD, { customerId: 'cus_acme' });
    const shared = {
      level: 30,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      name: 'audit',
      caller: callerId(ISSUER, 'ada@example.com'),
      provider: 'CHARGEBEE',
      account: null,
      operation: 'ADD',
      replayed: false,
      msg: 'write',
    };
    expect(lines(path)).toEqual([
      { ...shared, member: 'AddContactSuccess', outcome: 'APPLIED', requestId: headers.get('x-request-id') },
      { ...shared, member: null, outcome: 'NOT_APPLIED', forbidden: true, requestId: expect.any(String) },
    ]);
    const text = readFileSync(path, 'utf8');
    for (const secret of ['ada@example.com', 'mara', 'Mara', 'cus_acme', 'cus_globex'])
      expect(text).not.toContain(secret);
  });

  it('goes on in a new file when the old one was moved away', async () => {
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

  it('does not fail a write when the disk is full', async () => {
    const subgraph = await startTestSubgraph({ AUDIT_LOG: 'file:/dev/full' });
    const { data } = await ask(subgraph.url, ADD, { customerId: 'cus_acme' });
    expect(data.addContact.__typename).toBe('AddContactSuccess');
    await subgraph.close();
  });

  it.each([
    ['file:/nowhere/at/all.log', 'AUDIT_LOG names a file that cannot be written (ENOENT)'],
    ['syslog', 'AUDIT_LOG must be stdout, or file: and a path'],
  ])('is a problem at start when it is %s', async (target, problem) => {
    const starting = startSubgraph({
      PORT: '0',
      LOG_LEVEL: 'silent',
      STORE_URL: 'memory:',
      AUDIT_LOG: target,
    });
    await expect(starting).rejects.toThrow(problem);
  });
});
