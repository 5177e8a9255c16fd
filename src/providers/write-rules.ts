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
  /** Absent where the vendor has no call for it. */
  readonly update?: UpdateRules;
  /** Absent where the vendor has no call for it. */
  readonly remove?: RemoveRules;
  /** Takes the added or changed contact out of a 2xx answer; undefined when it is not there to be read. */
  unwrap(reply: ProviderReply, call: ProviderCall): StoredContact | undefined;
}

/** How a contact is added. */
export interface AddRules {
  /**
   * The wire record with what the vendor needs beyond the caller's input, such as an id of ours. What it has
   * to ask the vendor for comes before the write: nothing was sent yet when that fails.
   */
  prepare?(call: ProviderCall, vendor: VendorReads): JsonObject | Promise<JsonObject | null>;
  request(call: ProviderCall): ProviderRequest;
}

/**
 * How a contact is changed. The contact is read before, under a lease that other writers of ours wait for.
 * The wire record of the call has null for what is to be cleared.
 */
export interface UpdateRules extends DescribedUpdate {
  request(call: ChangeCall): ProviderRequest;
  readonly clearing?: ClearingRules;
}

/** How a change that clears something is made, where the vendor has a call of its own for that. */
export interface ClearingRules extends NonNullable<DescribedUpdate['clearing']> {
  /** The call takes an empty text for none at all. */
  readonly clearsEmptyTexts?: true;
  request(call: ChangeCall): ProviderRequest;
  /** Whether a 2xx answer, which does not hold the contact, says that it is changed. */
  confirms(reply: ProviderReply, call: ChangeCall): boolean;
}

/** How a contact is removed. */
export interface RemoveRules {
  request(call: ChangeCall): ProviderRequest;
  /** Whether a 2xx answer says that the contact is gone. */
  confirms(reply: ProviderReply, call: ChangeCall): boolean;
}
