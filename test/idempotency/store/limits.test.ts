/** The limits that replicas share, in a real PostgreSQL. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { SharedLimits } from '../../../src/accounts/shared-limits.js';
import { openLimits } from '../../../src/idempotency/store/open-limits.js';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import type { ReportTries } from '../../../src/model/tries.js';
import { ask, describeWithPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';

function reportTo(failures: unknown[]): ReportTries {
  return { failed: (error) => failures.push(error), succeeded: () => undefined };
}

describeWithPostgres('limits in PostgreSQL', () => {
  let server: PostgresServer;
  const failures: unknown[] = [];
  const opened: SharedLimits[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((limits) => limits.close()));
    failures.length = 0;
  });
  afterAll(() => server.stop());

  async function open(url: string): Promise<SharedLimits> {
    const limits = await openLimits(url, reportTo(failures));
    if (!limits) throw new Error('This is PostgreSQL.');
    opened.push(limits);
    return limits;
  }

  /** Long after the test. */
  const FAR = 1e15;

  /** A pause that counts how often it was changed. */
  async function count(limits: SharedLimits, account = 'ACME:1'): Promise<number> {
    let counted = 0;
    await limits.change(account, (kept) => {
      counted = (kept.pause?.until ?? FAR) + 1 - FAR;
      return { replicas: {}, pause: { until: FAR + counted, retryAfter: 0 } };
    });
    return counted;
  }

  it('are shared on no other store', async () => {
    expect(await openLimits('sqlite:./data/contacts.db', reportTo([]))).toBeUndefined();
    expect(await openLimits('memory:', reportTo([]))).toBeUndefined();
  });

  it('lose no change of several replicas, which create the table together', async () => {
    const url = await server.place();
    const replicas = await Promise.all(Array.from({ length: 4 }, () => open(url)));
    await Promise.all(
      replicas.map(async (limits) => {
        for (let change = 0; change < 25; change += 1) await count(limits);
      }),
    );
    expect(await count(await open(url))).toBe(101);
    expect(failures).toEqual([]);
  });

  it('are created beside stores that start concurrently', async () => {
    for (let start = 0; start < 10; start += 1) {
      const url = await server.place();
      const limits = await Promise.all(Array.from({ length: 3 }, () => open(url)));
      const [, ...stores] = await Promise.all([
        Promise.all(limits.map((shared) => count(shared))),
        ...Array.from({ length: 3 }, () => openStore(url)),
      ]);
      await Promise.all(stores.map((store) => store.close()));
    }
    expect(failures).toEqual([]);
  });

  it('are separate for each account', async () => {
    const limits = await open(await server.place());
    expect([await count(limits, 'A:1'), await count(limits, 'A:2'), await count(limits, 'A:1')]).toEqual([
      1, 1, 2,
    ]);
  });

  it("use the server's clock", async () => {
    const url = await server.place();
    const limits = await open(url);
    let now = 0;
    await limits.change('ACME:1', (kept, time) => {
      now = time;
      return kept;
    });
    const [row] = (await ask(url, 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now')) as {
      now: string;
    }[];
    expect(Math.abs(Number(row?.now) - now)).toBeLessThan(5000);
  });

  it('wait for no disk: the table is unlogged', async () => {
    const url = await server.place();
    await count(await open(url));
    const rows = await ask(
      url,
      "SELECT relpersistence AS kind FROM pg_class WHERE oid = 'add_contact_limits'::regclass",
    );
    expect(rows).toEqual([{ kind: 'u' }]);
  });

  it('are forgotten when no replica and no pause is left, whichever replica left them', async () => {
    const url = await server.place();
    const slots = { held: 1, wanted: 1 };
    const limits = await open(url);
    const left = { replicas: { dead: { until: 1, slots } }, pause: { until: 2, retryAfter: 2 } };
    const used = { replicas: { dead: { until: 1, slots }, living: { until: FAR, slots } } };
    await count(limits, 'paused');
    await limits.change('left', () => left);
    await limits.change('used', () => used);
    // The next replica polls, and so does each now and then.
    await count(await open(url), 'another');
    const rows = await ask(url, 'SELECT account FROM add_contact_limits ORDER BY account');
    expect(rows).toEqual([{ account: 'another' }, { account: 'paused' }, { account: 'used' }]);
    await limits.change('left', (kept) => {
      expect(kept).toEqual({ replicas: {} });
      return kept;
    });
  });

  it("survive another version's data", async () => {
    const url = await server.place();
    const limits = await open(url);
    await count(limits);
    await ask(url, `UPDATE add_contact_limits SET limits = '{"shape":"of tomorrow"}'`);
    expect(await count(limits)).toBe(1);
  });

  it('need no privilege to create an existing table, and report a missing one', async () => {
    const url = await server.place();
    const schema = /search_path%3D(\w+)/.exec(url)?.[1];
    const role = `writer_${schema}`;
    await ask(url, `CREATE ROLE ${role} LOGIN PASSWORD 'secret'; GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
    const limited = new URL(url);
    limited.username = role;
    limited.password = 'secret';
    const limits = await open(limited.href);
    await expect(count(limits)).rejects.toThrow('permission denied');
    await count(await open(url));
    await ask(url, `GRANT SELECT, INSERT, UPDATE ON add_contact_limits TO ${role}`);
    expect(await count(limits)).toBe(2);
  });

  it('report the first of several failures, continue after a crash, and start empty', async () => {
    const limits = await open(await server.place());
    await count(limits);
    const crash = server.crash();
    let isBack = false;
    void crash.then(() => {
      isBack = true;
    });
    let failed = 0;
    while (!isBack || failed === 0) {
      await count(limits).catch(() => {
        failed += 1;
      });
      await sleep(5);
    }
    expect(failed).toBeGreaterThan(0);
    expect(failures).toHaveLength(failed);
    await count(limits).catch(() => undefined);
    expect(await count(limits)).toBeLessThan(20);
  });
});
