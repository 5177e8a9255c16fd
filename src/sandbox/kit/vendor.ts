/**
 * The contract between the sandbox server and one emulated vendor. An emulator is written from the vendor's
 * documents and imports nothing of the driver: one made from our tables would agree with our mistakes.
 */
import type { IncomingHttpHeaders } from 'node:http';

export interface SandboxRequest {
  /** Upper case. */
  readonly method: string;
  /** Path as it came, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Decoded as UTF-8; empty when there was none. */
  readonly body: string;
}

export interface SandboxReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, everything else as JSON; `undefined` sends no body. */
  readonly body?: unknown;
}

/** Errors of the vendor. The vendor's folder says how they look on the wire. */
export type ReplyFault =
  | 'RATE_LIMITED'
  | 'RATE_LIMITED_WITH_RETRY_AFTER'
  | 'SERVER_ERROR'
  | 'CREDENTIALS_REFUSED'
  | 'PERMISSION_DENIED'
  | 'MAINTENANCE'
  | 'ERROR_IN_200'
  | 'UNKNOWN_CODE';

/** Faults of the connection. The server emulates these for every vendor alike. */
export type WireFault =
  /** The request is read, then the connection is cut; nothing is stored. Writes only. */
  | 'CUT_BEFORE_COMMIT'
  /** The contact is stored, then the connection is cut. Writes only. */
  | 'CUT_AFTER_COMMIT'
  /** The contact is stored, then a 500 is answered. Writes only. */
  | 'SERVER_ERROR_AFTER_COMMIT'
  /** The usual reply, two seconds late. */
  | 'SLOW'
  /** The request is carried out, a reply never comes. */
  | 'HANG'
  /** The request is carried out, an HTML page with status 200 is the reply. */
  | 'HTML_REPLY'
  /** The request is carried out, the reply ends halfway. */
  | 'TRUNCATED_REPLY';

export type Fault = ReplyFault | WireFault;

/** The customer of a request, and whether it adds or changes something there. */
export interface Subject {
  readonly customerId: string;
  readonly write: boolean;
}

export interface SandboxVendor {
  /** Key of the vendor in the line that `npm run sandbox` prints. */
  readonly key: string;
  /** Path that the vendor's `*_URL` variable ends in: `/api/v2`, or empty. */
  readonly basePath: string;
  /** Customer id to the fault it provokes. Each of them is a known customer otherwise. */
  readonly faults: Readonly<Record<string, Fault>>;
  /** Answers as the vendor would: checks credentials and input, stores contacts. Never throws. */
  handle(request: SandboxRequest): SandboxReply;
  /**
   * Whether the request carries credentials the vendor accepts. Where it does not, `handle` answers even if
   * the customer has a fault. A vendor without this method shows its faults to everybody.
   */
  authenticated?(request: SandboxRequest): boolean;
  /** Undefined for calls without a customer: for a token, a ping, a list of all. */
  subject(request: SandboxRequest): Subject | undefined;
  /** The vendor's own shape of a fault, for a request; undefined where the vendor has no such reply. */
  faultReply(fault: ReplyFault, request?: SandboxRequest): SandboxReply | undefined;
  /** The subgraph's variables that point at this vendor at `url`, with credentials it accepts. */
  environment(url: string): Readonly<Record<string, string>>;
}

/**
 * Makes a vendor with fresh state. `env` may hold the credentials of the subgraph's own variables, which are
 * then the ones accepted; where it does not, the published defaults of `docs/sandbox.md` are.
 */
export type SandboxVendorFactory = (env: Readonly<Record<string, string | undefined>>) => SandboxVendor;
