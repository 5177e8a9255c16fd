/** A provider as the suite knows it: its definition, its facts, and its vendor's emulator. */
import type { Provider } from '../../src/providers/driver.js';
import type { OptionCase, ProviderFacts } from '../../src/providers/facts.js';
import type { JsonVendorFactory } from '../../src/sandbox/kit/json-vendor.js';
import type { Fault, SandboxRequest } from '../../src/sandbox/kit/vendor.js';
import { emulators } from '../../src/sandbox/registry.js';

export interface Target {
  readonly provider: Provider;
  readonly facts: ProviderFacts;
  /** Set only if the sandbox registry has no emulator for the vendor. */
  readonly emulator?: JsonVendorFactory;
  /** The providers of the process, including this one. */
  readonly among: readonly Provider[];
}

/** The sections that a provider may be excused from, each only if it cannot be tested with the provider. */
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

/** The option as the vendor got it. */
export function seenOption({ seen }: OptionCase, { headers, body }: SandboxRequest): unknown {
  return 'header' in seen ? headers[seen.header] : (JSON.parse(body) as Record<string, unknown>)[seen.member];
}

export async function emulatorOf({ provider, emulator }: Target): Promise<JsonVendorFactory> {
  const factory = emulator ?? (await emulators[provider.id]?.())?.createSandbox;
  if (!factory) throw new Error(`${provider.name} has no emulator, which its tests need.`);
  return factory;
}
