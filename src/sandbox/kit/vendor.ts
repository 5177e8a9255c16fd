/**
 * The contract between the sandbox server and one vendor played by it. A vendor is written from the
 * vendor's own documents and imports nothing of the provider's field table or failure map: an emulator
 * made from our tables would agree with our mistakes.
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

/** What can go wrong in the vendor's own words. The vendor says how it looks on the wire. */
export type ReplyFault =
  | 'RATE_LIMITED'
  | 'RATE_LIMITED_WITH_RETRY_AFTER'
  | 'SERVER_ERROR'
  | 'CREDENTIALS_REFUSED'
  | 'PERMISSION_DENIED'
  | 'MAINTENANCE'
  | 'ERROR_IN_200'
  | 'UNKNOWN_CODE';

/** What can go wrong below the vendor's words. The server plays these for every vendor alike. */
export type WireFault =
  /** The request is read, then the connection is cut; nothing is stored. Writes only. */
  | 'CUT_BEFORE_COMMIT'
  /** The contact is stored, then the connection is cut. Writes only. */
  | 'CUT_AFTER_COMMIT'
  /** The contact is stored, then a 500 is answered. Writes only. */
  | 'SERVER_ERROR_AFTER_COMMIT'
  /** The usual answer, two seconds late. */
  | 'SLOW'
  /** The request is carried out, an answer never comes. */
  | 'HANG'
  /** The request is carried out, an HTML page with status 200 is answered. */
  | 'HTML_REPLY'
  /** The request is carried out, the answer ends half way. */
  | 'TRUNCATED_REPLY';

export type Fault = ReplyFault | WireFault;

export interface SandboxVendor {
  /** Key of the vendor in the line that `npm run sandbox` prints. */
  readonly key: string;
  /** Path that the vendor's `*_URL` variable ends in: `/api/v2`, or empty. */
  readonly basePath: string;
  /** Customer id to the fault it provokes. Each of them is a known customer otherwise. */
  readonly faults: Readonly<Record<string, Fault>>;
  /** Answers as the vendor would: checks credentials and input, keeps what it is given. Never throws. */
  handle(request: SandboxRequest): SandboxReply;
  /**
   * Whether the request carries credentials the vendor accepts. Where it does not, `handle` answers even if the
   * customer has a fault. A vendor that leaves this out plays its faults to everybody.
   */
  authenticated?(request: SandboxRequest): boolean;
  /** Which customer a request is about and whether it adds or changes something; undefined for other calls. */
  subject(request: SandboxRequest): { customerId: string; write: boolean } | undefined;
  /** The vendor's own shape of a fault; undefined where the vendor has no such answer. */
  faultReply(fault: ReplyFault): SandboxReply | undefined;
  /** The subgraph's variables that point at this vendor played at `url`, with credentials it accepts. */
  environment(url: string): Readonly<Record<string, string>>;
}

/**
 * Makes a vendor with fresh state. `env` may hold the credentials of the subgraph's own variables, which are
 * then the ones accepted; where it does not, the published defaults of `docs/sandbox.md` are.
 */
export type SandboxVendorFactory = (env: Readonly<Record<string, string | undefined>>) => SandboxVendor;
