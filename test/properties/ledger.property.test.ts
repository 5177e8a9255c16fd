/**
 * Random updates of all fields, each kept, set or cleared, in short: the vendor's ledger equals the model.
 * `npm run test:faults -- ledger` is the long form.
 */
import { afterAll, beforeAll, describe } from '@jest/globals';
import fc from 'fast-check';
import { property } from '../support/property.js';
import { modelled } from './documented.js';
import { LedgerWorld } from './ledger-world.js';
import { updateStep } from './update-steps.js';

describe.each(modelled)('updates at %s', (provider) => {
  let world: LedgerWorld;
  beforeAll(async () => {
    world = await LedgerWorld.open(provider);
  });
  afterAll(() => world.close());

  property(
    'change the fields they name and nothing else, despite concurrent changes of others',
    fc.array(updateStep(provider), { minLength: 20, maxLength: 20 }),
    (steps) => world.run(steps),
    { share: 0.2 },
  );
});
