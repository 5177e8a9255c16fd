/** How one caller's requests affect another's rate count, on PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type CallerRate, openCallerRate } from '../../src/idempotency/store/open-caller-rate.js';
import { openStore } from '../../src/idempotency/store/open-store.js';
import { fastest } from '../support/fastest.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';

const RATE = 20;
/** Far more than there are connections. */
const FLOOD = 1000;
/**
 * The limit, in times the duration of a single request. Behind a whole flood it would wait far more than a
 * hundred.
 */
const MANY_TIMES = 75;

describeWithPostgres('the requests of a caller on PostgreSQL', () => {
  let server: PostgresServer;
  let rates: readonly CallerRate[] = [];
  const failures: unknown[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    const url = await server.place();
    await (await openStore(url)).close();
    rates = [1, 2].map(() =>
      openCallerRate(
        url,
        RATE,
        (id) => id,
        (error) => failures.push(error),
      ),
    );
  });
  afterAll(async () => {
    await Promise.all(rates.map((rate) => rate.close()));
    await server.stop();
  });

  it("do not wait for another caller's flood", async () => {
    const [rate] = rates as [CallerRate];
    const countedMs = async () => {
      const startedAt = performance.now();
      expect(await rate.count(randomUUID())).toBeUndefined();
      return performance.now() - startedAt;
    };
    const aloneMs = await fastest(0, countedMs);
    const timesLonger = await fastest(MANY_TIMES, async () => {
      const loud = randomUUID();
      const flood = Array.from({ length: FLOOD }, () => rate.count(loud));
      const besideMs = await countedMs();
      await Promise.all(flood);
      return besideMs / aloneMs;
    });
    expect(timesLonger).toBeLessThan(MANY_TIMES);
  });

  it('are as many as its rate allows, however many arrive concurrently at both replicas', async () => {
    const admitted = await fastest(RATE + 1, async () => {
      const caller = randomUUID();
      const waits = await Promise.all(
        Array.from({ length: FLOOD }, (_, index) => rates[index % 2]?.count(caller)),
      );
      for (const wait of waits) if (wait !== undefined) expect(wait).toBeLessThanOrEqual(1000);
      return waits.filter((wait) => wait === undefined).length;
    });
    expect(admitted).toBe(RATE);
    expect(failures).toEqual([]);
  });
});
