/**
 * Folds over the decisions about one request: its body, violations and fates, and the source of a wire field.
 */
import type { JsonObject, JsonValue, Path, ProviderId } from '../model/contact.js';
import type { FieldFate } from '../model/outcome.js';
import type { Violation } from '../model/violation.js';
import type { Decision, Mapped, MappedProvider } from './decisions.js';

/** Wire name to value, without the provider's envelope. */
export function bodyOf(decisions: readonly Decision[]): JsonObject {
  const body: Record<string, JsonValue> = {};
  for (const decision of decisions) {
    if ('value' in decision && decision.value !== undefined) body[decision.wire] = decision.value;
  }
  return body;
}

/** Whether values without a target are invalid or omitted. */
export interface UnsupportedPolicy {
  readonly omitUnsupported: boolean;
  /** The providers that keep what stands at a path below the argument, list positions left out. */
  supportedBy(path: string): readonly ProviderId[];
}

/** The rules that the input breaks, in its order. */
export function violationsOf(
  decisions: readonly Decision[],
  { name }: MappedProvider,
  policy: UnsupportedPolicy,
): readonly Violation[] {
  const violations: Violation[] = [];
  for (const decision of decisions) {
    const violation = violationOf(decision, name, policy);
    if (violation) violations.push(violation);
  }
  // Nobody means to add an empty contact, and nobody could tell afterwards whether it was added.
  if (violations.length === 0 && !decisions.some(isMapped)) {
    const message = `${name} needs at least one value of input that it keeps.`;
    violations.push({ code: 'REQUIRED', path: ['input'], message });
  }
  return violations;
}

function violationOf(
  decision: Decision,
  name: string,
  policy: UnsupportedPolicy,
): Violation | null | undefined {
  if (decision.as === 'INVALID') return decision.violation;
  if (decision.as !== 'UNSUPPORTED') return undefined;
  if (policy.omitUnsupported) return decision.limit;
  if (decision.violation !== undefined) return decision.violation;
  const { path } = decision;
  const field = path.filter((part) => !/^\d+$/.test(part)).join('.');
  const message = `${name} has no place for ${field}.`;
  return { code: 'UNSUPPORTED', path, message, supportedBy: policy.supportedBy(field) };
}

function isMapped(decision: Decision): decision is Mapped {
  return decision.as === 'SENT' || decision.as === 'TRANSFORMED';
}

/** The fates of a valid request, in input order; with the provider's record, also what was not kept. */
export function fatesOf(
  decisions: readonly Decision[],
  provider: MappedProvider,
  record?: JsonObject,
): FieldFate[] {
  const fates: FieldFate[] = [];
  for (const decision of decisions) {
    if (isMapped(decision)) fates.push(mappedFate(decision, provider, record));
    else if (decision.as === 'UNSUPPORTED') {
      const { leaves, reason } = decision;
      for (const path of leaves) fates.push({ path, fate: 'OMITTED', providerField: null, reason });
    } else if (decision.as === 'IMPLIED') {
      const { path, reason } = decision;
      fates.push({ path, fate: 'IMPLIED', providerField: null, reason });
    }
  }
  return fates;
}

const RETURNED = 'The customer has the contact already, and that one was returned as it is.';

/** The fates of a request that led to a contact which was there before. */
export function returnedFates(decisions: readonly Decision[], provider: MappedProvider): FieldFate[] {
  return fatesOf(decisions, provider).map(({ path }) => ({
    path,
    fate: 'OMITTED',
    providerField: null,
    reason: RETURNED,
  }));
}

function mappedFate(decision: Mapped, provider: MappedProvider, record: JsonObject | undefined): FieldFate {
  const { path, as, wire, reason = null } = decision;
  const providerField = provider.wireName(wire);
  return record && wasLost(decision, provider, record)
    ? {
        path,
        fate: 'NOT_KEPT',
        providerField,
        reason: `${provider.name}'s answer does not hold it as it was sent.`,
      }
    : { path, fate: as, providerField, reason };
}

function wasLost({ wire, value, kept }: Mapped, { omitsUnset }: MappedProvider, record: JsonObject): boolean {
  if (!kept && value === undefined) return false;
  const isKept = kept ? kept(record) : sameValue(record[wire], value ?? null);
  return isKept === undefined ? omitsUnset : !isKept;
}

/**
 * The path of the input that a wire field's value came from, for a vendor's error. Items of a list that share
 * the field give the list: nobody knows which item is meant. Undefined where the caller gave no value for it.
 */
export function pathOf(decisions: readonly Decision[], wire: string): Path | undefined {
  const mapped = decisions.filter(isMapped);
  const leaves = mapped.filter((leaf) => leaf.wire === wire);
  const values = leaves.filter(({ value }) => value !== undefined);
  const [first] = leaves;
  if (!first) return undefined;
  const defaulted = mapped.filter(({ decides }) => decides === wire);
  const shared = [...(values.length > 0 ? values : leaves), ...defaulted]
    .map(({ path }) => path)
    .reduce(sharedPath);
  // Names that are joined into one have no more in common than that they are input.
  return shared.length > 1 ? shared : first.path;
}

function sharedPath(a: Path, b: Path): Path {
  const end = a.findIndex((part, index) => part !== b[index]);
  return end === -1 ? a : a.slice(0, end);
}

/**
 * Compares what was sent with what came back. Vendors are seen to answer a digits-only text as a number and a
 * boolean as the text "True"; neither is a loss.
 */
export function sameValue(got: JsonValue | undefined, sent: JsonValue): boolean | undefined {
  if (got === undefined) return undefined;
  if (got === sent) return true;
  if (got === null || sent === null) return false;
  if (typeof got === 'object' || typeof sent === 'object') return false;
  if (typeof sent === 'boolean') return String(got).toLowerCase() === String(sent);
  return String(got) === String(sent);
}
