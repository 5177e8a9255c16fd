/** How contacts are read back. */
import type { StoredContact } from '../mapping/decode-contact.js';
import type { JsonValue } from '../model/contact.js';
import type { ProviderReply, ProviderRequest } from './exchange.js';
import type { IdRule } from './id-rule.js';

/** The value in the body of a reply; undefined when the body is not what was requested. */
export type ParseBody<Value> = (json: JsonValue | undefined) => Value | undefined;

/** Calls that a read may make. They are retried within the deadline and the budget. */
export interface VendorReads {
  /**
   * What `parse` makes of a 2xx answer without a vendor error; undefined when the vendor says that there is
   * no such customer or contact. Throws what only `readVendor` catches for every other failure. A body that
   * cannot be parsed is such a failure: it must not pass for an empty list. `parseRejection` gives a value
   * for a rejection that the driver expects.
   */
  read<Value>(
    request: ProviderRequest,
    parse: ParseBody<Value>,
    parseRejection?: (reply: ProviderReply) => Value | undefined,
  ): Promise<Value | undefined>;
}

export interface PageRequest {
  /** Contacts at most, 1 to the provider's `pageSize`. */
  readonly first: number;
  /** The `cursor` of the contact before the page; absent for the first page. */
  readonly after?: string | undefined;
  /** Whether the query selects custom fields and the provider's own record: listing may bring less. */
  readonly fullRecord: boolean;
  /** Only the ids are needed, where that is cheaper. */
  readonly idsOnly?: boolean;
}

export interface StoredPage {
  /** The customer's one id, where callers may name it by others too. */
  readonly customerId?: string;
  readonly contacts: readonly (StoredContact & { readonly cursor: string })[];
  readonly hasNext: boolean;
}

export interface ReadRules {
  /** The form of contact ids, checked before an id comes near a URL. */
  readonly contactId: IdRule;
  acceptsCursor(cursor: string): boolean;
  /** Contacts that one `list` can bring; Infinity where it brings all of a customer's. */
  readonly pageSize: number;
  /** False where a list brings no custom fields. */
  readonly listsFullRecords: boolean;
  /** True where the vendor documents that it compresses answers for those who ask. */
  readonly compresses?: boolean;
  /** One contact by its own id; null when none exists. Absent where the vendor reads by customer only. */
  get?(customerId: string, externalId: string, vendor: VendorReads): Promise<StoredContact | null>;
  /**
   * A page of a customer's contacts, in an order that stays; null when there is no such customer, undefined
   * when the cursor points at nothing any more.
   */
  list(customerId: string, page: PageRequest, vendor: VendorReads): Promise<StoredPage | null | undefined>;
}
