/** What goes to a vendor, what comes back, and what a vendor's complaint is. */

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
