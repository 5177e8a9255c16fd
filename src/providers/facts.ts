/**
 * What tests, documentation and examples know about a provider: `facts.ts` in its folder exports `facts` of
 * this type. Production code never imports it.
 */
import type { ContactInput, CustomField, JsonObject } from '../model/contact.js';
import type { UnifiedField } from '../model/fields.js';
import type { ViolationCode } from '../model/violation.js';

export interface ProviderFacts {
  /** Variables that point the provider at `origin`. The pairs in `testdata` are written for them. */
  environment(origin: string): Readonly<Record<string, string>>;
  /** What tells the account of these variables from others behind the same base URL. */
  readonly account?: string;
  /** The same with credentials of the form that the vendor issues. */
  credentials(origin: string): Readonly<Record<string, string>>;
  /** Names of its variables and what they mean, in Markdown: rows of a table. */
  readonly settings: readonly (readonly [names: string, meaning: string])[];
  /** A contact that the provider takes, and the id of a customer in the form of the vendor. */
  readonly sample: { readonly customerId: string; readonly input: ContactInput };
  /** Values of unified fields in the form of the vendor, where a usual value is invalid. */
  readonly samples?: Readonly<Partial<Record<UnifiedField, unknown>>>;
  readonly wire: WireFacts;
  /**
   * The field table from the vendor's documents: path, kind, name at the vendor, MAX, MIN if not 1. `!`:
   * required.
   */
  readonly fields: readonly string[];
  /** Capacity and allowed values of each list: path, items at most, values. */
  readonly lists: readonly string[];
  readonly conformance: ConformanceFacts;
  readonly sandbox: SandboxFacts;
  readonly emulated: EmulatedFacts;
  /** What the driver takes to be true of the vendor and no document says. */
  readonly inferred: readonly InferredFact[];
  /** The provider's row in the README. */
  readonly readme: { readonly customerId: string; readonly needs: string; readonly keeps: string };
  readonly example: ExampleFacts;
}

/** Each fact and what it is for, in the order in which a newcomer fills them in. */
export const FACTS: {
  readonly [Fact in keyof ProviderFacts as undefined extends ProviderFacts[Fact] ? never : Fact]: string;
} = {
  environment: 'variables that point the provider at an origin',
  credentials: 'variables with credentials of the form that the vendor issues',
  settings: 'the variables and what they mean',
  sample: 'a contact that the provider takes, with the id of a customer',
  wire: 'names in requests and replies that the field table does not hold',
  fields: "the rows of the vendor's documents, written down a second time",
  lists: 'capacity and allowed values of each list',
  conformance: 'what a request holds unasked, cases of options, exemptions with their reasons',
  sandbox: 'the customers of the emulator, each with a sentence and a result',
  emulated: 'customers and contacts of the emulator that tests make by their number',
  inferred: 'what no document of the vendor says and the driver relies on, each with its probe',
  readme: "the provider's row in the README",
  example: "the explorer's example",
};

/** Each name is misspelled in turn, and a pair in `testdata` has to fail. */
export interface WireFacts {
  /** Headers that a request has always, or for an option. */
  readonly headers: readonly string[];
  /** Names in a body that the table does not hold: envelopes, and values that are sent always. */
  readonly body: readonly string[];
  /** Names in replies that are read beside the table: envelopes, ids, errors. */
  readonly answer: readonly string[];
  /** The same for replies to changes and removals. */
  readonly changes?: readonly string[];
  /** A name that a reply holds twice, under an older name too: that name would hide a wrong one. */
  readonly twins?: Readonly<Record<string, string>>;
  /** Names of the table that a reply writes another way, and how. */
  readonly replyNames?: Readonly<Record<string, string>>;
  /** Names of the table that a reply does not hold, with the reason. */
  readonly notAnswered?: Readonly<Record<string, string>>;
}

export interface ConformanceFacts {
  /** The parts of a request that the caller did not give, each with the reason. */
  readonly unasked: { readonly body: Reasons; readonly headers: Reasons };
  readonly options?: Readonly<Record<string, OptionCases>>;
  /** Custom fields that the emulated account has defined. */
  readonly customFields?: readonly CustomField[];
  /**
   * Fields that every change sends back as they were read, with the reason: what another client writes to
   * them in between is lost.
   */
  readonly sentBack?: Reasons;
  /** Ids that look wrong to others and are right here: they have to reach the vendor as they are. */
  readonly oddCustomerIds?: readonly string[];
  /** Sections of the suite that do not apply to the provider, with the reason. */
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
  /** Paragraphs ahead of the table of customers, in Markdown. They publish the credentials. */
  readonly about: readonly string[];
  /** Every customer of the emulator. The first ones are ordinary, and the first of all is the example's. */
  readonly customers: readonly SandboxCustomer[];
  /** Paragraphs behind the table. */
  readonly notes: readonly string[];
  /** Undocumented behavior of the vendor, and what the emulator does. */
  readonly assumptions: readonly string[];
}

/** What suites need to fill the emulator, and to tell its calls apart. */
export interface EmulatedFacts {
  /** The id of the numbered customer, in the form of the vendor. */
  customer(number: number): string;
  /** The values of a create, for the numbered contact of a customer. */
  contact(number: number): JsonObject;
  /** The id of the numbered contact, where a test answers in place of the emulator. */
  contactId(number: number): string;
  /** An id of the vendor's form that no contact has. */
  readonly absentContact: string;
  /** In which a list comes. */
  readonly order: 'OLDEST_FIRST' | 'NEWEST_FIRST' | 'BY_ID';
  /**
   * Paths, with their query, of requests for a list, and for one contact where the vendor has such a call.
   */
  readonly paths: { readonly list: RegExp; readonly single?: RegExp };
  /** How a list goes on: by cursor, by the parameter with the number of the page, or not at all. */
  readonly pages: 'NONE' | 'BY_CURSOR' | { readonly byNumber: string };
  /** The answer with a page of a list. */
  page(page: EmulatedPage): unknown;
  /** Why the list of an unknown customer is empty instead of missing, where it is. */
  readonly emptyForNobody?: string;
}

export interface EmulatedPage {
  readonly customerId: string;
  /** 1 for the first. */
  readonly number: number;
  /** Of its contacts. */
  readonly ids: readonly string[];
  /** The cursor of the next page; without it this one is the last. */
  readonly next?: string | undefined;
}

/**
 * What the vendor does when a contact is added to the customer, and the union member that `addContact`
 * answers.
 */
export type SandboxCustomer = readonly [id: string, does: string, member: string];

/** A page lists them, and a probe asks a live vendor: `npm run probe -- chargebee clear-field`. */
export interface InferredFact {
  /** The name of its probe. */
  readonly id: string;
  readonly statement: string;
  /** Where the code relies on it: a file and a name in it, `src/providers/driver.ts:ReadRules`. */
  readonly code: readonly string[];
  /** What keeps values and outcomes right should the vendor do something else. */
  readonly otherwise: string;
  /** What it was inferred from. */
  readonly source: string;
}

export interface ExampleFacts {
  /** What the example shows, and after `Next:` what to try then. */
  readonly about: string;
  readonly input: ContactInput;
  /** As a call gives them: by the key of a provider's options. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /**
   * The change of the input that `Next:` suggests, with null for a value to remove, and what is then
   * answered.
   */
  readonly next: { readonly change: Readonly<Record<string, unknown>>; readonly member: string };
}

type Reasons = Readonly<Record<string, string>>;
