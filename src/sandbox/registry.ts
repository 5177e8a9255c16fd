/**
 * The emulated vendors by provider id. A new one needs its folder and a line here. Each is loaded on demand:
 * a subgraph with live vendors does not need them.
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

/** The given providers' vendors with fresh state, skipping providers without an emulator. */
export async function sandboxVendors(
  env: Readonly<Record<string, string | undefined>>,
  providerIds: readonly string[] = Object.keys(emulators),
  known: Emulators = emulators,
): Promise<SandboxVendor[]> {
  const modules = await Promise.all(providerIds.map((id) => known[id]?.()));
  return modules.filter((module) => module !== undefined).map(({ createSandbox }) => createSandbox(env));
}
