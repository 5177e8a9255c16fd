/** What only the store on a server can do, or fail to do. */

import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { STEPS } from '../../../src/idempotency/store/migrations.js';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import type { AttemptStore } from '../../../src/idempotency/store/store.js';
import { ask, describeWithPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';
import { newAttempt } from './suite.js';

/** Longer than the server may take to start. */
const PATIENT_MS = 120_000;
const HOUR_MS = 3_600_000;

describeWithPostgres('PostgresStore', () => {
  let server: PostgresServer;
  let url: string;
  const opened: AttemptStore[] = [];
  const sessions: Client[] = [];

  beforeAll(async () => {
    server = await startPostgres();
  }, PATIENT_MS);
  afterAll(() => server.stop(), PATIENT_MS);
  beforeEach(async () => {
    url = await server.place();
  });
  afterEach(async () => {
    for (const session of sessions.splice(0)) await session.end();
    for (const store of opened.splice(0)) await store.close();
  });

  async function open(at = url): Promise<AttemptStore> {
    const store = await openStore(at);
    opened.push(store);
    return store;
  }

  /** Another client's connection, in a transaction. */
  async function session(): Promise<Client> {
    const client = new Client({ connectionString: url });
    await client.connect();
    sessions.push(client);
    await client.query('BEGIN');
    return client;
  }

  /** Resolves when a store call waits for a lock that another client holds. */
  async function expectWaiting(call: Promise<unknown>): Promise<void> {
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    call.then(end, end);
    const waits = `SELECT 1 FROM pg_stat_activity
      WHERE application_name = 'contacts-subgraph' AND wait_event_type = 'Lock'`;
    while (!isOver && (await ask(url, waits)).length === 0);
    expect(isOver).toBe(false);
  }

  const withSettings = (...settings: string[]) => {
    const changed = new URL(url);
    const options = [changed.searchParams.get('options'), ...settings.map((setting) => `-c ${setting}`)];
    return `${changed.href.split('?')[0]}?options=${encodeURIComponent(options.join(' '))}`;
  };

  it("uses the server's clock", async () => {
    const store = await open();
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now - HOUR_MS);
    try {
      const { attempt } = await store.claim(newAttempt({ leaseMs: 60_000 }));
      expect(attempt.startedAt).toBeGreaterThanOrEqual(now);
      expect(await store.isLeased(attempt)).toBe(true);
      clock.mockReturnValue(now + HOUR_MS);
      expect(await store.isLeased(attempt)).toBe(true);
      expect(await store.takeDue('sweep', 1000, 10)).toEqual([]);
    } finally {
      clock.mockRestore();
    }
  });

  it('creates its tables in the first schema of the search path', async () => {
    await open();
    const [{ schema }] = (await ask(url, 'SELECT current_schema() AS schema')) as [{ schema: string }];
    const tables = await ask(
      url,
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = '${schema}' ORDER BY 1`,
    );
    expect(tables).toEqual([
      { name: 'add_contact_attempts' },
      { name: 'add_contact_caller_rates' },
      { name: 'add_contact_created' },
      { name: 'add_contact_keys' },
      { name: 'add_contact_leases' },
      { name: 'add_contact_limits' },
      { name: 'add_contact_steps' },
      { name: 'add_contact_store' },
    ]);
  });

  it("keeps an earlier release's table of callers' rates", async () => {
    await ask(
      url,
      `CREATE UNLOGGED TABLE add_contact_caller_rates (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);
       INSERT INTO add_contact_caller_rates VALUES ('caller:ada', 1, 2)`,
    );
    await open();
    expect(await ask(url, 'SELECT * FROM add_contact_caller_rates')).toEqual([
      { key: 'caller:ada', points: 1, expire: '2' },
    ]);
  });

  it('needs no privilege to create existing tables', async () => {
    await open();
    const [{ schema }] = (await ask(url, 'SELECT current_schema() AS schema')) as [{ schema: string }];
    await ask(
      url,
      `CREATE ROLE modest LOGIN PASSWORD 'modest';
       GRANT USAGE ON SCHEMA ${schema} TO modest;
       GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO modest`,
    );
    const store = await open(url.replace(/\/\/.*@/, '//modest:modest@'));
    const { attempt } = await store.claim(newAttempt());
    expect(await store.claimContact(attempt.id, '17')).toBe(true);
    await store.change(attempt.id, 1, { state: 'SUCCEEDED', expiresInMs: 0 });
    await store.check();
    expect(await store.purge()).toBe(1);
  });

  it('rejects tables of a newer version', async () => {
    await (await open()).close();
    await ask(url, `UPDATE add_contact_store SET version = ${STEPS.length + 1}`);
    await expect(openStore(url)).rejects.toThrow(/a newer version of this service .*this one has 3/);
  });

  it('rejects a server that confirms writes it can lose', async () => {
    await expect(openStore(withSettings('synchronous_commit=off'))).rejects.toThrow(
      'synchronous_commit is off',
    );
    await expect(open(withSettings('synchronous_commit=local'))).resolves.toBeDefined();
  });

  it('rejects a read-only server', async () => {
    await open();
    const standby = withSettings('default_transaction_read_only=on');
    await expect(openStore(standby)).rejects.toThrow(/cannot be used: .*read-only/);
  });

  it('reports why it cannot connect, without the password', async () => {
    const password = new URL(url).password;
    const refusals = [
      [url.replace(password, `${password}x`), /password authentication failed/],
      [url.replace(/:\d+\//, ':1/'), /ECONNREFUSED/],
      [url.replace('/postgres?', '/nowhere?'), /database "nowhere" does not exist/],
    ] as const;
    for (const [wrong, reason] of refusals) {
      const error = await openStore(wrong).then(
        () => undefined,
        (refusal: Error) => refusal,
      );
      expect(error?.message).toMatch(/^The store in PostgreSQL cannot be used: /);
      expect(error?.message).toMatch(reason);
      expect(`${error?.stack} ${JSON.stringify(error?.cause)}`).not.toContain(password);
    }
  });

  it('gives up on a silent server', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const patience = setTimeout(() => sockets.map((socket) => socket.destroy()), 7000);
    try {
      await expect(openStore(`postgres://contacts@127.0.0.1:${port}/postgres`)).rejects.toThrow(/timeout/);
    } finally {
      clearTimeout(patience);
      silent.close();
    }
  });

  it('survives the loss of its connections', async () => {
    const store = await open();
    const { attempt } = await store.claim(newAttempt());
    await Promise.all(Array.from({ length: 10 }, () => store.get(attempt.id)));
    const ended = await ask(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'contacts-subgraph'`,
    );
    expect(ended.length).toBeGreaterThan(0);
    const left = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'contacts-subgraph'`;
    while ((await ask(url, left)).length > 0);
    // The pool learns of it in the next turn of the event loop.
    await new Promise(setImmediate);
    expect(await store.get(attempt.id)).toStrictEqual(attempt);
  });

  it('rejects when a statement takes too long', async () => {
    const store = await open();
    const { attempt } = await store.claim(newAttempt());
    const other = await session();
    await other.query('SELECT 1 FROM add_contact_attempts FOR UPDATE');
    await expect(store.change(attempt.id, 1, { state: 'SENDING' })).rejects.toThrow('statement timeout');
    await other.query('ROLLBACK');
    expect(await store.change(attempt.id, 1, { state: 'SENDING' })).toMatchObject({ epoch: 2 });
  });

  it('does not wait for an attempt that another sweep is taking or forgetting', async () => {
    const store = await open(`${url}&statement_timeout=4000`);
    const [held, free] = [newAttempt({ leaseMs: 0 }), newAttempt({ leaseMs: 0 })];
    await store.claim(held);
    await store.claim(free);
    const [expired, forgotten] = [newAttempt(), newAttempt()];
    for (const attempt of [expired, forgotten]) {
      await store.claim(attempt);
      await store.change(attempt.id, 1, { state: 'REJECTED', expiresInMs: 0 });
    }
    const other = await session();
    await other.query('SELECT 1 FROM add_contact_attempts WHERE id IN ($1, $2) FOR UPDATE', [
      held.id,
      expired.id,
    ]);
    expect(await store.takeDue('sweep', HOUR_MS, 10)).toMatchObject([{ id: free.id }]);
    expect(await store.purge()).toBe(1);
    expect(await store.get(forgotten.id)).toBeUndefined();
  });

  it('sees that an attempt was taken while it waited for it', async () => {
    const store = await open();
    const { attempt } = await store.claim(newAttempt({ leaseMs: 0 }));
    const other = await session();
    await other.query('UPDATE add_contact_attempts SET epoch = 2');
    const change = store.change(attempt.id, 1, { state: 'SENDING' });
    await expectWaiting(change);
    await other.query('COMMIT');
    expect(await change).toBeUndefined();
  });

  it('notes no contact for an attempt forgotten meanwhile', async () => {
    const store = await open();
    const { attempt } = await store.claim(newAttempt());
    const other = await session();
    await other.query('DELETE FROM add_contact_attempts');
    const noted = store.claimContact(attempt.id, '17');
    await expectWaiting(noted);
    await other.query('COMMIT');
    expect(await noted).toBe(false);
  });

  it('reports no conflicts on a server with serializable transactions', async () => {
    const strict = withSettings('default_transaction_isolation=serializable');
    const stores = [await open(strict), await open(strict)] as const;
    const { id } = newAttempt();
    const claims = await Promise.all(
      stores.flatMap((store) => Array.from({ length: 20 }, () => store.claim(newAttempt({ id })))),
    );
    expect(claims.filter(({ claimed }) => claimed)).toHaveLength(1);
    for (let epoch = 1; epoch <= 5; epoch += 1) {
      const changes = await Promise.all(
        stores.flatMap((store) =>
          Array.from({ length: 20 }, () => store.change(id, epoch, { checks: epoch })),
        ),
      );
      expect(changes.filter((changed) => changed !== undefined)).toHaveLength(1);
    }
  });
});
