/** How to confirm the outcome of a write without an answer. */
import type { JsonObject } from '../model/contact.js';
import type { ProviderCall } from './call.js';
import type { ProviderReply, ProviderRequest } from './exchange.js';

export interface IdempotencyRules {
  /** Absent where the vendor honors no key that requests put on the wire. */
  readonly vendorKey?: VendorKeyRules;
  /**
   * How long after a request left the vendor may still carry it out. Before that its absence confirms
   * nothing.
   */
  readonly graceMs: number;
  /** The id that the contact of a prepared call will have, where we choose it. */
  contactIdOf?(call: ProviderCall): string;
  /**
   * The record as replies would show what a prepared call wrote; the field table decodes it. Absent where
   * replies use the names of requests: then it is the wire record.
   */
  expected?(call: ProviderCall): JsonObject;
}

/** The vendor's own idempotency key. */
export interface VendorKeyRules {
  /** Its header, in lower case. */
  readonly header: string;
  /** How long the vendor gives the first answer again. */
  readonly replayMs: number;
  /** The key of a request; undefined where the vendor takes none. */
  keyOf(call: ProviderCall, request: ProviderRequest): string | undefined;
  /** Whether the answer says it was given before, to the same key. */
  replayed?(reply: ProviderReply): boolean;
}
