/**
 * Updates of one contact through the service, against the vendor's emulator over its sockets. After each
 * update the vendor's ledger must equal the model, and nothing else may have changed.
 */
import { expect } from '@jest/globals';
import type { Outcome, WrittenContact } from '../../src/model/outcome.js';
import type { JsonVendor } from '../../src/sandbox/kit/json-vendor.js';
import type { SandboxRequest } from '../../src/sandbox/kit/vendor.js';
import { customerOf, emulatedFacts, startEmulatedVendors } from '../support/emulated-vendors.js';
import { openKeyedStage } from '../support/keyed-stage.js';
import type { ProviderName } from './documented.js';
import { FOREIGN, type ForeignChange, foreignClient } from './foreign-changes.js';
import { isNamed, LEDGERS, type Ledger, lostPaths, presentIn } from './ledgers.js';
import { UpdateReference } from './update-reference.js';
import type { UpdateStep } from './update-steps.js';

const DEADLINE_MS = 60_000;

/** `touched` counts ledger fields that changed without being named. */
export interface LedgerCounts {
  updates: number;
  'carried out': number;
  invalid: number;
  rejected: number;
  'fields set': number;
  'fields cleared': number;
  'foreign changes': number;
  'of these meanwhile': number;
  touched: number;
}

export class LedgerWorld {
  readonly counts: LedgerCounts = {
    updates: 0,
    'carried out': 0,
    invalid: 0,
    rejected: 0,
    'fields set': 0,
    'fields cleared': 0,
    'foreign changes': 0,
    'of these meanwhile': 0,
    touched: 0,
  };
  #contactId = '';
  #bystanderId = '';
  #meanwhile: ForeignChange | undefined;
  #writes = 0;
  #basis: Ledger = {};

  private constructor(
    private readonly provider: ProviderName,
    private readonly vendor: JsonVendor,
    private readonly stage: ReturnType<typeof openKeyedStage>,
    private readonly foreign: Awaited<ReturnType<typeof foreignClient>>,
    private readonly closeVendors: () => Promise<void>,
  ) {}

  static async open(provider: ProviderName): Promise<LedgerWorld> {
    let world: LedgerWorld | undefined;
    const vendors = await startEmulatedVendors({
      fault(call) {
        if (call.write) world?.noteWrite();
        return undefined;
      },
    });
    const stage = openKeyedStage(vendors.environment, { deadlineMs: DEADLINE_MS });
    const client = await foreignClient(provider, vendors.environment);
    world = new LedgerWorld(provider, vendors.at(provider), stage, client, vendors.close);
    return world;
  }

  async close(): Promise<void> {
    await this.stage.accounts.destroy();
    await this.stage.store.close();
    await this.closeVendors();
  }

  /** A contact for the run, beside another one that must not change. */
  async run(steps: readonly UpdateStep[]): Promise<void> {
    const { contact } = emulatedFacts(this.provider);
    this.vendor.openCustomer(this.#customerId);
    this.vendor.forgetKeys();
    this.#contactId = this.vendor.put(this.#customerId, contact(1));
    this.#bystanderId = this.vendor.put(this.#customerId, contact(2));
    for (const step of steps) await this.#update(step);
  }

  /** Runs before the vendor carries out a write. */
  noteWrite(): void {
    this.#writes += 1;
    if (this.#meanwhile) this.#changeElsewhere(this.#meanwhile);
    this.#basis = this.#ledger(this.#contactId);
  }

  async #update({ input, omit, elsewhere }: UpdateStep): Promise<void> {
    const { provider } = this;
    const customerId = this.#customerId;
    const model = new UpdateReference({ provider, customerId, input, omit });
    this.#playElsewhere(elsewhere, model);
    const before = this.#ledger(this.#contactId);
    const bystander = this.#ledger(this.#bystanderId);
    model.meet(presentIn(this.#record(this.#contactId)));
    this.#writes = 0;
    this.#basis = before;
    this.counts.updates += 1;
    const outcome = await this.stage.service.update({
      contact: { provider, customerId, externalId: this.#contactId },
      input,
      options: { unsupportedFields: omit ? 'OMIT' : 'REJECT' },
      requestId: 'ledger',
    });
    this.#meanwhile = undefined;
    const after = this.#ledger(this.#contactId);
    this.#judge(model, outcome, after);
    expect(this.#ledger(this.#bystanderId)).toEqual(
      // At most one contact is primary.
      model.wire.IsPrimary === true && outcome.ok ? { ...bystander, IsPrimary: false } : bystander,
    );
  }

  #judge(model: UpdateReference, outcome: Outcome<WrittenContact>, after: Ledger): void {
    const { counts } = this;
    const expected =
      model.violations.length > 0 ? undefined : LEDGERS[this.provider].after(this.#basis, model);
    const touched = changed(this.#basis, after).filter((name) => !expected || !isNamed(name, model));
    counts.touched += touched.length;
    expect(touched).toEqual([]);
    if (model.violations.length > 0) {
      counts.invalid += 1;
      expect([violationsIn(outcome), this.#writes]).toEqual([[...model.violations].sort(), 0]);
      return;
    }
    expect(this.#writes).toBe(1);
    if (!expected) {
      counts.rejected += 1;
      expect(outcome).toMatchObject({ ok: false, failure: { kind: 'invalid' } });
      return;
    }
    // JSON has one zero: -0 arrives as 0.
    expect(after).toEqual(JSON.parse(JSON.stringify(expected)));
    if (!outcome.ok) throw new Error(`Not carried out: ${JSON.stringify(outcome.failure)}`);
    counts['carried out'] += 1;
    counts['fields set'] += Object.keys(model.wire).length;
    counts['fields cleared'] += model.cleared.size;
    const lost = new Set([...lostPaths(model), ...model.lost]);
    const fates = model.fates.map((fate) => {
      const [path = ''] = fate.split(' ');
      return lost.has(path) ? `${path} NOT_KEPT` : fate;
    });
    expect(outcome.value.fates.map(({ path, fate }) => `${path.join('.')} ${fate}`).sort()).toEqual(
      fates.sort(),
    );
  }

  #playElsewhere(elsewhere: UpdateStep['elsewhere'], model: UpdateReference): void {
    if (!elsewhere) return;
    const { wires, meanwhile } = FOREIGN[this.provider];
    const isMeanwhile = elsewhere.when === 'meanwhile' && meanwhile;
    const free = isMeanwhile ? wires.filter((wire) => !isNamed(wire, model)) : wires;
    const wire = free[elsewhere.at % Math.max(1, free.length)];
    if (wire === undefined) return;
    const change = { wire, value: `f${elsewhere.at}@ex.io` };
    if (isMeanwhile) this.#meanwhile = change;
    else this.#changeElsewhere(change);
  }

  #changeElsewhere(change: ForeignChange): void {
    const ids = { customerId: this.#customerId, contactId: this.#contactId };
    const request: SandboxRequest = this.foreign(ids, change, this.#record(this.#contactId));
    this.vendor.handle(request);
    expect(this.#ledger(this.#contactId)).toMatchObject({ [change.wire]: change.value });
    this.counts['foreign changes'] += 1;
    if (this.#meanwhile) this.counts['of these meanwhile'] += 1;
  }

  get #customerId(): string {
    return customerOf(this.provider, 1);
  }

  #record(contactId: string): Readonly<Record<string, unknown>> {
    const record = this.vendor.contact(contactId);
    if (!record) throw new Error('The contact is gone.');
    return record;
  }

  #ledger(contactId: string): Ledger {
    return LEDGERS[this.provider].flat(this.#record(contactId));
  }
}

/** Names whose values differ. */
function changed(before: Ledger, after: Ledger): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function violationsIn(outcome: Outcome<WrittenContact>): string[] {
  if (outcome.ok || outcome.failure.kind !== 'invalid') return [`not invalid: ${JSON.stringify(outcome)}`];
  return outcome.failure.violations.map(({ code, path }) => `${code} ${path.join('.')}`).sort();
}
