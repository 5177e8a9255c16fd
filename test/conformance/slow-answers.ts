/** Slow vendors. */
import { expect, test } from '@jest/globals';
import { usualInput } from './inputs.js';
import { Stage } from './stage.js';
import { emulatorOf, type Target } from './target.js';

/** Vendors that take two seconds to answer, concurrently, because the wait takes the time. */
export function slowAnswers(targets: readonly Target[]): void {
  test('a customer with slow answers still gets its contact', async () => {
    const added = await Promise.all(
      targets.map(async (target) => {
        const { provider, among, facts } = target;
        const createSandbox = await emulatorOf(target);
        const { faults } = createSandbox({});
        const customerId = facts.sandbox.customers.find(([id]) => faults[id] === 'SLOW')?.[0] ?? '';
        const stage = await Stage.open({ provider, among, createSandbox, customerId });
        try {
          return (await stage.added(usualInput(provider))).contact.provider;
        } finally {
          await stage.close();
        }
      }),
    );
    expect(added).toEqual(targets.map(({ provider }) => provider.id));
  });
}
