/** What the suite has to be told of a provider beside its definition: the vendor's customers, and exceptions. */
import { readFileSync } from 'node:fs';
import type { CustomField } from '../../src/model/contact.js';
import type { ViolationCode } from '../../src/model/outcome.js';
import type { Provider } from '../../src/providers/driver.js';
import type { Fault, SandboxRequest, SandboxVendorFactory } from '../../src/sandbox/kit/vendor.js';
import { emulators } from '../../src/sandbox/registry.js';

export interface Target {
  readonly provider: Provider;
  /** Makes the emulated vendor where the registry of the sandbox has none. */
  readonly emulator?: SandboxVendorFactory;
  /** The providers of the directory, this one among them. */
  readonly among: readonly Provider[];
  /** Every customer of the played vendor and the union member that adding a contact to it ends in. */
  readonly customers: readonly DocumentedCustomer[];
  /** What a request holds beside what the caller asked for, each with the reason. */
  readonly unasked: { readonly body: Reasons; readonly headers: Reasons };
  readonly options?: Readonly<Record<string, OptionCases>>;
  /** Custom fields that the played account has defined. */
  readonly customFields?: readonly CustomField[];
  /** Ids that look wrong to others and are right here: they have to reach the vendor as they are. */
  readonly oddCustomerIds?: readonly string[];
  readonly excused: Excuses;
}

export interface DocumentedCustomer {
  readonly id: string;
  /** Name of the union member. */
  readonly member: string;
}

export interface OptionCases {
  readonly good: readonly OptionCase[];
  readonly bad: readonly (readonly [value: unknown, code: ViolationCode])[];
}

export interface OptionCase {
  readonly value: unknown;
  readonly customerId?: string;
  /** What the vendor has to see of it. */
  seen(request: SandboxRequest): unknown;
  readonly as: unknown;
}

type Reasons = Readonly<Record<string, string>>;

/** The cases that a provider may be excused from, each only where it is not able to be put to it. */
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

/** Case to the reason. */
export type Excuses = { readonly [Case in Excusable]?: string };

/** The customers that `docs/sandbox.md` lists in the section of a vendor. */
export function documentedCustomers(section: string): DocumentedCustomer[] {
  const sections = readFileSync('docs/sandbox.md', 'utf8').split(/^## /m);
  const text = sections.find((candidate) => candidate.startsWith(`${section}\n`)) ?? '';
  return [...text.matchAll(/^\| `([^`]+)` \|.*\| `(\w+)` \|$/gm)].map(([, id = '', member = '']) => ({
    id,
    member,
  }));
}

/** The header of that name, for an option that travels in one. */
export function header(name: string): (request: SandboxRequest) => unknown {
  return ({ headers }) => headers[name];
}

/** The value of that name in a JSON body. */
export function member(name: string): (request: SandboxRequest) => unknown {
  return ({ body }) => (JSON.parse(body) as Record<string, unknown>)[name];
}

export async function emulatorOf({ provider, emulator }: Target): Promise<SandboxVendorFactory> {
  const factory = emulator ?? (await emulators[provider.id]?.())?.createSandbox;
  if (!factory) throw new Error(`${provider.name} has no emulator, which its tests need.`);
  return factory;
}
