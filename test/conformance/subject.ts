/**
 * The provider under test, with what the sections share: inputs from its table, and a stage for each test.
 */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type DescribedField, describeFields } from '../../src/mapping/describe.js';
import type { ContactInput } from '../../src/model/contact.js';
import type { Provider } from '../../src/providers/driver.js';
import type { ConformanceFacts, SandboxCustomer } from '../../src/providers/facts.js';
import type { SandboxVendor, SandboxVendorFactory } from '../../src/sandbox/kit/vendor.js';
import { whatCameBack } from './came-back.js';
import { besides, fieldOf, fullInputs, hasForm, minimalInput, usualInput } from './inputs.js';
import { fieldNameOf, withLeaf } from './leaf.js';
import { secretsOf } from './secrets.js';
import { Stage, type StageOptions } from './stage.js';
import { type Excusable, emulatorOf, type Target } from './target.js';

export class Subject {
  readonly provider: Provider;
  /** The providers of the process, including this one. */
  readonly among: readonly Provider[];
  readonly facts: ConformanceFacts;
  readonly customers: readonly SandboxCustomer[];
  /** The id of an ordinary customer. */
  readonly ordinary: string;
  readonly described: readonly DescribedField[];
  readonly minimal: ContactInput;
  readonly full: readonly ContactInput[];
  readonly usual: ContactInput;
  /** A text of the usual contact that shows in the vendor's answers that it is stored. */
  readonly mark: string;
  #createSandbox: SandboxVendorFactory | undefined;
  #faults: SandboxVendor['faults'] | undefined;
  #stage: Stage | undefined;

  constructor(readonly target: Target) {
    const { provider, among, facts } = target;
    this.provider = provider;
    this.among = among;
    this.facts = facts.conformance;
    this.customers = facts.sandbox.customers;
    this.ordinary = this.customers[0]?.[0] ?? '';
    this.described = describeFields(provider);
    this.minimal = minimalInput(provider);
    this.full = fullInputs(provider, this.facts.customFields, facts.samples);
    this.usual = usualInput(provider);
    this.mark = /\w{6,}/.exec(JSON.stringify(Object.values(this.usual)[0]))?.[0] ?? '';
  }

  /** Makes a stage for each test, and checks the reports of each. */
  register(): void {
    beforeAll(async () => {
      this.#createSandbox = await emulatorOf(this.target);
      this.#faults = this.#createSandbox({}).faults;
    });
    beforeEach(async () => {
      this.#stage = await this.#open();
    });
    afterEach(async () => {
      const reports = JSON.stringify(this.stage.reports);
      await this.stage.close();
      for (const secret of secretsOf(this.stage)) expect(reports).not.toContain(secret);
    });
  }

  /** The stage of the running test. */
  get stage(): Stage {
    if (!this.#stage) throw new Error('There is a stage only while a test runs.');
    return this.#stage;
  }

  get faults(): SandboxVendor['faults'] {
    if (!this.#faults) throw new Error('The faults of a vendor are known only while a test runs.');
    return this.#faults;
  }

  /** Replaces the stage for a test that needs another one. */
  async restage(more: Partial<StageOptions>): Promise<void> {
    await this.stage.close();
    this.#stage = await this.#open(more);
  }

  /** A group of cases that a provider may be excused from. */
  section(name: Excusable, cases: () => void): void {
    const reason = this.facts.excused[name];
    if (reason === undefined) describe(name, cases);
    else test.skip(`${name} (excused: ${reason})`, () => {});
  }

  /** A contact with the text in the leaf, and otherwise required fields only. */
  withLeaf(leaf: DescribedField, text: string): ContactInput {
    return withLeaf(besides(this.provider, this.minimal, fieldNameOf(leaf)), leaf, text);
  }

  /** Whether the leaf accepts any text. */
  isFree(leaf: DescribedField): boolean {
    return !hasForm(this.provider, fieldNameOf(leaf));
  }

  /** Adds the contact and checks that the vendor kept all of it. */
  async expectKept(input: ContactInput): Promise<void> {
    const { contact, fates } = await this.stage.added(input);
    expect(fates.filter(({ fate }) => fate !== 'SENT' && fate !== 'TRANSFORMED')).toEqual([]);
    for (const [field, value] of whatCameBack(this.provider, input)) {
      expect([field, fieldOf(contact, field)]).toEqual([field, value]);
    }
  }

  #open(more: Partial<StageOptions> = {}): Promise<Stage> {
    const { provider, among } = this;
    if (!this.#createSandbox) throw new Error('A vendor can be played only while a test runs.');
    return Stage.open({
      provider,
      among,
      createSandbox: this.#createSandbox,
      customerId: this.ordinary,
      ...more,
    });
  }
}
