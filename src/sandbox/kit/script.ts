/** A test's own plan for what goes wrong. Without one, only the customers that have a fault provoke it. */
import type { Socket } from 'node:net';

import type { Fault, SandboxReply, SandboxRequest } from './vendor.js';

/** One call of a vendor, in the order of arrival. */
export interface SandboxCall {
  /** `SandboxVendor.key`. */
  readonly vendor: string;
  readonly method: string;
  readonly path: string;
  /** Whether it adds or changes something at a customer. */
  readonly write: boolean;
  /** Undefined for calls without a customer: for a token, a ping, a list of all. */
  readonly customerId: string | undefined;
}

export type ScriptedFault =
  | Fault
  /** The usual reply, so much later. */
  | { readonly delayMs: number }
  /** The connection is cut at once; the request is carried out so much later all the same. */
  | { readonly commitAfterMs: number }
  /** This reply in place of the vendor's; nothing is carried out. */
  | { readonly reply: SandboxReply };

export type MaybeAsync<T> = T | Promise<T>;

export interface FaultScript {
  /** A connection was accepted; nothing of it was read. */
  connected?(socket: Socket): void;
  /** What happens to a call. Undefined leaves it to the customer's own fault, if any. */
  fault?(call: SandboxCall, request: SandboxRequest): MaybeAsync<ScriptedFault | undefined>;
  /** Runs after each write that the vendor carried out; its reply waits. */
  carriedOut?(call: SandboxCall, request: SandboxRequest): MaybeAsync<void>;
}
