/**
 * The contract of a provider: data first, then the few things that data cannot say. A folder below
 * `src/providers` exports one definition; everything else about a provider, from the enum value in the schema
 * to the row in the documentation, is derived from it.
 *
 * A definition may assume that its input was checked against its own tables. It must not throw for anything a
 * vendor can do: an unreadable answer is `undefined`, which callers see as an unknown outcome. Only
 * a `PageWalk` throws, for pages that lead nowhere.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Env } from '../config/env.js';
import type { TabledProvider } from '../mapping/decide.js';
import type { Decision } from '../mapping/decisions.js';
import type { StoredContact } from '../mapping/decode-contact.js';
import type { DescribedUpdate } from '../mapping/describe.js';
import type { OptionTable } from '../mapping/options.js';
import type { ContactChange, JsonObject, JsonValue, ProviderId } from '../model/contact.js';
import type { WriteOperation } from '../model/outcome.js';
import type { Authorization } from '../vendor-http/authorization.js';
import type { HttpClient } from '../vendor-http/client.js';
import type { TokenStore } from '../vendor-http/token-store.js';
import type { IdRule } from './id-rule.js';

/** The form of customer ids. Ids are checked before they come near a URL. */
export interface CustomerIdRule extends IdRule {
  /** For a person; also what a violation says is expected. */
  readonly format: string;
  /** An ordinary customer of the sandbox. */
  readonly example: string;
}

/** The caller's request, after the checks. */
export interface ProviderCall {
  /** An add unless something else is said. */
  readonly operation?: WriteOperation;
  readonly customerId: string;
  /** The provider's id of the contact that the call is about; absent for an add. */
  readonly externalId?: string;
  /** The id of that contact in the graph. */
  readonly contactId?: string;
  /** That contact as it was read before the write. */
  readonly present?: StoredContact;
  /** Whether it is an update that an add has become, because the contact was there. */
  readonly isOfAdd?: true;
  readonly input: ContactChange;
  /** The options of this provider, with the defaults of its settings where the caller gave none. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The options as the caller gave them. */
  readonly givenOptions: Readonly<Record<string, unknown>>;
  /**
   * The caller's key, or a random one. A vendor's own key follows from it, so the vendor can tell a repeat.
   */
  readonly idempotencyKey: string;
  readonly hasCallerKey: boolean;
  /**
   * Which run under the idempotency key this is, from 1. A vendor replays rejections too, so the run after a
   * rejection needs a new key at the vendor.
   */
  readonly run?: number;
  /** Correlates log lines. */
  readonly requestId: string;
  /** Wire name to value, as the field table encoded the input. */
  readonly wire: JsonObject;
  /** What becomes of each value of the input. */
  readonly decisions: readonly Decision[];
  /** What becomes of it where an add changes a contact that is there; absent where it never does. */
  readonly asUpdate?: readonly Decision[] | undefined;
}

/** A call about a contact that is there. */
export type ChangeCall = ProviderCall & Required<Pick<ProviderCall, 'externalId' | 'contactId' | 'present'>>;

export function isChangeCall(call: ProviderCall): call is ChangeCall {
  return call.externalId !== undefined && call.contactId !== undefined && call.present !== undefined;
}

export interface ProviderRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path segments below the base URL, not yet percent-encoded. */
  readonly segments: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?:
    | { readonly json: JsonObject }
    | { readonly form: readonly (readonly [name: string, value: string])[] };
}

export interface ProviderReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The parsed body; undefined when it is not JSON. */
  readonly json: JsonValue | undefined;
}

/** What a vendor's complaint amounts to. */
export type VendorErrorKind =
  /** Of a write to a contact that exists: or the contact is not there. */
  | 'CUSTOMER_NOT_FOUND'
  | 'DUPLICATE'
  | 'NOT_CONFIGURED'
  | 'CREDENTIALS_REJECTED'
  | 'PERMISSION_DENIED'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'FIELD_REQUIRED'
  | 'FIELD_REJECTED'
  | 'KEY_OF_OTHER_REQUEST'
  | 'KEY_IN_PROGRESS'
  | 'REJECTED'
  | 'UNKNOWN';

/** One complaint of a vendor. */
export interface VendorError {
  /** Absent where we do not know the vendor's code: the HTTP status then decides. */
  readonly kind?: VendorErrorKind | undefined;
  /** The vendor's own code. */
  readonly code?: string | undefined;
  /** The vendor's own text; capped and stripped before a caller sees it. */
  readonly message?: string | undefined;
  /** The field the vendor named: a wire name of the table, or a path of the arguments as `options.x.y`. */
  readonly field?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

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

/** How contacts are read back. */
export interface ReadRules {
  /** The form of contact ids, checked before an id comes near a URL. */
  acceptsId(externalId: string): boolean;
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

/** How to confirm the outcome of a write without an answer. */
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

/** The settings of one provider in the environment. */
export interface ProviderSettings {
  /** Origin and path prefix, without a slash at its end. */
  readonly baseUrl: string;
  /**
   * What tells accounts behind one base URL apart, unless it is a secret or changes with one: credentials are
   * replaced and the account stays the same. Absent where the base URL says it all, or nothing else is known.
   */
  readonly account?: string;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the provider's own limits, for an account that has others or shares them with somebody. */
  readonly limits?: Partial<Pick<ProviderLimits, 'concurrency' | 'ratePerSecond'>>;
  /** Options that hold where the caller gives none. */
  readonly optionDefaults?: Readonly<Record<string, unknown>>;
  /**
   * `client` speaks to the origin of `baseUrl`; `openClient` makes one for another origin. `tokens` keeps
   * what replaces a configured token.
   */
  authorization(
    client: HttpClient,
    openClient: (origin: string) => HttpClient,
    tokens: TokenStore,
  ): Authorization;
}

/** Facts for people: documentation, forms and violations. */
export interface ProviderInfo {
  /** The vendor's page that the table was checked against. */
  readonly documentationUrl: string;
  /** What an operator has to know before the first call, in Markdown, for the documentation. */
  readonly notes?: readonly string[];
  readonly customerId: CustomerIdRule;
}

export interface ProviderLimits {
  /** Requests in flight at most, per credential. */
  readonly concurrency: number;
  /** Requests begun in a second at most, per credential, where the vendor documents it. */
  readonly ratePerSecond?: number;
  /** Contacts a customer can have at most, where the vendor documents it. */
  readonly maxContactsPerCustomer?: number;
}

/** How contacts are written. */
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

export interface Provider extends TabledProvider {
  /** The enum value. Never reused once retired. */
  readonly id: ProviderId;
  readonly info: ProviderInfo;
  readonly limits: ProviderLimits;
  /** Reads the provider's variables; undefined when none is set. Problems are collected in `env`. */
  configure(env: Env): ProviderSettings | undefined;
  readonly write: WriteRules;
  /**
   * The vendor's errors, in its order; empty when the answer holds none of its own form.
   * `call` is absent for reads.
   */
  parseErrors(reply: ProviderReply, call?: ProviderCall): readonly VendorError[];
  readonly read: ReadRules;
  readonly idempotency: IdempotencyRules;
}

/** Whether the vendor has a call for it that we may use. */
export function supports({ write }: Pick<Provider, 'write'>, operation: WriteOperation): boolean {
  return operation === 'ADD' || write[operation === 'UPDATE' ? 'update' : 'remove'] !== undefined;
}
