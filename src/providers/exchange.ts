/** Requests to a vendor, its replies, and its errors. */

import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject, JsonValue } from '../model/contact.js';

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
  /** The parsed body; undefined if it is not JSON. */
  readonly json: JsonValue | undefined;
}

/** The meaning of a vendor's complaint. */
export type VendorErrorKind =
  /** For a write to an existing contact, also: the contact does not exist. */
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

/** A vendor's complaint. */
export interface VendorError {
  /** Absent if the vendor's code is unknown: the HTTP status then decides. */
  readonly kind?: VendorErrorKind | undefined;
  /** The vendor's own code. */
  readonly code?: string | undefined;
  /** The vendor's own text; capped and redacted before a caller sees it. */
  readonly message?: string | undefined;
  /** The field the vendor named: a wire name from the table, or an argument path such as `options.x.y`. */
  readonly field?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}
