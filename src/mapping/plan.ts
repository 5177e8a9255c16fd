/**
 * What would be done with one request: which values break a rule, what becomes of each supplied leaf, and what
 * goes on the wire. Rows of the field table write it; `addContact` and `previewAddContact` read the same plan.
 */
import type { JsonObject, JsonValue, Path, ProviderId } from '../model/contact.js';
import type { FateKind, FieldFate, Violation } from '../model/outcome.js';

/** Whether the provider's record shows the value was kept; undefined where the record does not tell. */
export type KeptCheck = (record: JsonObject) => boolean | undefined;

interface Leaf {
  readonly path: Path;
  readonly fate: FateKind;
  readonly wire: string | null;
  readonly reason: string | null;
  readonly kept: KeptCheck | undefined;
  /** The leaf is the value of its wire field, not a part of it or its kind. */
  readonly isValue?: boolean;
  /** Another wire field that the provider's default for this leaf goes to. */
  readonly decides?: string | undefined;
}

/** What a plan has to know of the provider it is made for. */
export interface PlanScope {
  /** As the vendor writes its own name. */
  readonly providerName: string;
  /** The name of a wire field as the vendor's documentation writes it. */
  wireName(wire: string): string;
  /** The providers that keep what stands at a path below the argument, list positions left out. */
  supportedBy(path: string): readonly ProviderId[];
  /** Leave out what the provider has no place for instead of refusing it. */
  readonly omitUnsupported: boolean;
  /** True where the provider leaves unset fields out of its record, so that an absent one was not kept. */
  readonly omitsUnset: boolean;
}

export class Plan {
  readonly violations: Violation[] = [];
  /** What goes on the wire: wire name to value, without the provider's envelope. */
  readonly wire: Record<string, JsonValue> = {};
  readonly #leaves: Leaf[] = [];

  constructor(readonly scope: PlanScope) {}

  /** Puts a value the caller gave on the wire. */
  send(
    path: Path,
    wire: string,
    value: JsonValue,
    how: { fate?: 'SENT' | 'TRANSFORMED'; reason?: string; kept?: KeptCheck } = {},
  ): void {
    this.wire[wire] = value;
    const { fate = 'SENT', reason = null, kept = (record) => sameValue(record[wire], value) } = how;
    this.#leaves.push({ path, wire, fate, reason, kept, isValue: true });
  }

  /** Notes that a leaf travels in a wire field that another call puts on the wire. */
  carry(
    path: Path,
    wire: string,
    how: { fate?: 'SENT' | 'TRANSFORMED'; reason?: string; kept?: KeptCheck; decides?: string } = {},
  ): void {
    const { fate = 'SENT', reason = null, kept, decides } = how;
    this.#leaves.push({ path, wire, fate, reason, kept, decides });
  }

  /** Notes a value that needs no sending because the provider does the same without it. */
  imply(path: Path, reason: string): void {
    this.#leaves.push({ path, wire: null, fate: 'IMPLIED', reason, kept: undefined });
  }

  /**
   * A value the provider has no place for. Refused at `path`, or every one of its leaves left out and listed
   * when the caller chose so. `field` is the path below the argument with list positions left out.
   */
  unsupported(field: string, path: Path, leaves: readonly Path[] = [path]): void {
    if (this.scope.omitUnsupported) {
      this.omit(leaves, `${this.scope.providerName} has no place for it.`);
      return;
    }
    this.violations.push({
      code: 'UNSUPPORTED',
      path,
      message: `${this.scope.providerName} has no place for ${field}.`,
      supportedBy: this.scope.supportedBy(field),
    });
  }

  omit(leaves: readonly Path[], reason: string): void {
    for (const path of leaves) {
      this.#leaves.push({ path, wire: null, fate: 'OMITTED', reason, kept: undefined });
    }
  }

  violate(violation: Violation): void {
    this.violations.push(violation);
  }

  /**
   * True when the request would add a contact without any value: what is left out and what the provider does anyway are
   * none. A value that breaks a rule was given all the same.
   */
  get isEmpty(): boolean {
    const isKept = ({ fate }: Leaf) => fate === 'SENT' || fate === 'TRANSFORMED';
    return !this.#leaves.some(isKept) && !this.violations.some(({ path }) => path[0] === 'input');
  }

  /**
   * Where the value of a wire field came from, so that a vendor's error has the path of the input. Several items of a list
   * that share one wire field are told as the list: nobody can say which of them is meant. Undefined where the caller gave
   * no value for it.
   */
  pathOf(wire: string): Path | undefined {
    const leaves = this.#leaves.filter((leaf) => leaf.wire === wire);
    const values = leaves.filter(({ isValue }) => isValue);
    const [first] = leaves;
    if (!first) return undefined;
    const defaulted = this.#leaves.filter(({ decides }) => decides === wire);
    const shared = [...(values.length > 0 ? values : leaves), ...defaulted]
      .map(({ path }) => path)
      .reduce(sharedPath);
    // Names that are joined into one have no more in common than that they are input.
    return shared.length > 1 ? shared : first.path;
  }

  /** The fates in input order; with the provider's record, also what it shows was not kept. */
  fates(record?: JsonObject): FieldFate[] {
    return this.#leaves.map((leaf) => {
      const providerField = leaf.wire === null ? null : this.scope.wireName(leaf.wire);
      if (record && leaf.kept && this.#wasLost(leaf.kept(record))) {
        const reason = `${this.scope.providerName}'s answer does not hold it as it was sent.`;
        return { path: leaf.path, fate: 'NOT_KEPT', providerField, reason };
      }
      return { path: leaf.path, fate: leaf.fate, providerField, reason: leaf.reason };
    });
  }

  #wasLost(kept: boolean | undefined): boolean {
    return kept === undefined ? this.scope.omitsUnset : !kept;
  }
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
