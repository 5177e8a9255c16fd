/**
 * A refresh token that its server replaces, through a restart, at a second replica and with a broken store.
 */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Subgraph } from '../../src/app.js';
import type { Environment } from '../../src/config/env.js';
import { ask } from '../support/ask.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { ADD, type Login, startLogin, variablesOf } from '../support/replacing-login.js';
import { startTestSubgraph } from '../support/subgraph.js';

const ADDED = { __typename: 'AddContactSuccess' };
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openLogin(): Promise<Login> {
  const login = await startLogin();
  closing.push(() => login.close());
  return login;
}

async function start(login: Login, storeUrl: string, more: Environment = {}): Promise<Subgraph> {
  const subgraph = await startTestSubgraph({ ...variablesOf(login, storeUrl), ...more });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= subgraph.stop();
    return stopped;
  };
  closing.push(stop);
  return { ...subgraph, stop };
}

async function add({ url }: Subgraph): Promise<unknown> {
  const { data } = await ask(url, ADD);
  return data?.addContact;
}

/** What holds for every store that outlives the process. */
function keepsTokens(place: () => Promise<string>): void {
  it('continues with the newest token after a restart', async () => {
    const login = await openLogin();
    const storeUrl = await place();
    for (const count of [1, 2, 3]) {
      const subgraph = await start(login, storeUrl);
      expect(await add(subgraph)).toEqual(ADDED);
      expect(login.used).toHaveLength(count);
      await subgraph.stop();
    }
    expect(login.used).toEqual(['r1', 'r2', 'r3']);
  });

  it('makes three replicas take turns, so that no token is used twice', async () => {
    const login = await openLogin();
    const storeUrl = await place();
    const replicas = await Promise.all([1, 2, 3].map(() => start(login, storeUrl)));
    expect(await Promise.all(replicas.map(add))).toEqual([ADDED, ADDED, ADDED]);
    expect(login.used).toEqual(['r1', 'r2', 'r3']);
  });

  it('starts anew with another configured token', async () => {
    const login = await openLogin();
    const storeUrl = await place();
    const first = await start(login, storeUrl);
    expect(await add(first)).toEqual(ADDED);
    const second = await start(login, storeUrl, { CRO_REFRESH_TOKEN: 'r2' });
    expect(await add(second)).toEqual(ADDED);
    expect(login.used).toEqual(['r1', 'r2']);
  });

  it('does not read a token stored under another client secret', async () => {
    const login = await openLogin();
    const storeUrl = await place();
    const first = await start(login, storeUrl);
    expect(await add(first)).toEqual(ADDED);
    const second = await start(login, storeUrl, { CRO_CLIENT_SECRET: 'another' });
    expect(await add(second)).toMatchObject({ accessProblem: 'CREDENTIALS_REJECTED' });
    expect(login.used).toEqual(['r1', 'r1']);
  });
}

describe('a refresh token kept in SQLite', () => {
  let folder: string;
  let count = 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'contacts-tokens-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const place = async () => {
    count += 1;
    return `sqlite:${folder}/${count}/contacts.db`;
  };

  keepsTokens(place);

  it('is encrypted, in a file that only its owner can read', async () => {
    const login = await openLogin();
    const storeUrl = await place();
    expect(await add(await start(login, storeUrl))).toEqual(ADDED);
    const path = `${storeUrl.slice('sqlite:'.length)}-tokens`;
    expect(statSync(path).mode & 0o777).toBe(0o600);
    for (const secret of ['secret', 'aa.bb.cc', 'refresh_token']) {
      expect(readFileSync(path, 'latin1')).not.toContain(secret);
    }
  });

  it('is not exchanged when the store cannot be read: an old token would void the newest', async () => {
    const login = await openLogin();
    const storeUrl = await place();
    const subgraph = await start(login, storeUrl);
    writeFileSync(
      `${storeUrl.slice('sqlite:'.length)}-tokens`,
      'no database at all, but long enough to be one',
    );
    expect(await add(subgraph)).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    expect(login.used).toEqual([]);
  });
});

describeWithPostgres('a refresh token kept in PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server.stop());

  keepsTokens(() => server.place());

  it('that the store failed to save is still used by the process', async () => {
    const login = await openLogin();
    const storeUrl = await server.place();
    const database = new Client({ connectionString: storeUrl });
    await database.connect();
    closing.push(() => database.end());
    let work: Promise<unknown> = Promise.resolve();
    login.granting = () => {
      if (login.used.length > 1) return;
      work = database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'`,
      );
    };
    const subgraph = await start(login, storeUrl);
    expect(await add(subgraph)).toEqual(ADDED);
    await work;
    expect(await add(subgraph)).toEqual(ADDED);
  });
});

describe('a refresh token kept in memory', () => {
  it('is forgotten with the process', async () => {
    const login = await openLogin();
    const first = await start(login, 'memory:');
    expect(await add(first)).toEqual(ADDED);
    await first.stop();
    expect(await add(await start(login, 'memory:'))).toMatchObject({ accessProblem: 'CREDENTIALS_REJECTED' });
  });
});
