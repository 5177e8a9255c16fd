/** The rules that a request can break, one value for each. */
import type { Path, ProviderId } from './contact.js';

export interface ViolationBase {
  readonly path: Path;
  /** For a developer; never holds a value of the request. */
  readonly message: string;
  /** The provider's own name of the field, where it has one. */
  readonly providerField?: string | undefined;
}

/** One field that breaks one rule. Lengths are in Unicode code points. */
export type Violation = ViolationBase &
  (
    | { readonly code: 'REQUIRED' }
    | { readonly code: 'UNSUPPORTED'; readonly supportedBy: readonly ProviderId[] }
    | { readonly code: 'TOO_LONG'; readonly maxLength: number; readonly length: number }
    | { readonly code: 'TOO_SHORT'; readonly minLength: number; readonly length: number }
    | { readonly code: 'TOO_MANY'; readonly maxItems: number; readonly items: number }
    | { readonly code: 'RANGE'; readonly minimum: number | null; readonly maximum: number | null }
    | { readonly code: 'FORMAT'; readonly expected: string }
    | { readonly code: 'NOT_ALLOWED' }
    | { readonly code: 'CONFLICT'; readonly conflictsWith: readonly Path[] }
    | { readonly code: 'VALUE'; readonly allowedValues: readonly string[] }
    | {
        readonly code: 'PROVIDER_RULE';
        readonly providerCode: string | null;
        readonly providerMessage: string | null;
      }
  );

export type ViolationCode = Violation['code'];

/** A request can break more rules than anybody reads. */
export const MAX_VIOLATIONS = 100;

/** The first violations; the message of the last one says how many are not listed. */
export function listViolations(all: readonly Violation[]): readonly Violation[] {
  return listFound(all, (violation) => violation);
}

/** The same for what becomes a violation only when it is listed. */
export function listFound<Found>(
  all: readonly Found[],
  toViolation: (found: Found) => Violation,
): readonly Violation[] {
  const listed = all.slice(0, MAX_VIOLATIONS).map(toViolation);
  const more = all.length - MAX_VIOLATIONS;
  const last = listed.at(-1);
  if (more <= 0 || !last) return listed;
  const rest = more === 1 ? '1 more violation is not listed.' : `${more} more violations are not listed.`;
  return [...listed.slice(0, -1), { ...last, message: `${last.message} ${rest}` }];
}
