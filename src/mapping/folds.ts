/**
 * Folds one request's decisions into its body, violations and fates, and finds the source of a wire field.
 */
import type { JsonObject, JsonValue, Path, ProviderId } from '../model/contact.js';
import type { FieldFate } from '../model/outcome.js';
import type { Violation } from '../model/violation.js';
import type { Cleared, Decision, Mapped, MappedProvider } from './decisions.js';
import { checkText } from './text-rules.js';

/** Wire name to value, without the provider's envelope. `present` is the contact that an update changes. */
export function bodyOf(decisions: readonly Decision[], present: JsonObject = {}): JsonObject {
  const body: Record<string, JsonValue> = {};
  for (const decision of decisions) {
    if (decision.as === 'CLEARED') Object.assign(body, decision.values(present));
    else if ('value' in decision && decision.value !== undefined) body[decision.wire] = decision.value;
  }
  return body;
}

/** Whether values without a target are invalid or omitted. */
export interface UnsupportedPolicy {
  readonly omitUnsupported: boolean;
  /** The providers that support a path below the argument, without list positions. */
  supportedBy(path: string): readonly ProviderId[];
}

/** The input's violations, in input order. */
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
  // An empty write is never intended, and its outcome could not be verified.
  if (
    violations.length === 0 &&
    !decisions.some((decision) => isMapped(decision) || decision.as === 'CLEARED')
  ) {
    const message = `input must have at least one value that ${name} stores.`;
    violations.push({ code: 'REQUIRED', path: ['input'], message });
  }
  return violations;
}

/** Texts that exceed the limits specific to this request. */
export function limitViolations(
  decisions: readonly Decision[],
  limits: Readonly<Record<string, number>>,
  provider: MappedProvider,
  body: JsonObject,
): readonly Violation[] {
  return Object.entries(limits).flatMap(([wire, max]) => {
    const value = body[wire];
    const path = pathOf(decisions, wire);
    return typeof value === 'string' && path
      ? checkText(value, { max, multiline: true }, path, provider, wire)
      : [];
  });
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
  const { path, reason } = decision;
  const field = decision.field ?? path.filter((part) => !/^\d+$/.test(part)).join('.');
  const message = decision.field === undefined ? `${name} cannot store ${field}.` : reason;
  return { code: 'UNSUPPORTED', path, message, supportedBy: policy.supportedBy(field) };
}

function isMapped(decision: Decision): decision is Mapped {
  return decision.as === 'SENT' || decision.as === 'TRANSFORMED';
}

/**
 * The fates of a valid request, in input order. With the provider's record, also reports values that were not
 * kept.
 */
export function fatesOf(
  decisions: readonly Decision[],
  provider: MappedProvider,
  record?: JsonObject,
): FieldFate[] {
  const fates: FieldFate[] = [];
  for (const decision of decisions) {
    if (isMapped(decision)) fates.push(mappedFate(decision, provider, record));
    else if (decision.as === 'CLEARED') fates.push(clearedFate(decision, provider, record));
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

const RETURNED = 'The customer already has the contact, which was returned unchanged.';

/** The fates if an existing contact was returned instead. */
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
    ? notKept(path, providerField, provider)
    : { path, fate: as, providerField, reason };
}

function clearedFate(
  { path, as, wires, kept }: Cleared,
  provider: MappedProvider,
  record: JsonObject | undefined,
): FieldFate {
  const providerField = wires.map((wire) => provider.wireName(wire)).join(', ');
  return record && kept(record) === false
    ? notKept(path, providerField, provider)
    : { path, fate: as, providerField, reason: 'The field no longer has a value.' };
}

function notKept(path: Path, providerField: string, { name }: MappedProvider): FieldFate {
  const reason = `${name}'s response does not contain the value as it was sent.`;
  return { path, fate: 'NOT_KEPT', providerField, reason };
}

function wasLost({ wire, value, kept }: Mapped, { omitsUnset }: MappedProvider, record: JsonObject): boolean {
  if (!kept && value === undefined) return false;
  const isKept = kept ? kept(record) : sameValue(record[wire], value ?? null);
  return isKept === undefined ? omitsUnset : !isKept;
}

/**
 * The input path behind a wire field, for a vendor's error. List items that share the field yield the list,
 * because the error does not show which one is meant. Undefined if the caller gave no value for it.
 */
export function pathOf(decisions: readonly Decision[], wire: string): Path | undefined {
  const mapped = decisions.filter(isMapped);
  const leaves = mapped.filter((leaf) => leaf.wire === wire);
  const values = leaves.filter(({ value }) => value !== undefined);
  const [first] = leaves;
  if (!first)
    return decisions.find((one): one is Cleared => one.as === 'CLEARED' && one.wires.includes(wire))?.path;
  const defaulted = mapped.filter(({ decides }) => decides === wire);
  const shared = [...(values.length > 0 ? values : leaves), ...defaulted]
    .map(({ path }) => path)
    .reduce(sharedPath);
  // Joined names have only `input` in common, which is too vague.
  return shared.length > 1 ? shared : first.path;
}

function sharedPath(a: Path, b: Path): Path {
  const end = a.findIndex((part, index) => part !== b[index]);
  return end === -1 ? a : a.slice(0, end);
}

/**
 * Compares the sent with the returned value. Vendors have been seen to return a digits-only text as a number
 * and a boolean as the text "True"; neither is a loss.
 */
export function sameValue(got: JsonValue | undefined, sent: JsonValue): boolean | undefined {
  if (got === undefined) return undefined;
  if (got === sent) return true;
  if (got === null || sent === null) return false;
  if (typeof got === 'object' || typeof sent === 'object') return false;
  if (typeof sent === 'boolean') return String(got).toLowerCase() === String(sent);
  return String(got) === String(sent);
}
