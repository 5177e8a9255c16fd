/** A test's plan of faults. Without one, only customers with a fault provoke it. */
import type { Socket } from 'node:net';

import type { Fault, SandboxReply, SandboxRequest } from './vendor.js';

/** A call to a vendor, in order of arrival. */
export interface SandboxCall {
  /** `SandboxVendor.key`. */
  readonly vendor: string;
  readonly method: string;
  readonly path: string;
  /** Whether it adds or changes something at a customer. */
  readonly write: boolean;
  /** Undefined for calls without a customer: a token, a ping, a list of all. */
  readonly customerId: string | undefined;
}

export type ScriptedFault =
  | Fault
  /** The usual reply, delayed. */
  | { readonly delayMs: number }
  /** Cuts the connection immediately, but applies the request after the delay. */
  | { readonly commitAfterMs: number }
  /** This reply instead of the vendor's; nothing is applied. */
  | { readonly reply: SandboxReply };

export type MaybeAsync<T> = T | Promise<T>;

export interface FaultScript {
  /** Called when a connection was accepted, before anything is read. */
  connected?(socket: Socket): void;
  /** The fault of a call. Undefined leaves it to the customer's own fault, if any. */
  fault?(call: SandboxCall, request: SandboxRequest): MaybeAsync<ScriptedFault | undefined>;
  /** Runs after each write that the vendor applied; its reply waits. */
  carriedOut?(call: SandboxCall, request: SandboxRequest): MaybeAsync<void>;
}
