/** A refresh token that its server replaces, and a process that is killed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ask } from '../support/ask.js';
import { type Build, useBuild } from '../support/build.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { ADD, type Login, startLogin, variablesOf } from '../support/replacing-login.js';
import { startSubgraphProcess } from '../support/subgraph-process.js';

const ADDED = { __typename: 'AddContactSuccess' };
let build: Build;
let login: Login;
beforeAll(() => {
  build = useBuild();
}, 120_000);
beforeEach(async () => {
  login = await startLogin();
});
afterEach(() => login.close());

function keepsToken(place: () => Promise<string>): void {
  it('continues with the newest token after its process was killed', async () => {
    const storeUrl = await place();
    for (const count of [1, 2]) {
      const subgraph = await startSubgraphProcess(build, {
        ...variablesOf(login, storeUrl),
        LOG_LEVEL: 'info',
      });
      expect((await ask(subgraph.url, ADD)).data.addContact).toEqual(ADDED);
      await subgraph.kill();
      expect(login.used).toHaveLength(count);
    }
    expect(login.used).toEqual(['r1', 'r2']);
  });
}

describe('a refresh token kept in SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contacts-tokens-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  keepsToken(async () => `sqlite:${folder}/contacts.db`);
});

describeWithPostgres('a refresh token kept in PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server.stop());
  keepsToken(() => server.place());
});
