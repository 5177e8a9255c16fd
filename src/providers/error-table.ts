/** Classifies a vendor's complaints with a table by status, code and field. */
import type { ProviderCall } from './call.js';
import type { Provider } from './driver.js';
import type { ProviderReply, VendorError, VendorErrorKind } from './exchange.js';

/** One complaint from an answer, in any vendor format. */
export interface Complaint extends Omit<VendorError, 'kind'> {
  /** The table's key, if it is not the whole code. */
  readonly type?: string | undefined;
  /** The field's problem is that it has no value. */
  readonly isMissing?: boolean;
}

/** Matches if all given conditions do. */
export interface ErrorRule {
  readonly kind: VendorErrorKind;
  readonly status?: number;
  readonly codes?: readonly string[];
  /** The field is the pattern's first group, unless the rule sets `about`. */
  readonly text?: RegExp;
  /** The named field; true matches any. */
  readonly field?: string | true;
  /** Only for calls about an existing contact. */
  readonly ofChange?: true;
  /** Only if the caller gave this option. */
  readonly option?: string;
  /** The field that the error concerns, if the answer names it differently or not at all. */
  readonly about?: string;
  readonly waitSeconds?: () => number;
}

/** Codes or statuses by kind. */
type ByKind<Code> = Readonly<Partial<Record<VendorErrorKind, readonly Code[]>>>;

export interface ErrorTable {
  /** The first match applies. */
  readonly rules?: readonly ErrorRule[];
  /** If no rule matches. */
  readonly codes?: ByKind<string>;
  /** If the code is unknown. If given, other statuses are not in the vendor's own format. */
  readonly statuses?: ByKind<number>;
  /** For all others; by default the status decides, and inside a success it is a rejection. */
  readonly others?: VendorErrorKind;
}

export interface ErrorRules extends ErrorTable {
  /** An answer's complaints, in order; none if it has none in the vendor's format. */
  complaints(reply: ProviderReply): readonly Complaint[];
}

/** Builds a driver's `parseErrors`, if answers are read alike for every call. */
export function errorParser({ complaints, ...table }: ErrorRules): Provider['parseErrors'] {
  const errorsOf = errorsBy(table);
  return (reply, call) => errorsOf(complaints(reply), reply, call);
}

/** The errors of an answer's complaints, in order; an answer may have thousands. */
export type ErrorsOf = (
  complaints: readonly Complaint[],
  reply: ProviderReply,
  call: ProviderCall | undefined,
) => readonly VendorError[];

export function errorsBy({ rules = [], codes = {}, statuses, others }: ErrorTable): ErrorsOf {
  const byCode = kindsBy(codes);
  const byStatus = statuses && kindsBy(statuses);
  return (complaints, { status }, call) =>
    complaints.flatMap(({ type, isMissing, ...complaint }) => {
      const { code = '', message = '' } = complaint;
      const rule = rules.find((each) => fits(each, complaint, status, call));
      const known = rule?.kind ?? byCode.get(type ?? code) ?? byStatus?.get(status);
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

function kindsBy<Code>(table: ByKind<Code>): ReadonlyMap<Code, VendorErrorKind> {
  const kinds = new Map<Code, VendorErrorKind>();
  for (const kind of Object.keys(table) as VendorErrorKind[]) {
    for (const code of table[kind] ?? []) if (!kinds.has(code)) kinds.set(code, kind);
  }
  return kinds;
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
