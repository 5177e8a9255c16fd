/** How contacts are added, changed and removed. */
import type { StoredContact } from '../mapping/decode-contact.js';
import type { DescribedUpdate } from '../mapping/describe.js';
import type { OptionTable } from '../mapping/options.js';
import type { JsonObject } from '../model/contact.js';
import type { ChangeCall, ProviderCall } from './call.js';
import type { ProviderReply, ProviderRequest } from './exchange.js';
import type { VendorReads } from './read-rules.js';

export interface WriteRules {
  readonly options?: OptionTable;
  readonly add: AddRules;
  /** Absent if the vendor has no call for it. */
  readonly update?: UpdateRules;
  /** Absent if the vendor has no call for it. */
  readonly remove?: RemoveRules;
  /** Extracts the added or changed contact from a 2xx answer; undefined if the answer does not contain it. */
  unwrap(reply: ProviderReply, call: ProviderCall): StoredContact | undefined;
}

export interface AddRules {
  /**
   * The wire record plus what the vendor needs beyond the caller's input, such as an id that we generate.
   * Reads whatever it needs before the write: if that fails, nothing was sent.
   */
  prepare?(call: ProviderCall, vendor: VendorReads): JsonObject | Promise<JsonObject | null>;
  request(call: ProviderCall): ProviderRequest;
}

/**
 * How a contact is changed. The contact is read first, under a lease that our other writers wait for. The
 * call's wire record has null for fields to clear.
 */
export interface UpdateRules extends DescribedUpdate {
  request(call: ChangeCall): ProviderRequest;
  readonly clearing?: ClearingRules;
}

/** How a change that clears something is made, if the vendor has a separate call for that. */
export interface ClearingRules extends NonNullable<DescribedUpdate['clearing']> {
  /** Whether the call treats an empty text as none. */
  readonly clearsEmptyTexts?: true;
  request(call: ChangeCall): ProviderRequest;
  /** Whether a 2xx answer, which does not contain the contact, confirms the change. */
  confirms(reply: ProviderReply, call: ChangeCall): boolean;
}

export interface RemoveRules {
  request(call: ChangeCall): ProviderRequest;
  /** Whether a 2xx answer confirms the removal. */
  confirms(reply: ProviderReply, call: ChangeCall): boolean;
}
