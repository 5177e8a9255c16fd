/** How contacts are read back. */
import type { StoredContact } from '../mapping/decode-contact.js';
import type { JsonValue } from '../model/contact.js';
import type { ProviderReply, ProviderRequest } from './exchange.js';
import type { IdRule } from './id-rule.js';

/** The value in a reply's body; undefined if the body is not what was requested. */
export type ParseBody<Value> = (json: JsonValue | undefined) => Value | undefined;

/** The calls of a read, which are retried within the deadline and the budget. */
export interface VendorReads {
  /**
   * The result of `parse` for a 2xx answer without a vendor error; undefined if the vendor reports that the
   * customer or contact does not exist. Every other failure throws what only `readVendor` catches, including
   * an unparsable body, which must not look like an empty list. `parseRejection` returns a value for a
   * rejection that the driver expects.
   */
  read<Value>(
    request: ProviderRequest,
    parse: ParseBody<Value>,
    parseRejection?: (reply: ProviderReply) => Value | undefined,
  ): Promise<Value | undefined>;
}

export interface PageRequest {
  /** Maximum contacts, 1 to the provider's `pageSize`. */
  readonly first: number;
  /** The `cursor` of the contact before the page; absent for the first page. */
  readonly after?: string | undefined;
  /** Whether the query selects custom fields or the provider's own record, which lists may omit. */
  readonly fullRecord: boolean;
  /** Only the ids are needed, if that is cheaper. */
  readonly idsOnly?: boolean;
}

export interface StoredPage {
  /** The customer's canonical id, if the vendor accepts several. */
  readonly customerId?: string;
  readonly contacts: readonly (StoredContact & { readonly cursor: string })[];
  readonly hasNext: boolean;
}

export interface ReadRules {
  /** The format of contact ids, checked before an id is used in a URL. */
  readonly contactId: IdRule;
  acceptsCursor(cursor: string): boolean;
  /** Maximum contacts per `list`; Infinity if it returns all of a customer's. */
  readonly pageSize: number;
  /** False if lists omit custom fields. */
  readonly listsFullRecords: boolean;
  /** True if the vendor documents that it compresses answers on request. */
  readonly compresses?: boolean;
  /**
   * One contact by its provider-side id; null if none exists. Absent if the vendor reads only by customer.
   */
  get?(customerId: string, externalId: string, vendor: VendorReads): Promise<StoredContact | null>;
  /**
   * A page of a customer's contacts, in a stable order; null if the customer does not exist, undefined if the
   * cursor is stale.
   */
  list(customerId: string, page: PageRequest, vendor: VendorReads): Promise<StoredPage | null | undefined>;
}
