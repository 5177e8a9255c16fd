/** The registered providers as the suite's targets. */
import { providers } from '../../src/providers/registry.js';
import { described } from '../support/facts.js';
import { Stage, type StageOptions } from './stage.js';
import { emulatorOf, type Target } from './target.js';

export const registeredTargets: readonly Target[] = described.map((each) => ({ ...each, among: providers }));

/** A stage for one registered provider, at its first ordinary customer. */
export async function openStage(id: string, more: Partial<StageOptions> = {}): Promise<Stage> {
  const target = registeredTargets.find(({ provider }) => provider.id === id);
  if (!target) throw new Error(`There is no provider ${id} with facts.`);
  const { provider, among, facts } = target;
  const createSandbox = await emulatorOf(target);
  const [[customerId] = ['']] = facts.sandbox.customers;
  return Stage.open({ provider, among, createSandbox, customerId, ...more });
}
