/**
 * The emulated vendors by provider id. A new one is its folder and a line here. Each is loaded on demand: a subgraph with
 * live vendors has no use for it.
 */
import type { JsonVendor, JsonVendorFactory } from './kit/json-vendor.js';

type LoadVendor = () => Promise<{ readonly createSandbox: JsonVendorFactory }>;

export const emulators: Readonly<Record<string, LoadVendor>> = {
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
): Promise<JsonVendor[]> {
  const modules = await Promise.all(providerIds.map((id) => emulators[id]?.()));
  return modules.filter((module) => module !== undefined).map(({ createSandbox }) => createSandbox(env));
}
