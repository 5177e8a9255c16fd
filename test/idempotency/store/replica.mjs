/**
 * A process that works on a store and prints one JSON line for each answer, so that the test that kills it
 * knows what was confirmed. Arguments: the URL of the built open-store module, the store's URL, the task,
 * a name.
 */
import { setTimeout } from 'node:timers/promises';

const [module, url, task, name] = process.argv.slice(2);
const { openStore } = await import(module);
const store = await openStore(url);

// Writes to a pipe are synchronous: each confirmation is out before the next request.
const tell = (fact) => process.stdout.write(`${JSON.stringify(fact)}\n`);

const attempt = (id, leaseMs = 3_600_000) => ({
  id,
  lookupId: id,
  account: 'ZUORA',
  customerId: 'A00000001',
  fingerprint: 'f',
  owner: name,
  leaseMs,
});

const tasks = {
  /** Claims and changes its own attempts until it is killed, several at a time. */
  async write() {
    const lane = async (lane) => {
      for (let count = 0; ; count += 1) {
        const id = `${name}-${lane}-${count}`;
        const claimed = await store.claim(attempt(id));
        tell({ id, epoch: claimed.attempt.epoch });
        for (const [epoch, state] of [
          [1, 'SENDING'],
          [2, 'SUCCEEDED'],
        ]) {
          const changed = await store.change(id, epoch, { state, evidence: { epoch: epoch + 1 } });
          tell({ id, epoch: changed.epoch });
        }
        tell({ id, contact: await store.claimContact(id, id) });
        // With a blocking store, lanes would otherwise take turns of a whole attempt.
        await setTimeout(0);
      }
    };
    await Promise.all([0, 1, 2, 3].map(lane));
  },

  /** Claims the same keys as the others. */
  async race() {
    for (let key = 0; key < 60; key += 1) {
      const { claimed } = await store.claim(attempt(`key-${key}`, 0));
      if (claimed) tell({ claimed: key });
      await setTimeout(0);
    }
    await store.claim(attempt('counter'));
    for (let wins = 0; wins < 40; ) {
      const { epoch, checks } = await store.get('counter');
      const won = await store.change('counter', epoch, { checks: checks + 1 });
      if (won) wins += 1;
      tell({ counted: won !== undefined });
    }
    for (;;) {
      const taken = await store.takeDue(name, 3_600_000, 3);
      for (const { id } of taken) tell({ taken: id });
      if (taken.length === 0) break;
      await setTimeout(0);
    }
    await store.close();
  },

  /** Changes the same attempt as the others, each time under the lease. */
  async lease() {
    await store.claim(attempt('leased'));
    for (let turns = 0; turns < 20; turns += 1) {
      const owner = `${name}-${turns}`;
      while (!(await store.takeLease('lease', owner, 3_600_000))) await setTimeout(Math.random() * 5);
      // Two at a time would read the same epoch, and one of them would lose.
      const { epoch, checks } = await store.get('leased');
      await setTimeout(1);
      tell({ alone: (await store.change('leased', epoch, { checks: checks + 1 })) !== undefined });
      await store.releaseLease('lease', owner);
    }
    await store.close();
  },
};

await tasks[task]();
