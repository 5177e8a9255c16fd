/**
 * What a probe is: it asks a live vendor whether an inferred fact holds. Its requests are written down in the
 * vendor's own names, for the driver's mapping would hide what they ask. Production code never imports
 * probes.
 */
import type { JsonObject } from '../model/contact.js';
import type { ProviderReply, ProviderRequest } from './exchange.js';

export type Conclusion = 'confirmed' | 'refuted' | 'undecided';

/** What a probe found, in a sentence without a value of anybody. */
export interface Finding {
  readonly conclusion: Conclusion;
  readonly because: string;
}

/** What a caller may name beside the customer. */
export interface ProbeArguments {
  /** The customer that takes the probe's contacts. */
  readonly customer: string;
  /** A second one, for facts about two. */
  readonly otherCustomer?: string | undefined;
  /** Custom fields for texts that the account has defined. */
  readonly fields: readonly string[];
}

/** A live account while a probe runs. */
export interface ProbeVendor extends ProbeArguments {
  /** The settings that hold where a caller gives no option. */
  readonly options: Readonly<Record<string, unknown>>;
  /** A text of letters and digits that no call of any run gives again. */
  unique(): string;
  /** Sends once. Ends the probe, undecided, without an answer or with one that is about the account alone. */
  call(request: ProviderRequest): Promise<ProviderReply>;
  /** Runs when the probe has ended, the latest first. */
  afterwards(undo: () => Promise<ProviderReply>): void;
  sleep(ms: number): Promise<void>;
}

export interface Probe {
  /** What it does at the vendor, for whoever is about to start it. */
  readonly does: string;
  /** The arguments that it needs beside the customer. */
  readonly needs?: readonly ('otherCustomer' | 'fields')[];
  run(vendor: ProbeVendor): Promise<Finding>;
}

/** By the id of the fact. */
export type Probes = Readonly<Record<string, Probe>>;

/** A vendor's calls about contacts, in its own names, for the probes that several vendors share. */
export interface ProbeCalls {
  /**
   * Makes a contact of the probe with the values and returns its id; it goes when the probe ends. Where the
   * vendor cannot remove one, the `nth` contact of an earlier probe is used again.
   */
  add(vendor: ProbeVendor, values?: JsonObject, nth?: number): Promise<string>;
  change(vendor: ProbeVendor, id: string, values: JsonObject): Promise<ProviderReply>;
  /** Absent where the vendor has no call for it. */
  remove?(vendor: ProbeVendor, id: string): Promise<ProviderReply>;
  /** The records of the customer's contacts by id, in the vendor's order. */
  list(vendor: ProbeVendor): Promise<ReadonlyMap<string, JsonObject>>;
}

export const confirmed = (because: string): Finding => ({ conclusion: 'confirmed', because });
export const refuted = (because: string): Finding => ({ conclusion: 'refuted', because });
export const undecided = (because: string): Finding => ({ conclusion: 'undecided', because });

/** Ends a probe that cannot go on. */
export class Undecided extends Error {}

export function isSuccess({ status }: ProviderReply): boolean {
  return status >= 200 && status < 300;
}
