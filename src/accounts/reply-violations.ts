/** Maps the fields in a vendor's errors to violations of the caller's input. */
import { pathOf } from '../mapping/folds.js';
import { fieldAt } from '../mapping/input-order.js';
import type { Path } from '../model/contact.js';
import { UNIFIED_FIELDS } from '../model/fields.js';
import type { Failure } from '../model/outcome.js';
import { listFound, type Violation } from '../model/violation.js';
import type { ProviderCall } from '../providers/call.js';
import type { Provider } from '../providers/driver.js';
import type { VendorErrorKind } from '../providers/exchange.js';
import type { ClassifiedError } from './classify.js';
import type { Unshown } from './redact.js';
import { safeCode, safeText } from './safe-text.js';

/** The errors as violations of the caller's input; undefined if none names a field that the caller gave. */
export function invalid(
  provider: Provider,
  errors: readonly ClassifiedError[],
  call: ProviderCall,
  unshown: Unshown,
): Failure | undefined {
  const places = errors.flatMap((error) => placeOf(provider, error, call) ?? []);
  if (places.length === 0) return undefined;
  const inInputOrder = places.toSorted((a, b) => a.order - b.order);
  return { kind: 'invalid', violations: listFound(inInputOrder, (place) => violationAt(place, unshown)) };
}

/** The input field that a vendor's error concerns. */
interface Place {
  readonly provider: Provider;
  readonly error: ClassifiedError;
  readonly path: Path;
  readonly order: number;
}

export function placeOf(provider: Provider, error: ClassifiedError, call: ProviderCall): Place | undefined {
  const { field, kind } = error;
  if (field === undefined || (kind !== 'FIELD_REJECTED' && kind !== 'FIELD_REQUIRED')) return undefined;
  const path = isOption(field) ? field.split('.') : inputPath(provider, field, kind, call);
  if (!path) return undefined;
  return { provider, error, path, order: fieldAt(path) };
}

function isOption(field: string): boolean {
  return field.startsWith('options.');
}

export function violationAt({ provider, error, path }: Place, unshown: Unshown): Violation {
  const { field = '', kind } = error;
  const at = { path, providerField: isOption(field) ? undefined : provider.wireName(field) };
  if (kind === 'FIELD_REQUIRED') {
    return { ...at, code: 'REQUIRED', message: `${provider.name} requires ${path.join('.')}.` };
  }
  return {
    ...at,
    code: 'PROVIDER_RULE',
    message: `${provider.name} rejected ${path.join('.')} by its own rule.`,
    providerCode: safeCode(error.code, unshown),
    providerMessage: safeText(error.message, unshown),
  };
}

/** The value's source; for a missing value, the input field that would supply it. */
function inputPath(
  provider: Provider,
  wire: string,
  kind: VendorErrorKind,
  { decisions }: ProviderCall,
): Path | undefined {
  const given = pathOf(decisions, wire);
  if (given || kind !== 'FIELD_REQUIRED') return given;
  const field = UNIFIED_FIELDS.find((unified) =>
    provider.fields[unified]?.fields.some((leaf) => leaf.wires.includes(wire)),
  );
  return field && ['input', ...field.split('.')];
}
