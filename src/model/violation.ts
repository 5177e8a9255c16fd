/** The rules a request can break, one value each. */
import type { Path, ProviderId } from './contact.js';

export interface ViolationBase {
  readonly path: Path;
  /** For developers; never contains a value from the request. */
  readonly message: string;
  /** The provider's name for the field, if any. */
  readonly providerField?: string | undefined;
}

/** One field breaking one rule. Lengths are in Unicode code points. */
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

/** A request can break more rules than are worth listing. */
export const MAX_VIOLATIONS = 100;

/** The first violations; the last one's message says how many are not listed. */
export function listViolations(all: readonly Violation[]): readonly Violation[] {
  return listFound(all, (violation) => violation);
}

/** Same, converting only the violations that are listed. */
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
