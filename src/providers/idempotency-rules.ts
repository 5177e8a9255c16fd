/** How to confirm the outcome of an unanswered write. */
import type { JsonObject } from '../model/contact.js';
import type { ProviderCall } from './call.js';
import type { ProviderReply, ProviderRequest } from './exchange.js';

export interface IdempotencyRules {
  /** Absent if the vendor supports no key that a request can carry. */
  readonly vendorKey?: VendorKeyRules;
  /** How long after sending the vendor may still apply a request. Until then, absence confirms nothing. */
  readonly graceMs: number;
  /** The id that a prepared call's contact will have, if we choose it. */
  contactIdOf?(call: ProviderCall): string;
  /**
   * The record that replies would show after a prepared call; the field table decodes it. Absent if replies
   * use the request names: then it is the wire record.
   */
  expected?(call: ProviderCall): JsonObject;
}

/** The vendor's own idempotency key. */
export interface VendorKeyRules {
  /** Its header, in lowercase. */
  readonly header: string;
  /** How long the vendor replays the first answer. */
  readonly replayMs: number;
  /** A request's key; undefined if the vendor accepts none for it. */
  keyOf(call: ProviderCall, request: ProviderRequest): string | undefined;
  /** Whether the answer is marked as a replay for the same key. */
  replayed?(reply: ProviderReply): boolean;
}
