/**
 * The emulated vendors by provider id. A new one is its folder and a line here. Each is loaded on demand: a subgraph with
 * live vendors has no use for it.
 */
import type { JsonVendor } from './kit/json-vendor.js';
import type { SandboxVendor, SandboxVendorFactory } from './kit/vendor.js';

/** By provider id. */
export type Emulators<V extends SandboxVendor = SandboxVendor> = Readonly<
  Record<string, () => Promise<{ readonly createSandbox: (...of: Parameters<SandboxVendorFactory>) => V }>>
>;

export const emulators: Emulators<JsonVendor> = {
  CHARGEBEE: () => import('./chargebee/index.js'),
  CHARTMOGUL: () => import('./chartmogul/index.js'),
  CRO: () => import('./cro/index.js'),
  RPM: () => import('./rpm/index.js'),
  ZUORA: () => import('./zuora/index.js'),
};

/** The vendors of the given providers with fresh state; a provider without an emulator is left out. */
export async function sandboxVendors(
  env: Readonly<Record<string, string | undefined>>,
  providerIds: readonly string[] = Object.keys(emulators),
  known: Emulators = emulators,
): Promise<SandboxVendor[]> {
  const modules = await Promise.all(providerIds.map((id) => known[id]?.()));
  return modules.filter((module) => module !== undefined).map(({ createSandbox }) => createSandbox(env));
}
