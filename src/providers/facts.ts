/**
 * A provider's facts for tests, docs and examples: `facts.ts` in its folder exports `facts` of this type.
 * Production code never imports it.
 */
import type { ContactInput, CustomField, JsonObject } from '../model/contact.js';
import type { UnifiedField } from '../model/fields.js';
import type { ViolationCode } from '../model/violation.js';

export interface ProviderFacts {
  /** Variables that point the provider at `origin`. The pairs in `testdata` are written for them. */
  environment(origin: string): Readonly<Record<string, string>>;
  /** Distinguishes these variables' account from others behind the same base URL. */
  readonly account?: string;
  /** Same, with credentials in the vendor's format. */
  credentials(origin: string): Readonly<Record<string, string>>;
  /** Names and meanings of its variables, in Markdown: rows of a table. */
  readonly settings: readonly (readonly [names: string, meaning: string])[];
  /** A contact that the provider accepts, and a customer id in the vendor's format. */
  readonly sample: { readonly customerId: string; readonly input: ContactInput };
  /** Values of unified fields in the vendor's format, if an ordinary value is invalid. */
  readonly samples?: Readonly<Partial<Record<UnifiedField, unknown>>>;
  readonly wire: WireFacts;
  /**
   * The field table from the vendor's documents: path, kind, name at the vendor, MAX, MIN if not 1. `!`:
   * required.
   */
  readonly fields: readonly string[];
  /** Capacity and allowed values of each list: path, maximum items, values. */
  readonly lists: readonly string[];
  readonly conformance: ConformanceFacts;
  readonly sandbox: SandboxFacts;
  readonly emulated: EmulatedFacts;
  /** Facts about the vendor that the driver relies on and no document states. */
  readonly inferred: readonly InferredFact[];
  /** The provider's row in the README. */
  readonly readme: { readonly customerId: string; readonly needs: string; readonly keeps: string };
  readonly example: ExampleFacts;
}

/** Each fact and its purpose, in the order in which a newcomer fills them in. */
export const FACTS: {
  readonly [Fact in keyof ProviderFacts as undefined extends ProviderFacts[Fact] ? never : Fact]: string;
} = {
  environment: 'variables that point the provider at an origin',
  credentials: 'variables with credentials in the format that the vendor issues',
  settings: 'the variables and what they mean',
  sample: 'a contact that the provider accepts, with the id of a customer',
  wire: 'names in requests and replies that are not in the field table',
  fields: "the rows of the vendor's documents, written a second time",
  lists: 'capacity and allowed values of each list',
  conformance: 'parts of a request that the caller did not give, option cases, exemptions with reasons',
  sandbox: 'the customers of the emulator, each with a sentence and a result',
  emulated: 'customers and contacts of the emulator that tests create by number',
  inferred: 'facts that the driver relies on and no document states, each with a probe',
  readme: "the provider's row in the README",
  example: "the explorer's example",
};

/** Each name is misspelled in turn, and a pair in `testdata` must then fail. */
export interface WireFacts {
  /** Headers that a request has always, or for an option. */
  readonly headers: readonly string[];
  /** Names in request bodies but not in the table: envelopes, and values that are always sent. */
  readonly body: readonly string[];
  /** Names read from replies but not in the table: envelopes, ids, errors. */
  readonly answer: readonly string[];
  /** Same, for replies to changes and removals. */
  readonly changes?: readonly string[];
  /** A name that a reply also has under an older name, which would hide a misspelling. */
  readonly twins?: Readonly<Record<string, string>>;
  /** Table names that replies spell differently. */
  readonly replyNames?: Readonly<Record<string, string>>;
  /** Table names that replies omit, with the reason. */
  readonly notAnswered?: Readonly<Record<string, string>>;
}

export interface ConformanceFacts {
  /** Parts of a request that the caller did not give, each with the reason. */
  readonly unasked: { readonly body: Reasons; readonly headers: Reasons };
  readonly options?: Readonly<Record<string, OptionCases>>;
  /** Custom fields that the emulated account has defined. */
  readonly customFields?: readonly CustomField[];
  /**
   * Fields that every change resends as they were read, with the reason: another client's write in between is
   * lost.
   */
  readonly sentBack?: Reasons;
  /** Ids that look wrong elsewhere but are valid here, and must reach the vendor unchanged. */
  readonly oddCustomerIds?: readonly string[];
  /** Suite sections that do not apply to the provider, with the reason. */
  readonly excused: Reasons;
}

export interface OptionCases {
  readonly good: readonly OptionCase[];
  readonly bad: readonly (readonly [value: unknown, code: ViolationCode])[];
}

export interface OptionCase {
  readonly value: unknown;
  readonly customerId?: string;
  /** Where the vendor sees it: a header, or a member of the JSON body. */
  readonly seen: { readonly header: string } | { readonly member: string };
  readonly as: unknown;
}

export interface SandboxFacts {
  /** Paragraphs before the table of customers, in Markdown. They publish the credentials. */
  readonly about: readonly string[];
  /** Every customer of the emulator. The first ones are ordinary, and the very first is the example's. */
  readonly customers: readonly SandboxCustomer[];
  /** Paragraphs after the table. */
  readonly notes: readonly string[];
  /** Undocumented vendor behavior, and what the emulator does. */
  readonly assumptions: readonly string[];
}

/** What suites need to fill the emulator and distinguish its calls. */
export interface EmulatedFacts {
  /** The id of the numbered customer, in the vendor's format. */
  customer(number: number): string;
  /** The values of a create, for a customer's numbered contact. */
  contact(number: number): JsonObject;
  /** The id of the numbered contact, for a test that answers instead of the emulator. */
  contactId(number: number): string;
  /** An id in the vendor's format that no contact has. */
  readonly absentContact: string;
  /** The order of a list. */
  readonly order: 'OLDEST_FIRST' | 'NEWEST_FIRST' | 'BY_ID';
  /**
   * Path patterns, including the query, of list requests, and of single-contact requests if the vendor has
   * them.
   */
  readonly paths: { readonly list: RegExp; readonly single?: RegExp };
  /** How a list is paged: by cursor, by a page number parameter, or not at all. */
  readonly pages: 'NONE' | 'BY_CURSOR' | { readonly byNumber: string };
  /** The answer with one page of a list. */
  page(page: EmulatedPage): unknown;
  /** Why an unknown customer's list is empty rather than missing, if it is. */
  readonly emptyForNobody?: string;
}

export interface EmulatedPage {
  readonly customerId: string;
  /** Starts at 1. */
  readonly number: number;
  /** Ids of its contacts. */
  readonly ids: readonly string[];
  /** The next page's cursor; without it, this page is the last. */
  readonly next?: string | undefined;
}

/**
 * The vendor's behavior when a contact is added to the customer, and the resulting member of `addContact`.
 */
export type SandboxCustomer = readonly [id: string, does: string, member: string];

/**
 * Listed on a docs page, and checked at a live vendor by a probe: `npm run probe -- chargebee clear-field`.
 */
export interface InferredFact {
  /** The name of its probe. */
  readonly id: string;
  readonly statement: string;
  /** Where the code relies on it: a file and a name in it, `src/providers/driver.ts:ReadRules`. */
  readonly code: readonly string[];
  /** What keeps values and outcomes correct if the vendor behaves differently. */
  readonly otherwise: string;
  /** What it was inferred from. */
  readonly source: string;
}

export interface ExampleFacts {
  /** What the example shows, and after `Next:` what to try then. */
  readonly about: string;
  readonly input: ContactInput;
  /** As in a call: by the key of a provider's options. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /**
   * The change to the input that `Next:` suggests, with null for a value to remove, and the resulting member.
   */
  readonly next: { readonly change: Readonly<Record<string, unknown>>; readonly member: string };
}

type Reasons = Readonly<Record<string, string>>;
