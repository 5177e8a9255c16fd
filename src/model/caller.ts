/** Who calls, as a verified token says it, and what the token lets them do. */
import type { CustomerReach } from './customer-reach.js';

/** The scopes of tokens, each with what it is for. */
export const scopes = {
  'contacts:read': 'Read contacts.',
  'contacts:write': 'Preview and make writes, and find out what became of them.',
  'contacts:options': 'Give options that decide where a call goes or whose identity it uses.',
} as const;

export type Scope = keyof typeof scopes;

export interface Caller {
  /** Digest of the issuer and the name that the token gives. */
  readonly id: string;
  readonly scopes: ReadonlySet<string>;
  readonly customers: CustomerReach;
  /** The person to name in the audit logs of vendors, where a claim is configured for that. */
  readonly originUser?: string | undefined;
}

/** Without caller checks nobody is named, and everybody may do everything. */
export function hasScope(caller: Caller | undefined, scope: Scope): boolean {
  return caller === undefined || caller.scopes.has(scope);
}
