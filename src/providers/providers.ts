/** The registry as a list. */
import type { Environment } from '../config/env.js';
import type { SandboxVendor } from '../sandbox/kit/vendor.js';
import type { Provider } from './driver.js';
import * as registry from './registry.js';

export const providers: readonly Provider[] = Object.values(registry);

/** The vendors of the given providers, played with fresh state. */
export async function sandboxVendors(
  env: Environment,
  played: readonly Provider[] = providers,
): Promise<SandboxVendor[]> {
  const modules = await Promise.all(played.map((provider) => provider.sandbox?.()));
  return modules.filter((module) => module !== undefined).map(({ createSandbox }) => createSandbox(env));
}
