/** The emulated vendors with the fixtures' credentials, for tests that script faults. */
import type { ProviderId } from '../../src/model/contact.js';
import type { EmulatedFacts } from '../../src/providers/facts.js';
import type { JsonVendor } from '../../src/sandbox/kit/json-vendor.js';
import type { FaultScript } from '../../src/sandbox/kit/script.js';
import { startSandbox } from '../../src/sandbox/kit/server.js';
import type { SandboxReply } from '../../src/sandbox/kit/vendor.js';
import { emulators } from '../../src/sandbox/registry.js';
import { described, describedAs } from './facts.js';
import { fixtureEnvironment } from './fixtures.js';

export const EMULATED_PROVIDERS: readonly ProviderId[] = described.map(({ provider }) => provider.id);

export interface EmulatedVendors {
  /** Points the subgraph at the vendors. */
  readonly environment: Record<string, string>;
  at(provider: ProviderId): JsonVendor;
  /** The same vendor with only that customer, without contacts. */
  empty(provider: ProviderId, customerId: string): JsonVendor;
  close(): Promise<void>;
}

/** Every customer starts without contacts, and may have any number of them. */
export async function startEmulatedVendors(script: FaultScript): Promise<EmulatedVendors> {
  const modules = await Promise.all(EMULATED_PROVIDERS.map((id) => emulators[id]?.()));
  const credentials = { ...fixtureEnvironment(''), CRO_TENANT_ID: '7,8' };
  const vendors = modules.flatMap((module) => module?.createSandbox(credentials) ?? []);
  for (const vendor of vendors) {
    vendor.keepAll();
    for (const id of vendor.customerIds()) vendor.openCustomer(id);
  }
  const { environment, close } = await startSandbox({ vendors, script });
  return {
    environment: { ...environment },
    at(provider) {
      const vendor = vendors[EMULATED_PROVIDERS.indexOf(provider)];
      if (!vendor) throw new Error(`${provider} is not emulated.`);
      return vendor;
    },
    empty(provider, customerId) {
      const vendor = modules[EMULATED_PROVIDERS.indexOf(provider)]?.createSandbox(credentials);
      if (!vendor) throw new Error(`${provider} is not emulated.`);
      vendor.openCustomer(customerId);
      return vendor;
    },
    close,
  };
}

/** The id of the numbered customer, in the form of the provider. */
export function customerOf(provider: ProviderId, number: number): string {
  return emulatedFacts(provider).customer(number);
}

export function emulatedFacts(provider: ProviderId): EmulatedFacts {
  return describedAs(provider).facts.emulated;
}

/** Token requests, which tests neither count nor fail. */
export function isForToken(path: string): boolean {
  return path.endsWith('/oauth/token');
}

export interface TextReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body: string;
}

/** A test's reply, which states its own content type or has none. */
export function textReply({ status, headers, body }: TextReply): SandboxReply {
  return { status, ...(headers && { headers }), body };
}
