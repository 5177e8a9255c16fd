/** A provider as the suite knows it: its definition, its facts, and the emulator of its vendor. */
import type { Provider } from '../../src/providers/driver.js';
import type { OptionCase, ProviderFacts } from '../../src/providers/facts.js';
import type { JsonVendorFactory } from '../../src/sandbox/kit/json-vendor.js';
import type { Fault, SandboxRequest } from '../../src/sandbox/kit/vendor.js';
import { emulators } from '../../src/sandbox/registry.js';

export interface Target {
  readonly provider: Provider;
  readonly facts: ProviderFacts;
  /** Makes the emulated vendor where the registry of the sandbox has none. */
  readonly emulator?: JsonVendorFactory;
  /** The providers of the process, this one among them. */
  readonly among: readonly Provider[];
}

/**
 * The sections that a provider may be excused from, each only where the suite cannot ask it of the provider.
 */
export type Excusable =
  | 'required fields'
  | 'length limits'
  | 'addresses at their limit'
  | 'list capacities'
  | 'position'
  | 'custom fields'
  | 'options'
  | 'unknown customer'
  | `fault ${Fault}`;

/** What the vendor saw of an option. */
export function seenOption({ seen }: OptionCase, { headers, body }: SandboxRequest): unknown {
  return 'header' in seen ? headers[seen.header] : (JSON.parse(body) as Record<string, unknown>)[seen.member];
}

export async function emulatorOf({ provider, emulator }: Target): Promise<JsonVendorFactory> {
  const factory = emulator ?? (await emulators[provider.id]?.())?.createSandbox;
  if (!factory) throw new Error(`${provider.name} has no emulator, which its tests need.`);
  return factory;
}
