/** What a vendor's complaints amount to, as a table by status, code and field. */
import type { ProviderCall } from './call.js';
import type { Provider } from './driver.js';
import type { ProviderReply, VendorError, VendorErrorKind } from './exchange.js';

/** One complaint of an answer, whatever form the vendor gives it. */
export interface Complaint extends Omit<VendorError, 'kind'> {
  /** What the table knows it by, where that is not the whole code. */
  readonly type?: string | undefined;
  /** What is wrong with the field is that it has no value. */
  readonly isMissing?: boolean;
}

/** All that a rule says has to be so. */
export interface ErrorRule {
  readonly kind: VendorErrorKind;
  readonly status?: number;
  readonly codes?: readonly string[];
  /** The field is what the first group of the pattern holds, unless the rule says which. */
  readonly text?: RegExp;
  /** The field that is named; true stands for any. */
  readonly field?: string | true;
  /** Only of calls about a contact that is there. */
  readonly ofChange?: true;
  /** Only where the caller gave this option. */
  readonly option?: string;
  /** What the error is about, where the answer does not name it like this. */
  readonly about?: string;
  readonly waitSeconds?: () => number;
}

/** What amounts to it, by kind. */
type ByKind<Code> = Readonly<Partial<Record<VendorErrorKind, readonly Code[]>>>;

export interface ErrorTable {
  /** The first one that fits counts. */
  readonly rules?: readonly ErrorRule[];
  /** For what no rule fits. */
  readonly codes?: ByKind<string>;
  /** For what has no code that is known. Where they are given, no other status has the vendor's own words. */
  readonly statuses?: ByKind<number>;
  /** For all others; unless given, the status tells, and inside a success it is a rejection. */
  readonly others?: VendorErrorKind;
}

export interface ErrorRules extends ErrorTable {
  /** Those of an answer, in its order; none where it holds none of the vendor's own form. */
  complaints(reply: ProviderReply): readonly Complaint[];
}

/** How a driver parses errors, where an answer is read the same for every call. */
export function errorParser({ complaints, ...table }: ErrorRules): Provider['parseErrors'] {
  return (reply, call) => errorsOf(table, complaints(reply), reply, call);
}

/** The complaints as errors, in their order. */
export function errorsOf(
  { rules = [], codes = {}, statuses, others }: ErrorTable,
  complaints: readonly Complaint[],
  { status }: ProviderReply,
  call: ProviderCall | undefined,
): readonly VendorError[] {
  return complaints.flatMap(({ type, isMissing, ...complaint }) => {
    const { code = '', message = '' } = complaint;
    const rule = rules.find((each) => fits(each, complaint, status, call));
    const known = rule?.kind ?? kindOf(codes, type ?? code) ?? (statuses && kindOf(statuses, status));
    if (statuses && !known) return [];
    const kind = known ?? others ?? (status < 400 ? 'REJECTED' : undefined);
    const field = rule?.about ?? rule?.text?.exec(message)?.[1] ?? complaint.field;
    const wait = rule?.waitSeconds?.();
    return {
      ...complaint,
      kind: kind === 'FIELD_REJECTED' && isMissing ? 'FIELD_REQUIRED' : kind,
      field,
      ...(wait !== undefined && { retryAfterSeconds: wait }),
    };
  });
}

function kindOf<Code>(table: ByKind<Code>, code: Code): VendorErrorKind | undefined {
  const kinds = Object.keys(table) as VendorErrorKind[];
  return kinds.find((kind) => table[kind]?.includes(code));
}

function fits(
  { status, codes, text, field, ofChange, option }: ErrorRule,
  complaint: Complaint,
  answered: number,
  call: ProviderCall | undefined,
): boolean {
  const { code = '', message = '' } = complaint;
  return (
    (status === undefined || status === answered) &&
    (!codes || codes.includes(code)) &&
    (!text || text.test(message)) &&
    (field === undefined || (field === true ? Boolean(complaint.field) : complaint.field === field)) &&
    (!ofChange || call?.externalId !== undefined) &&
    (option === undefined || Boolean(call?.givenOptions[option]))
  );
}
