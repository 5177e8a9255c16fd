/** The caller, as named by a verified token, and what the token permits. */
import type { CustomerReach } from './customer-reach.js';

/** Token scopes and their purpose. */
export const scopes = {
  'contacts:read': 'Read contacts.',
  'contacts:write': 'Preview and make writes, and look up their outcome.',
  'contacts:options': 'Give options that decide where a call goes or whose identity it uses.',
} as const;

export type Scope = keyof typeof scopes;

export interface Caller {
  /** Digest of the issuer and the caller's name in the token. */
  readonly id: string;
  readonly scopes: ReadonlySet<string>;
  readonly customers: CustomerReach;
  /** The person to name in vendors' audit logs, if a claim is configured for that. */
  readonly originUser?: string | undefined;
}

/** Without authentication, callers are anonymous and everything is permitted. */
export function hasScope(caller: Caller | undefined, scope: Scope): boolean {
  return caller === undefined || caller.scopes.has(scope);
}
