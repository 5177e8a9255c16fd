/**
 * The definition of a probe, which checks an inferred fact at a live vendor. Its requests use the vendor's
 * own names, because the driver's mapping would hide the question. Production code never imports probes.
 */
import type { JsonObject } from '../model/contact.js';
import type { ProviderReply, ProviderRequest } from './exchange.js';

export type Conclusion = 'confirmed' | 'refuted' | 'undecided';

/** A probe's result, in a sentence without personal values. */
export interface Finding {
  readonly conclusion: Conclusion;
  readonly because: string;
}

/** What a caller can name in addition to the customer. */
export interface ProbeArguments {
  /** The customer that gets the probe's contacts. */
  readonly customer: string;
  /** A second one, for facts about two. */
  readonly otherCustomer?: string | undefined;
  /** Custom text fields that the account has defined. */
  readonly fields: readonly string[];
}

/** A live account while a probe runs. */
export interface ProbeVendor extends ProbeArguments {
  /** The settings' default options. */
  readonly options: Readonly<Record<string, unknown>>;
  /** A unique string of letters and digits, never repeated in any run. */
  unique(): string;
  /**
   * Sends once. Without an answer, or with one that concerns only the account, ends the probe as undecided.
   */
  call(request: ProviderRequest): Promise<ProviderReply>;
  /** Runs after the probe, latest first. */
  afterwards(undo: () => Promise<ProviderReply>): void;
  sleep(ms: number): Promise<void>;
}

export interface Probe {
  /** What it does at the vendor, shown before it runs. */
  readonly does: string;
  /** The arguments that it needs in addition to the customer. */
  readonly needs?: readonly ('otherCustomer' | 'fields')[];
  run(vendor: ProbeVendor): Promise<Finding>;
}

/** By the fact's id. */
export type Probes = Readonly<Record<string, Probe>>;

/** A vendor's contact calls, in its own names, for probes that several vendors share. */
export interface ProbeCalls {
  /**
   * Creates a contact with the values and returns its id; it is removed when the probe ends. If the vendor
   * cannot remove contacts, reuses the `nth` contact of an earlier probe.
   */
  add(vendor: ProbeVendor, values?: JsonObject, nth?: number): Promise<string>;
  change(vendor: ProbeVendor, id: string, values: JsonObject): Promise<ProviderReply>;
  /** Absent if the vendor has no call for it. */
  remove?(vendor: ProbeVendor, id: string): Promise<ProviderReply>;
  /** The records of the customer's contacts by id, in the vendor's order. */
  list(vendor: ProbeVendor): Promise<ReadonlyMap<string, JsonObject>>;
}

export const confirmed = (because: string): Finding => ({ conclusion: 'confirmed', because });
export const refuted = (because: string): Finding => ({ conclusion: 'refuted', because });
export const undecided = (because: string): Finding => ({ conclusion: 'undecided', because });

/** Ends a probe that cannot continue. */
export class Undecided extends Error {}

export function isSuccess({ status }: ProviderReply): boolean {
  return status >= 200 && status < 300;
}
