/**
 * The contract between the sandbox server and an emulated vendor. An emulator is written from the vendor's
 * documents and imports nothing from the driver: built from our tables, it would share our mistakes.
 */
import type { IncomingHttpHeaders } from 'node:http';

export interface SandboxRequest {
  /** Uppercase. */
  readonly method: string;
  /** The raw path, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Decoded as UTF-8; empty if there was none. */
  readonly body: string;
}

export interface SandboxReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent verbatim, anything else as JSON; `undefined` sends no body. */
  readonly body?: unknown;
}

/** Vendor errors, whose format the vendor's folder defines. */
export type ReplyFault =
  | 'RATE_LIMITED'
  | 'RATE_LIMITED_WITH_RETRY_AFTER'
  | 'SERVER_ERROR'
  | 'CREDENTIALS_REFUSED'
  | 'PERMISSION_DENIED'
  | 'MAINTENANCE'
  | 'ERROR_IN_200'
  | 'UNKNOWN_CODE';

/** Connection faults, which the server emulates alike for every vendor. */
export type WireFault =
  /** Reads the request, then cuts the connection; stores nothing. Writes only. */
  | 'CUT_BEFORE_COMMIT'
  /** Stores the contact, then cuts the connection. Writes only. */
  | 'CUT_AFTER_COMMIT'
  /** Stores the contact, then answers 500. Writes only. */
  | 'SERVER_ERROR_AFTER_COMMIT'
  /** The usual reply, two seconds late. */
  | 'SLOW'
  /** Applies the request, but never replies. */
  | 'HANG'
  /** Applies the request, but replies with an HTML page and status 200. */
  | 'HTML_REPLY'
  /** Applies the request, but ends the reply halfway. */
  | 'TRUNCATED_REPLY';

export type Fault = ReplyFault | WireFault;

/** A request's customer, and whether it adds or changes something there. */
export interface Subject {
  readonly customerId: string;
  readonly write: boolean;
}

export interface SandboxVendor {
  /** The vendor's key in the output of `npm run sandbox`. */
  readonly key: string;
  /** Path at the end of the vendor's `*_URL` variable: `/api/v2`, or empty. */
  readonly basePath: string;
  /** Customer id to the fault it provokes. Otherwise each is an ordinary known customer. */
  readonly faults: Readonly<Record<string, Fault>>;
  /** Answers like the vendor: checks credentials and input, stores contacts. Never throws. */
  handle(request: SandboxRequest): SandboxReply;
  /**
   * Whether the request has credentials that the vendor accepts. If not, `handle` answers even if the
   * customer has a fault. A vendor without this method shows its faults to every caller.
   */
  authenticated?(request: SandboxRequest): boolean;
  /** Undefined for calls without a customer: a token, a ping, a list of all. */
  subject(request: SandboxRequest): Subject | undefined;
  /** The vendor's format of a fault, for a request; undefined if the vendor has no such reply. */
  faultReply(fault: ReplyFault, request?: SandboxRequest): SandboxReply | undefined;
  /** The subgraph's variables that point at this vendor at `url`, with accepted credentials. */
  environment(url: string): Readonly<Record<string, string>>;
}

/**
 * Creates a vendor with fresh state. Accepts the credentials in the subgraph's own variables if `env` has
 * them, else the published defaults in `docs/sandbox.md`.
 */
export type SandboxVendorFactory = (env: Readonly<Record<string, string | undefined>>) => SandboxVendor;
